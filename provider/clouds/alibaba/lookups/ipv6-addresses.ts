import { exactlyOneOf, type Values } from "../../../core/check";
import { address, openWord, tags, text } from "../../../core/field";
import { lookup, region, theOne } from "../../../core/lookup";
import { integerOutput, maybe, rowsOutput, tagsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import { tagList, tagsOf } from "../ownership";
import { spelled } from "../reads";
import { TITLE } from "../wire";
import { addressesBy, type Ctx, type Found, nicsOf, onNics, withNics } from "./find";

const sources = ["DescribeIpv6Addresses", "DescribeNetworkInterfaces"];
const PAGE = "DescribeIpv6Addresses";
const BY = ["ipv6AddressId", "ipv6Address", "networkInterfaceId", "instanceId"] as const;

const place = {
  networkInterfaceId: text({
    doc: "Id of the network interface that the address is on.",
    pattern: /^eni-[\w-]+$/,
    shape: "the id of a network interface, such as eni-bp14v2sdd3v8htln****",
    source: "DescribeNetworkInterfaces",
  }),
  instanceId: text({
    doc: "Id of the instance that the address is on, on any of its network interfaces.",
    pattern: /^i-[\w-]+$/,
    shape: "the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****",
    source: "DescribeNetworkInterfaces",
  }),
};

/** Named like the resources' fields; the vendor's names for the rest. */
const outputs = {
  ipv6AddressId: textOutput("Id of the address (`ipv6-…`). Pass it to `Ipv6InternetBandwidth`."),
  ipv6Address: textOutput("The address itself, in its shortest spelling."),
  ipv6AddressName: maybe(textOutput("Name of the address, if it has one.")),
  status: textOutput("State of the address: `Pending` or `Available`."),
  addressType: maybe(textOutput("`IPv6Address`, or `IPv6Prefix` for a prefix.")),
  ipv6Isp: maybe(
    textOutput("Line type: `BGP`, or a single provider such as `ChinaTelecom`, which limits the charge types."),
  ),
  allocationTime: maybe(textOutput("When the address was allocated, as Alibaba Cloud writes it.")),
  networkType: textOutput("`Public` once it has internet bandwidth, else `Private`."),
  vpcId: textOutput("Id of the VPC that the address is in."),
  vSwitchId: textOutput("Id of the vSwitch that the address is in."),
  ipv6GatewayId: maybe(textOutput("Id of the VPC's IPv6 gateway, if it has one.")),
  networkInterfaceId: maybe(textOutput("Id of the network interface that the address is on, if any.")),
  instanceId: maybe(textOutput("Id of the instance that the address is on, if any.")),
  internetBandwidthId: maybe(textOutput("Id of the internet bandwidth of the address, if any.")),
  bandwidth: maybe(integerOutput("Internet bandwidth of the address in Mbps, if any.")),
  realBandwidth: maybe(
    integerOutput(
      "Bandwidth that counts, in Mbps: of the shared bandwidth package that the address is in, else its own.",
    ),
  ),
  internetChargeType: maybe(textOutput("How the bandwidth is billed, as Alibaba Cloud spells it.")),
  instanceChargeType: maybe(textOutput("`PostPaid` or `PrePaid`, if the address has bandwidth.")),
  businessStatus: maybe(textOutput("State of the bandwidth, such as `Normal` or `FinancialLocked`.")),
  tags: tagsOutput("Tags of the address, without the system's and this provider's own."),
};

export const getIpv6Address = lookup(
  {
    name: "getIpv6Address",
    doc: "Finds one IPv6 address by its id, by the address itself, or by its network interface or instance.",
    fields: {
      region,
      ipv6AddressId: text({
        doc: "Id of the address.",
        pattern: /^ipv6-[\w-]+$/,
        shape: "the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****",
        source: PAGE,
      }),
      ipv6Address: address({ doc: "The address itself, in any spelling.", source: PAGE }),
      ...place,
    },
    rules: [exactlyOneOf(TITLE, ...BY)],
    outputs,
    sources,
  },
  async (ctx: Ctx, args) => {
    const { found, none } = await findBy(ctx, args);
    const describe = ({ row, nic }: Found) =>
      `${row.Ipv6AddressId} (${spelled(row)}${nic ? ` on ${nic.NetworkInterfaceId}` : ""}, ${row.VpcId})`;
    const narrow = "Ask for one of them by ipv6AddressId, or for all with getIpv6Addresses";
    return viewOf(theOne(found, { where: `${TITLE} getIpv6Address`, args, describe: describe, narrow, none }));
  },
);

export const getIpv6Addresses = lookup(
  {
    name: "getIpv6Addresses",
    doc: "Lists the IPv6 addresses of a region that match every given filter. The list may be empty.",
    fields: {
      region,
      ...place,
      vpcId: text({ doc: "Id of the VPC that the addresses are in.", source: PAGE }),
      vSwitchId: text({ doc: "Id of the vSwitch that the addresses are in.", source: PAGE }),
      ipv6AddressName: text({ doc: "Full name of the addresses.", source: PAGE }),
      networkType: openWord(
        { Public: "with internet bandwidth", Private: "without internet bandwidth" },
        { doc: "Whether the addresses have internet bandwidth.", source: PAGE },
      ),
      tags: tags({
        doc: "Tags that the addresses have, each with this value.",
        max: 20,
        longestKey: 128,
        longestValue: 128,
        reserved: { beginnings: ["aliyun", "acs:"] },
        source: PAGE,
      }),
    },
    rules: [],
    outputs: { ipv6Addresses: rowsOutput("The addresses, in the cloud's order.", outputs) },
    sources,
  },
  async (ctx: Ctx, { region: at, networkInterfaceId, instanceId, ...filters }) => {
    if (networkInterfaceId || instanceId) {
      const { found } = await findBy(ctx, { region: at, networkInterfaceId, instanceId });
      return { ipv6Addresses: found.map(viewOf).filter((view) => meets(view, filters)) };
    }
    const { vpcId: VpcId, vSwitchId: VSwitchId, ipv6AddressName: Name, networkType: NetworkType } = filters;
    const Tag = tagList(filters.tags ?? {});
    const rows = await addressesBy(ctx, at, { VpcId, VSwitchId, Name, NetworkType, Tag });
    // What is listed may be ended for it, so a filter that the cloud did not apply must not add to it.
    const found = await withNics(
      ctx,
      at,
      rows.filter((row) => meets(viewOf({ row }), filters)),
    );
    return { ipv6Addresses: found.map(viewOf) };
  },
);

interface Query {
  readonly region: string;
  readonly ipv6AddressId?: string | undefined;
  readonly ipv6Address?: string | undefined;
  readonly networkInterfaceId?: string | undefined;
  readonly instanceId?: string | undefined;
}

/** What was found, and advice in case nothing was. */
async function findBy(ctx: Ctx, query: Query): Promise<{ found: Found[]; none: string }> {
  const { region: at, ipv6AddressId, ipv6Address, networkInterfaceId, instanceId } = query;
  if (ipv6AddressId || ipv6Address) {
    const rows = ipv6AddressId
      ? [await ctx.client.reads.addressById(ctx, at, ipv6AddressId)].filter((row) => row !== undefined)
      : await addressesBy(ctx, at, { Ipv6Address: ipv6Address });
    return { found: await withNics(ctx, at, rows), none: "Check the region and the account" };
  }
  const nic = networkInterfaceId ? await ctx.client.reads.networkInterface(ctx, at, networkInterfaceId) : undefined;
  const all = instanceId ? await nicsOf(ctx, at, instanceId) : nic ? [nic] : [];
  const nics = all.filter(
    (each) =>
      instanceId === undefined || networkInterfaceId === undefined || each.NetworkInterfaceId === networkInterfaceId,
  );
  if (nics.length === 0)
    return { found: [], none: "There is no such network interface: check the region and the account" };
  const ids = nics.map((each) => each.NetworkInterfaceId).join(", ");
  const none = `There is ${ids}, without an IPv6 address: NicIpv6Assignment assigns one`;
  return { found: await onNics(ctx, at, nics), none };
}

type View = ValuesOf<typeof outputs>;

function viewOf({ row, nic }: Found): View {
  const { Ipv6InternetBandwidth: bought } = row;
  const onNic = row.AssociatedInstanceType === "NetworkInterface" ? row.AssociatedInstanceId : undefined;
  const onInstance = row.AssociatedInstanceType === "EcsInstance" ? row.AssociatedInstanceId : undefined;
  const has = bought?.Ipv6InternetBandwidthId;
  return {
    ipv6AddressId: row.Ipv6AddressId,
    ipv6Address: spelled(row),
    ipv6AddressName: row.Ipv6AddressName || undefined,
    status: row.Status ?? "",
    addressType: row.AddressType || undefined,
    ipv6Isp: row.Ipv6Isp || undefined,
    allocationTime: row.AllocationTime || undefined,
    networkType: row.NetworkType ?? "",
    vpcId: row.VpcId ?? "",
    vSwitchId: row.VSwitchId ?? "",
    ipv6GatewayId: row.Ipv6GatewayId || undefined,
    networkInterfaceId: nic?.NetworkInterfaceId ?? (onNic || undefined),
    instanceId: (nic?.InstanceId || onInstance) ?? undefined,
    internetBandwidthId: has || undefined,
    bandwidth: has ? bought?.Bandwidth : undefined,
    realBandwidth: row.RealBandwidth,
    internetChargeType: has ? bought?.InternetChargeType : undefined,
    instanceChargeType: (has && bought?.InstanceChargeType) || undefined,
    businessStatus: has ? bought?.BusinessStatus : undefined,
    tags: tagsOf(row).tags,
  };
}

function meets(view: View, { tags: wanted = {}, ...filters }: Values & { tags?: View["tags"] | undefined }): boolean {
  const equal = Object.entries(filters).every(
    ([name, value]) => value === undefined || (view as Values)[name] === value,
  );
  return equal && Object.entries(wanted).every(([key, value]) => view.tags[key] === value);
}
