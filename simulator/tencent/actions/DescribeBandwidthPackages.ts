import { isVisible } from "../../common/action";
import { assumed } from "../../common/rules";
import { defineRead } from "../action";

/** Lists bandwidth packages and what is in them. Source: DescribeBandwidthPackages. */
export const describeBandwidthPackages = defineRead({
  name: "DescribeBandwidthPackages",
  takes: ["BandwidthPackageIds", "Filters", "Offset", "Limit"],
  rules: [assumed("bandwidth-package-id is the only filter that is simulated.")],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.list("BandwidthPackageIds");
    const wanted = ids.length > 0 ? ids : parameters.filters(["bandwidth-package-id"]).get("bandwidth-package-id");
    const pageOf = parameters.page();
    const rows = state.bandwidthPackages
      .all()
      .filter((row) => isVisible(context, row) && (wanted?.includes(row.id) ?? true));
    const { page, TotalCount } = pageOf(rows);
    const view = page.map((row) => ({
      BandwidthPackageId: row.id,
      BandwidthPackageName: row.id,
      NetworkType: "BGP",
      ChargeType: "TOP5_POSTPAID_BY_MONTH",
      CreatedTime: "2026-01-01T00:00:00Z",
      Bandwidth: -1,
      Status: "CREATED",
      ResourceSet: state.publicAddresses
        .all()
        .filter((address) => address.bandwidthPackage === row.id)
        .map(({ id, address }) => ({ ResourceType: "Address", ResourceId: id, AddressIp: address })),
    }));
    return { TotalCount, BandwidthPackageSet: view };
  },
});
