import { kindOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { gathered, groupBy, named } from "../../core/reads/batch";
import { bearsMark, OWNER_KEY, tagsOf } from "./owner";
import type { AddressRow, TencentApi } from "./wire";

/** Largest page, and most values of one filter or list. */
const PAGE = 100;

/** The kind that a list has unless it is told. */
export const USUAL_TYPE = "EIPv6";
/** Every kind of EIPv6. A list that names no kind has the usual one only. */
const ALL_TYPES = [USUAL_TYPE, "HighQualityEIPv6"];

/** What to look for: the mark of an order, a public address, or a network card. */
interface Sought {
  readonly region: string;
  readonly by: "mark" | "address" | "card";
  readonly value: string;
  readonly types: readonly string[];
}

/**
 * Reads of EIPv6, gathered like those of the classic product. By id it is told whether one is there; lists find what
 * an id is not known of.
 */
export class ElasticReads {
  private readonly byId;
  private readonly bySought;

  constructor(private readonly client: TencentApi) {
    // The clock comes with the first call.
    this.byId = lazily((clock) => {
      const nameOf = ({ region, id }: { region: string; id: string }) => `${region} ${id}`;
      return gathered<{ region: string; id: string }, AddressRow>({
        clock,
        most: PAGE,
        nameOf,
        fetch: async (ctx, keys) => {
          const groups = [...groupBy(keys, ({ region }) => region)];
          const found = await Promise.all(
            groups.map(async ([region, of]) => {
              const rows = await this.rowsById(
                ctx,
                region,
                of.map(({ id }) => id),
              );
              return rows.map((row) => [nameOf({ region, id: row.AddressId }), row] as const);
            }),
          );
          return new Map(found.flat());
        },
      });
    });
    this.bySought = lazily((clock) =>
      gathered<Sought, AddressRow[]>({
        clock,
        most: PAGE,
        nameOf: (sought) => JSON.stringify(sought),
        fetch: (ctx, keys) => this.fetchSought(ctx, keys),
      }),
    );
  }

  /** Undefined: there is none of this id. */
  one(ctx: Context, region: string, id: string): Promise<AddressRow | undefined> {
    return this.byId(ctx)(ctx, { region, id });
  }

  /**
   * What an order bearing this mark made. The kind is named only where it is not the usual one: a list that leaves
   * ours out would buy a second one.
   */
  marked(ctx: Context, region: string, mark: string, type: string): Promise<AddressRow[]> {
    return this.seek(ctx, { region, by: "mark", value: mark, types: type === USUAL_TYPE ? [] : [type] });
  }

  /** By the public address, canonical. */
  async at(ctx: Context, region: string, address: string): Promise<AddressRow | undefined> {
    const [row] = await this.seek(ctx, { region, by: "address", value: address, types: ALL_TYPES });
    return row;
  }

  /** All that are bound to addresses of a network card. */
  onCard(ctx: Context, region: string, networkInterfaceId: string): Promise<AddressRow[]> {
    return this.seek(ctx, { region, by: "card", value: networkInterfaceId, types: ALL_TYPES });
  }

  private async seek(ctx: Context, sought: Sought): Promise<AddressRow[]> {
    return (await this.bySought(ctx)(ctx, sought)) ?? [];
  }

  /** An id that is gone may refuse the whole call, or be left out: both happen on the vendor's pages. */
  private async rowsById(ctx: Context, region: string, ids: readonly string[]): Promise<AddressRow[]> {
    try {
      const request = { IPv6AddressIds: ids, Limit: PAGE };
      const options = { region, subject: named(ids) };
      return (await this.client.call(ctx, "DescribeIPv6Addresses", request, options)).AddressSet;
    } catch (error) {
      if (kindOf(error) !== "gone") throw error;
      if (ids.length === 1) return [];
      return (await Promise.all(ids.map((id) => this.rowsById(ctx, region, [id])))).flat();
    }
  }

  private async fetchSought(ctx: Context, keys: readonly Sought[]): Promise<Map<string, AddressRow[]>> {
    const groups = groupBy(keys, ({ region, by, types }) => JSON.stringify([region, by, types]));
    const found = [...groups.values()].map(async (group) => {
      const rows = await this.list(ctx, group);
      return group.map((sought) => [JSON.stringify(sought), rows.filter((row) => answers(row, sought))] as const);
    });
    return new Map((await Promise.all(found)).flat());
  }

  /** All pages of one list. */
  private async list(ctx: Context, group: readonly Sought[]): Promise<AddressRow[]> {
    const [{ region = "", types = [] } = {}] = group;
    const values = group.map(({ value }) => value);
    const Filters = [...filtersOf(group), ...(types.length > 0 ? [{ Name: "address-type", Values: types }] : [])];
    const page = (Offset: number) => {
      const options = { region, subject: named(values) };
      return this.client.call(ctx, "DescribeIPv6Addresses", { Filters, Limit: PAGE, Offset }, options);
    };
    const first = await page(0);
    const more = Math.ceil(first.TotalCount / PAGE) - 1;
    const rest = await Promise.all(Array.from({ length: Math.max(0, more) }, (_, index) => page((index + 1) * PAGE)));
    return [first, ...rest].flatMap((answer) => answer.AddressSet);
  }
}

/** By key and by value: `tag:KEY` could be read differently for a key with a colon in it. */
function filtersOf(group: readonly Sought[]): { Name: string; Values: readonly string[] }[] {
  const Values = group.map(({ value }) => value);
  const by = group[0]?.by;
  if (by === "address") return [{ Name: "public-ipv6-address", Values }];
  if (by === "card") return [{ Name: "network-interface-id", Values }];
  return [
    { Name: "tag-key", Values: [OWNER_KEY] },
    { Name: "tag-value", Values },
  ];
}

/** Looked at again here: filters may take more than was meant. */
function answers(row: AddressRow, { by, value }: Sought): boolean {
  if (by === "mark") return bearsMark(tagsOf(row), value);
  if (by === "card") return row.NetworkInterfaceId === value;
  return canonicalAddress(row.AddressIp ?? "") === value;
}

function lazily<T>(make: (clock: Context["clock"]) => T): (ctx: Context) => T {
  let made: T | undefined;
  return ({ clock }) => {
    made ??= make(clock);
    return made;
  };
}
