import type { CallOptions } from "../../core/api/client";
import type { Context } from "../../core/context";
import { type Pages, pageOf, walk } from "../../core/reads/list-cache";
import type { AlibabaApi, Answers, Requests } from "./wire";

/** Largest page of VPC lists. */
export const PAGE_SIZE = 50;

/** Where each list's response has its rows. */
const ROWS = {
  DescribeIpv6Addresses: (answer: Answers["DescribeIpv6Addresses"]) => answer.Ipv6Addresses.Ipv6Address,
  DescribeIpv6Gateways: (answer: Answers["DescribeIpv6Gateways"]) => answer.Ipv6Gateways.Ipv6Gateway,
  DescribeIpv6EgressOnlyRules: (answer: Answers["DescribeIpv6EgressOnlyRules"]) =>
    answer.Ipv6EgressOnlyRules.Ipv6EgressOnlyRule,
};
type ListAction = keyof typeof ROWS;
export type Filter<A extends ListAction> = Omit<Requests[A], "RegionId" | "PageNumber" | "PageSize">;
type RowOf<A extends ListAction> = ReturnType<(typeof ROWS)[A]>[number];

/** The pages of one VPC list. */
export function pagesOf<A extends ListAction>(
  client: AlibabaApi,
  action: A,
  RegionId: string,
  filter: Filter<A>,
  options: CallOptions,
): Pages<RowOf<A>> {
  const rowsOf = ROWS[action] as (answer: Answers[A]) => RowOf<A>[];
  return async (ctx, PageNumber) => {
    const request = { RegionId, ...filter, PageNumber, PageSize: PAGE_SIZE } as unknown as Requests[A];
    const answer = await client.call(ctx, action, request, options);
    return pageOf(rowsOf(answer), answer.TotalCount, PageNumber, PAGE_SIZE);
  };
}

/** The whole list, or undefined if it takes more calls than `reads` single reads. */
export async function wholeIfFewer<Row>(
  ctx: Context,
  page: Pages<Row>,
  reads: number,
): Promise<readonly Row[] | undefined> {
  if (reads <= 2) return undefined;
  const { rows, pages } = await walk(ctx, page, reads);
  return pages > reads ? undefined : rows;
}
