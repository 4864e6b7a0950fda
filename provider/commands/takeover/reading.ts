import { messageOf } from "../../core/api/errors";
import type { Observed } from "../../core/binding";
import type { Values } from "../../core/check";
import type { Cloud } from "../../core/cloud";
import type { Context } from "../../core/context";
import { inputsFrom } from "../../core/inputs";
import { withFirsts } from "../../core/resource";
import { MOST_ADDRESSES } from "../../resources/nic-ipv6-assignment";
import type { Account } from "../accounts";
import type { Io } from "../command";
import type { Left, Wanted } from "./mapping";
import type { Held } from "./old-side";

/** An object at a cloud that becomes a resource. */
export interface Taken {
  readonly account: Account;
  readonly resource: string;
  /** For import. */
  readonly id: string;
  /** As read. */
  readonly properties: Values;
  /** Inputs that declare it as it is. */
  readonly inputs: Values;
  /** What the old side has of it; empty if it was found at the cloud. */
  readonly from: readonly Wanted[];
  /** For its name. */
  readonly label: string;
  readonly notes: readonly string[];
}

/** What may be at a place. */
export interface Candidate {
  readonly cloud: Cloud;
  readonly resource: string;
  readonly label: string;
  readonly from: readonly Wanted[];
  /** Its id in a region. */
  readonly idIn: (region: string | undefined) => string;
  /** Where it is, if that is known. */
  readonly place?: Place;
}

export interface Found {
  readonly taken: readonly Taken[];
  readonly left: readonly Left[];
}

/** Time for all reads together, in milliseconds. */
const PATIENCE = 15 * 60_000;

/** Where to look: an account and a region of it. */
export interface Place {
  readonly account: Account;
  readonly region: string | undefined;
}

/** The contexts and the progress of one run: reads of all objects at all places at once are sent as few calls. */
export class Reading {
  private done = 0;
  private readonly contexts = new Map<Account, Context>();

  constructor(
    private readonly io: Io,
    private readonly accounts: readonly Account[],
    /** The regions in which an object of the old side may be, the likeliest first. */
    private readonly regionsOf: (account: Account, held: Held) => readonly (string | undefined)[],
  ) {}

  /** Finds what the old side has, and reads it. */
  async find(wanted: readonly Wanted[]): Promise<Found> {
    const left: Left[] = [];
    const leave = ({ held }: Wanted, why: string) => void left.push({ at: held.at, type: held.type, id: held.id, why });
    const machines = await Promise.all(wanted.filter(({ peer }) => peer.isMachine).map((each) => this.onMachine(each)));
    for (const { of, parts, why } of machines) if (parts.length === 0) leave(of, why);
    const placed = [...wanted.filter(({ peer }) => !peer.isMachine), ...machines.flatMap(({ parts }) => parts)];
    const candidates = candidatesOf(placed);
    const results = await Promise.all(candidates.map((each) => this.read(each)));
    const taken: Taken[] = [];
    for (const [index, result] of results.entries()) {
      if (typeof result !== "string") taken.push(result);
      else for (const each of candidates[index]?.from ?? []) leave(each, result);
    }
    this.io.progress("");
    return { taken: joined(taken), left };
  }

  /** The addresses of a machine, by network interface. */
  private async onMachine(of: Wanted): Promise<{ of: Wanted; parts: readonly Wanted[]; why: string }> {
    const { holders } = of.cloud.peers;
    const problems = new Set<string>();
    for (const { account, region = "" } of this.placesOf(of.cloud, of.held)) {
      const nics = new Map<string, string[]>();
      const ctx = this.context(account, of.held.at) as Context<never>;
      const each = (of.addresses ?? []).map(async (address) => {
        const found = (await holders?.(ctx, region, address)) ?? [];
        const nic = found.find(({ machineId }) => machineId === of.held.id)?.networkInterfaceId;
        if (nic) nics.set(nic, [...(nics.get(nic) ?? []), address]);
      });
      await Promise.all(each).catch((error: unknown) => problems.add(this.said(error)));
      if (nics.size === 0) continue;
      const here = { ...of, held: { ...of.held, region } };
      return { of, parts: [...nics].map(([place, addresses]) => ({ ...here, place, addresses })), why: "" };
    }
    const where = this.placesOf(of.cloud, of.held);
    const why = `none of its addresses is on a network interface of ${of.held.id}${sayWhere(where)}`;
    return { of, parts: [], why: [...problems].join("; ") || why };
  }

