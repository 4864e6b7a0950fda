import { blockOf } from "../../../core/path/cidr";
import { actionOf, type Filter, type FilterRule, peerOf, portsOf, protocolOf } from "../../../core/path/filter";
import type { NetworkAclRow, PermissionRow } from "../network-wire";
import type { Group } from "./place";

/** Alibaba Cloud's rules as filters, without those for IPv4. */

const LOWEST_PRIORITY = 100;

/**
 * The inbound rules of all groups of a network interface as one list: by priority, a smaller number first, and at the
 * same priority those that deny first. Sources: ECS documentation, Security group rules; AuthorizeSecurityGroup.
 */
export function groupFilter(groups: readonly Group[]): Filter {
  const rules = groups.flatMap(({ id, rules: rows }) =>
    rows
      .filter(({ Direction }) => !/egress/i.test(Direction ?? ""))
      .flatMap((row) => {
        const priority = Number(row.Priority ?? LOWEST_PRIORITY) || LOWEST_PRIORITY;
        const rule = permission(row, `the rule of ${id} with priority ${priority}`);
        return rule ? [{ rule, priority }] : [];
      }),
  );
  rules.sort((a, b) => a.priority - b.priority || Number(a.rule.allows) - Number(b.rule.allows));
  return rules.map(({ rule }) => rule);
}

function permission(row: PermissionRow, name: string): FilterRule | undefined {
  const protocol = protocolOf(row.IpProtocol);
  const peer = peerOf(row.Ipv6SourceCidrIp, row.SourceCidrIp);
  const set = row.SourcePrefixListId
    ? `prefix list ${row.SourcePrefixListId}`
    : row.SourceGroupId && `security group ${row.SourceGroupId}`;
  if (protocol === undefined || (!peer && !set)) return undefined;
  const ports = portsOf(row.PortRange);
  const portList = row.PortRangeListId && `port list ${row.PortRangeListId}`;
  // Members of a security group are in the VPC, not on the internet.
  if (!peer && row.SourceGroupId && !row.SourcePrefixListId) return undefined;
  const {
    allows,
    unread = portList || (ports?.length === 0 ? `ports ${row.PortRange}` : peer ? undefined : set) || undefined,
  } = actionOf(row.Policy, name);
  return { name, allows, protocol, ports, peer, unread };
}

/** The rules of one direction, tried in their order. Source: VPC documentation, Network ACLs. */
export function aclFilter(acl: NetworkAclRow, direction: "inbound" | "outbound"): Filter {
  const entries =
    direction === "inbound"
      ? (acl.IngressAclEntries?.IngressAclEntry ?? []).map((row) => ({ row, cidr: row.SourceCidrIp }))
      : (acl.EgressAclEntries?.EgressAclEntry ?? []).map((row) => ({ row, cidr: row.DestinationCidrIp }));
  return entries.flatMap(({ row, cidr }, index): FilterRule[] => {
    const [protocol, peer] = [protocolOf(row.Protocol), blockOf(cidr)];
    if (protocol === undefined || !peer) return [];
    const ports = portsOf(row.Port);
    const label = row.NetworkAclEntryName ? ` (${row.NetworkAclEntryName})` : "";
    const name = `${direction} rule ${index + 1}${label} of ${acl.NetworkAclId ?? "the network ACL"}`;
    const { allows, unread = ports?.length === 0 ? `ports ${row.Port}` : undefined } = actionOf(row.Policy, name);
    return [{ name, allows, protocol, ports, peer, unread }];
  });
}
