import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { mine } from "../find";

/** Lists bandwidth packages and what is in them. Source: DescribeBandwidthPackages. */
export const describeBandwidthPackages = defineRead({
  name: "DescribeBandwidthPackages",
  product: "vpc",
  takes: ["BandwidthPackageIds", "Filters", "Offset", "Limit"],
  perSecond: 20,
  rules: [rule("assumed", "Of the filters only bandwidth-package-id is imitated.")],
  read: (context) => {
    const { input, world } = context;
    const ids = input.list("BandwidthPackageIds");
    const wanted = ids.length > 0 ? ids : input.filters(["bandwidth-package-id"]).get("bandwidth-package-id");
    const { offset, limit } = input.page();
    const rows = world.bandwidthPackages
      .all()
      .filter((row) => mine(context, row) && (wanted?.includes(row.id) ?? true));
    const page = rows.slice(offset, offset + limit).map((row) => ({
      BandwidthPackageId: row.id,
      BandwidthPackageName: row.id,
      NetworkType: "BGP",
      ChargeType: "TOP5_POSTPAID_BY_MONTH",
      CreatedTime: "2026-01-01T00:00:00Z",
      Bandwidth: -1,
      Status: "CREATED",
      ResourceSet: world.publicAddresses
        .all()
        .filter((address) => address.bandwidthPackage === row.id)
        .map(({ id, address }) => ({ ResourceType: "Address", ResourceId: id, AddressIp: address })),
    }));
    return { TotalCount: rows.length, BandwidthPackageSet: page };
  },
});
