import type { Context } from "../../core/context";
import { batched, forEach, indexed, named } from "../../core/reads/batch";
import { Memo, optional } from "../../core/reads/optional";
import { addressesOf } from "./reads";
import type { BandwidthPackageRow, NetworkInterfaceRow, QuotaRow, SubnetRow, TencentApi } from "./wire";

/** Most values in one filter or list. */
const MOST = 100;

/** Optional reads that only preflight checks use. Undefined if they are not permitted. */
export class PreflightReads {
  private readonly accounts = new Memo<string | undefined>();
  private readonly quotas = new Memo<readonly QuotaRow[] | undefined>();
  private readonly in = forEach((region) => loaders(this.client, region));

  constructor(private readonly client: TencentApi) {}

  /** The network interface of an address; `null` if it is on none. */
  async nicAt(ctx: Context, region: string, id: string): Promise<NetworkInterfaceRow | null | undefined> {
    return optional(ctx, async () => (await this.in(region).nicsAt(ctx, id)) ?? null);
  }

  async bandwidthPackage(ctx: Context, region: string, id: string): Promise<BandwidthPackageRow | null | undefined> {
    return optional(ctx, async () => (await this.in(region).packages(ctx, id)) ?? null);
  }

  async subnet(ctx: Context, region: string, id: string): Promise<SubnetRow | undefined> {
    return optional(ctx, () => this.in(region).subnets(ctx, id));
  }

  /** `STANDARD`: billed by IP, `LEGACY`: billed by CVM. */
  accountType(ctx: Context, region: string): Promise<string | undefined> {
    const read = async () =>
      (await this.client.call(ctx, "DescribeNetworkAccountType", {}, { region })).NetworkAccountType;
    return this.accounts.of(region, () => optional(ctx, read));
  }

  quotasOf(ctx: Context, region: string): Promise<readonly QuotaRow[] | undefined> {
    const read = async () => (await this.client.call(ctx, "DescribeAddressQuota", {}, { region })).QuotaSet;
    return this.quotas.of(region, () => optional(ctx, read));
  }
}

function loaders(client: TencentApi, region: string) {
  const byName = { most: MOST, nameOf: String };
  return {
    /** Network interfaces, keyed by each of their addresses. */
    nicsAt: batched<string, NetworkInterfaceRow>({
      ...byName,
      fetch: async (ctx, Values) => {
        const request = { Filters: [{ Name: "address-ipv6" as const, Values }], Limit: MOST };
        const options = { region, subject: named(Values) };
        const { NetworkInterfaceSet } = await client.call(ctx, "DescribeNetworkInterfaces", request, options);
        const at = NetworkInterfaceSet.map((row) =>
          [...addressesOf(row).keys()].map((address) => [address, row] as const),
        );
        return new Map(at.flat());
      },
    }),
    packages: batched<string, BandwidthPackageRow>({
      ...byName,
      fetch: async (ctx, Values) => {
        const request = { Filters: [{ Name: "bandwidth-package-id" as const, Values }], Limit: MOST };
        const options = { region, subject: named(Values) };
        const { BandwidthPackageSet } = await client.call(ctx, "DescribeBandwidthPackages", request, options);
        return indexed(BandwidthPackageSet, (row) => row.BandwidthPackageId);
      },
    }),
    subnets: batched<string, SubnetRow>({
      ...byName,
      fetch: async (ctx, SubnetIds) => {
        const options = { region, subject: named(SubnetIds) };
        return indexed(
          (await client.call(ctx, "DescribeSubnets", { SubnetIds }, options)).SubnetSet,
          (row) => row.SubnetId,
        );
      },
    }),
  };
}