  /** Reads an object in each place at once. @returns why it cannot be taken, in words */
  async read(candidate: Candidate): Promise<Taken | string> {
    const { cloud, from } = candidate;
    const places = candidate.place ? [candidate.place] : from[0] ? this.placesOf(cloud, from[0].held) : [];
    const looked = await Promise.all(
      places.map(async (place): Promise<Taken | string | undefined> => {
        try {
          return await this.readIn(candidate, place);
        } catch (error) {
          return this.said(error);
        }
      }),
    );
    this.done += 1;
    this.io.progress(`${this.done} read`);
    const found = looked.find((each) => typeof each === "object");
    if (found) return found;
    const problems = [...new Set(looked.filter((each) => typeof each === "string"))];
    const absent = places.filter((_, index) => looked[index] === undefined);
    const nowhere = absent.length > 0 ? `the cloud does not have it${sayWhere(absent)}` : "";
    return [nowhere, ...problems].filter(Boolean).join("; ");
  }

  private async readIn(candidate: Candidate, { account, region }: Place): Promise<Taken | undefined> {
    const { cloud, resource, label, from } = candidate;
    const binding = cloud.resources[resource];
    if (!binding) return undefined;
    const id = candidate.idIn(region);
    const key = binding.keyOf(id);
    const seen: Observed<Values> | undefined = await binding.observe(this.context(account, id), key);
    if (!seen) return undefined;
    const properties = withFirsts(binding.declaration, seen.properties);
    const whole = binding.idOf(binding.keyOf(id, properties));
    const notes = [...(seen.notes ?? []), ...(seen.doing ? [`it is changing: ${seen.doing}`] : [])];
    const inputs = inputsFrom(cloud, binding, properties);
    return { account, resource, id: whole, properties, inputs, from, label, notes };
  }

  private placesOf(cloud: Cloud, held: Held): Place[] {
    return this.accountsOf(cloud).flatMap((account) =>
      this.regionsOf(account, held).map((region) => ({ account, region })),
    );
  }

  private accountsOf(cloud: Cloud): Account[] {
    return this.accounts.filter((account) => account.cloud === cloud);
  }

  /** @param reader two readers of one object each get an answer from the list */
  private context(account: Account, reader: string): Context {
    const { io, contexts } = this;
    const ctx = contexts.get(account) ?? account.session.reads(account.cloud, PATIENCE, io.signal);
    contexts.set(account, ctx);
    return { ...ctx, owner: reader, mayUseList: true };
  }

  private said(error: unknown): string {
    this.io.signal.throwIfAborted();
    return messageOf(error).split("\n").join(" ");
  }
}

/** An address that another resource has too is not taken twice. */
function joined(taken: readonly Taken[]): Taken[] {
  const homes = new Map<Taken, Taken>();
  for (const each of taken) {
    const partOf = each.from[0]?.peer.partOf;
    const home = taken.find(
      ({ account, resource, properties }) =>
        account === each.account &&
        resource === partOf &&
        properties.region === each.properties.region &&
        ((properties.addresses ?? []) as readonly unknown[]).includes(each.properties.address),
    );
    if (home) homes.set(each, home);
  }
  const more = (home: Taken) => [...homes].flatMap(([part, of]) => (of === home ? part.from : []));
  return taken.filter((each) => !homes.has(each)).map((each) => ({ ...each, from: [...each.from, ...more(each)] }));
}

function sayWhere(places: readonly Place[]): string {
  const all = [...new Set(places.map(({ account, region }) => `${account.label}${region ? ` ${region}` : ""}`))];
  return all.length > 0 ? ` (looked in ${all.join(", ")})` : "";
}

/** One for each object, whatever number of the old side's resources describe it; and each address only once. */
function candidatesOf(wanted: readonly Wanted[]): Candidate[] {
  const found = new Map<string, Candidate>();
  const holder = new Map<string, string>();
  for (const each of wanted) {
    const { cloud, peer, held, place, addresses } = each;
    const within = `${cloud.name}:${peer.resource}:${held.region ?? ""}`;
    const of = { cloud, resource: peer.resource, label: held.label };
    const add = (key: string, idIn: Candidate["idIn"]) => {
      const before = found.get(key);
      found.set(key, before ? { ...before, from: [...before.from, each] } : { ...of, from: [each], idIn });
    };
    const inRegion = (region: string | undefined, rest: string) => (cloud.regionless ? rest : `${region}/${rest}`);
    if (!addresses) {
      add(`${within}:${place}`, (region) => inRegion(region, place));
      continue;
    }
    const spot = (address: string) => `${within}:${place}:${address}`;
    const fresh = addresses.filter((address) => !holder.has(spot(address)));
    const others = new Set(addresses.flatMap((address) => holder.get(spot(address)) ?? []));
    for (const key of others) add(key, () => "");
    for (let from = 0; from < fresh.length; from += MOST_ADDRESSES) {
      const part = fresh.slice(from, from + MOST_ADDRESSES);
      const key = `${within}:${place}:${part.join()}`;
      for (const address of part) holder.set(spot(address), key);
      add(key, (region) => inRegion(region, `${place}/${part.join(",")}`));
    }
  }
  return [...found.values()];
}
