import { text } from "../../../core/field";
import { lookup, region } from "../../../core/lookup";
import { integerOutput, maybe, rowsOutput, textOutput } from "../../../core/resource";
import { type Ctx, packagesBy } from "./find";

const PAGE = "DescribeBandwidthPackages";
/** The only status in which a package takes addresses. */
const READY = "CREATED";

const outputs = {
  bandwidthPackageId: textOutput("Id of the bandwidth package (`bwp-…`): what `Ipv6InternetBandwidth` takes."),
  bandwidthPackageName: textOutput("Name of the bandwidth package, empty if it has none."),
  networkType: maybe(textOutput("Its line type, such as `BGP`.")),
  chargeType: maybe(textOutput("How the package is billed, as Tencent Cloud names it.")),
  bandwidth: maybe(integerOutput("Its bandwidth limit in Mbps; -1 for none.")),
  status: maybe(textOutput("State of the package, `CREATED` when ready.")),
};

export const getBandwidthPackages = lookup(
  {
    name: "getBandwidthPackages",
    doc: `Lists shared bandwidth packages that are ready: all of a region, or those that match every given filter. The list is empty if none match. The cloud does not show which of them take IPv6; its pages name packages of \`BGP\` lines billed by IP.`,
    fields: {
      region,
      bandwidthPackageId: text({
        doc: "Id of the bandwidth package.",
        pattern: /^bwp-[\w-]+$/,
        shape: "the id of a bandwidth package, such as bwp-5ag0e9yb",
        source: PAGE,
      }),
      bandwidthPackageName: text({ doc: "Exact name of the packages.", source: PAGE }),
      networkType: text({ doc: "Line type of the packages, such as `BGP`.", source: PAGE }),
    },
    rules: [],
    outputs: { bandwidthPackages: rowsOutput("The packages, in the cloud's order.", outputs) },
    sources: [PAGE],
  },
  async (ctx: Ctx, { region: at, bandwidthPackageId, bandwidthPackageName, networkType }) => {
    const byId = bandwidthPackageId && [{ Name: "bandwidth-package-id" as const, Values: [bandwidthPackageId] }];
    const rows = (await packagesBy(ctx, at, byId ? { Filters: byId } : {})).filter(
      (row) =>
        (row.Status ?? READY) === READY &&
        (!bandwidthPackageName || row.BandwidthPackageName === bandwidthPackageName) &&
        (!networkType || row.NetworkType === networkType),
    );
    return {
      bandwidthPackages: rows.map((row) => ({
        bandwidthPackageId: row.BandwidthPackageId,
        bandwidthPackageName: row.BandwidthPackageName ?? "",
        networkType: row.NetworkType || undefined,
        chargeType: row.ChargeType || undefined,
        bandwidth: row.Bandwidth ?? undefined,
        status: row.Status || undefined,
      })),
    };
  },
);
