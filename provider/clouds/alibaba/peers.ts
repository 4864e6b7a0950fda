import type { Context } from "../../core/context";
import type { Peers } from "../../core/peers";
import type { AlibabaClient } from "./client";

const ADDRESSES = ["ipv6_addresses", "ipv6_address_count"];
const REGISTRY = "https://registry.terraform.io/providers/aliyun/alicloud/latest/docs/resources";

/** From the pages and the source of terraform-provider-alicloud 1.289 and pulumi-alicloud 3.102. */
export const peers: Peers = {
  provider: { name: "alicloud", source: "aliyun/alicloud" },
  types: [
    {
      type: "alicloud_vpc_ipv6_internet_bandwidth",
      bridged: "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth",
      resource: "Ipv6InternetBandwidth",
      id: "{ipv6_address_id}/{id}",
      inputs: {
        ipv6AddressId: "ipv6_address_id",
        bandwidth: "bandwidth",
        internetChargeType: "internet_charge_type",
        ipv6GatewayId: "ipv6_gateway_id",
      },
      back: {
        id: "{internetBandwidthId}",
        required: ["ipv6_gateway_id"],
        lookUp: {
          ...{ attribute: "ipv6_gateway_id", function: "getIpv6Address" },
          ...{ argument: "ipv6AddressId", result: "ipv6GatewayId" },
        },
      },
      page: `${REGISTRY}/vpc_ipv6_internet_bandwidth`,
    },
    {
      type: "alicloud_vpc_ipv6_address",
      bridged: "alicloud:vpc/ipv6Address:Ipv6Address",
      resource: "Ipv6Address",
      id: "{id}",
      inputs: {
        vSwitchId: "vswitch_id",
        ipv6Address: "ipv6_address",
        ipv6AddressName: "ipv6_address_name",
        ipv6AddressDescription: "ipv6_address_description",
        resourceGroupId: "resource_group_id",
        tags: "tags",
      },
      partOf: "NicIpv6Assignment",
      except: { attribute: "address_type", value: "IPv6Prefix", why: "a block of addresses is no resource here" },
      back: { id: "{ipv6AddressId}" },
      page: `${REGISTRY}/vpc_ipv6_address`,
    },
    {
      type: "alicloud_vpc_ipv6_egress_rule",
      bridged: "alicloud:vpc/ipv6EgressRule:Ipv6EgressRule",
      resource: "Ipv6EgressOnlyRule",
      id: "{id.0}/{id.1}",
      inputs: {
        ipv6GatewayId: "ipv6_gateway_id",
        instanceId: "instance_id",
        name: "ipv6_egress_rule_name",
        description: "description",
      },
      back: { id: "{ipv6GatewayId}:{ipv6EgressOnlyRuleId}" },
      page: `${REGISTRY}/vpc_ipv6_egress_rule`,
    },
    {
      type: "alicloud_ecs_network_interface",
      bridged: "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface",
      resource: "NicIpv6Assignment",
      id: "{id}/{ipv6_addresses}",
      addresses: "ipv6_addresses",
      inputs: { networkInterfaceId: "id", ipv6Addresses: "ipv6_addresses" },
      keeps: ADDRESSES,
      page: `${REGISTRY}/ecs_network_interface`,
    },
    {
      type: "alicloud_instance",
      bridged: "alicloud:ecs/instance:Instance",
      resource: "NicIpv6Assignment",
      id: "{nic}/{ipv6_addresses}",
      addresses: "ipv6_addresses",
      isMachine: true,
      inputs: { ipv6Addresses: "ipv6_addresses" },
      keeps: ADDRESSES,
      page: `${REGISTRY}/instance`,
    },
  ],
  references: [
    {
      resource: "Ipv6InternetBandwidth",
      input: "ipv6AddressId",
      from: [
        { resource: "NicIpv6Assignment", output: "ipv6AddressIds" },
        { resource: "Ipv6Address", output: "ipv6AddressId" },
      ],
    },
    {
      // From the bandwidth first: so the rule is deleted before it.
      resource: "Ipv6EgressOnlyRule",
      input: "instanceId",
      from: [
        { resource: "Ipv6InternetBandwidth", output: "ipv6AddressId" },
        { resource: "NicIpv6Assignment", output: "ipv6AddressIds" },
        { resource: "Ipv6Address", output: "ipv6AddressId" },
      ],
    },
  ],
  holders: async (ctx: Context<AlibabaClient>, region, address) => {
    const nics = await ctx.client.reads.nicsHolding(ctx, region, address);
    return nics.map(({ NetworkInterfaceId: networkInterfaceId, InstanceId }) => {
      return { networkInterfaceId, machineId: InstanceId || undefined };
    });
  },
};
