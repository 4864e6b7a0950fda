import DataLoader from "dataloader";
import { CloudError, type Kind, kindOf } from "../../core/api/errors";
import { retry } from "../../core/api/retry";
import type { Context } from "../../core/context";
import { waiting } from "../../core/lanes";
import { type Ask, BatchSchedule, forgetting, lastOf, named } from "../../core/reads/batch";
import { OWNER_KEY, ownerTag } from "./ownership";
import type { TencentReads } from "./reads";
import { type TencentApi, TITLE } from "./wire";

/** Members of one call. No page documents a limit; the newer product's is 20, and 20 marks fit one tag. */
const MOST = 20;
/** Errors after which a change or release is retried: both are idempotent. */
const WHEN_LOST: readonly Kind[] = ["unavailable"];

/** What all members of an order share. */
export interface OrderSetting {
  readonly bandwidth: number;
  readonly internetChargeType: string;
  readonly bandwidthPackageId?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}
export interface OrderMember {
  readonly address: string;
  /** Identifies the owner of the order in the owner tag. */
  readonly mark: string;
}
export interface Accepted {
  readonly taskId: string;
  readonly requestId: string;
}
/** An accepted order and its new ids, in no defined order. */
export type Ordered = Accepted & { readonly addressIds: readonly string[] };

/** A change that is batched with others of the same setting. */
interface Member<Setting> {
  readonly region: string;
  /** The address, or its id. */
  readonly subject: string;
  readonly setting: Setting;
}
type Send<M, A> = (ctx: Context, members: readonly M[], sendAlone: boolean) => Promise<A>;

/**
 * Batched changes of public addresses: changes that many resources make at once, with equal settings, are sent as one
 * call. If a batch is refused, each member is sent alone; if its task fails, its members are sent alone next time.
 */
export class TencentWrites {
  private readonly sentAlone = new Set<string>();
  private readonly orders = this.batched<Member<OrderSetting> & OrderMember, Ordered>((...batch) =>
    this.sendOrder(...batch),
  );
  private readonly changes = this.batched<Member<number>, Accepted>(async (ctx, members, alone) => {
    const region = regionOf(members);
    const request = { Ip6AddressIds: subjects(members), InternetMaxBandwidthOut: members[0]?.setting ?? neverEmpty() };
    const options = { region, subject: named(subjects(members)), ...unless(alone, WHEN_LOST) };
    return accepted(await this.client.call(ctx, "ModifyIp6AddressesBandwidth", request, options));
  });
  private readonly releases = this.batched<Member<"release">, Accepted>(async (ctx, members, alone) => {
    const options = { region: regionOf(members), subject: named(subjects(members)), ...unless(alone, WHEN_LOST) };
    const request = { Ip6AddressIds: subjects(members) };
    return accepted(await this.client.call(ctx, "ReleaseIp6AddressesBandwidth", request, options));
  });

  constructor(
    private readonly client: TencentApi,
    private readonly reads: TencentReads,
  ) {}

  /**
   * Orders bandwidth. There is no token, but an address can have bandwidth only once: after a lost response a read
   * decides whether to send the order again, and the cloud refuses a second one.
   */
  order(ctx: Context, region: string, setting: OrderSetting, member: OrderMember): Promise<Ordered> {
    const empty = async () => (await this.reads.published(ctx, region, member.address)) === undefined;
    const call = `${TITLE} AllocateIp6AddressesBandwidth`;
    return retry(ctx, { repeatable: empty, call }, () => {
      const key = { region, subject: member.address, setting, ...member };
      return this.orders(ctx, key).catch((error: unknown) => {
        if (kindOf(error) === "unavailable") this.alone(region, member.address);
        throw error;
      });
    });
  }

  change(ctx: Context, region: string, addressId: string, mbps: number): Promise<Accepted> {
    return this.changes(ctx, { region, subject: addressId, setting: mbps });
  }

  release(ctx: Context, region: string, addressId: string): Promise<Accepted> {
    return this.releases(ctx, { region, subject: addressId, setting: "release" });
  }

  /** Sends this one alone next time: it may have made its batch fail. */
  alone(region: string, subject: string): void {
    this.sentAlone.add(`${region}/${subject}`);
  }

