import { routeTableOf, type Wire } from "./network";
import type { State } from "./state";

/** Wire shapes of route tables, network ACLs and security groups. */

export function routeTableView(state: State, id: string): Wire {
  const table = state.routeTables.get(id);
  const subnets = state.subnets.all().filter((row) => routeTableOf(row) === id);
  const usual = { GatewayType: "NORMAL_CVM", GatewayId: "0", Enabled: true, RouteType: "USER", RouteId: 0 };
  return {
    ...{ RouteTableId: id, RouteTableName: id, VpcId: table?.vpc, Main: table?.main === true },
    CreatedTime: "2026-01-01 00:00:00",
    AssociationSet: subnets.map((row) => ({ SubnetId: row.id, RouteTableId: id })),
    RouteSet: (table?.routes ?? []).map((row, index): Wire => {
      const place = { RouteTableId: id, RouteItemId: `rti-${id}-${index}`, RouteDescription: "" };
      const blocks: Wire = { ...usual, ...place, DestinationCidrBlock: "", DestinationIpv6CidrBlock: "" };
      return { ...blocks, ...row };
    }),
  };
}

export function aclView(state: State, id: string): Wire {
  const acl = state.networkAcls.get(id);
  const entries = (rows: readonly Wire[] = []) =>
    acl?.type === "QUINTUPLE"
      ? []
      : rows.map((row, index): Wire => {
          const usual: Wire = { Protocol: "ALL", Port: "ALL", CidrBlock: "", Ipv6CidrBlock: "", Priority: index + 1 };
          return { ...usual, Description: "", ModifyTime: "2026-01-01 00:00:00", ...row };
        });
  return {
    ...{ NetworkAclId: id, NetworkAclName: id, VpcId: acl?.vpc, NetworkAclType: acl?.type },
    CreatedTime: "2026-01-01 00:00:00",
    ...{ IngressEntries: entries(acl?.ingress), EgressEntries: entries(acl?.egress) },
    SubnetSet: state.subnets
      .all()
      .filter((row) => row.networkAcl === id)
      .map((row) => ({ SubnetId: row.id, VpcId: row.vpc, Zone: row.zone })),
  };
}

/** The rules of an ACL that names both sides. */
export function quintupleViews(state: State, id: string): Wire[] {
  const acl = state.networkAcls.get(id);
  if (acl?.type !== "QUINTUPLE") return [];
  const side = (NetworkAclDirection: string, rows: readonly Wire[] = []) =>
    rows.map((row, index): Wire => {
      const usual: Wire = { Protocol: "ALL", SourcePort: "ALL", DestinationPort: "ALL", Priority: index + 1 };
      const made = { NetworkAclDirection, NetworkAclQuintupleEntryId: `acli-${id}-${NetworkAclDirection}-${index}` };
      return { ...usual, ...made, Description: "", CreateTime: "2026-01-01 00:00:00", ...row };
    });
  return [...side("INGRESS", acl.ingress), ...side("EGRESS", acl.egress)];
}

export function policyViews(rows: readonly Wire[]): Wire[] {
  return rows.map((row, index): Wire => {
    const usual: Wire = { PolicyIndex: index, Priority: index + 1, CidrBlock: "", Ipv6CidrBlock: "" };
    return { ...usual, SecurityGroupId: "", PolicyDescription: "", ModifyTime: "2026-01-01 00:00:00", ...row };
  });
}
