import type { Context } from "../../core/context";
import { batched, forEach, groupBy } from "../../core/reads/batch";
import { everything } from "../../core/reads/list-cache";
import { pagesOf, wholeIfFewer } from "./pages";
import type { AlibabaApi, Ipv6EgressOnlyRuleRow } from "./wire";

/** Selects rules of a gateway by rule id or by address id. */
export type RuleFilter = { readonly Ipv6EgressOnlyRuleId: string } | { readonly InstanceId: string };
interface RuleQuery {
  readonly gateway: string;
  readonly query: RuleFilter;
}

/** Most reads in one batch. */
const MOST = 200;

/** Reads of egress-only rules, batched per gateway, because each gateway has its own list. Nothing is cached. */
export class EgressRuleReads {
  private readonly in = forEach((region) => loader(this.client, region));

  constructor(private readonly client: AlibabaApi) {}

  async find(
    ctx: Context,
    region: string,
    gateway: string,
    query: RuleFilter,
  ): Promise<readonly Ipv6EgressOnlyRuleRow[]> {
    return (await this.in(region)(ctx, { gateway, query })) ?? [];
  }
}

/** One filtered call per read, or all pages of the gateway where that takes fewer calls. */
function loader(client: AlibabaApi, RegionId: string) {
  const rulesOf = (Ipv6GatewayId: string, filter?: RuleFilter) => {
    const subject = filter ? Object.values(filter)[0] : Ipv6GatewayId;
    return pagesOf(client, "DescribeIpv6EgressOnlyRules", RegionId, { Ipv6GatewayId, ...filter }, { subject });
  };
  return batched<RuleQuery, readonly Ipv6EgressOnlyRuleRow[]>({
    ...{ most: MOST, nameOf },
    fetch: async (ctx, queries) => {
      const found = new Map<string, readonly Ipv6EgressOnlyRuleRow[] | Error>();
      for (const [gateway, members] of groupBy(queries, (query) => query.gateway)) {
        const whole = await wholeIfFewer(ctx, rulesOf(gateway), members.length);
        const one = ({ query }: RuleQuery) => whole ?? everything(ctx, rulesOf(gateway, query));
        const rows = await Promise.all(members.map(async (member) => one(member)).map((read) => read.catch(asError)));
        for (const [index, member] of members.entries()) {
          const mine = rows[index] ?? [];
          found.set(nameOf(member), mine instanceof Error ? mine : mine.filter((row) => fits(row, member.query)));
        }
      }
      return found;
    },
  });
}

const asError = (error: Error): Error => error;

function nameOf({ gateway, query }: RuleQuery): string {
  return JSON.stringify([gateway, query]);
}

function fits(row: Ipv6EgressOnlyRuleRow, query: RuleFilter): boolean {
  return "InstanceId" in query
    ? row.InstanceId === query.InstanceId
    : row.Ipv6EgressOnlyRuleId === query.Ipv6EgressOnlyRuleId;
}
