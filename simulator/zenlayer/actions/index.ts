import type { Action } from "../action";
import { assignNetworkInterfaceIpv6 } from "./AssignNetworkInterfaceIpv6";
import {
  describeBandwidthClusterResources,
  describeBandwidthClusters,
  migrateBandwidthClusterResources,
} from "./bandwidth-clusters";
import { deleteIpv6Addresses } from "./DeleteIpv6Addresses";
import { describeCustomerBalance } from "./DescribeCustomerBalance";
import { describeIpv6Addresses } from "./DescribeIpv6Addresses";
import { describeNetworkInterfacePublicIPv6 } from "./DescribeNetworkInterfacePublicIPv6";
import { describeNetworkInterfaces } from "./DescribeNetworkInterfaces";
import { describeSubnets } from "./DescribeSubnets";
import {
  inquiryPriceChangeIpv6InternetChargeType,
  inquiryPriceModifyIpv6Bandwidth,
  inquiryPricePublicIpv6,
} from "./inquiries";
import { modifyIpv6Bandwidth } from "./ModifyIpv6Bandwidth";
import { modifyIpv6TrafficPackage } from "./ModifyIpv6TrafficPackage";
import { modifyNetworkInterfacePublicIPv6BandwidthLimitMode } from "./ModifyNetworkInterfacePublicIPv6BandwidthLimitMode";
import { modifyResourceTags } from "./ModifyResourceTags";
import { describeInstances, describeRoutes, describeSecurityGroupRule, describeVpcs } from "./network";
import {
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
  modifyNetworkInterfacesAttribute,
} from "./network-interfaces";
import { tagBindResources } from "./TagBindResources";
import { unassignNetworkInterfaceIpv6 } from "./UnassignNetworkInterfaceIpv6";

/** Every action that is simulated. */
export const actions: readonly Action[] = [
  assignNetworkInterfaceIpv6,
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
  modifyNetworkInterfacesAttribute,
  deleteIpv6Addresses,
  describeBandwidthClusterResources,
  describeBandwidthClusters,
  describeIpv6Addresses,
  describeNetworkInterfacePublicIPv6,
  describeInstances,
  describeNetworkInterfaces,
  describeRoutes,
  describeSecurityGroupRule,
  describeSubnets,
  describeVpcs,
  inquiryPriceChangeIpv6InternetChargeType,
  inquiryPriceModifyIpv6Bandwidth,
  inquiryPricePublicIpv6,
  migrateBandwidthClusterResources,
  modifyIpv6Bandwidth,
  modifyIpv6TrafficPackage,
  modifyNetworkInterfacePublicIPv6BandwidthLimitMode,
  modifyResourceTags,
  tagBindResources,
  unassignNetworkInterfaceIpv6,
  describeCustomerBalance,
];
