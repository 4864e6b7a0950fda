import { lagOf } from "../common/action";
import { isoSeconds } from "../common/clock";
import type { Context } from "./action";
import { boundAt } from "./elastic";
import { defaultGroupOf } from "./network";
import type { ElasticAddress, NetworkInterface, NicAddress, PublicAddress } from "./state";
import { tagSet } from "./tags";

/** Wire shapes of the objects that several actions show. */

/** The fields that both products show alike. Accounts billed by machine see no billing of their addresses. */
function addressView(context: Context, row: PublicAddress | ElasticAddress) {
  const billed = context.account.type !== "LEGACY";
  return {
    AddressId: row.id,
    AddressStatus: row.status,
    AddressIp: row.address,
    NetworkInterfaceId: row.networkInterface ?? null,
    IsArrears: row.arrears === true,
    IsBlocked: row.blocked === true,
    CascadeRelease: row.cascadeRelease === true,
    Bandwidth: billed ? row.bandwidth : null,
    InternetChargeType: billed ? row.internetChargeType : null,
    BandwidthPackageId: (billed && row.bandwidthPackage) || null,
    TagSet: tagSet(context, row),
    CreatedTime: isoSeconds(row.createdAt),
    EipVisibleOnEni: row.visibleOnEni ?? null,
  };
}

/** As the pages of network interfaces write times: without zone, in UTC+8. */
export function chinaTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

export function publicView(context: Context, row: PublicAddress) {
  const nic = context.state.networkInterfaces.get(row.networkInterface);
  return {
    ...addressView(context, row),
    AddressName: null,
    InstanceId: nic?.instance ?? null,
    InstanceType: nic?.instance ? "CVM" : "ENI",
    PrivateAddressIp: row.address,
    AddressType: "EIP6",
    InternetServiceProvider: "BGP",
    UnVpcId: row.vpc,
    Egress: "center_egress1",
  };
}

export function elasticView(context: Context, row: ElasticAddress) {
  const nic = context.state.networkInterfaces.get(row.networkInterface ?? "");
  return {
    ...addressView(context, row),
    AddressName: row.name,
    InstanceId: nic?.instance ?? null,
    InstanceType: nic ? (nic.instance ? "CVM" : "ENI") : null,
    PrivateAddressIp: row.privateAddress ?? null,
    AddressType: row.type,
    InternetServiceProvider: row.isp,
    UnVpcId: nic?.vpc ?? null,
    Egress: row.egress,
  };
}

export function nicAddressView(context: Context, row: NicAddress) {
  const { state, now } = context;
  const published = state.publicAddresses.all().find(({ address, vpc }) => address === row.address && vpc === row.vpc);
  const bound = boundAt(context, row);
  const pending = row.state === "AVAILABLE" && now - lagOf(context) < row.pendingUntil;
  return {
    Address: row.address,
    Primary: row.primary,
    AddressId: published?.status === "CREATING" ? "" : (published?.id ?? ""),
    Description: row.description,
    IsWanIpBlocked: (published ?? bound)?.blocked === true,
    State: pending ? "PENDING" : row.state,
    PublicIpAddress: bound?.address ?? "",
    AddressType: row.kind,
  };
}

export function networkInterfaceView(context: Context, nic: NetworkInterface, addresses: readonly NicAddress[]) {
  const attachment = nic.instance
    ? { InstanceId: nic.instance, DeviceIndex: 1, InstanceAccountId: nic.account, AttachTime: "2026-01-01 00:00:00" }
    : null;
  return {
    NetworkInterfaceId: nic.id,
    NetworkInterfaceName: nic.name ?? "",
    NetworkInterfaceDescription: nic.description ?? "",
    SubnetId: nic.subnet,
    VpcId: nic.vpc,
    GroupSet: nic.securityGroups ?? [defaultGroupOf(nic.vpc)],
    Primary: false,
    MacAddress: "20:90:6F:00:00:01",
    State: nic.state,
    NetworkInterfaceState: nic.instance ? "INUSE" : nic.state,
    PrivateIpAddressSet: nic.privateIps.map(({ address, description }, index) => ({
      ...{ PrivateIpAddress: address, Primary: index === 0, State: "AVAILABLE", Description: description },
      IsWanIpBlocked: false,
    })),
    Ipv6AddressSet: addresses.map((row) => nicAddressView(context, row)),
    Attachment: attachment,
    Zone: context.state.subnets.get(nic.subnet)?.zone ?? "",
    CreatedTime: chinaTime(nic.createdAt),
    TagSet: tagSet(context, nic),
    EniType: 0,
    ResourceId: null,
  };
}
