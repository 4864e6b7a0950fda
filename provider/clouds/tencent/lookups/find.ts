import { unlessGone } from "../../../core/api/errors";
import type { Context } from "../../../core/context";
import { text } from "../../../core/field";
import { everything } from "../../../core/reads/list-cache";
import { flagOutput, integerOutput, maybe, tagsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import { shownTagsOf } from "../billing";
import type { TencentClient } from "../client";
import { addressRows, type Filter, nicRows, pagesOf } from "../reads";
import { type AddressRow, type Answers, PRIVATE } from "../wire";

export type Ctx = Context<TencentClient>;

export const place = {
  networkInterfaceId: text({
    doc: "Id of the network interface that the address is on.",
    pattern: /^eni-[\w-]+$/,
    shape: "the id of a network interface, such as eni-m6dyj72l",
    source: "DescribeNetworkInterfaces",
  }),
  instanceId: text({
    doc: "Id of the instance that the address is on, on any of its network interfaces.",
    source: "DescribeNetworkInterfaces",
  }),
};

/** Outputs that classic public addresses and EIPv6 share. */
export const publicOutputs = {
  status: textOutput("State of the public address, such as `BIND`."),
  bandwidth: maybe(integerOutput("Its internet bandwidth in Mbps. Not returned for bill-by-CVM accounts.")),
  internetChargeType: maybe(textOutput("How the bandwidth is billed. Not returned for bill-by-CVM accounts.")),
  bandwidthPackageId: maybe(textOutput("Id of its shared bandwidth package, if it is in one.")),
  networkInterfaceId: maybe(textOutput("Id of the network interface that it is on.")),
  instanceId: maybe(textOutput("Id of the instance that the network interface is attached to, if any.")),
  instanceType: maybe(textOutput("Kind of what it is on, such as `CVM` or `ENI`.")),
  isArrears: maybe(flagOutput("Whether it is isolated because the account is in arrears.")),
  isBlocked: maybe(flagOutput("Whether Tencent Cloud blocks it.")),
  cascadeRelease: maybe(flagOutput("Whether it is released as soon as it is unbound.")),
  createdTime: maybe(textOutput("When it was created, as Tencent Cloud writes it.")),
  tags: tagsOutput("Tags of the public address, keys with values. Without the tags that this provider adds."),
};

export function publicViewOf(row: AddressRow): ValuesOf<typeof publicOutputs> {
  return {
    status: row.AddressStatus ?? "",
    bandwidth: row.Bandwidth ?? undefined,
    internetChargeType: row.InternetChargeType || undefined,
    bandwidthPackageId: row.BandwidthPackageId || undefined,
    networkInterfaceId: row.NetworkInterfaceId || undefined,
    instanceId: row.InstanceId || undefined,
    instanceType: row.InstanceType || undefined,
    isArrears: row.IsArrears ?? undefined,
    isBlocked: row.IsBlocked ?? undefined,
    cascadeRelease: row.CascadeRelease ?? undefined,
    createdTime: row.CreatedTime || undefined,
    tags: shownTagsOf(row),
  };
}

/** Whether an object has all of these tags. */
export function hasTags(tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>> = {}) {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}

export function nicsBy(ctx: Ctx, region: string, filter: Filter<"DescribeNetworkInterfaces">, subject?: string) {
  const options = { region, subject };
  return everything(ctx, pagesOf(ctx.client, "DescribeNetworkInterfaces", nicRows, filter, options));
}

/** Addresses that have internet bandwidth. The list is empty if the object does not exist. */
export async function publishedBy(ctx: Ctx, region: string, filter: Filter<"DescribeIp6Addresses">, subject?: string) {
  const pages = pagesOf(ctx.client, "DescribeIp6Addresses", addressRows, filter, { region, subject });
  const rows = (await unlessGone(everything(ctx, pages))) ?? [];
  return rows.filter((row) => row.AddressStatus !== PRIVATE);
}

export function packagesBy(ctx: Ctx, region: string, filter: Filter<"DescribeBandwidthPackages">) {
  const rows = (answer: Answers["DescribeBandwidthPackages"]) => answer.BandwidthPackageSet;
  return everything(ctx, pagesOf(ctx.client, "DescribeBandwidthPackages", rows, filter, { region }));
}

export interface Place {
  readonly region: string;
  readonly networkInterfaceId?: string | undefined;
  readonly instanceId?: string | undefined;
}

/** The interface, or every interface of the instance. With both, the interface if it belongs to the instance. */
export async function nicsAt(ctx: Ctx, { region, networkInterfaceId, instanceId }: Place) {
  if (instanceId) {
    const Filters = [{ Name: "attachment.instance-id" as const, Values: [instanceId] }];
    const nics = await nicsBy(ctx, region, { Filters }, instanceId);
    return nics.filter((nic) => !networkInterfaceId || nic.NetworkInterfaceId === networkInterfaceId);
  }
  const nic = networkInterfaceId && (await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
  return nic ? [nic] : [];
}
