import { unlessGone } from "../../../core/api/errors";
import type { Context } from "../../../core/context";
import { text } from "../../../core/field";
import { everything } from "../../../core/reads/list-cache";
import type { TencentClient } from "../client";
import { addressRows, type Filter, nicRows, pagesOf } from "../reads";
import { type Answers, PRIVATE } from "../wire";

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
