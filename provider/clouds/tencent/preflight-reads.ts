import type { Context } from "../../core/context";
import { gathered, groupBy, named } from "../../core/reads/batch";
import { hint, Once } from "../../core/reads/optional";
import { addressesOf } from "./reads";
import type { BandwidthPackageRow, NetworkInterfaceRow, QuotaRow, SubnetRow, TencentApi } from "./wire";

/** Most values of one filter or list. */
const MOST = 100;

interface Placed {
  readonly region: string;
  readonly id: string;
}

/** Reads that no verb needs: what they tell decides at preview. Undefined where they may not be made. */
export class PreflightReads {
  private readonly accounts = new Once<string | undefined>();
  private readonly quotas = new Once<readonly QuotaRow[] | undefined>();
  private loaded: ReturnType<typeof loaders> | undefined;

  constructor(private readonly client: TencentApi) {}

  /** The card that an address is on; `null` where it is proven to be on none. */
  async cardAt(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | null | undefined> {
    return hint(ctx, async () => (await this.of(ctx).cardsAt(ctx, { region, id })) ?? null);
  }

  async bandwidthPackage(ctx: Context, region: string, id: string): Promise<BandwidthPackageRow | null | undefined> {
    return hint(ctx, async () => (await this.of(ctx).packages(ctx, { region, id })) ?? null);
  }

  async subnet(ctx: Context, region: string, id: string): Promise<SubnetRow | undefined> {
    return hint(ctx, () => this.of(ctx).subnets(ctx, { region, id }));
  }

  /** `STANDARD`: billed by address, `LEGACY`: by machine. */
  accountType(ctx: Context, region: string): Promise<string | undefined> {
    const ask = async () =>
      (await this.client.call(ctx, "DescribeNetworkAccountType", {}, { region })).NetworkAccountType;
    return this.accounts.of(region, () => hint(ctx, ask));
  }

  quotasOf(ctx: Context, region: string): Promise<readonly QuotaRow[] | undefined> {
    const ask = async () => (await this.client.call(ctx, "DescribeAddressQuota", {}, { region })).QuotaSet;
    return this.quotas.of(region, () => hint(ctx, ask));
  }

  private of({ clock }: Context) {
    this.loaded ??= loaders(this.client, clock);
    return this.loaded;
  }
}

function loaders(client: TencentApi, clock: Context["clock"]) {
  const nameOf = ({ region, id }: Placed) => `${region} ${id}`;
  /** One call per region for all that is asked in one moment. */
  function byRegion<Row>(fetch: (ctx: Context, region: string, ids: string[]) => Promise<[string, Row][]>) {
    return gathered<Placed, Row>({
      ...{ clock, most: MOST, nameOf },
      fetch: async (ctx, asked) => {
        const groups = [...groupBy(asked, ({ region }) => region)];
        const found = groups.map(async ([region, of]) => {
          const ids = of.map(({ id }) => id);
          return (await fetch(ctx, region, ids)).map(([id, row]) => [nameOf({ region, id }), row] as const);
        });
        return new Map((await Promise.all(found)).flat());
      },
    });
  }
  return {
    cardsAt: byRegion<NetworkInterfaceRow>(async (ctx, region, addresses) => {
      const request = { Filters: [{ Name: "address-ipv6" as const, Values: addresses }], Limit: MOST };
      const options = { region, subject: named(addresses) };
      const { NetworkInterfaceSet: cards } = await client.call(ctx, "DescribeNetworkInterfaces", request, options);
      return cards.flatMap((card) =>
        [...addressesOf(card).keys()].map((address) => [address, card] as [string, typeof card]),
      );
    }),
    packages: byRegion<BandwidthPackageRow>(async (ctx, region, ids) => {
      const request = { Filters: [{ Name: "bandwidth-package-id" as const, Values: ids }], Limit: MOST };
      const options = { region, subject: named(ids) };
      const { BandwidthPackageSet } = await client.call(ctx, "DescribeBandwidthPackages", request, options);
      return BandwidthPackageSet.map((row) => [row.BandwidthPackageId, row]);
    }),
    subnets: byRegion<SubnetRow>(async (ctx, region, SubnetIds) => {
      const options = { region, subject: named(SubnetIds) };
      const { SubnetSet } = await client.call(ctx, "DescribeSubnets", { SubnetIds }, options);
      return SubnetSet.map((row) => [row.SubnetId, row]);
    }),
  };
}
