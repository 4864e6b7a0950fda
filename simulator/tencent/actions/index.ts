import type { Action } from "../action";
import { allocateIPv6Addresses } from "./AllocateIPv6Addresses";
import { allocateIp6AddressesBandwidth } from "./AllocateIp6AddressesBandwidth";
import { assignIpv6Addresses } from "./AssignIpv6Addresses";
import { associateIPv6Address } from "./AssociateIPv6Address";
import { assumeRole, assumeRoleWithWebIdentity, getCallerIdentity } from "./AssumeRole";
import { describeAddressQuota } from "./DescribeAddressQuota";
import { describeBandwidthPackages } from "./DescribeBandwidthPackages";
import { describeIPv6Addresses } from "./DescribeIPv6Addresses";
import { describeIp6Addresses } from "./DescribeIp6Addresses";
import { describeNetworkAccountType } from "./DescribeNetworkAccountType";
import { describeNetworkInterfaces } from "./DescribeNetworkInterfaces";
import { describeRegions } from "./DescribeRegions";
import { describeSubnets } from "./DescribeSubnets";
import { describeTaskResult } from "./DescribeTaskResult";
import { describeVpcIpv6Addresses } from "./DescribeVpcIpv6Addresses";
import { describeVpcTaskResult } from "./DescribeVpcTaskResult";
import { disassociateIPv6Address } from "./DisassociateIPv6Address";
import { modifyIPv6AddressesAttributes } from "./ModifyIPv6AddressesAttributes";
import { modifyIPv6AddressesBandwidth } from "./ModifyIPv6AddressesBandwidth";
import { modifyIp6AddressesBandwidth } from "./ModifyIp6AddressesBandwidth";
import { modifyIpv6AddressesAttribute } from "./ModifyIpv6AddressesAttribute";
import {
  describeInstances,
  describeNetworkAclQuintupleEntries,
  describeNetworkAcls,
  describeRouteTables,
  describeSecurityGroupPolicies,
} from "./network";
import {
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
} from "./network-interfaces";
import { releaseIPv6Addresses } from "./ReleaseIPv6Addresses";
import { releaseIp6AddressesBandwidth } from "./ReleaseIp6AddressesBandwidth";
import { tagActions } from "./tags";
import { unassignIpv6Addresses } from "./UnassignIpv6Addresses";

/** Every action that is simulated. Others answer InvalidAction. */
export const actions: readonly Action[] = [
  allocateIp6AddressesBandwidth,
  allocateIPv6Addresses,
  associateIPv6Address,
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
  assignIpv6Addresses,
  describeAddressQuota,
  describeBandwidthPackages,
  describeIp6Addresses,
  describeIPv6Addresses,
  disassociateIPv6Address,
  describeInstances,
  describeNetworkAccountType,
  describeNetworkAclQuintupleEntries,
  describeNetworkAcls,
  describeNetworkInterfaces,
  describeRouteTables,
  describeSecurityGroupPolicies,
  describeRegions,
  describeSubnets,
  describeTaskResult,
  describeVpcIpv6Addresses,
  describeVpcTaskResult,
  modifyIp6AddressesBandwidth,
  modifyIPv6AddressesAttributes,
  modifyIPv6AddressesBandwidth,
  modifyIpv6AddressesAttribute,
  releaseIp6AddressesBandwidth,
  releaseIPv6Addresses,
  ...tagActions,
  unassignIpv6Addresses,
  assumeRole,
  assumeRoleWithWebIdentity,
  getCallerIdentity,
];
