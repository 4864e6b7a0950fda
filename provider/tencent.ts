import { declaration as elastic } from "./clouds/tencent/elastic-declaration";
import { declaration as bandwidth } from "./clouds/tencent/ipv6-internet-bandwidth";
import * as packages from "./clouds/tencent/lookups/bandwidth-packages";
import * as elastics from "./clouds/tencent/lookups/elastic-public-ipv6";
import * as published from "./clouds/tencent/lookups/ip6-addresses";
import * as addresses from "./clouds/tencent/lookups/network-interface-ipv6";
import { declaration as assignment } from "./clouds/tencent/nic-ipv6-assignment";
import type { LookupArgs, LookupResult } from "./core/lookup";
import { type Args, type DynamicResource, dynamicResource } from "./doors/dynamic";
import { lookupFunction, lookupOutputFunction } from "./doors/lookups";

/**
 * Internet bandwidth of one IPv6 address on Tencent Cloud. Creating it places an order; deleting it releases it.
 *
 * @example
 * new tencent.Ipv6InternetBandwidth("web", { ip6Address: "2001:db8::10", bandwidth: 100 });
 */
export const Ipv6InternetBandwidth = dynamicResource("tencent", bandwidth);
export type Ipv6InternetBandwidth = DynamicResource<typeof bandwidth>;
export type Ipv6InternetBandwidthArgs = Args<typeof bandwidth>;

/**
 * IPv6 addresses on a network interface (ENI) of Tencent Cloud. It owns only the addresses it assigned.
 *
 * @example
 * const assignment = new tencent.NicIpv6Assignment("web", { networkInterfaceId: "eni-m6dyj72l", ipv6AddressCount: 1 });
 */
export const NicIpv6Assignment = dynamicResource("tencent", assignment);
export type NicIpv6Assignment = DynamicResource<typeof assignment>;
export type NicIpv6AssignmentArgs = Args<typeof assignment>;

/**
 * An elastic public IPv6 (EIPv6) of Tencent Cloud. Creating it places an order and binds it; deleting it releases it.
 *
 * @example
 * new tencent.ElasticPublicIpv6("edge", {
 *   bandwidth: 10,
 *   networkInterfaceId: "eni-m6dyj72l",
 *   privateIpv6Address: "fd76:3600:700::10",
 * });
 */
export const ElasticPublicIpv6 = dynamicResource("tencent", elastic);
export type ElasticPublicIpv6 = DynamicResource<typeof elastic>;
export type ElasticPublicIpv6Args = Args<typeof elastic>;

/**
 * Finds one address with internet bandwidth (`eip-…`) by its id, its text, or its network interface or instance.
 *
 * @throws if no object or several objects match
 * @example
 * const { addressId } = await tencent.getIp6Address({ ip6Address: "2001:db8::10" });
 */
export const getIp6Address = lookupFunction("tencent", published.getIp6Address);
export const getIp6AddressOutput = lookupOutputFunction("tencent", published.getIp6Address);
export type GetIp6AddressArgs = LookupArgs<typeof published.getIp6Address>;
export type GetIp6AddressResult = LookupResult<typeof published.getIp6Address>;

/** Lists the addresses with internet bandwidth of a region, or those that match every filter. */
export const getIp6Addresses = lookupFunction("tencent", published.getIp6Addresses);
export const getIp6AddressesOutput = lookupOutputFunction("tencent", published.getIp6Addresses);
export type GetIp6AddressesArgs = LookupArgs<typeof published.getIp6Addresses>;
export type GetIp6AddressesResult = LookupResult<typeof published.getIp6Addresses>;

/**
 * Finds one IPv6 address on a network interface, with or without internet bandwidth.
 *
 * @throws if no object or several objects match
 * @example
 * const { ipv6Address } = await tencent.getNetworkInterfaceIpv6Address({ networkInterfaceId: "eni-m6dyj72l" });
 */
export const getNetworkInterfaceIpv6Address = lookupFunction("tencent", addresses.getNetworkInterfaceIpv6Address);
export const getNetworkInterfaceIpv6AddressOutput = lookupOutputFunction(
  "tencent",
  addresses.getNetworkInterfaceIpv6Address,
);
export type GetNetworkInterfaceIpv6AddressArgs = LookupArgs<typeof addresses.getNetworkInterfaceIpv6Address>;
export type GetNetworkInterfaceIpv6AddressResult = LookupResult<typeof addresses.getNetworkInterfaceIpv6Address>;

/** Lists the IPv6 addresses on network interfaces of a region, or those that match every filter. */
export const getNetworkInterfaceIpv6Addresses = lookupFunction("tencent", addresses.getNetworkInterfaceIpv6Addresses);
export const getNetworkInterfaceIpv6AddressesOutput = lookupOutputFunction(
  "tencent",
  addresses.getNetworkInterfaceIpv6Addresses,
);
export type GetNetworkInterfaceIpv6AddressesArgs = LookupArgs<typeof addresses.getNetworkInterfaceIpv6Addresses>;
export type GetNetworkInterfaceIpv6AddressesResult = LookupResult<typeof addresses.getNetworkInterfaceIpv6Addresses>;

/** Lists the shared bandwidth packages of a region that are ready, or those that match every filter. */
export const getBandwidthPackages = lookupFunction("tencent", packages.getBandwidthPackages);
export const getBandwidthPackagesOutput = lookupOutputFunction("tencent", packages.getBandwidthPackages);
export type GetBandwidthPackagesArgs = LookupArgs<typeof packages.getBandwidthPackages>;
export type GetBandwidthPackagesResult = LookupResult<typeof packages.getBandwidthPackages>;

/**
 * Finds one elastic public IPv6 (EIPv6) by its id, its public address, or its network interface.
 *
 * @throws if no object or several objects match
 * @example
 * const { publicIpv6Address } = await tencent.getElasticPublicIpv6({ addressId: "eipv6-m44ku5d2" });
 */
export const getElasticPublicIpv6 = lookupFunction("tencent", elastics.getElasticPublicIpv6);
export const getElasticPublicIpv6Output = lookupOutputFunction("tencent", elastics.getElasticPublicIpv6);
export type GetElasticPublicIpv6Args = LookupArgs<typeof elastics.getElasticPublicIpv6>;
export type GetElasticPublicIpv6Result = LookupResult<typeof elastics.getElasticPublicIpv6>;

/** Lists the elastic public IPv6 (EIPv6) of a region, or those that match every filter. */
export const getElasticPublicIpv6s = lookupFunction("tencent", elastics.getElasticPublicIpv6s);
export const getElasticPublicIpv6sOutput = lookupOutputFunction("tencent", elastics.getElasticPublicIpv6s);
export type GetElasticPublicIpv6sArgs = LookupArgs<typeof elastics.getElasticPublicIpv6s>;
export type GetElasticPublicIpv6sResult = LookupResult<typeof elastics.getElasticPublicIpv6s>;
