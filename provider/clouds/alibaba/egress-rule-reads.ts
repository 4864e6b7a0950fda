import { kindOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { batched, forEach, groupBy } from "../../core/reads/batch";
import { everything, ListCache } from "../../core/reads/list-cache";
import { Prefetch } from "../../core/reads/prefetch";
import { pagesOf, wholeIfFewer } from "./pages";
import type { AlibabaApi, Ipv6EgressOnlyRuleRow } from "./wire";

/** Selects rules of a gateway by rule id or by address id. */
export type RuleFilter = { readonly Ipv6EgressOnlyRuleId: string } | { readonly InstanceId: string };
export interface FoundRule {
  readonly ipv6GatewayId: string;
  readonly row: Ipv6EgressOnlyRuleRow;
}
type Rows = readonly Ipv6EgressOnlyRuleRow[];

/** Most reads in one batch. */
const MOST = 200;

/**
 * Reads of egress-only rules, batched per gateway, because each gateway has its own list. A gateway that is gone has no
 * rules.
 */
export class EgressRuleReads {
  private readonly of = forEach((place) => {
    const [region = "", gateway = ""] = place.split(" ");
    return loader(this.client, region, gateway);
  });

  constructor(private readonly client: AlibabaApi) {}

  async find(ctx: Context, region: string, gateway: string, query: RuleFilter): Promise<Rows> {
    return (await this.of(`${region} ${gateway}`).rules(ctx, query)) ?? [];
  }

  /** All rules of the region, or of one gateway. */
  async all(ctx: Context, region: string, gateway?: string): Promise<FoundRule[]> {
    const gateways = gateway ? [gateway] : await this.gateways(ctx, region);
    const found = await Promise.all(
      gateways.map(async (ipv6GatewayId) => {
        const rows = await everything(ctx, this.of(`${region} ${ipv6GatewayId}`).pages()).catch(noneIfGone);
        return rows.map((row) => ({ ipv6GatewayId, row }));
      }),
    );
    return found.flat();
  }

  private async gateways(ctx: Context, region: string): Promise<string[]> {
    const options = { subject: `all of ${region}` };
    const rows = await everything(ctx, pagesOf(this.client, "DescribeIpv6Gateways", region, {}, options));
    return rows.map((row) => row.Ipv6GatewayId);
  }
}

/** One filtered call per read, or all pages of the gateway where that takes fewer calls. */
function loader(client: AlibabaApi, RegionId: string, Ipv6GatewayId: string) {
  const pages = (filter?: RuleFilter) => {
    const subject = filter ? Object.values(filter)[0] : Ipv6GatewayId;
    return pagesOf(client, "DescribeIpv6EgressOnlyRules", RegionId, { Ipv6GatewayId, ...filter }, { subject });
  };
  const rules = batched<RuleFilter, Rows>({
    ...{ most: MOST, nameOf },
    fetch: async (ctx, queries) => {
      const whole = await wholeIfFewer(ctx, pages(), queries.length).catch(noneIfGone);
      const one = async (query: RuleFilter) => whole ?? everything(ctx, pages(query));
      const read = async (query: RuleFilter): Promise<[string, Rows | Error]> => {
        const rows = await one(query).catch(noneIfGone).catch(asError);
        return [nameOf(query), rows instanceof Error ? rows : rows.filter((row) => fits(row, query))];
      };
      return new Map(await Promise.all(queries.map(read)));
    },
    calls: (count) => count,
    prefetch: Prefetch.of(new ListCache(client.listWrites, pages()), (rows) =>
      groupBy(rows, ({ Ipv6EgressOnlyRuleId }) => nameOf({ Ipv6EgressOnlyRuleId })),
    ),
  });
  return { rules, pages };
}

const asError = (error: Error): Error => error;
function noneIfGone(error: unknown): Rows {
  if (kindOf(error) === "gone") return [];
  throw error;
}

function nameOf(query: RuleFilter): string {
  return JSON.stringify(query);
}

function fits(row: Ipv6EgressOnlyRuleRow, query: RuleFilter): boolean {
  return "InstanceId" in query
    ? row.InstanceId === query.InstanceId
    : row.Ipv6EgressOnlyRuleId === query.Ipv6EgressOnlyRuleId;
}
