// What the account has where a story works, by reads alone: taken before the story's first change and again after its
// end. An object that was ordered twice, or a setting that was not restored, shows only by comparison.
import { canonicalAddress } from "../provider/core/id";

import type { Body, Vendor } from "./vendor";

export interface Item {
  readonly what: string;
  /** What the account pays for, or what a story changes. */
  readonly settings: Readonly<Record<string, unknown>>;
}
/** By the vendor's id; an address on a network interface is its own id. */
export type Inventory = Readonly<Record<string, Item>>;

type Ids = Readonly<Record<string, string>>;

interface Place {
  readonly read: (vendor: Vendor, ids: Ids) => Promise<Inventory>;
  /** Sets again what was found. Unset: a story changes nothing of what it finds. */
  readonly putBack?: (vendor: Vendor, id: string, settings: Item["settings"]) => Promise<unknown>;
}

const [ALIBABA_PAGE, TENCENT_PAGE] = [50, 100];
type Entry = readonly [id: string, item: Item];
const entry = (id: string, what: string, settings: Item["settings"] = {}): Entry => [id, { what, settings }];
const plain = (address: string) => canonicalAddress(address) ?? address;

/** Rows of all pages: a page may have fewer than were asked for, so the total tells. */
async function pages(
  page: (number: number, offset: number) => Promise<{ rows: readonly Body[]; total: number }>,
): Promise<Body[]> {
  const all: Body[] = [];
  for (let number = 1; ; number++) {
    const { rows, total } = await page(number, all.length);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

const alibabaRows = (vendor: Vendor, action: string, filter: object, rowsOf: (body: Body) => Body[]) =>
  pages(async (PageNumber) => {
    const { body } = await vendor.done(action, { ...filter, PageNumber, PageSize: ALIBABA_PAGE });
    return { rows: rowsOf(body), total: Number(body.TotalCount) };
  });
const alibabaAddresses = (vendor: Vendor, filter: object) =>
  alibabaRows(vendor, "DescribeIpv6Addresses", filter, ({ Ipv6Addresses }) => Ipv6Addresses.Ipv6Address);
const tencentRows = (vendor: Vendor, action: string, filter: object) =>
  pages(async (_number, Offset) => {
    const { body } = await vendor.done(action, { ...filter, Limit: TENCENT_PAGE, Offset });
    return { rows: body.AddressSet ?? [], total: Number(body.TotalCount) };
  });

/** Addresses of the network interface, as ECS shows them, and the bandwidth of each, as the VPC does. */
async function alibabaNic(vendor: Vendor, nic: string): Promise<Entry[]> {
  const { body } = await vendor.done("DescribeNetworkInterfaces", { NetworkInterfaceId: [nic] });
  const [shown]: Body[] = body.NetworkInterfaceSets.NetworkInterfaceSet;
  if (!shown) throw new Error(`${vendor.cloud.title} DescribeNetworkInterfaces: there is no network interface ${nic}`);
  const held: string[] = (shown.Ipv6Sets?.Ipv6Set ?? []).map(({ Ipv6Address }: Body) => plain(Ipv6Address));
  const rows = await alibabaAddresses(vendor, { VSwitchId: shown.VSwitchId });
  const paid = rows.filter(
    ({ Ipv6Address, Ipv6InternetBandwidth: bought }) =>
      bought?.Ipv6InternetBandwidthId && held.includes(plain(Ipv6Address)),
  );
  return [
    ...held.map((address) => entry(address, `address on ${nic}`)),
    ...paid.map(({ Ipv6Address, Ipv6InternetBandwidth: bought }) =>
      entry(bought.Ipv6InternetBandwidthId, `internet bandwidth of ${plain(Ipv6Address)}`, {
        ...{ bandwidth: bought.Bandwidth, internetChargeType: bought.InternetChargeType },
      }),
    ),
  ];
}

async function zenlayerNic(vendor: Vendor, nicId: string): Promise<Inventory> {
  const { address } = (await vendor.done("DescribeNetworkInterfacePublicIPv6", { nicId })).body;
  if (!address) return {};
  const { ipv6CidrId, bandwidth, internetChargeType } = address;
  const settings = { bandwidth: Number(bandwidth), internetChargeType };
  return Object.fromEntries([entry(ipv6CidrId, `public IPv6 of ${nicId}`, settings)]);
}

/** By story. */
export const PLACES: Readonly<Record<string, Place>> = {
  "alibaba-nic": {
    read: async (vendor, { ACCEPTANCE_ALIBABA_NIC: nic = "" }) => Object.fromEntries(await alibabaNic(vendor, nic)),
  },
  "alibaba-outbound": {
    read: async (vendor, { ACCEPTANCE_ALIBABA_NIC: nic = "", ACCEPTANCE_ALIBABA_GATEWAY: gateway = "" }) => {
      const filter = { Ipv6GatewayId: gateway };
      const rowsOf = (body: Body) => body.Ipv6EgressOnlyRules.Ipv6EgressOnlyRule;
      const rules = await alibabaRows(vendor, "DescribeIpv6EgressOnlyRules", filter, rowsOf);
      return Object.fromEntries([
        ...(await alibabaNic(vendor, nic)),
        ...rules.map(({ Ipv6EgressOnlyRuleId: id }) => entry(id, `egress-only rule of ${gateway}`)),
      ]);
    },
  },
  "alibaba-address": {
    read: async (vendor, { ACCEPTANCE_ALIBABA_VSWITCH: VSwitchId = "" }) => {
      const rows = await alibabaAddresses(vendor, { VSwitchId });
      const free = rows.filter(({ AssociatedInstanceId }) => !AssociatedInstanceId);
      return Object.fromEntries(free.map((row) => entry(row.Ipv6AddressId, `unattached address in ${VSwitchId}`)));
    },
  },
  "tencent-nic": {
    read: async (vendor, { ACCEPTANCE_TENCENT_NIC: nic = "" }) => {
      const { body } = await vendor.done("DescribeNetworkInterfaces", { NetworkInterfaceIds: [nic] });
      const [shown]: Body[] = body.NetworkInterfaceSet ?? [];
      if (!shown)
        throw new Error(`${vendor.cloud.title} DescribeNetworkInterfaces: there is no network interface ${nic}`);
      const filter = { Filters: [{ Name: "network-interface-id", Values: [nic] }] };
      const paid = await tencentRows(vendor, "DescribeIp6Addresses", filter);
      return Object.fromEntries([
        ...(shown.Ipv6AddressSet ?? []).map(({ Address }: Body) => entry(plain(Address), `address on ${nic}`)),
        ...paid.map(({ AddressId, AddressIp, Bandwidth, InternetChargeType }) =>
          entry(AddressId, `internet bandwidth of ${plain(AddressIp)}`, {
            ...{ bandwidth: Bandwidth, internetChargeType: InternetChargeType },
          }),
        ),
      ]);
    },
  },
  "tencent-elastic": {
    read: async (vendor) => {
      const rows = await tencentRows(vendor, "DescribeIPv6Addresses", {});
      return Object.fromEntries(rows.map(({ AddressId }) => entry(AddressId, `EIPv6 in ${vendor.region}`)));
    },
  },
  "zenlayer-nic": { read: (vendor, { ACCEPTANCE_ZENLAYER_NIC: nic = "" }) => zenlayerNic(vendor, nic) },
  "zenlayer-bandwidth": {
    read: (vendor, { ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6: nic = "" }) => zenlayerNic(vendor, nic),
    putBack: (vendor, ipv6Id, { bandwidth }) => vendor.done("ModifyIpv6Bandwidth", { ipv6Id, bandwidth }, true),
  },
};
