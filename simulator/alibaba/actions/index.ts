import type { Action } from "../action";
import { allocateIpv6Address } from "./AllocateIpv6Address";
import { allocateIpv6InternetBandwidth } from "./AllocateIpv6InternetBandwidth";
import { assignIpv6Addresses } from "./AssignIpv6Addresses";
import { assumeRole, assumeRoleWithOidc, getCallerIdentity } from "./AssumeRole";
import { createIpv6EgressOnlyRule } from "./CreateIpv6EgressOnlyRule";
import { deleteIpv6EgressOnlyRule } from "./DeleteIpv6EgressOnlyRule";
import { deleteIpv6Gateway } from "./DeleteIpv6Gateway";
import { deleteIpv6InternetBandwidth } from "./DeleteIpv6InternetBandwidth";
import { describeInstances } from "./DescribeInstances";
import { describeIpv6Addresses } from "./DescribeIpv6Addresses";
import { describeIpv6EgressOnlyRules } from "./DescribeIpv6EgressOnlyRules";
import { describeIpv6GatewayAttribute } from "./DescribeIpv6GatewayAttribute";
import { describeIpv6Gateways } from "./DescribeIpv6Gateways";
import { describeNetworkInterfaceAttribute } from "./DescribeNetworkInterfaceAttribute";
import { describeNetworkInterfaces } from "./DescribeNetworkInterfaces";
import { describeEcsRegions, describeVpcRegions } from "./DescribeRegions";
import { describeVpcAttribute, describeVpcs } from "./DescribeVpcs";
import { describeVSwitchAttributes, describeVSwitches } from "./DescribeVSwitches";
import { listEcsTagResources, listVpcTagResources } from "./ListTagResources";
import { modifyIpv6AddressAttribute } from "./ModifyIpv6AddressAttribute";
import { modifyIpv6InternetBandwidth } from "./ModifyIpv6InternetBandwidth";
import { moveResourceGroup } from "./MoveResourceGroup";
import {
  describeNetworkAclAttributes,
  describeRouteEntryList,
  describeRouteTableList,
  describeSecurityGroupAttribute,
} from "./network";
import {
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
} from "./network-interfaces";
import { releaseIpv6Address } from "./ReleaseIpv6Address";
import { tagEcsResources, tagVpcResources, unTagVpcResources, untagEcsResources } from "./TagResources";
import { unassignIpv6Addresses } from "./UnassignIpv6Addresses";

/** Every action that is simulated. Others answer InvalidAction.NotFound. */
export const actions: readonly Action[] = [
  allocateIpv6Address,
  allocateIpv6InternetBandwidth,
  assignIpv6Addresses,
  assumeRole,
  assumeRoleWithOidc,
  createIpv6EgressOnlyRule,
  deleteIpv6EgressOnlyRule,
  deleteIpv6Gateway,
  deleteIpv6InternetBandwidth,
  describeEcsRegions,
  describeIpv6Addresses,
  describeIpv6EgressOnlyRules,
  describeIpv6GatewayAttribute,
  describeIpv6Gateways,
  describeNetworkAclAttributes,
  describeNetworkInterfaceAttribute,
  describeNetworkInterfaces,
  describeRouteEntryList,
  describeRouteTableList,
  describeSecurityGroupAttribute,
  describeVSwitches,
  describeVpcRegions,
  describeVSwitchAttributes,
  describeVpcAttribute,
  describeVpcs,
  getCallerIdentity,
  describeInstances,
  listEcsTagResources,
  listVpcTagResources,
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
  modifyIpv6AddressAttribute,
  modifyIpv6InternetBandwidth,
  moveResourceGroup,
  releaseIpv6Address,
  tagEcsResources,
  tagVpcResources,
  unTagVpcResources,
  untagEcsResources,
  unassignIpv6Addresses,
];
