import { isVisible } from "../common/action";
import type { Context } from "./action";
import { routeTableOf } from "./network";
import type { Vpc, VSwitch } from "./state";
import { tagList, tagsMatch } from "./tags";
import { resourceGroupOf } from "./views";

/** VPCs and vSwitches, as lists and the reads of one show them. Neither changes here. */

const MADE = "2026-01-01T00:00:00Z";

export function vpcView({ state }: Context, vpc: Vpc) {
  const { id, ipv6Cidr } = vpc;
  return {
    ...{ VpcId: id, VpcName: vpc.name ?? "", RegionId: vpc.region, Status: "Available", Description: "" },
    ...{ CidrBlock: "192.168.0.0/16", Ipv6CidrBlock: ipv6Cidr ?? "", EnabledIpv6: ipv6Cidr !== undefined },
    Ipv6CidrBlocks: { Ipv6CidrBlock: ipv6Cidr === undefined ? [] : [{ Ipv6CidrBlock: ipv6Cidr, Ipv6Isp: "BGP" }] },
    ...{ OwnerId: Number(vpc.account), ResourceGroupId: resourceGroupOf(vpc), IsDefault: vpc.isDefault === true },
    ...{ VRouterId: `vrt-${id}`, CreationTime: MADE, DhcpOptionsSetId: "", DhcpOptionsSetStatus: "" },
    VSwitchIds: { VSwitchId: state.vSwitches.all().flatMap((row) => (row.vpc === id ? [row.id] : [])) },
    Tags: tagList(vpc.tags),
  };
}

export function vSwitchView(row: VSwitch) {
  return {
    ...{ VSwitchId: row.id, VSwitchName: row.name ?? "", VpcId: row.vpc, ZoneId: row.zone, Status: "Available" },
    ...{ CidrBlock: "192.168.0.0/24", Ipv6CidrBlock: row.ipv6Cidr ?? "", EnabledIpv6: row.ipv6Cidr !== undefined },
    ...{ OwnerId: Number(row.account), ResourceGroupId: resourceGroupOf(row), IsDefault: row.isDefault === true },
    ...{
      AvailableIpAddressCount: 250,
      CreationTime: MADE,
      Description: "",
      NetworkAclId: row.networkAcl ?? "",
      ShareType: "",
    },
    RouteTable: { RouteTableId: routeTableOf(row), RouteTableType: row.routeTable ? "Custom" : "System" },
    Tags: tagList(row.tags),
  };
}

type Network = VSwitch | Vpc;

/** The rows that a list shows: those of the caller that meet the filters which both lists have. */
export function listed<Row extends Network>(context: Context, rows: readonly Row[], ownerParameter: string): Row[] {
  const { parameters } = context;
  const tags = parameters.tags();
  return rows
    .filter((row) => isVisible(context, row) && tagsMatch(tags, row.tags))
    .filter(parameters.same("IsDefault", (row) => row.isDefault === true))
    .filter(parameters.same("EnableIpv6", (row) => row.ipv6Cidr !== undefined))
    .filter(parameters.equal("ResourceGroupId", (row) => resourceGroupOf(row)))
    .filter(parameters.equal(ownerParameter, (row) => row.account));
}
