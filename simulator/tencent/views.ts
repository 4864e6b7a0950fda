import { isoSeconds } from "../kit/clock";
import { formatIpv6, parseCidr } from "../kit/ipv6";
import { lagOf } from "../kit/lag";
import type { Context } from "./action";
import { boundAt } from "./elastic";
import { tagSet } from "./system-tags";
import type { NetworkInterface, NicAddress, PublicAddress } from "./world";

/** Wire shapes of the objects that several actions show. */

/** Accounts billed by machine see no billing of their addresses. */
export function publicView(context: Context, row: PublicAddress) {
  const { networkInterfaces } = context.world;
  const legacy = context.account.type === "LEGACY";
  const card = networkInterfaces.get(row.networkInterface);
  return {
    AddressId: row.id,
    AddressName: null,
    AddressStatus: row.status,
    AddressIp: row.address,
    InstanceId: card?.instance ?? null,
    InstanceType: card?.instance ? "CVM" : "ENI",
    NetworkInterfaceId: row.networkInterface,
    PrivateAddressIp: row.address,
    IsArrears: row.arrears === true,
    IsBlocked: false,
    CascadeRelease: false,
    AddressType: "EIP6",
    InternetServiceProvider: "BGP",
    Bandwidth: legacy ? null : row.bandwidth,
    InternetChargeType: legacy ? null : row.internetChargeType,
    BandwidthPackageId: legacy ? null : (row.bandwidthPackage ?? null),
    TagSet: tagSet(context, row),
    UnVpcId: row.vpc,
    CreatedTime: isoSeconds(row.createdAt),
    DeadlineDate: null,
    Egress: "center_egress1",
  };
}

export function nicAddressView(context: Context, row: NicAddress) {
  const { world, now } = context;
  const published = world.publicAddresses.all().find(({ address, vpc }) => address === row.address && vpc === row.vpc);
  const pending = row.state === "AVAILABLE" && now - lagOf(context) < row.pendingUntil;
  return {
    Address: row.address,
    Primary: row.primary,
    AddressId: published?.status === "CREATING" ? "" : (published?.id ?? ""),
    Description: row.description,
    IsWanIpBlocked: false,
    State: pending ? "PENDING" : row.state,
    PublicIpAddress: boundAt(context, row)?.address ?? "",
    AddressType: row.kind,
  };
}

export function cardView(context: Context, card: NetworkInterface, addresses: readonly NicAddress[]) {
  const attachment = card.instance
    ? { InstanceId: card.instance, DeviceIndex: 1, InstanceAccountId: card.account, AttachTime: "2026-01-01 00:00:00" }
    : null;
  return {
    NetworkInterfaceId: card.id,
    NetworkInterfaceName: card.name ?? "",
    NetworkInterfaceDescription: "",
    SubnetId: card.subnet,
    VpcId: card.vpc,
    GroupSet: [],
    Primary: false,
    MacAddress: "20:90:6F:00:00:01",
    State: card.state,
    NetworkInterfaceState: card.instance ? "INUSE" : card.state,
    PrivateIpAddressSet: [{ PrivateIpAddress: "10.0.0.10", Primary: true, State: "AVAILABLE" }],
    Ipv6AddressSet: addresses.map((row) => nicAddressView(context, row)),
    Attachment: attachment,
    Zone: context.world.subnets.get(card.subnet)?.zone ?? "",
    CreatedTime: "2026-01-01 00:00:00",
    TagSet: tagSet(context, card),
    EniType: 0,
    ResourceId: null,
  };
}

/** An address of the range that nobody has. */
export function freeAddress({ services }: Context, cidr: string, taken: ReadonlySet<string>): string {
  const { first, size } = parseCidr(cidr);
  for (;;) {
    const offset = (BigInt(services.ids.below(2 ** 30)) << 32n) | BigInt(services.ids.below(2 ** 32));
    const text = formatIpv6(first + 16n + (offset % (size - 16n)));
    if (!taken.has(text)) return text;
  }
}