  private async sendOrder(
    ctx: Context,
    members: readonly (Member<OrderSetting> & OrderMember)[],
    alone: boolean,
  ): Promise<Ordered> {
    const setting = members[0]?.setting ?? neverEmpty();
    const { bandwidth, internetChargeType, bandwidthPackageId, tags } = setting;
    const all = { ...tags, [OWNER_KEY]: ownerTag(members.map((member) => member.mark)) };
    const request = {
      Ip6Addresses: subjects(members),
      InternetMaxBandwidthOut: bandwidth,
      InternetChargeType: internetChargeType,
      BandwidthPackageId: bandwidthPackageId,
      Tags: Object.entries(all).map(([Key, Value]) => ({ Key, Value })),
    };
    const options = {
      region: regionOf(members),
      subject: named(subjects(members)),
      repeatable: false,
      ...unless(alone),
    };
    const answer = await this.client.call(ctx, "AllocateIp6AddressesBandwidth", request, options);
    return { ...accepted(answer), addressIds: answer.AddressSet };
  }

  private batched<M extends Member<unknown>, A>(send: Send<M, A>): (ctx: Context, key: M) => Promise<A> {
    let loader: DataLoader<Ask<M>, { readonly answer: Promise<A> }> | undefined;
    const turns = new BatchSchedule();
    const load = async (ctx: Context, key: M): Promise<A> => {
      loader ??= new DataLoader(
        // Wrapped in an object, so that no member waits for the response to another call.
        async (asks: readonly Ask<M>[]) => {
          const answers = new Map(this.batches(asks).flatMap((batch) => sendBatch(batch, send)));
          return asks.map((ask) => ({ answer: answers.get(ask) as Promise<A> }));
        },
        { cache: false, batchScheduleFn: turns.schedule(ctx) },
      );
      const asked = loader;
      return (await waiting(ctx, () => asked.load({ ctx, key }))).answer;
    };
    return (ctx, key) => forgetting(ctx, () => load(ctx, key));
  }

  /** Batches by region and setting, with those to be sent alone apart, none above the limit. */
  private batches<M extends Member<unknown>>(asks: readonly Ask<M>[]): Ask<M>[][] {
    const groups = new Map<string, Ask<M>[]>();
    for (const ask of asks) {
      const { region, subject, setting } = ask.key;
      const apart = this.sentAlone.delete(`${region}/${subject}`) ? subject : "";
      const group = JSON.stringify([region, setting, apart]);
      groups.set(group, [...(groups.get(group) ?? []), ask]);
    }
    return [...groups.values()].flatMap((group) =>
      Array.from({ length: Math.ceil(group.length / MOST) }, (_, index) =>
        group.slice(index * MOST, (index + 1) * MOST),
      ),
    );
  }
}

/** One call for all. If it is refused, each is sent alone; if its response is lost, each reads for itself. */
function sendBatch<M, A>(batch: readonly Ask<M>[], send: Send<M, A>): [Ask<M>, Promise<A>][] {
  const members = batch.map((ask) => ask.key);
  const together = send(lastOf(batch), members, batch.length === 1);
  const alone = (ask: Ask<M>) => (error: unknown) => {
    const refused = error instanceof CloudError && error.kind !== "unavailable";
    if (batch.length === 1 || !refused) throw error;
    return send(ask.ctx, [ask.key], true);
  };
  return batch.map((ask) => [ask, together.catch(alone(ask))]);
}

/**
 * A refused batch is not retried as a whole, because one member may block the others. It is retried when throttled, and
 * after the kinds of error in `again`.
 */
function unless(alone: boolean, again: readonly Kind[] = []): { final?: (error: CloudError) => boolean } {
  return alone ? {} : { final: ({ kind }) => !["throttled", ...again].includes(kind) };
}

function neverEmpty(): never {
  throw new Error("a batch without members");
}

function subjects(members: readonly Member<unknown>[]): string[] {
  return members.map((member) => member.subject);
}

function regionOf(members: readonly Member<unknown>[]): string {
  return members[0]?.region ?? "";
}

function accepted({ TaskId, RequestId }: { TaskId: string; RequestId: string }): Accepted {
  return { taskId: TaskId, requestId: RequestId };
}
