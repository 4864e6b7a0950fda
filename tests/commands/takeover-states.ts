// States of other tools, in the shape that their documentation and source give.

/** A resource instance of Terraform. */
export interface Instance {
  /** `module.web["eu"]`. */
  readonly module?: string;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly deposed?: string;
  readonly tainted?: boolean;
}

const PROVIDERS: Readonly<Record<string, string>> = {
  alicloud: "registry.terraform.io/aliyun/alicloud",
  tencentcloud: "registry.terraform.io/tencentcloudstack/tencentcloud",
  zenlayercloud: "registry.terraform.io/zenlayer/zenlayercloud",
};
const providerOf = (type: string) => PROVIDERS[type.split("_")[0] ?? ""] ?? "registry.terraform.io/hashicorp/null";

/** A state as a backend keeps it. */
export function rawState(instances: readonly Instance[]): string {
  const groups = new Map<string, Instance[]>();
  for (const each of instances) {
    const key = [each.module, each.mode, each.type, each.name].join();
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const resources = [...groups.values()].map((members) => {
    const [{ module, mode = "managed", type, name }] = members as [Instance];
    return {
      ...(module && { module }),
      ...{ mode, type, name, provider: `provider["${providerOf(type)}"]` },
      instances: members.map(({ index, values, deposed, tainted }) => ({
        ...(index !== undefined && { index_key: index }),
        ...(tainted && { status: "tainted" }),
        ...(deposed && { deposed }),
        ...{ schema_version: 0, attributes: values, sensitive_attributes: [], private: "bnVsbA==" },
      })),
    };
  });
  const head = { version: 4, terraform_version: "1.11.4", serial: 7, lineage: "3f1c0c9e-8b1c-4d8b-9d0e-0c3b1c0b7a11" };
  return JSON.stringify({ ...head, outputs: {}, resources, check_results: null }, null, 2);
}

/** The same as `terraform show -json` writes it. */
export function shownState(instances: readonly Instance[]): string {
  const resourcesIn = (module: string | undefined) =>
    instances
      .filter((each) => each.module === module)
      .map(({ mode = "managed", type, name, index, values, deposed, tainted }) => {
        const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
        const address = [module, mode === "data" ? "data" : undefined, type, `${name}${key}`].filter(Boolean).join(".");
        return {
          ...{ address, mode, type, name, ...(index !== undefined && { index }) },
          ...{ provider_name: providerOf(type), schema_version: 0, values, sensitive_values: {} },
          ...(deposed && { deposed_key: deposed }),
          ...(tainted && { tainted }),
        };
      });
  const modules = [...new Set(instances.flatMap(({ module }) => module ?? []))];
  const child_modules = modules.map((address) => ({ address, resources: resourcesIn(address) }));
  const values = { outputs: {}, root_module: { resources: resourcesIn(undefined), child_modules } };
  return JSON.stringify({ format_version: "1.0", terraform_version: "1.11.4", values });
}

/** A resource of a Pulumi stack. */
export interface Entry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

export const urnOf = ({ type, name }: Pick<Entry, "type" | "name">) => `urn:pulumi:prod::network::${type}::${name}`;

/** What `pulumi stack export` writes. */
export function stackExport(entries: readonly Entry[], regions: Readonly<Record<string, unknown>> = {}): string {
  const providers = Object.entries(regions).map(([name, region]) => ({
    ...{ urn: `urn:pulumi:prod::network::pulumi:providers:${name}::default_3_99_0`, custom: true },
    ...{ id: "2f5b0d8e-0000-4000-8000-000000000000", type: `pulumi:providers:${name}` },
    inputs: {
      region,
      secretKey: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" },
    },
  }));
  const stack = {
    urn: "urn:pulumi:prod::network::pulumi:pulumi:Stack::network-prod",
    custom: false,
    type: "pulumi:pulumi:Stack",
  };
  const resources = entries.map((entry) => ({
    ...{ urn: urnOf(entry), custom: true, id: entry.id, type: entry.type },
    ...{ inputs: { ...entry.outputs, __defaults: [] }, outputs: { ...entry.outputs, id: entry.id }, parent: stack.urn },
    provider: `urn:pulumi:prod::network::pulumi:providers:${entry.type.split(":")[0]}::default_3_99_0::2f5b0d8e-0000-4000-8000-000000000000`,
    ...entry.more,
  }));
  const secrets_providers = { type: "passphrase", state: { salt: "v1:x" } };
  const manifest = { time: "2026-08-21T00:00:00Z", magic: "", version: "v3.254.0" };
  return JSON.stringify({
    // As the engine writes it for resources of ours.
    ...{ version: 4, features: ["refreshBeforeUpdate"] },
    deployment: { manifest, secrets_providers, resources: [stack, ...providers, ...resources], metadata: {} },
  });
}

const GATEWAY = { ipv6_gateway_id: "ipv6gw-demo0001" };

/** The objects of the simulator's seed as terraform-provider-alicloud has them after a refresh. */
export const alicloud: readonly Instance[] = [
  {
    module: 'module.web["eu"]',
    ...{ type: "alicloud_vpc_ipv6_internet_bandwidth", name: "this", index: 0 },
    values: {
      ...{ id: "ipv6bw-byhand", bandwidth: 20, internet_charge_type: "PayByTraffic", ...GATEWAY },
      ...{ ipv6_address_id: "ipv6-byhand", status: "Normal", timeouts: null },
    },
  },
  ...["00001", "00002"].flatMap((number): Instance[] => [
    {
      ...{ type: "alicloud_vpc_ipv6_internet_bandwidth", name: "many", index: number },
      values: {
        ...{ id: `ipv6bw-many${number}`, bandwidth: 10, internet_charge_type: "PayByTraffic", ...GATEWAY },
        ...{ ipv6_address_id: `ipv6-many${number}`, status: "Normal", timeouts: null },
      },
    },
    {
      ...{ type: "alicloud_ecs_network_interface", name: "many", index: number },
      values: {
        ...{ id: `eni-many${number}`, ipv6_address_count: 1, ipv6_addresses: [`2001:0DB8:a0:1::f:${Number(number)}`] },
        ...{ vswitch_id: "vsw-demo0001", network_interface_name: `many-${number}`, security_group_ids: ["sg-1"] },
      },
    },
  ]),
  {
    ...{ type: "alicloud_vpc_ipv6_egress_rule", name: "out" },
    values: {
      ...{
        id: "ipv6gw-demo0001:ipv6py-many00001",
        ...GATEWAY,
        instance_id: "ipv6-many00001",
        instance_type: "Ipv6Address",
      },
      ...{
        ipv6_egress_rule_id: "ipv6py-many00001",
        ipv6_egress_rule_name: "many-00001",
        description: "",
        status: "Available",
      },
    },
  },
  {
    ...{ type: "alicloud_vpc_ipv6_address", name: "edge" },
    values: {
      ...{
        id: "ipv6-free",
        ipv6_address: "2001:db8:a0:1::6",
        ipv6_address_name: "on no card",
        vswitch_id: "vsw-demo0001",
      },
      ...{ address_type: "IPv6Address", ipv6_address_description: "", status: "Available", tags: {}, timeouts: null },
    },
  },
  {
    ...{ type: "alicloud_instance", name: "db" },
    values: {
      ...{ id: "i-demo0002", ipv6_addresses: ["2001:db8:a0:1::3", "2001:db8:a0:1::4"], ipv6_address_count: 2 },
      ...{ availability_zone: "cn-hangzhou-h", instance_name: "db", primary_ip_address: "172.16.0.7" },
    },
  },
  { mode: "data", type: "alicloud_vpc_ipv6_addresses", name: "seen", values: { id: "1", addresses: [] } },
  { type: "alicloud_vpc", name: "main", values: { id: "vpc-demo0001", ipv6_cidr_block: "2001:db8:a0::/56" } },
];

/** As terraform-provider-tencentcloud has them. */
export const tencentcloud: readonly Instance[] = [
  {
    ...{ type: "tencentcloud_classic_elastic_public_ipv6", name: "db" },
    values: {
      ...{ id: "eip-byhand01", ip6_address: "2001:db8:7e00:1::4", internet_max_bandwidth_out: 20 },
      ...{ internet_charge_type: "TRAFFIC_POSTPAID_BY_HOUR", bandwidth_package_id: null, tags: { team: "network" } },
    },
  },
  {
    ...{ type: "tencentcloud_ipv6_address_bandwidth", name: "shared" },
    values: {
      ...{ id: "eip-package01", ipv6_address: "2001:db8:7e00:1::d", internet_max_bandwidth_out: 200 },
      ...{ internet_charge_type: "BANDWIDTH_PACKAGE", bandwidth_package_id: "bwp-demo0001" },
    },
  },
  {
    ...{ type: "tencentcloud_elastic_public_ipv6", name: "edge" },
    values: {
      ...{ id: "eipv6-traffic01", address_name: "", address_type: "EIPv6", internet_max_bandwidth_out: 50 },
      ...{ internet_charge_type: "TRAFFIC_POSTPAID_BY_HOUR", address_ip: "2001:db8:7eff::c", tags: {} },
    },
  },
  {
    ...{ type: "tencentcloud_elastic_public_ipv6_attachment", name: "edge" },
    values: {
      ...{ id: "eipv6-traffic01", ipv6_address_id: "eipv6-traffic01", network_interface_id: "eni-ula-two" },
      ...{ private_ipv6_address: "fd76:7e00:1::2", keep_bind_with_eni: null },
    },
  },
  {
    ...{ type: "tencentcloud_eni_ipv6_address", name: "ula" },
    values: {
      ...{ id: "eni-ula-two", network_interface_id: "eni-ula-two", ipv6_address_count: 1 },
      ipv6_addresses: [
        {
          address: "fd76:7e00:1::2",
          primary: false,
          address_id: "",
          description: "",
          is_wan_ip_blocked: false,
          state: "AVAILABLE",
        },
      ],
    },
  },
  {
    ...{ type: "tencentcloud_vpc_ipv6_eni_address", name: "web" },
    values: {
      ...{ id: "vpc-demo0001#eni-many00001#2001:db8:7e00:1::f:1", vpc_id: "vpc-demo0001" },
      ...{
        network_interface_id: "eni-many00001",
        ipv6_addresses: [{ address: "2001:db8:7e00:1::f:1", primary: null }],
      },
    },
  },
  {
    ...{ type: "tencentcloud_ipv6_address_bandwidth", name: "web" },
    values: {
      ...{ id: "eip-many00001", ipv6_address: "2001:db8:7e00:1::f:1", internet_max_bandwidth_out: 6 },
      ...{ internet_charge_type: "TRAFFIC_POSTPAID_BY_HOUR", bandwidth_package_id: null },
    },
  },
  { type: "tencentcloud_subnet", name: "main", values: { id: "subnet-demo0001", availability_zone: "ap-guangzhou-6" } },
];

/** As terraform-provider-zenlayercloud has them: a vNIC never reads its billing back. */
export const zenlayercloud: readonly Instance[] = [
  {
    ...{ type: "zenlayercloud_zec_vnic", name: "web" },
    values: {
      ...{ id: "1680855999352675877", name: "by-hand-1", primary_ipv6: "2001:db8:c0:1::77", stack_type: "IPv4_IPv6" },
      ...{ ipv6_internet_charge_type: "ByBandwidth", ipv6_bandwidth: 20, ipv6_traffic_package_size: null },
      ...{ ipv6_bandwidth_cluster_id: null, subnet_id: "1670000000000000001", tags: {} },
    },
  },
  {
    ...{ type: "zenlayercloud_zec_vnic_public_ipv6", name: "web" },
    values: {
      ...{ id: "1680855999352675877", nic_id: "1680855999352675877", rate_limit_mode: "LOOSE", bandwidth: 20 },
      ...{ internet_charge_type: "ByBandwidth", primary_ipv6_address: "2001:db8:c0:1::77", traffic_package_size: 0 },
    },
  },
  {
    type: "zenlayercloud_zec_vnic",
    name: "old",
    values: { id: "1680855999352675880", primary_ipv6: "", stack_type: "IPv4" },
  },
];
