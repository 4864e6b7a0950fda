// An account as a platform team finds it: what the simulated clouds bill for, and states that have some of it.
import type { Values } from "../../provider/core/check";
import type { Simulator } from "../../simulator";

/** What a simulated cloud bills the account of its environment for, as its tables have it. */
export interface Bill {
  readonly cloud: string;
  readonly id: string;
  /** The resource of a state, and the id of its import. */
  readonly type: string;
  readonly importId: string;
  /** Name and value of the output that has the billed id. */
  readonly outputs: Values;
  readonly name: string;
}

interface Row {
  readonly [name: string]: unknown;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly address: string;
}

const MINE = ["1234567890123456", "100000000001", "zenlayer-account-1"];
const REGIONS = ["cn-hangzhou", "ap-guangzhou", "asia-east-1"];

/** Everything that is billed, and belongs to no product of the vendor. */
export function billsOf(simulator: Simulator, everywhere = false): Bill[] {
  const tables = simulator.state() as Record<string, Record<string, Row[]>>;
  const rows = (cloud: string, table: string) =>
    (tables[cloud]?.[table] ?? []).filter(
      ({ account, region }) => MINE.includes(account) && (everywhere || REGIONS.includes(region)),
    );
  const alibaba = rows("alibaba", "ipv6Addresses").flatMap((row): Bill[] => {
    const { id } = (row.bandwidth ?? {}) as { id?: string };
    if (!id || row.serviceManaged) return [];
    const type = "ipv6:alibaba:Ipv6InternetBandwidth";
    const about = { cloud: "alibaba", id, type, importId: `${row.region}/${row.id}/${id}`, name: id };
    return [{ ...about, outputs: { internetBandwidthId: id, ipv6AddressId: row.id, region: row.region } }];
  });
  const classic = rows("tencent", "publicAddresses").map(({ id, region, address }): Bill => {
    const about = { cloud: "tencent", id, type: "ipv6:tencent:Ipv6InternetBandwidth", name: id };
    return {
      ...about,
      importId: `${region}/${address}/${id}`,
      outputs: { addressId: id, ip6Address: address, region },
    };
  });
  const elastic = rows("tencent", "elasticAddresses").map(({ id, region }): Bill => {
    const about = { cloud: "tencent", id, type: "ipv6:tencent:ElasticPublicIpv6", name: id };
    return { ...about, importId: `${region}/${id}`, outputs: { addressId: id, region } };
  });
  const zenlayer = rows("zenlayer", "networkInterfaces").flatMap((row): Bill[] => {
    const { id, billing } = (row.ipv6 ?? {}) as { id?: string; billing?: object };
    if (!id || !billing) return [];
    const type = "ipv6:zenlayer:Ipv6InternetBandwidth";
    return [{ cloud: "zenlayer", id, type, importId: row.id, outputs: { ipv6Id: id, nicId: row.id }, name: id }];
  });
  return [...alibaba, ...classic, ...elastic, ...zenlayer];
}

export const idsOf = (bills: readonly Bill[]) => bills.map(({ id }) => id).sort();

/** The environment of all three clouds together. */
export function everyCloud(simulator: Simulator): Record<string, string> {
  return Object.assign({}, ...Object.values(simulator.environment()));
}

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
  readonly external?: boolean;
}

const urnOf = (project: string, stack: string, { type, name }: Resource) =>
  `urn:pulumi:${stack}::${project}::${type}::${name}`;

/** Output of `pulumi stack export`. */
export function exported(
  project: string,
  stack: string,
  resources: readonly Resource[],
  creating: readonly Resource[] = [],
): string {
  const root: Resource = { type: "pulumi:pulumi:Stack", name: `${project}-${stack}` };
  const entry = (each: Resource) => ({ urn: urnOf(project, stack, each), custom: each !== root, ...each });
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-11-27T07:00:00Z", magic: "", version: "v3.255.0" },
      resources: [root, ...resources].map(entry),
      ...(creating.length > 0 && {
        pending_operations: creating.map((each) => ({ resource: entry(each), type: "creating" })),
      }),
    },
  });
}

export function resourceOf({ type, name, importId, outputs }: Bill): Resource {
  return { type, name, id: importId, inputs: {}, outputs };
}

/** A Terraform state file of version 4. */
export function terraformState(...resources: readonly { type: string; attributes: Values; mode?: string }[]): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.9.8",
    serial: 3,
    lineage: "5f2f1d0c",
    outputs: {},
    resources: resources.map(({ type, attributes, mode = "managed" }) => ({
      ...{ mode, type, name: "web", provider: 'provider["registry.terraform.io/x/y"]' },
      instances: [{ schema_version: 0, attributes }],
    })),
  });
}

/** Output of `terraform show -json`, with the resource in a module. */
export function terraformShown(type: string, values: Values): string {
  const resource = { address: `module.a.${type}.web`, mode: "managed", type, name: "web", values };
  const root_module = { child_modules: [{ address: "module.a", resources: [resource] }] };
  return JSON.stringify({ format_version: "1.0", terraform_version: "1.9.8", values: { root_module } });
}

/** Calls that could change something. */
export function writesIn(simulator: Simulator): string[] {
  return simulator
    .journal()
    .filter(({ action, dryRun }) => !/^(Describe|Get|Inquiry)/.test(action) && !dryRun)
    .map(({ action }) => action);
}
