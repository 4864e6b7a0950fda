import type { Action } from "../action";
import { allocateIp6AddressesBandwidth } from "./AllocateIp6AddressesBandwidth";
import { assignIpv6Addresses } from "./AssignIpv6Addresses";
import { describeBandwidthPackages } from "./DescribeBandwidthPackages";
import { describeIp6Addresses } from "./DescribeIp6Addresses";
import { describeNetworkAccountType } from "./DescribeNetworkAccountType";
import { describeNetworkInterfaces } from "./DescribeNetworkInterfaces";
import { describeTaskResult } from "./DescribeTaskResult";
import { describeVpcIpv6Addresses } from "./DescribeVpcIpv6Addresses";
import { describeVpcTaskResult } from "./DescribeVpcTaskResult";
import { modifyIp6AddressesBandwidth } from "./ModifyIp6AddressesBandwidth";
import { modifyIpv6AddressesAttribute } from "./ModifyIpv6AddressesAttribute";
import { releaseIp6AddressesBandwidth } from "./ReleaseIp6AddressesBandwidth";
import { tagActions } from "./tags";
import { unassignIpv6Addresses } from "./UnassignIpv6Addresses";

/** Every action that is simulated. An action of the vendor that is not here answers InvalidAction. */
export const actions: readonly Action[] = [
  allocateIp6AddressesBandwidth,
  assignIpv6Addresses,
  describeBandwidthPackages,
  describeIp6Addresses,
  describeNetworkAccountType,
  describeNetworkInterfaces,
  describeTaskResult,
  describeVpcIpv6Addresses,
  describeVpcTaskResult,
  modifyIp6AddressesBandwidth,
  modifyIpv6AddressesAttribute,
  releaseIp6AddressesBandwidth,
  ...tagActions,
  unassignIpv6Addresses,
];
