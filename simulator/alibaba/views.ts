import { lagOf } from "../common/action";
import { isoSeconds } from "../common/clock";
import type { Context } from "./action";
import { defaultGroupOf } from "./network";
import type { Ipv6Address, NetworkInterface, Vpc } from "./state";
import { shownTags, tagList } from "./tags";

/** Wire shapes of the objects that several actions show. */

/** The time of the state that a list shows. */
export function shownTime(context: Context): number {
  return context.now - lagOf(context);
}

export function associationOf(context: Context, address: Ipv6Address): { type: string; id: string } {
  const nic = address.networkInterface && context.state.networkInterfaces.get(address.networkInterface);
  if (!nic) return { type: "", id: "" };
  const ofInstance = nic.type === "Primary" || context.services.pace.recordsFiledUnder === "instance";
  return ofInstance && nic.instance !== undefined
    ? { type: "EcsInstance", id: nic.instance }
    : { type: "NetworkInterface", id: nic.id };
}

export function securityGroupsOf({ securityGroup, securityGroups, vpc }: NetworkInterface): readonly string[] {
  return securityGroups ?? [securityGroup ?? defaultGroupOf(vpc)];
}

export function resourceGroupOf(row: { readonly account: string; readonly resourceGroup?: string }): string {
  const { account, resourceGroup } = row;
  return resourceGroup ?? `rg-${account}`;
}

export function addressView(context: Context, address: Ipv6Address, reservation: boolean) {
  const { bandwidth } = address;
  const association = associationOf(context, address);
  const none = { HasReservationData: false, ReservationActiveTime: "", ReservationBandwidth: 0 };
  return {
    Ipv6AddressId: address.id,
    Ipv6AddressName: address.name ?? "",
    Ipv6AddressDescription: address.description ?? "",
    Ipv6Address: address.address,
    AddressType: address.addressType,
    Ipv6Isp: address.isp,
    Status: shownTime(context) < address.pendingUntil ? "Pending" : "Available",
    NetworkType: bandwidth ? "Public" : "Private",
    RealBandwidth: bandwidth?.bandwidth ?? 0,
    VpcId: address.vpc,
    VSwitchId: address.vSwitch,
    Ipv6GatewayId: context.state.vpcs.get(address.vpc)?.ipv6Gateway ?? "",
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

export function networkInterfaceView(context: Context, nic: NetworkInterface, ipv6: readonly string[]) {
  const { state } = context;
  const vSwitch = state.vSwitches.get(nic.vSwitch);
  const attachment =
    nic.instance === undefined ? {} : { InstanceId: nic.instance, DeviceIndex: 0, NetworkCardIndex: 0 };
  const [privateIp = "", ...secondary] = privateIpsOf(nic);
  return {
    NetworkInterfaceId: nic.id,
    NetworkInterfaceName: nic.name ?? "",
    Description: nic.description ?? "",
    Status: nic.status,
    Type: nic.type,
    InstanceId: nic.instance ?? "",
    VpcId: nic.vpc,
    VSwitchId: nic.vSwitch,
    ZoneId: vSwitch?.zone ?? "",
    MacAddress: macOf(nic.id),
    OwnerId: nic.account,
    ServiceManaged: nic.serviceManaged === true,
    ServiceID: 0,
    DeleteOnRelease: true,
    CreationTime: isoSeconds(nic.createdAt),
    ResourceGroupId: nic.resourceGroup ?? "",
    QueueNumber: 1,
    SourceDestCheck: false,
    NetworkInterfaceTrafficMode: "Standard",
    ...nic.settings,
    PrivateIpAddress: privateIp,
    PrivateIpSets: {
      PrivateIpSet: [
        { PrivateIpAddress: privateIp, Primary: true },
        ...secondary.map((address) => ({ PrivateIpAddress: address, Primary: false })),
      ],
    },
    Ipv6Sets: { Ipv6Set: ipv6.map((address) => ({ Ipv6Address: address, Primary: false })) },
    SecurityGroupIds: { SecurityGroupId: securityGroupsOf(nic) },
    Tags: tagList(nic.tags, ["TagKey", "TagValue"]),
    Attachment: attachment,
  };
}

/** Its primary private IPv4 address first. */
export function privateIpsOf({ privateIp = "192.0.2.10", secondaryIps = [] }: NetworkInterface): readonly string[] {
  return [privateIp, ...secondaryIps];
}

function macOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 2 ** 32;
  const hex = sum.toString(16).padStart(8, "0");
  return `00:16:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6)}`;
}

/** The IPv6 gateway of a VPC. Its OwnerId is a number of 64 bits, unlike that of a network interface. */
export function gatewayView(vpc: Vpc) {
  return {
    Ipv6GatewayId: vpc.ipv6Gateway ?? "",
    VpcId: vpc.id,
    RegionId: vpc.region,
    Name: vpc.name ?? "",
    Description: "",
    Status: vpc.gatewayStatus ?? "Available",
    BusinessStatus: vpc.gatewayBusinessStatus ?? "Normal",
    InstanceChargeType: "PostPaid",
    ExpiredTime: "",
    CreationTime: "2026-01-01T00:00:00Z",
    OwnerId: Number(vpc.account),
    ResourceGroupId: `rg-${vpc.account}`,
    Tags: tagList(),
  };
}
