import { isoSeconds } from "../kit/clock";
import { formatIpv6, inCidr, parseCidr, parseIpv6 } from "../kit/ipv6";
import { lagOf } from "../kit/lag";
import type { Context } from "./action";
import { addressesOf } from "./find";
import { shownTags } from "./system-tags";
import type { Ipv6Address, NetworkInterface, Vpc } from "./world";

/** Wire shapes of the objects that several actions show. */

export function tagList(tags: Readonly<Record<string, string>> = {}, words: [string, string] = ["Key", "Value"]) {
  return { Tag: Object.entries(tags).map(([key, value]) => ({ [words[0]]: key, [words[1]]: value })) };
}

/** When a late reader's picture was taken. */
export function pictureTime(context: Context): number {
  return context.now - lagOf(context);
}

export function associationOf(context: Context, address: Ipv6Address): { type: string; id: string } {
  const card = address.networkInterface && context.world.networkInterfaces.get(address.networkInterface);
  if (!card) return { type: "", id: "" };
  const ofInstance = card.type === "Primary" || context.services.pace.recordsFiledUnder === "instance";
  return ofInstance && card.instance !== undefined
    ? { type: "EcsInstance", id: card.instance }
    : { type: "NetworkInterface", id: card.id };
}

export function resourceGroupOf({ account, resourceGroup }: Ipv6Address): string {
  return resourceGroup ?? `rg-${account}`;
}

export function addressView(context: Context, address: Ipv6Address, reservation: boolean) {
  const { bandwidth } = address;
  const association = associationOf(context, address);
  const none = { HasReservationData: false, ReservationActiveTime: "", ReservationBandwidth: "" };
  return {
    Ipv6AddressId: address.id,
    Ipv6AddressName: address.name ?? "",
    Ipv6AddressDescription: address.description ?? "",
    Ipv6Address: address.address,
    AddressType: address.addressType,
    Ipv6Isp: address.isp,
    Status: pictureTime(context) < address.pendingUntil ? "Pending" : "Available",
    NetworkType: bandwidth ? "Public" : "Private",
    RealBandwidth: bandwidth?.bandwidth ?? 0,
    VpcId: address.vpc,
    VSwitchId: address.vSwitch,
    Ipv6GatewayId: context.world.vpcs.get(address.vpc)?.ipv6Gateway ?? "",
    AssociatedInstanceType: association.type,
    AssociatedInstanceId: association.id,
    ServiceManaged: address.serviceManaged ? 1 : 0,
    AllocationTime: isoSeconds(address.createdAt),
    ResourceGroupId: resourceGroupOf(address),
    Tags: tagList(shownTags(context, address)),
    Ipv6InternetBandwidth: {
      Ipv6InternetBandwidthId: bandwidth?.id ?? "",
      Bandwidth: bandwidth?.bandwidth ?? 0,
      InternetChargeType: bandwidth?.internetChargeType ?? "",
      InstanceChargeType: bandwidth ? "PostPaid" : "",
      BusinessStatus: bandwidth?.businessStatus ?? "",
      ...(reservation ? { ...none, ReservationInternetChargeType: "", ReservationOrderType: "" } : {}),
    },
  };
}

export function cardView(context: Context, card: NetworkInterface, ipv6: readonly string[]) {
  const { world } = context;
  const vSwitch = world.vSwitches.get(card.vSwitch);
  const attachment =
    card.instance === undefined ? {} : { InstanceId: card.instance, DeviceIndex: 0, NetworkCardIndex: 0 };
  const privateIp = card.privateIp ?? "192.0.2.10";
  return {
    NetworkInterfaceId: card.id,
    NetworkInterfaceName: card.name ?? "",
    Description: "",
    Status: card.status,
    Type: card.type,
    InstanceId: card.instance ?? "",
    VpcId: card.vpc,
    VSwitchId: card.vSwitch,
    ZoneId: vSwitch?.zone ?? "",
    MacAddress: macOf(card.id),
    OwnerId: card.account,
    ServiceManaged: card.serviceManaged === true,
    ServiceID: 0,
    DeleteOnRelease: true,
    CreationTime: "2026-01-01T00:00:00Z",
    ResourceGroupId: `rg-${card.account}`,
    QueueNumber: 1,
    PrivateIpAddress: privateIp,
    PrivateIpSets: { PrivateIpSet: [{ PrivateIpAddress: privateIp, Primary: true }] },
    Ipv6Sets: { Ipv6Set: ipv6.map((address) => ({ Ipv6Address: address, Primary: false })) },
    Ipv6PrefixSets: { Ipv6PrefixSet: [] },
    SecurityGroupIds: { SecurityGroupId: card.securityGroup === undefined ? [] : [card.securityGroup] },
    Tags: tagList(card.tags, ["TagKey", "TagValue"]),
    Attachment: attachment,
  };
}

function macOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 2 ** 32;
  const hex = sum.toString(16).padStart(8, "0");
  return `00:16:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6)}`;
}

/** The IPv6 gateway of a VPC. Its OwnerId is a number of 64 bits, unlike that of a network card. */
export function gatewayView(vpc: Vpc) {
  return {
    Ipv6GatewayId: vpc.ipv6Gateway ?? "",
    VpcId: vpc.id,
    RegionId: vpc.region,
    Name: vpc.name ?? "",
    Description: "",
    Status: "Available",
    BusinessStatus: "Normal",
    InstanceChargeType: "PostPaid",
    ExpiredTime: "",
    CreationTime: "2026-01-01T00:00:00Z",
    OwnerId: Number(vpc.account),
    ResourceGroupId: `rg-${vpc.account}`,
    Tags: tagList(),
  };
}

/** An address of the vSwitch that nobody has. */
export function freeAddress(context: Context, cidr: string, taken: ReadonlySet<string>): string {
  const { first, size } = parseCidr(cidr);
  const { ids } = context.services;
  for (;;) {
    const offset = (BigInt(ids.below(2 ** 30)) << 32n) | BigInt(ids.below(2 ** 32));
    const text = formatIpv6(first + (size > 16n ? 16n + (offset % (size - 16n)) : offset % size));
    if (!taken.has(text) && parseIpv6(text) !== undefined && inCidr(text, cidr)) return text;
  }
}

/** Every address in use anywhere in a VPC. */
export function takenAddresses(context: Context, vpc: string): Set<string> {
  const rows = context.world.ipv6Addresses.all();
  return new Set(rows.filter((row) => row.vpc === vpc).map((row) => row.address));
}

export function cardAddresses(context: Context, id: string): string[] {
  return addressesOf(context, id).map((row) => row.address);
}
