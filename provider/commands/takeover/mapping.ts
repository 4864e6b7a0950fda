import type { Values } from "../../core/check";
import type { Cloud } from "../../core/cloud";
import { canonicalAddress } from "../../core/id";
import type { Peer } from "../../core/peers";
import { clouds } from "../accounts";
import type { Held, OldSide } from "./old-side";

/** What is to be taken: an object of the old side, and what the declaration says of its type. */
export interface Wanted {
  readonly held: Held;
  readonly cloud: Cloud;
  readonly peer: Peer;
  /** Our id without the region; of an assignment, that of the network interface. Empty: found by its addresses. */
  readonly place: string;
  /** Of an assignment: its addresses. */
  readonly addresses?: readonly string[];
}

/** What stays on the old side, and why. */
export interface Left {
  readonly at: string;
  readonly type: string;
  readonly id: string;
  readonly why: string;
}

export interface Mapped {
  readonly wanted: readonly Wanted[];
  readonly left: readonly Left[];
  /** How many other resources there are, by type: they have no part in this. */
  readonly others: ReadonlyMap<string, number>;
}

/** Sorts the old side's objects. Makes no call. */
export function mapped(side: OldSide): Mapped {
  const wanted: Wanted[] = [];
  const left: Left[] = [];
  const others = new Map<string, number>();
  // A deposed instance has the address of the current one: what makes Terraform forget one makes it forget both.
  const unfit = new Map(side.held.flatMap(({ at, unfit: why }) => (why ? [[at, why] as const] : [])));
  for (const held of side.held) {
    const match = peerOf(held.type);
    const leave = (why: string) => void left.push({ at: held.at, type: held.type, id: held.id, why });
    if (!match) {
      if (isNear(held.type)) leave(held.unfit ?? "no resource of this provider corresponds to this type");
      else others.set(held.type, (others.get(held.type) ?? 0) + 1);
      continue;
    }
    const judged = unfit.get(held.at) ?? judge(held, match.cloud, match.peer);
    if (typeof judged === "string") leave(judged);
    else wanted.push(judged);
  }
  return { wanted, left, others };
}

/** The row of a Terraform type, or of a Pulumi type that is bridged from it. */
export function peerOf(type: string): { readonly cloud: Cloud; readonly peer: Peer } | undefined {
  for (const cloud of clouds) {
    const peer = cloud.peers.types.find((each) => [each.type, each.bridged].includes(type));
    if (peer) return { cloud, peer };
    // A provider that `pulumi package add terraform-provider` made: the module differs by version, the name does not.
    const [packaged, , name] = type.split(":");
    const dynamic = cloud.peers.types.find(
      (each) => packaged === cloud.peers.provider.name && name === className(each),
    );
    if (dynamic) return { cloud, peer: dynamic };
  }
  return undefined;
}

/** `alicloud_vpc_ipv6_address` becomes VpcIpv6Address. */
function className({ type }: Peer): string {
  const [, ...words] = type.split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The cloud of a type of its Terraform provider, or of a package bridged from it. */
export function cloudOf(type: string): Cloud | undefined {
  return clouds.find(
    ({ peers }) => type.startsWith(`${peers.provider.name}_`) || type.startsWith(`${peers.provider.name}:`),
  );
}

/** A type of these clouds that is about IPv6. */
function isNear(type: string): boolean {
  return cloudOf(type) !== undefined && /i?p?v6/i.test(type);
}

function judge(held: Held, cloud: Cloud, peer: Peer): Wanted | string {
  const { attributes } = held;
  const { except } = peer;
  if (except && attributes[except.attribute] === except.value) return except.why;
  if (!held.id) return "it has no id: its create never ended";
  if (!peer.addresses) {
    const { text, missing } = filled(peer.id, held);
    return missing.length > 0 ? lacking(missing) : { held, cloud, peer, place: text };
  }
  const listed = textsOf(attributeOf(peer.addresses, held));
  const addresses = listed.map((text) => canonicalAddress(text));
  if (listed.length === 0) return `it has no IPv6 address (${peer.addresses.split("|")[0]} is empty)`;
  const wrong = listed.filter((_, index) => addresses[index] === undefined);
  if (wrong.length > 0) return `${wrong.join(", ")}: not an IPv6 address`;
  const [place = ""] = peer.id.split("/");
  const { text, missing } = peer.isMachine ? { text: "", missing: [] } : filled(place, held);
  if (missing.length > 0) return lacking(missing);
  const isList = peer.id.split("/").length > 1;
  return { held, cloud, peer, place: text, ...(isList && { addresses: addresses as string[] }) };
}

function lacking(names: readonly string[]): string {
  return `the file lacks its ${names.join(", ")}; run a refresh on the old side, and take the file again`;
}

/** A template with its attributes, and which of them are missing. */
function filled(template: string, held: Held): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = template.replace(/\{([^}]+)\}/g, (_, names: string) => {
    const [value = ""] = textsOf(attributeOf(names, held));
    if (value === "") missing.push(names.split("|")[0] ?? names);
    return canonicalAddress(value) ?? value;
  });
  return { text, missing };
}

function attributeOf(names: string, held: Held): unknown {
  for (const name of names.split("|")) {
    const [, part] = /^id\.(\d)$/.exec(name) ?? [];
    // An address at the end of an id has colons of its own.
    const separator = held.id.includes("#") ? "#" : ":";
    const value = part ? held.id.split(separator)[Number(part)] : name === "id" ? held.id : held.attributes[name];
    if (textsOf(value).length > 0) return value;
  }
  return undefined;
}

/** The texts of a value: itself, or its members. A block in a list stands for its `address`. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(textsOf))];
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value === "number") return [String(value)];
  const { address } = (value ?? {}) as Values;
  return typeof address === "string" && address !== "" ? [address] : [];
}

/** Inputs of our resource as the old side has them, in our spelling. What it left empty is missing. */
export function inputsOf({ cloud, peer, held }: Wanted): Values {
  const fields = cloud.resources[peer.resource]?.declaration.fields ?? {};
  return Object.fromEntries(
    Object.entries(peer.inputs).flatMap(([name, attribute]) => {
      const value = attribute === "id" ? held.id : held.attributes[attribute];
      const flat = Array.isArray(value) ? textsOf(value) : value;
      const accepted = isEmpty(flat) ? undefined : fields[name]?.accept(flat);
      return accepted === undefined ? [] : [[name, accepted] as const];
    }),
  );
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === 0) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
