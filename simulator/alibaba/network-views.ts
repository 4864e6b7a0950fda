import { Refusal } from "./errors";
import { routeTableOf, type Wire } from "./network";
import type { Parameters } from "./parameters";
import type { State } from "./state";

/** Wire shapes of route tables, network ACLs and security groups. */

/** The entries of a table: within the VPC, and its own. */
export function routesOf(state: State, id: string): Wire[] {
  const table = state.routeTables.get(id);
  if (!table) throw new Refusal("InvalidRouteTableId.NotFound");
  const vpc = state.vpcs.get(table.vpc);
  const local = state.vSwitches.all().flatMap((row) => {
    if (row.vpc !== table.vpc) return [];
    const hop = { NextHopType: "local", NextHopId: "", Enabled: 1, Weight: 0 };
    return ["192.168.0.0/24", row.ipv6Cidr].flatMap((cidr) =>
      cidr ? [{ DestinationCidrBlock: cidr, Type: "System", NextHops: { NextHop: [hop] } }] : [],
    );
  });
  const gateway = vpc?.ipv6Gateway;
  const usual = gateway ? [routeTo("IPv6Gateway", gateway)] : [];
  return [...local, ...(table.routes ?? usual)].map((row, index): Wire => {
    const version = String((row as Wire).DestinationCidrBlock).includes(":") ? "IPv6" : "IPv4";
    const common = { RouteEntryId: `rte-${id}-${index}`, RouteTableId: id, IpVersion: version, Status: "Available" };
    const usualFields: Wire = { ...common, RouteEntryName: "", Description: "", Type: "Custom" };
    return { ...usualFields, ...row };
  });
}

/** An entry for the whole internet. */
export function routeTo(NextHopType: string, NextHopId: string, DestinationCidrBlock = "::/0"): Wire {
  return { DestinationCidrBlock, NextHops: { NextHop: [{ NextHopType, NextHopId, Enabled: 1, Weight: 0 }] } };
}

export function routeTableView(state: State, id: string): Wire {
  const table = state.routeTables.get(id);
  const vSwitches = state.vSwitches.all().filter((row) => routeTableOf(row) === id);
  return {
    ...{ RouteTableId: id, RouteTableName: "", RouteTableType: table?.type, VpcId: table?.vpc, Status: "Available" },
    ...{ RouterType: "VRouter", RouterId: `vrt-${table?.vpc}`, AssociateType: "VSwitch", Description: "" },
    ...{ OwnerId: Number(table?.account), ResourceGroupId: `rg-${table?.account}`, RoutePropagationEnable: true },
    CreationTime: "2026-01-01T00:00:00Z",
    VSwitchIds: { VSwitchId: vSwitches.map((row) => row.id) },
  };
}

export function aclView(state: State, id: string): Wire {
  const acl = state.networkAcls.get(id);
  if (!acl) throw new Refusal("InvalidNetworkAcl.NotFound");
  const entries = (rows: readonly Wire[] = []) =>
    rows.map((row, index) => {
      const version = /:/.test(String(row.SourceCidrIp ?? row.DestinationCidrIp)) ? "IPV6" : "IPV4";
      const common = { NetworkAclEntryId: `nae-${id}-${index}`, NetworkAclEntryName: "", Description: "" };
      return { ...common, EntryType: "custom", IpVersion: version, ...row };
    });
  const resources = state.vSwitches.all().filter((row) => row.networkAcl === id);
  return {
    ...{ NetworkAclId: id, NetworkAclName: "", VpcId: acl.vpc, RegionId: acl.region, Status: "Available" },
    ...{ Description: "", OwnerId: Number(acl.account), CreationTime: "2026-01-01 00:00:00" },
    IngressAclEntries: { IngressAclEntry: entries(acl.ingress) },
    EgressAclEntries: { EgressAclEntry: entries(acl.egress) },
    Resources: {
      Resource: resources.map((row) => ({ ResourceId: row.id, ResourceType: "VSwitch", Status: "BINDED" })),
    },
  };
}

/** A page by the parameters that these lists have. */
export function cut(parameters: Parameters, rows: readonly Wire[], name: string, most: number) {
  return parameters.results(rows, {
    least: name === "MaxResult" ? 1 : 10,
    most,
    usual: name === "MaxResult" ? 10 : 500,
    name,
  });
}
