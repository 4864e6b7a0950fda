import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { isVisible } from "../network-interfaces";
import { groupView, tagsView } from "../views";

/** Reads of VPCs, routes, security groups and instances. They never lag. */

const MADE = "2026-01-01T00:00:00Z";

/** Lists VPCs. Source: API reference, DescribeVpcs. */
export const describeVpcs = defineRead({
  name: "DescribeVpcs",
  takes: ["vpcIds", "name", "pageSize", "pageNum"],
  old: true,
  rules: [
    documented("securityGroupId is that of the VPC's network interfaces which name none of their own."),
    assumed("A VPC is named by its id."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.list("vpcIds");
    const rows = state.vpcs
      .all()
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)))
      .filter(parameters.equal("name", (row) => row.id))
      .map((row) => ({
        ...{ vpcId: row.id, name: row.id, cidrBlock: "10.0.0.0/16", secondaryCidrBlocks: [], ipv6CidrBlock: null },
        ...{ mtu: 1500, isDefault: false, createTime: MADE, securityGroupId: row.securityGroup ?? null },
        ...{ usageIpv4Count: 0, usageIpv6Count: 0, resourceGroup: groupView("default"), tags: tagsView() },
      }));
    return parameters.page(rows);
  },
});

/** Lists the routes that were added to VPCs. Source: API reference, DescribeRoutes. */
export const describeRoutes = defineRead({
  name: "DescribeRoutes",
  takes: ["routeIds", "vpcId", "ipVersion", "routeType", "destinationCidrBlock", "pageSize", "pageNum"],
  old: true,
  rules: [documented("ipVersion is IPv4 or IPv6."), assumed("Public IPv6 needs no route.")],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.list("routeIds");
    const rows = state.vpcs
      .all()
      .filter((vpc) => isVisible(context, vpc))
      .flatMap(({ id, routes = [] }) =>
        routes.map((row, index): Record<string, unknown> => {
          const usual = { routeId: `${id}${index}`, name: `route-${index}`, vpcId: id, vpcName: id, createTime: MADE };
          const kind = { ipVersion: "IPv6", type: "RouteTypeStatic", priority: 10, nextHopType: "NIC" };
          return { ...usual, ...kind, ...row };
        }),
      )
      .filter((row) => ids.length === 0 || ids.includes(String(row.routeId)))
      .filter(parameters.equal("vpcId", (row) => row.vpcId))
      .filter(parameters.equal("ipVersion", (row) => row.ipVersion))
      .filter(parameters.equal("routeType", (row) => row.type))
      .filter(parameters.equal("destinationCidrBlock", (row) => row.destinationCidrBlock));
    return parameters.page(rows);
  },
});

/** Shows the rules of a security group. Source: API reference, DescribeSecurityGroupRule. */
export const describeSecurityGroupRule = defineRead({
  name: "DescribeSecurityGroupRule",
  takes: ["securityGroupId"],
  old: true,
  rules: [
    documented("policy is accept or deny; a smaller priority, from 1 to 100, is tried first."),
    assumed("What no rule fits is denied. An unknown id answers OPERATION_FAILED_RESOURCE_NOT_FOUND."),
    assumed("The group of a VPC that the seed does not name lets in TCP 22, 80, 443 and ICMPv6."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const group = state.securityGroups.get(parameters.required("securityGroupId"));
    if (!group || !isVisible(context, group)) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
    const side = (direction: string, rows: typeof group.ingress) => rows.map((row) => ({ direction, ...row }));
    return { ingressRuleList: side("ingress", group.ingress), egressRuleList: side("egress", group.egress) };
  },
});

/** Lists instances. Source: API reference, DescribeInstances. */
export const describeInstances = defineRead({
  name: "DescribeInstances",
  takes: ["instanceIds", "ipv6Address", "status", "name", "pageSize", "pageNum"],
  old: true,
  rules: [assumed("An instance is what network interfaces of the seed name. Its status is RUNNING or STOPPED.")],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.list("instanceIds");
    const address = parameters.text("ipv6Address");
    const rows = state.instances
      .all()
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)))
      .map((row) => ({ row, nics: state.networkInterfaces.all().filter((nic) => nic.instance === row.id) }))
      .filter(({ nics }) => address === undefined || nics.some((nic) => nic.ipv6?.address === address))
      .map(({ row, nics }) => ({
        ...{ instanceId: row.id, instanceName: row.id, zoneId: `${row.region}a`, status: row.status, createTime: MADE },
        ...{ publicIpAddresses: [], privateIpAddresses: ["10.0.0.2"], subnetId: nics[0]?.subnet ?? null },
        ...{ securityGroupId: nics[0]?.securityGroup ?? null, ...groupView("default"), tags: tagsView() },
      }))
      .filter(parameters.equal("status", (view) => view.status))
      .filter(parameters.equal("name", (view) => view.instanceName));
    return parameters.page(rows);
  },
});
