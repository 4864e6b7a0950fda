import { findVisible, isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { aclView, cut, routesOf, routeTableView } from "../network-views";

/** Reads of route tables, network ACLs and security groups. They never lag. */

/** Lists the route tables of a VPC. Source: VPC API reference, DescribeRouteTableList. */
export const describeRouteTableList = defineRead({
  name: "DescribeRouteTableList",
  takes: ["VpcId", "RouteTableId", "RouteTableType", "PageNumber", "PageSize"],
  rules: [documented("RouteTableType is System or Custom; pages of 10 by default, at most 50.")],
  read: (context) => {
    const { parameters, state } = context;
    const rows = state.routeTables
      .all()
      .filter((row) => isVisible(context, row))
      .filter(parameters.equal("VpcId", (row) => row.vpc))
      .filter(parameters.equal("RouteTableId", (row) => row.id))
      .filter(parameters.equal("RouteTableType", (row) => row.type));
    const { page, paging } = parameters.page(50)(rows);
    return { ...paging, RouterTableList: { RouterTableListType: page.map(({ id }) => routeTableView(state, id)) } };
  },
});

/** Lists the entries of one table. Source: VPC API reference, DescribeRouteEntryList. */
export const describeRouteEntryList = defineRead({
  name: "DescribeRouteEntryList",
  takes: [
    ...["RouteTableId", "RouteEntryId", "RouteEntryType", "IpVersion", "DestinationCidrBlock"],
    ...["NextHopId", "NextHopType", "MaxResult", "NextToken"],
  ],
  rules: [
    documented("IpVersion is ipv4 or ipv6; MaxResult is 10 by default, at most 100."),
    documented("A VPC with an IPv6 gateway has a custom route ::/0 to it in its system route table."),
    assumed("A new custom route table has that route as well. The case of IpVersion does not count."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const id = parameters.required("RouteTableId");
    if (!findVisible(context, state.routeTables, id)) throw new Refusal("InvalidRouteTableId.NotFound");
    const version = parameters.text("IpVersion")?.toLowerCase();
    const hops = (row: Readonly<Record<string, unknown>>) =>
      (row.NextHops as { NextHop: readonly Record<string, string>[] } | undefined)?.NextHop ?? [];
    const [hopId, hopType] = [parameters.text("NextHopId"), parameters.text("NextHopType")];
    const rows = routesOf(state, id)
      .filter((row) => version === undefined || String(row.IpVersion).toLowerCase() === version)
      .filter(parameters.equal("DestinationCidrBlock", (row) => row.DestinationCidrBlock as string))
      .filter(parameters.equal("RouteEntryId", (row) => row.RouteEntryId as string))
      .filter(parameters.equal("RouteEntryType", (row) => row.Type as string))
      .filter((row) => hopId === undefined || hops(row).some((hop) => hop.NextHopId === hopId))
      .filter((row) => hopType === undefined || hops(row).some((hop) => hop.NextHopType === hopType));
    const { page, NextToken } = cut(parameters, rows, "MaxResult", 100);
    return { TotalCount: rows.length, NextToken, RouteEntrys: { RouteEntry: page } };
  },
});

/** Shows a network ACL with its rules. Source: VPC API reference, DescribeNetworkAclAttributes. */
export const describeNetworkAclAttributes = defineRead({
  name: "DescribeNetworkAclAttributes",
  takes: ["NetworkAclId"],
  rules: [
    documented("Rules are listed in the order in which they are tried; those of IPv6 have IpVersion IPV6."),
    assumed("The vendor's own rules are not listed. An unknown id answers InvalidNetworkAcl.NotFound."),
  ],
  read: (context) => {
    const id = context.parameters.required("NetworkAclId");
    if (!findVisible(context, context.state.networkAcls, id)) throw new Refusal("InvalidNetworkAcl.NotFound");
    return { NetworkAclAttribute: aclView(context.state, id) };
  },
});

/** Shows a security group with its rules. Source: ECS API reference, DescribeSecurityGroupAttribute. */
export const describeSecurityGroupAttribute = defineRead({
  name: "DescribeSecurityGroupAttribute",
  product: "ecs",
  takes: ["SecurityGroupId", "Direction", "NicType", "MaxResults", "NextToken"],
  rules: [
    documented("Direction is ingress, egress or all, the default; MaxResults from 10 to 1000, 500 by default."),
    documented("A smaller Priority is tried first; at the same priority the rules that drop come first."),
    assumed(
      "A network interface whose group the seed does not name is in one that lets in TCP 22, 80, 443 and ICMPv6.",
    ),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const id = parameters.required("SecurityGroupId");
    const group = findVisible(context, state.securityGroups, id);
    if (!group) throw new Refusal("InvalidSecurityGroupId.NotFound");
    const direction = parameters.text("Direction")?.toLowerCase() ?? "all";
    const rules = group.rules
      .map((rule, index) => ({
        ...rule,
        SecurityGroupRuleId: `sgr-${id}-${index}`,
        CreateTime: "2026-01-01T00:00:00Z",
      }))
      .filter((rule) => direction === "all" || (rule as { Direction?: string }).Direction === direction);
    const { page, NextToken } = cut(parameters, rules, "MaxResults", 1_000);
    return {
      ...{ SecurityGroupId: id, SecurityGroupName: id, Description: "", RegionId: group.region, VpcId: group.vpc },
      ...{ InnerAccessPolicy: "Accept", NextToken, Permissions: { Permission: page } },
    };
  },
});
