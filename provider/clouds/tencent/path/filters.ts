import { type Block, blockOf, holds } from "../../../core/path/cidr";
import { actionOf, type Filter, type FilterRule, peerOf, portsOf, protocolOf } from "../../../core/path/filter";
import type { AclEntryRow, PolicyRow, QuintupleEntryRow } from "../network-wire";
import type { Acl, Group } from "./place";

/** Tencent Cloud's rules as filters, without those for IPv4. */

const later = Number.MAX_SAFE_INTEGER;

/**
 * The inbound rules of all groups: from top to bottom within a group, and group after group as they are bound. Source:
 * documentation 213/12452, Security Groups.
 */
export function groupFilter(groups: readonly Group[]): Filter {
  return groups.flatMap(({ id, policies }) =>
    [...policies]
      .map((row, index) => ({ row, index: row.PolicyIndex ?? index }))
      .sort((a, b) => a.index - b.index)
      .flatMap(({ row, index }) => policyRule(row, `rule ${index} of ${id}`) ?? []),
  );
}

function policyRule(row: PolicyRow, name: string): FilterRule | undefined {
  const { ServiceTemplate: service, AddressTemplate: addresses } = row;
  const protocol = protocolOf(row.Protocol);
  const peer = peerOf(row.Ipv6CidrBlock);
  const template = addresses?.AddressId || addresses?.AddressGroupId;
  const ports = portsOf(row.Port);
  const services = service?.ServiceId || service?.ServiceGroupId;
  if (!peer && !template) return undefined;
  if (protocol === undefined && !services) return undefined;
  const part = services
    ? `port template ${services}`
    : ports?.length === 0
      ? `ports ${row.Port}`
      : peer
        ? undefined
        : `address template ${template}`;
  const { allows, unread = part } = actionOf(row.Action, name);
  const base = { name, allows, peer, unread };
  return services ? { ...base, protocol: "all" } : { ...base, protocol: protocol ?? "all", ports };
}

/** The rules of one direction, from top to bottom. Source: documentation 215/5132, Rule Overview. */
export function aclFilter({ row, entries }: Acl, direction: "inbound" | "outbound", own: Block | undefined): Filter {
  if (row.NetworkAclType === "QUINTUPLE") {
    const word = direction === "inbound" ? /^in/i : /^e|^out/i;
    const side = entries.filter(({ NetworkAclDirection }) => word.test(NetworkAclDirection ?? ""));
    return ordered(side).flatMap((each, index) => {
      return quintupleRule(
        each,
        direction,
        own,
        `${direction} rule ${each.Priority ?? index + 1} of ${row.NetworkAclId}`,
      );
    });
  }
  const side = (direction === "inbound" ? row.IngressEntries : row.EgressEntries) ?? [];
  return ordered(side).flatMap((each, index) => {
    return aclRule(each, `${direction} rule ${each.Priority ?? index + 1} of ${row.NetworkAclId}`);
  });
}

function ordered<Row extends { readonly Priority?: number | null | undefined }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (a.Priority ?? later) - (b.Priority ?? later));
}

function aclRule(row: AclEntryRow, name: string): FilterRule[] {
  const [protocol, peer, ports] = [protocolOf(row.Protocol), blockOf(row.Ipv6CidrBlock), portsOf(row.Port)];
  if (protocol === undefined || !peer) return [];
  const { allows, unread = ports?.length === 0 ? `ports ${row.Port}` : undefined } = actionOf(row.Action, name);
  return [{ name, allows, protocol, ports, peer, unread }];
}

/** A rule with both sides. One that is for other machines of the subnet is none for this address. */
function quintupleRule(
  row: QuintupleEntryRow,
  direction: "inbound" | "outbound",
  own: Block | undefined,
  name: string,
): FilterRule[] {
  const protocol = protocolOf(row.Protocol);
  const [source, destination] = [blockOf(row.SourceIPv6Cidr), blockOf(row.DestinationIPv6Cidr)];
  const [peer, here] = direction === "inbound" ? [source, destination] : [destination, source];
  if (protocol === undefined || !peer || (here && own && !holds(here, own))) return [];
  const [ports, sourcePorts] = [portsOf(row.DestinationPort), portsOf(row.SourcePort)];
  const part = ports?.length === 0 || sourcePorts?.length === 0 ? `the ports of ${name}` : undefined;
  const { allows, unread = part } = actionOf(row.Action, name);
  return [{ name, allows, protocol, ports, sourcePorts, peer, unread }];
}
