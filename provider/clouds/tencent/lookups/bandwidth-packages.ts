import { text } from "../../../core/field";
import { lookup, region } from "../../../core/lookup";
import { integerOutput, maybe, rowsOutput, textOutput } from "../../../core/resource";
import { type Ctx, packagesBy } from "./find";

const PAGE = "DescribeBandwidthPackages";
/** Anything not yet ready to take an address, or no more. */
const READY = "CREATED";

const outputs = {
  bandwidthPackageId: textOutput("Id of the bandwidth package (`bwp-…`): what `Ipv6InternetBandwidth` takes."),
  bandwidthPackageName: textOutput("Name of the bandwidth package, empty if it has none."),
  networkType: maybe(textOutput("Its kind of line, such as `BGP`.")),
  chargeType: maybe(textOutput("How the package is billed, in Tencent Cloud's words.")),
  bandwidth: maybe(integerOutput("Its limit in Mbps; -1 for none.")),
  status: maybe(textOutput("State of the package, `CREATED` when ready.")),
};

export const getBandwidthPackages = lookup(
  {
    name: "getBandwidthPackages",
    doc: `Lists shared bandwidth packages that are ready: all of a region, or those that meet every filter given. None is an empty list. The cloud does not tell which of them take IPv6: its pages name packages of \`BGP\` lines billed by address.`,
    fields: {
      region,
      bandwidthPackageId: text({
        doc: "Id of the bandwidth package.",
        pattern: /^bwp-[\w-]+$/,
        shape: "the id of a bandwidth package, such as bwp-5ag0e9yb",
        source: PAGE,
      }),
      bandwidthPackageName: text({ doc: "Name that they have, the whole of it.", source: PAGE }),
      networkType: text({ doc: "Kind of line that they have, such as `BGP`.", source: PAGE }),
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
