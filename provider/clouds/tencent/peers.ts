import type { Peers } from "../../core/peers";

const REGISTRY = "https://registry.terraform.io/providers/tencentcloudstack/tencentcloud/latest/docs/resources";
const BILLING = {
  bandwidth: "internet_max_bandwidth_out",
  internetChargeType: "internet_charge_type",
  bandwidthPackageId: "bandwidth_package_id",
};
const ANOTHER =
  "where the account has several EIPv6, this type may read another one's attributes: Terraform then shows differences that are none";
const ALL_ADDRESSES =
  "this type reads every IPv6 address of the network interface, those of others too: check that all of them are meant";

/** From the pages and the source of terraform-provider-tencentcloud 1.83 and pulumi-tencentcloud 0.1. */
export const peers: Peers = {
  provider: { name: "tencentcloud", source: "tencentcloudstack/tencentcloud" },
  types: [
    {
      type: "tencentcloud_classic_elastic_public_ipv6",
      bridged: "tencentcloud:Classic/elasticPublicIpv6:ElasticPublicIpv6",
      resource: "Ipv6InternetBandwidth",
      id: "{ip6_address}/{id}",
      inputs: { ip6Address: "ip6_address", ...BILLING, tags: "tags" },
      back: { id: "{addressId}" },
      page: `${REGISTRY}/classic_elastic_public_ipv6`,
    },
    {
      type: "tencentcloud_ipv6_address_bandwidth",
      bridged: "tencentcloud:Ipv6/addressBandwidth:AddressBandwidth",
      resource: "Ipv6InternetBandwidth",
      id: "{ipv6_address}/{id}",
      inputs: { ip6Address: "ipv6_address", ...BILLING },
      page: `${REGISTRY}/ipv6_address_bandwidth`,
    },
    {
      type: "tencentcloud_elastic_public_ipv6",
      bridged: "tencentcloud:Elastic/publicIpv6:PublicIpv6",
      resource: "ElasticPublicIpv6",
      id: "{id}",
      inputs: {
        addressName: "address_name",
        addressType: "address_type",
        internetServiceProvider: "internet_service_provider",
        egress: "egress",
        ...BILLING,
        tags: "tags",
      },
      note: ANOTHER,
      back: { id: "{addressId}", note: ANOTHER },
      page: `${REGISTRY}/elastic_public_ipv6`,
    },
    {
      type: "tencentcloud_elastic_public_ipv6_attachment",
      bridged: "tencentcloud:Elastic/publicIpv6Attachment:PublicIpv6Attachment",
      resource: "ElasticPublicIpv6",
      id: "{id}",
      inputs: { networkInterfaceId: "network_interface_id", privateIpv6Address: "private_ipv6_address" },
      back: { id: "{addressId}", when: "networkInterfaceId", more: { ipv6_address_id: "{addressId}" } },
      page: `${REGISTRY}/elastic_public_ipv6_attachment`,
    },
    {
      type: "tencentcloud_eni_ipv6_address",
      bridged: "tencentcloud:Eni/ipv6Address:Ipv6Address",
      resource: "NicIpv6Assignment",
      id: "{id}/{ipv6_addresses}",
      addresses: "ipv6_addresses",
      inputs: { networkInterfaceId: "network_interface_id", ipv6Addresses: "ipv6_addresses" },
      note: ALL_ADDRESSES,
      back: {
        id: "{networkInterfaceId}",
        only: ["networkInterfaceId"],
        blocks: { attribute: "ipv6_addresses", of: "addresses", inputs: { description: "description" } },
        note: "this type manages every IPv6 address of the network interface, and unassigns all of them when it is destroyed",
      },
      page: `${REGISTRY}/eni_ipv6_address`,
    },
    {
      type: "tencentcloud_vpc_ipv6_eni_address",
      bridged: "tencentcloud:index/vpcIpv6EniAddress:VpcIpv6EniAddress",
      resource: "NicIpv6Assignment",
      id: "{id.1}/{ipv6_addresses|id.2}",
      addresses: "ipv6_addresses|id.2",
      inputs: { networkInterfaceId: "network_interface_id" },
      page: "https://github.com/tencentcloudstack/terraform-provider-tencentcloud",
    },
  ],
  references: [
    {
      resource: "Ipv6InternetBandwidth",
      input: "ip6Address",
      from: [{ resource: "NicIpv6Assignment", output: "addresses" }],
    },
    {
      resource: "ElasticPublicIpv6",
      input: "privateIpv6Address",
      from: [{ resource: "NicIpv6Assignment", output: "addresses" }],
    },
  ],
};
