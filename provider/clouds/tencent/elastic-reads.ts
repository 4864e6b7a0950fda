import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { batched, eachAloneIfGone, forEach, groupBy, indexed, named } from "../../core/reads/batch";
import { everything, type Pages } from "../../core/reads/list-cache";
import { bearsMark, OWNER_KEY, tagsOf } from "./ownership";
import { addressRows, PAGE_SIZE, pagesOf } from "./reads";
import type { AddressRow, TencentApi } from "./wire";

/** The kind that a list has unless it is told. */
export const USUAL_TYPE = "EIPv6";
/** Every kind of EIPv6. A list that names no kind has the usual one only. */
const ALL_TYPES = [USUAL_TYPE, "HighQualityEIPv6"];

/** What to look for: the mark of an order, a public address, or a network card. */
interface Query {
  readonly by: "mark" | "address" | "card";
  readonly value: string;
  readonly types: readonly string[];
}

/**
 * Reads of EIPv6, gathered like those of the classic product. By id it is told whether one is there; lists find what
 * an id is not known of.
 */
export class ElasticReads {
  private readonly in = forEach((region) => loaders(this.client, region));

  constructor(private readonly client: TencentApi) {}

  /** Undefined: there is none of this id. */
  one(ctx: Context, region: string, id: string): Promise<AddressRow | undefined> {
    return this.in(region).byId(ctx, id);
  }

  /**
   * What an order bearing this mark made. The kind is named only where it is not the usual one: a list that leaves
   * ours out would buy a second one.
   */
  marked(ctx: Context, region: string, mark: string, type: string): Promise<AddressRow[]> {
    return this.seek(ctx, region, { by: "mark", value: mark, types: type === USUAL_TYPE ? [] : [type] });
  }

  /** By the public address, canonical. */
  async at(ctx: Context, region: string, address: string): Promise<AddressRow | undefined> {
    const [row] = await this.seek(ctx, region, { by: "address", value: address, types: ALL_TYPES });
    return row;
  }

  /** All that are bound to addresses of a network card. */
  onNic(ctx: Context, region: string, networkInterfaceId: string): Promise<AddressRow[]> {
    return this.seek(ctx, region, { by: "card", value: networkInterfaceId, types: ALL_TYPES });
  }

  private async seek(ctx: Context, region: string, sought: Query): Promise<AddressRow[]> {
    return (await this.in(region).bySought(ctx, sought)) ?? [];
  }
}

function loaders(client: TencentApi, region: string) {
  /** An id that is gone may refuse the whole call, or be left out: both happen on the vendor's pages. */
  const byId = batched<string, AddressRow>({
    ...{ most: PAGE_SIZE, nameOf: String },
    fetch: eachAloneIfGone(async (ctx, IPv6AddressIds) => {
      const options = { region, subject: named(IPv6AddressIds) };
      const request = { IPv6AddressIds, Limit: PAGE_SIZE };
      const { AddressSet } = await client.call(ctx, "DescribeIPv6Addresses", request, options);
      return indexed(AddressSet, (row) => row.AddressId);
    }),
  });

  const bySought = batched<Query, AddressRow[]>({
    ...{ most: PAGE_SIZE, nameOf: (sought) => JSON.stringify(sought) },
    fetch: async (ctx, keys) => {
      const groups = groupBy(keys, ({ by, types }) => JSON.stringify([by, types]));
      const found = [...groups.values()].map(async (group) => {
        const rows = await everything(ctx, listOf(group));
        return group.map((sought) => [JSON.stringify(sought), rows.filter((row) => answers(row, sought))] as const);
      });
      return new Map((await Promise.all(found)).flat());
    },
  });

  function listOf(group: readonly Query[]): Pages<AddressRow> {
    const types = group[0]?.types ?? [];
    const Filters = [...filtersOf(group), ...(types.length > 0 ? [{ Name: "address-type", Values: types }] : [])];
    const options = { region, subject: named(group.map(({ value }) => value)) };
    return pagesOf(client, "DescribeIPv6Addresses", addressRows, { Filters }, options);
  }

  return { byId, bySought };
}

/** By key and by value: `tag:KEY` could be read differently for a key with a colon in it. */
function filtersOf(group: readonly Query[]): { Name: string; Values: readonly string[] }[] {
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
function answers(row: AddressRow, { by, value }: Query): boolean {
  if (by === "mark") return bearsMark(tagsOf(row), value);
  if (by === "card") return row.NetworkInterfaceId === value;
  return canonicalAddress(row.AddressIp ?? "") === value;
}
