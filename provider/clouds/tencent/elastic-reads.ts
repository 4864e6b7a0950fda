import type { Context } from "../../core/context";
import { canonicalAddress } from "../../core/id";
import { batched, eachAloneIfGone, forEach, groupBy, indexed, named } from "../../core/reads/batch";
import { everything, ListCache, type Pages } from "../../core/reads/list-cache";
import { Prefetch } from "../../core/reads/prefetch";
import { bearsMark, OWNER_KEY, tagsOf } from "./ownership";
import { addressRows, PAGE_SIZE, pagesOf } from "./reads";
import type { AddressRow, TencentApi } from "./wire";

/** The kind that a list returns by default. */
export const USUAL_TYPE = "EIPv6";
/** Every kind of EIPv6. A list without a kind returns only the usual one. */
const ALL_TYPES = [USUAL_TYPE, "HighQualityEIPv6"];

/** What to search by: an owner tag, a public address, or a network interface. */
interface Query {
  readonly by: "owner" | "address" | "nic";
  readonly value: string;
  readonly types: readonly string[];
}

/**
 * Batched reads of EIPv6. A read by id shows whether the address exists; lists find addresses whose id is unknown.
 */
export class ElasticReads {
  private readonly in = forEach((region) => loaders(this.client, region));

  constructor(private readonly client: TencentApi) {}

  /** Undefined if the id does not exist. */
  one(ctx: Context, region: string, id: string): Promise<AddressRow | undefined> {
    return this.in(region).byId(ctx, id);
  }

  /**
   * Addresses whose order had this owner tag. The kind is sent only if it is not the usual one: a list that omits an
   * ordered address would lead to a second order.
   */
  marked(ctx: Context, region: string, mark: string, type: string): Promise<AddressRow[]> {
    return this.search(ctx, region, { by: "owner", value: mark, types: type === USUAL_TYPE ? [] : [type] });
  }

  /** By the public address, canonical. */
  async at(ctx: Context, region: string, address: string): Promise<AddressRow | undefined> {
    const [row] = await this.search(ctx, region, { by: "address", value: address, types: ALL_TYPES });
    return row;
  }

  /** All that are bound to addresses of a network interface. */
  onNic(ctx: Context, region: string, networkInterfaceId: string): Promise<AddressRow[]> {
    return this.search(ctx, region, { by: "nic", value: networkInterfaceId, types: ALL_TYPES });
  }

  /** All of every kind. */
  all(ctx: Context, region: string): Promise<readonly AddressRow[]> {
    return everything(ctx, this.in(region).pages);
  }

  private async search(ctx: Context, region: string, query: Query): Promise<AddressRow[]> {
    return (await this.in(region).byQuery(ctx, query)) ?? [];
  }
}

function loaders(client: TencentApi, region: string) {
  const everyKind = { Filters: [{ Name: "address-type", Values: ALL_TYPES }] };
  const all = { region, subject: `all of ${region}` };
  const pages = pagesOf(client, "DescribeIPv6Addresses", addressRows, everyKind, all);
  const byAddressId = (rows: readonly AddressRow[]) => indexed(rows, (row) => row.AddressId);

  /** A missing id may fail the whole call, or be left out of the response: the vendor's pages show both. */
  const byId = batched<string, AddressRow>({
    ...{ most: PAGE_SIZE, nameOf: String },
    fetch: eachAloneIfGone(async (ctx, IPv6AddressIds) => {
      const options = { region, subject: named(IPv6AddressIds) };
      const request = { IPv6AddressIds, Limit: PAGE_SIZE };
      const { AddressSet } = await client.call(ctx, "DescribeIPv6Addresses", request, options);
      return byAddressId(AddressSet);
    }),
    prefetch: Prefetch.of(new ListCache(client.listWrites, pages), byAddressId),
  });

  const byQuery = batched<Query, AddressRow[]>({
    ...{ most: PAGE_SIZE, nameOf: (query) => JSON.stringify(query) },
    fetch: async (ctx, keys) => {
      const groups = groupBy(keys, ({ by, types }) => JSON.stringify([by, types]));
      const found = [...groups.values()].map(async (group) => {
        const rows = await everything(ctx, listOf(group));
        return group.map((query) => [JSON.stringify(query), rows.filter((row) => answers(row, query))] as const);
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

  return { byId, byQuery, pages };
}

/** Filters by key and by value: `tag:KEY` is ambiguous for a key that contains a colon. */
function filtersOf(group: readonly Query[]): { Name: string; Values: readonly string[] }[] {
  const Values = group.map(({ value }) => value);
  const by = group[0]?.by;
  if (by === "address") return [{ Name: "public-ipv6-address", Values }];
  if (by === "nic") return [{ Name: "network-interface-id", Values }];
  return [
    { Name: "tag-key", Values: [OWNER_KEY] },
    { Name: "tag-value", Values },
  ];
}

/** Checked again here, because filters may match too much. */
function answers(row: AddressRow, { by, value }: Query): boolean {
  if (by === "owner") return bearsMark(tagsOf(row), value);
  if (by === "nic") return row.NetworkInterfaceId === value;
  return canonicalAddress(row.AddressIp ?? "") === value;
}
