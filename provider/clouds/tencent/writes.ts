import DataLoader from "dataloader";
import { CloudError, type Kind, kindOf } from "../../core/api/errors";
import { retry } from "../../core/api/retry";
import type { Context } from "../../core/context";
import { type Ask, BatchSchedule, lastOf, named } from "../../core/reads/batch";
import { OWNER_KEY, ownerTag } from "./ownership";
import type { TencentReads } from "./reads";
import { type TencentApi, TITLE } from "./wire";

/** Members of one call. No page tells a limit; the newer product's is 20, and so many marks fit one tag. */
const MOST = 20;
/** What a change and a release may be repeated after: sent twice, they ask for the same. */
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
  /** Whose order it is. */
  readonly mark: string;
}
export interface Accepted {
  readonly taskId: string;
  readonly requestId: string;
}
/** Of an order the new ids, in no order that is promised. */
export type Ordered = Accepted & { readonly addressIds: readonly string[] };

/** Something to be sent together with what has the same setting. */
interface Member<Setting> {
  readonly region: string;
  /** The address, or its id. */
  readonly subject: string;
  readonly setting: Setting;
}
type Send<M, A> = (ctx: Context, members: readonly M[], sendAlone: boolean) => Promise<A>;

/**
 * Changes of public addresses, gathered: what many resources ask for in one moment, with equal settings, goes out as
 * one call. When a batch is refused each member goes on alone; when its task fails, its members are sent alone next.
 */
export class TencentWrites {
  private readonly sentAlone = new Set<string>();
  private readonly orders = this.gathered<Member<OrderSetting> & OrderMember, Ordered>((...batch) =>
    this.sendOrder(...batch),
  );
  private readonly changes = this.gathered<Member<number>, Accepted>(async (ctx, members, alone) => {
    const region = regionOf(members);
    const request = { Ip6AddressIds: subjects(members), InternetMaxBandwidthOut: members[0]?.setting ?? neverEmpty() };
    const options = { region, subject: named(subjects(members)), ...unless(alone, WHEN_LOST) };
    return accepted(await this.client.call(ctx, "ModifyIp6AddressesBandwidth", request, options));
  });
  private readonly releases = this.gathered<Member<"release">, Accepted>(async (ctx, members, alone) => {
    const options = { region: regionOf(members), subject: named(subjects(members)), ...unless(alone, WHEN_LOST) };
    const request = { Ip6AddressIds: subjects(members) };
    return accepted(await this.client.call(ctx, "ReleaseIp6AddressesBandwidth", request, options));
  });

  constructor(
    private readonly client: TencentApi,
    private readonly reads: TencentReads,
  ) {}

  /**
   * Orders bandwidth. There is no token, but one address can be published once: after a lost answer a look decides
   * whether the order is sent again, and the cloud refuses a second one.
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

  /** From now on this one is sent alone: it may be what made its batch fail. */
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

  private gathered<M extends Member<unknown>, A>(send: Send<M, A>): (ctx: Context, key: M) => Promise<A> {
    let loader: DataLoader<Ask<M>, { readonly answer: Promise<A> }> | undefined;
    const turns = new BatchSchedule();
    return async (ctx, key) => {
      loader ??= new DataLoader(
        // Wrapped, so that nobody waits for the answer to another's call.
        async (asks: readonly Ask<M>[]) => {
          const answers = new Map(this.batches(asks).flatMap((batch) => sendBatch(batch, send)));
          return asks.map((ask) => ({ answer: answers.get(ask) as Promise<A> }));
        },
        { cache: false, batchScheduleFn: turns.schedule(ctx.clock) },
      );
      return (await loader.load({ ctx, key })).answer;
    };
  }

  /** Equal regions and settings together, loners apart, none too large. */
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

/** One call for all of them. If it is refused, each goes on alone; if it is lost, each looks for itself. */
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
 * A batch is not repeated as a whole when it is refused: one member may hold up all the others. Except when it was too
 * early; and when its answer was lost, if it says what shall be, as `again` has it.
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
