import { exactlyOneOf } from "../../../core/check";
import type { Context } from "../../../core/context";
import { text } from "../../../core/field";
import { lookup, theOne } from "../../../core/lookup";
import { everything } from "../../../core/reads/list-cache";
import { integerOutput, maybe, rowsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import type { ZenlayerClient } from "../client";
import { type Filter, pagesOf } from "../reads";
import { type BandwidthClusterRow, TITLE } from "../wire";

const PAGE = "DescribeBandwidthClusters";
const ROWS = 100;
type Ctx = Context<ZenlayerClient>;

const name = text({ doc: "Full name of the bandwidth cluster.", source: PAGE });

/** Named like the resources' fields; the vendor's names for the rest. */
const outputs = {
  clusterId: textOutput("Id of the bandwidth cluster. Pass it as `clusterId` with `BandwidthCluster`."),
  name: textOutput("Name of the bandwidth cluster, empty if it has none."),
  networkLineType: maybe(
    textOutput(
      "Line type of the bandwidth cluster. An IPv6 moves only between clusters of the same line type and area.",
    ),
  ),
  areaCode: maybe(textOutput("Area of the bandwidth cluster, such as `HKG`.")),
  internetChargeType: maybe(textOutput("How the bandwidth cluster is billed. The values are not those of an IPv6.")),
  commitBandwidthMbps: maybe(integerOutput("Committed bandwidth of the bandwidth cluster in Mbps.")),
  resourceNumber: maybe(integerOutput("Number of members of the bandwidth cluster.")),
};

export const getBandwidthCluster = lookup(
  {
    name: "getBandwidthCluster",
    doc: "Finds one bandwidth cluster by its id or its name.",
    fields: {
      clusterId: text({
        doc: "Id of the bandwidth cluster.",
        pattern: /^\d+$/,
        shape: 'an id as a string, such as "1690000000000000001"',
        source: PAGE,
      }),
      name,
    },
    rules: [exactlyOneOf(TITLE, "clusterId", "name")],
    outputs,
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const { clusterId } = args;
    const rows = clusterId ? await clustersBy(ctx, { bandwidthClusterIds: [clusterId] }) : await byName(ctx, args.name);
    const describe = (row: BandwidthClusterRow) =>
      `${row.bandwidthClusterId} (${row.networkLineType}, ${row.areaCode})`;
    const none = "Check the account; getBandwidthClusters lists all bandwidth clusters";
    const narrow = "Ask for one of them by clusterId";
    return viewOf(theOne(rows, { where: `${TITLE} getBandwidthCluster`, args, describe: describe, none, narrow }));
  },
);

export const getBandwidthClusters = lookup(
  {
    name: "getBandwidthClusters",
    doc: "Lists the bandwidth clusters of the account that match every given filter. The list may be empty.",
    fields: {
      name,
      networkLineType: text({ doc: "Line type of the clusters, such as `PremiumBGP`.", source: PAGE }),
      areaCode: text({ doc: "Area of the clusters, such as `HKG`.", source: PAGE }),
    },
    rules: [],
    outputs: { bandwidthClusters: rowsOutput("The clusters, in the cloud's order.", outputs) },
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const rows = await byName(ctx, args.name);
    const meets = (row: BandwidthClusterRow) =>
      (!args.networkLineType || row.networkLineType === args.networkLineType) &&
      (!args.areaCode || row.areaCode === args.areaCode);
    return { bandwidthClusters: rows.filter(meets).map(viewOf) };
  },
);

/** The cloud matches parts of names; this matches only full names. */
async function byName(ctx: Ctx, wanted: string | undefined): Promise<BandwidthClusterRow[]> {
  const rows = await clustersBy(ctx, { bandwidthClusterName: wanted });
  return rows.filter((row) => !wanted || row.bandwidthClusterName === wanted);
}

function clustersBy(ctx: Ctx, filter: Filter<typeof PAGE>) {
  return everything(ctx, pagesOf(ctx.client, PAGE, ROWS, filter, { subject: filter.bandwidthClusterName }));
}

function viewOf(row: BandwidthClusterRow): ValuesOf<typeof outputs> {
  return {
    clusterId: row.bandwidthClusterId,
    name: row.bandwidthClusterName ?? "",
    networkLineType: row.networkLineType ?? undefined,
    areaCode: row.areaCode ?? undefined,
    internetChargeType: row.internetChargeType ?? undefined,
    commitBandwidthMbps: row.commitBandwidthMbps ?? undefined,
    resourceNumber: row.resourceNumber ?? undefined,
  };
}
