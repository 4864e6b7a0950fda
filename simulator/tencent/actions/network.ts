import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import { aclView, policyViews, quintupleViews, routeTableView } from "../network-views";

/** Reads of route tables, network ACLs, security groups and instances. They never lag. */

type Rows = ReadonlyArray<{ readonly id: string; readonly account: string; readonly region: string }>;

/** The visible rows that ids or filters choose. */
function chosen<Row extends Rows[number]>(
  context: Context,
  rows: readonly Row[],
  ids: string,
  filters: Readonly<Record<string, (row: Row) => string>>,
): Row[] {
  const { parameters } = context;
  const wanted = parameters.list(ids);
  if (wanted.length > 0 && parameters.has("Filters")) throw new Refusal("InvalidParameter.Coexist");
  if (wanted.length > 100) throw new Refusal("InvalidParameterValue.LimitExceeded");
  const given = [...parameters.filters(Object.keys(filters))];
  return rows
    .filter((row) => isVisible(context, row) && (wanted.length === 0 || wanted.includes(row.id)))
    .filter((row) => given.every(([name, values]) => values.includes(filters[name]?.(row) ?? "")));
}

/** Lists route tables with their routes. Source: DescribeRouteTables. */
export const describeRouteTables = defineRead({
  name: "DescribeRouteTables",
  takes: ["RouteTableIds", "Filters", "Offset", "Limit"],
  rules: [
    documented("RouteTableIds or Filters; a route has a block of IPv4 or of IPv6."),
    assumed("The list omits tables that do not exist, and local routes. Public IPv6 needs no route."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const rows = chosen(context, state.routeTables.all(), "RouteTableIds", {
      "route-table-id": (row) => row.id,
      "route-table-name": (row) => row.id,
      "vpc-id": (row) => row.vpc,
      "association.main": (row) => String(row.main === true),
    });
    const { page, TotalCount } = parameters.page()(rows);
    return { TotalCount, RouteTableSet: page.map(({ id }) => routeTableView(state, id)) };
  },
});

/** Lists network ACLs with their rules. Source: DescribeNetworkAcls. */
export const describeNetworkAcls = defineRead({
  name: "DescribeNetworkAcls",
  takes: ["NetworkAclIds", "Filters", "Offset", "Limit"],
  rules: [
    documented(
      "Rules are tried from the top; what none of them fits is refused. The rules of a quintuple ACL are a list of their own.",
    ),
    assumed("The list omits ACLs that do not exist, and the vendor's last rules."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const rows = chosen(context, state.networkAcls.all(), "NetworkAclIds", {
      "network-acl-id": (row) => row.id,
      "network-acl-name": (row) => row.id,
      "vpc-id": (row) => row.vpc,
    });
    const { page, TotalCount } = parameters.page()(rows);
    return { TotalCount, NetworkAclSet: page.map(({ id }) => aclView(state, id)) };
  },
});

/** Lists the rules of a quintuple ACL. Source: DescribeNetworkAclQuintupleEntries. */
export const describeNetworkAclQuintupleEntries = defineRead({
  name: "DescribeNetworkAclQuintupleEntries",
  takes: ["NetworkAclId", "Offset", "Limit"],
  rules: [documented("NetworkAclDirection is INGRESS or EGRESS.")],
  read: (context) => {
    const { parameters, state } = context;
    const id = parameters.required("NetworkAclId");
    const acl = state.networkAcls.get(id);
    if (!acl || !isVisible(context, acl)) throw new Refusal("ResourceNotFound");
    const { page, TotalCount } = parameters.page()(quintupleViews(state, id));
    return { TotalCount, NetworkAclQuintupleSet: page };
  },
});

/** Shows the rules of a security group. Source: DescribeSecurityGroupPolicies. */
export const describeSecurityGroupPolicies = defineRead({
  name: "DescribeSecurityGroupPolicies",
  takes: ["SecurityGroupId"],
  rules: [
    documented("PolicyIndex is the order in which rules are tried, in each direction."),
    assumed(
      "A network interface whose groups the seed does not name is in one that lets in TCP 22, 80, 443 and ICMPv6.",
    ),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const group = state.securityGroups.get(parameters.required("SecurityGroupId"));
    if (!group || !isVisible(context, group)) throw new Refusal("ResourceNotFound");
    const { ingress, egress } = group;
    return { SecurityGroupPolicySet: { Version: "1", Ingress: policyViews(ingress), Egress: policyViews(egress) } };
  },
});

/** Lists CVM instances. Source: CVM API reference, DescribeInstances. */
export const describeInstances = defineRead({
  name: "DescribeInstances",
  product: "cvm",
  takes: ["InstanceIds", "Offset", "Limit"],
  rules: [
    documented("At most 100 InstanceIds; InstanceState and RestrictState are words in capitals."),
    assumed("The list omits instances that do not exist. An instance is what network interfaces of the seed name."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const rows = chosen(context, state.instances.all(), "InstanceIds", {});
    const { page, TotalCount } = parameters.page()(rows);
    const view = page.map((row) => {
      const nics = state.networkInterfaces.all().filter((nic) => nic.instance === row.id);
      const held = state.nicAddresses.all().filter((each) => nics.some((nic) => nic.id === each.networkInterface));
      return {
        ...{ InstanceId: row.id, InstanceName: row.id, InstanceState: row.state, RestrictState: row.restrictState },
        ...{ InstanceType: "S5.MEDIUM4", InstanceChargeType: "POSTPAID_BY_HOUR", CreatedTime: "2026-01-01T00:00:00Z" },
        PrivateIpAddresses: nics.flatMap((nic) => nic.privateIps.map(({ address }) => address)),
        IPv6Addresses: held.map(({ address }) => address),
      };
    });
    return { TotalCount, InstanceSet: view };
  },
});
