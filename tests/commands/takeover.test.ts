// `pulumi-ipv6 takeover` of states of other tools, held against the simulated clouds.
import { takeover } from "../../provider/commands/takeover";
import type { Report } from "../../provider/commands/takeover/report";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { runCommand } from "./command-harness";
import { alicloud, type Instance, rawState, shownState, tencentcloud, zenlayercloud } from "./takeover-states";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(3, { inUse: true }) });
});
afterAll(() => simulator.close());
afterEach(() => simulator.reset());

const CLOUDS = ["alibaba", "tencent", "zenlayer"];
const everything = () => Object.assign({}, ...CLOUDS.map((cloud) => simulator.environment()[cloud]));
/** Without the region: Terraform states do not have it either. */
function placeless(): Record<string, string> {
  const { ALIBABA_CLOUD_REGION: _a, TENCENTCLOUD_REGION: _t, ...rest } = everything();
  return rest;
}

async function take(file: string | Uint8Array, args: readonly string[] = [], environment = everything()) {
  const told = await runCommand(takeover, ["state.json", "--out", "new", "--json", ...args], {
    environment,
    files: { "state.json": file },
  });
  const report = (told.out.startsWith("{") ? JSON.parse(told.out) : { taken: [], notTaken: [] }) as Report;
  const text = (name: string) => told.files.get(`new/${name}`) ?? "";
  return { ...told, report, text };
}
const reads = () => simulator.journal().filter(({ action }) => !action.startsWith("Describe"));

test("what of Terraform's Alibaba types is taken, under which ids, and what of it is not", async () => {
  const { report, failure, problems, text } = await take(rawState(alicloud));
  expect({ failure, problems }).toEqual({ failure: undefined, problems: [] });
  expect(report.taken.map(({ type, id }) => `${type.slice(13)} ${id}`).sort()).toMatchInlineSnapshot(`
[
  "Ipv6Address cn-hangzhou/ipv6-free",
  "Ipv6EgressOnlyRule cn-hangzhou/ipv6gw-demo0001/ipv6py-many00001",
  "Ipv6InternetBandwidth cn-hangzhou/ipv6-byhand/ipv6bw-byhand",
  "Ipv6InternetBandwidth cn-hangzhou/ipv6-many00001/ipv6bw-many00001",
  "Ipv6InternetBandwidth cn-hangzhou/ipv6-many00002/ipv6bw-many00002",
  "NicIpv6Assignment cn-hangzhou/eni-demo0003/2001:db8:a0:1::3,2001:db8:a0:1::4",
  "NicIpv6Assignment cn-hangzhou/eni-many00001/2001:db8:a0:1::f:1",
  "NicIpv6Assignment cn-hangzhou/eni-many00002/2001:db8:a0:1::f:2",
]
`);
  expect(report.notTaken).toMatchInlineSnapshot(`
[
  {
    "at": "data.alicloud_vpc_ipv6_addresses.seen",
    "id": "1",
    "type": "alicloud_vpc_ipv6_addresses",
    "why": "a data source: Terraform only reads it",
  },
]
`);
  expect(text("index.ts")).toMatchInlineSnapshot(`
"// Written by pulumi-ipv6 takeover. It declares what exists: import.json brings it into the state.
import { alibaba } from "pulumi-ipv6/plugin";

// Was alicloud_ecs_network_interface.many["00001"]
const many00001Assignment = new alibaba.NicIpv6Assignment(
  "many-00001-assignment",
  {
    region: "cn-hangzhou",
    networkInterfaceId: "eni-many00001",
    ipv6Addresses: ["2001:db8:a0:1::f:1"],
  },
  { protect: true },
);

// Was alicloud_ecs_network_interface.many["00002"]
const many00002Assignment = new alibaba.NicIpv6Assignment(
  "many-00002-assignment",
  {
    region: "cn-hangzhou",
    networkInterfaceId: "eni-many00002",
    ipv6Addresses: ["2001:db8:a0:1::f:2"],
  },
  { protect: true },
);

// Was alicloud_vpc_ipv6_address.edge
new alibaba.Ipv6Address(
  "edge-address",
  {
    region: "cn-hangzhou",
    vSwitchId: "vsw-demo0001",
    ipv6Address: "2001:db8:a0:1::6",
    ipv6AddressName: "on no card",
    resourceGroupId: "rg-1234567890123456",
  },
  { protect: true },
);

// Was alicloud_instance.db
const dbAssignment = new alibaba.NicIpv6Assignment(
  "db-assignment",
  {
    region: "cn-hangzhou",
    networkInterfaceId: "eni-demo0003",
    ipv6Addresses: ["2001:db8:a0:1::3","2001:db8:a0:1::4"],
  },
  { protect: true },
);

// Was module.web["eu"].alicloud_vpc_ipv6_internet_bandwidth.this[0]
new alibaba.Ipv6InternetBandwidth(
  "web-eu-this-0-bandwidth",
  {
    region: "cn-hangzhou",
    ipv6AddressId: dbAssignment.ipv6AddressIds[1],
    bandwidth: 20,
    internetChargeType: "PayByTraffic",
  },
  { protect: true },
);

// Was alicloud_vpc_ipv6_internet_bandwidth.many["00001"]
const many00001Bandwidth = new alibaba.Ipv6InternetBandwidth(
  "many-00001-bandwidth",
  {
    region: "cn-hangzhou",
    ipv6AddressId: many00001Assignment.ipv6AddressId,
    bandwidth: 10,
    internetChargeType: "PayByTraffic",
  },
  { protect: true },
);

// Was alicloud_vpc_ipv6_internet_bandwidth.many["00002"]
new alibaba.Ipv6InternetBandwidth(
  "many-00002-bandwidth",
  {
    region: "cn-hangzhou",
    ipv6AddressId: many00002Assignment.ipv6AddressId,
    bandwidth: 10,
    internetChargeType: "PayByTraffic",
  },
  { protect: true },
);

// Was alicloud_vpc_ipv6_egress_rule.out
new alibaba.Ipv6EgressOnlyRule(
  "out-rule",
  {
    region: "cn-hangzhou",
    ipv6GatewayId: "ipv6gw-demo0001",
    instanceId: many00001Bandwidth.ipv6AddressId,
    name: "many-00001",
  },
  { protect: true },
);
"
`);
  expect(text("removed.tf")).toMatchInlineSnapshot(`
"# Written by pulumi-ipv6 takeover, for Terraform 1.7 and OpenTofu 1.7 or newer. Put it into the root module, and
# remove the resource blocks themselves.

removed {
  from = module.web.alicloud_vpc_ipv6_internet_bandwidth.this

  lifecycle {
    destroy = false
  }
}

removed {
  from = alicloud_vpc_ipv6_internet_bandwidth.many

  lifecycle {
    destroy = false
  }
}

removed {
  from = alicloud_vpc_ipv6_egress_rule.out

  lifecycle {
    destroy = false
  }
}

removed {
  from = alicloud_vpc_ipv6_address.edge

  lifecycle {
    destroy = false
  }
}
"
`);
  expect(reads()).toEqual([]);
});

test("tencent and zenlayer", async () => {
  const { report, failure, problems, text } = await take(shownState([...tencentcloud, ...zenlayercloud]));
  expect({ failure, problems }).toEqual({ failure: undefined, problems: [] });
  expect(report).toMatchInlineSnapshot(`
{
  "commands": [],
  "files": [
    "Pulumi.yaml",
    "index.ts",
    "package.json",
    "tsconfig.json",
    "import.json",
    "removed.tf",
    "report.md",
  ],
  "folder": "new",
  "from": "state.json",
  "ignore": [
    {
      "at": "zenlayercloud_zec_vnic.web",
      "attributes": [
        "ipv6_internet_charge_type",
        "ipv6_bandwidth",
        "ipv6_traffic_package_size",
        "ipv6_bandwidth_cluster_id",
      ],
    },
  ],
  "language": "typescript",
  "next": [
    "In \`new\`: \`npm install\`.",
    "\`pulumi stack init\`, and the credentials of the same accounts, in the environment or as settings.",
    "\`pulumi import --file import.json --generate-code=false --yes\`, which reads, and writes to the state alone.",
    "\`pulumi preview --expect-no-changes\`.",
    "On the old side, remove the blocks of what was taken, and put \`removed.tf\` into the root module; for what is in a module, remove it there. \`terraform plan\` must say \`0 to destroy\`; then \`terraform apply\`: Terraform forgets, and destroys nothing.",
    "Leave what stays in the old configuration, with these attributes ignored (table below): \`lifecycle { ignore_changes = [...] }\`.",
  ],
  "notTaken": [
    {
      "at": "zenlayercloud_zec_vnic.old",
      "id": "1680855999352675880",
      "type": "zenlayercloud_zec_vnic",
      "why": "it has no IPv6 address (primary_ipv6 is empty)",
    },
  ],
  "others": {
    "tencentcloud_subnet": 1,
  },
  "taken": [
    {
      "account": "Tencent Cloud",
      "component": null,
      "differs": [],
      "id": "ap-guangzhou/eni-ula-two/fd76:7e00:1::2",
      "name": "ula-assignment",
      "notes": [
        "this type reads every IPv6 address of the network interface, those of others too: check that all of them are meant",
      ],
      "type": "ipv6:tencent:NicIpv6Assignment",
      "was": [
        "tencentcloud_eni_ipv6_address.ula",
      ],
    },
    {
      "account": "Tencent Cloud",
      "component": null,
      "differs": [],
      "id": "ap-guangzhou/eni-many00001/2001:db8:7e00:1::f:1",
      "name": "web-assignment",
      "notes": [],
      "type": "ipv6:tencent:NicIpv6Assignment",
      "was": [
        "tencentcloud_vpc_ipv6_eni_address.web",
      ],
    },
    {
      "account": "Zenlayer",
      "component": null,
      "differs": [],
      "id": "1680855999352675877",
      "name": "web-bandwidth",
      "notes": [],
      "type": "ipv6:zenlayer:Ipv6InternetBandwidth",
      "was": [
        "zenlayercloud_zec_vnic.web",
        "zenlayercloud_zec_vnic_public_ipv6.web",
      ],
    },
    {
      "account": "Tencent Cloud",
      "component": null,
      "differs": [],
      "id": "ap-guangzhou/2001:db8:7e00:1::4/eip-byhand01",
      "name": "db-bandwidth",
      "notes": [],
      "type": "ipv6:tencent:Ipv6InternetBandwidth",
      "was": [
        "tencentcloud_classic_elastic_public_ipv6.db",
      ],
    },
    {
      "account": "Tencent Cloud",
      "component": null,
      "differs": [],
      "id": "ap-guangzhou/2001:db8:7e00:1::d/eip-package01",
      "name": "shared-bandwidth",
      "notes": [],
      "type": "ipv6:tencent:Ipv6InternetBandwidth",
      "was": [
        "tencentcloud_ipv6_address_bandwidth.shared",
      ],
    },
    {
      "account": "Tencent Cloud",
      "component": null,
      "differs": [],
      "id": "ap-guangzhou/eipv6-traffic01",
      "name": "edge-ipv6",
      "notes": [
        "where the account has several, this type reads the attributes of another one: what differs below may be that",
      ],
      "type": "ipv6:tencent:ElasticPublicIpv6",
      "was": [
        "tencentcloud_elastic_public_ipv6.edge",
        "tencentcloud_elastic_public_ipv6_attachment.edge",
      ],
    },
    {
      "account": "Tencent Cloud",
      "component": null,
      "differs": [
        {
          "input": "bandwidth",
          "now": 10,
          "old": 6,
        },
      ],
      "id": "ap-guangzhou/2001:db8:7e00:1::f:1/eip-many00001",
      "name": "web-bandwidth-2",
      "notes": [],
      "type": "ipv6:tencent:Ipv6InternetBandwidth",
      "was": [
        "tencentcloud_ipv6_address_bandwidth.web",
      ],
    },
  ],
}
`);
  expect(text("import.json")).toMatchInlineSnapshot(`
"{
  "resources": [
    {
      "type": "ipv6:tencent:NicIpv6Assignment",
      "name": "ula-assignment",
      "id": "ap-guangzhou/eni-ula-two/fd76:7e00:1::2",
      "version": "0.1.0"
    },
    {
      "type": "ipv6:tencent:NicIpv6Assignment",
      "name": "web-assignment",
      "id": "ap-guangzhou/eni-many00001/2001:db8:7e00:1::f:1",
      "version": "0.1.0"
    },
    {
      "type": "ipv6:zenlayer:Ipv6InternetBandwidth",
      "name": "web-bandwidth",
      "id": "1680855999352675877",
      "version": "0.1.0"
    },
    {
      "type": "ipv6:tencent:Ipv6InternetBandwidth",
      "name": "db-bandwidth",
      "id": "ap-guangzhou/2001:db8:7e00:1::4/eip-byhand01",
      "version": "0.1.0"
    },
    {
      "type": "ipv6:tencent:Ipv6InternetBandwidth",
      "name": "shared-bandwidth",
      "id": "ap-guangzhou/2001:db8:7e00:1::d/eip-package01",
      "version": "0.1.0"
    },
    {
      "type": "ipv6:tencent:ElasticPublicIpv6",
      "name": "edge-ipv6",
      "id": "ap-guangzhou/eipv6-traffic01",
      "version": "0.1.0"
    },
    {
      "type": "ipv6:tencent:Ipv6InternetBandwidth",
      "name": "web-bandwidth-2",
      "id": "ap-guangzhou/2001:db8:7e00:1::f:1/eip-many00001",
      "version": "0.1.0"
    }
  ]
}
"
`);
});
