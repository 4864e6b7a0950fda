import type { Cloud } from "../core/cloud";
import { readSettings } from "../core/settings";
import { alibaba } from "./alibaba";
import { tencent } from "./tencent";
import { zenlayer } from "./zenlayer";

const VPC = "vpc-vpc.cn-hangzhou.aliyuncs.com";

test.each<[string, Cloud, object, Record<string, string>, object]>([
  [
    "the vendor's variables name a host per product",
    alibaba,
    {},
    { ALIBABA_CLOUD_ENDPOINT_VPC: VPC, ALIBABA_CLOUD_ENDPOINT_ECS: "https://ecs.example.com" },
    { vpcEndpoint: VPC, ecsEndpoint: "https://ecs.example.com" },
  ],
  [
    "one endpoint for all is not undone by a variable for another tool",
    alibaba,
    { endpoint: "http://127.0.0.1:8080" },
    { ALIBABA_CLOUD_ENDPOINT_VPC: VPC },
    { endpoint: "http://127.0.0.1:8080" },
  ],
  [
    "nor is one of the environment",
    alibaba,
    {},
    { ALIBABA_CLOUD_ENDPOINT_VPC: VPC, PULUMI_IPV6_ALIBABA_ENDPOINT: "http://127.0.0.1:8080" },
    { endpoint: "http://127.0.0.1:8080" },
  ],
  [
    "the configuration may give both",
    alibaba,
    { endpoint: "http://127.0.0.1:8080", vpcEndpoint: VPC },
    {},
    { endpoint: "http://127.0.0.1:8080", vpcEndpoint: VPC },
  ],
  [
    "Terraform's variable for the root domain",
    tencent,
    {},
    { TENCENTCLOUD_DOMAIN: "internal.tencentcloudapi.com" },
    { rootDomain: "internal.tencentcloudapi.com" },
  ],
  [
    "which one endpoint for all replaces",
    tencent,
    {},
    { TENCENTCLOUD_DOMAIN: "internal.tencentcloudapi.com", PULUMI_IPV6_TENCENT_ENDPOINT: "http://127.0.0.1:8080" },
    { endpoint: "http://127.0.0.1:8080" },
  ],
  ["a service of its own", zenlayer, { zrmEndpoint: "zrm.example.com" }, {}, { zrmEndpoint: "zrm.example.com" }],
])("endpoints: %s", (_what, cloud, given, environment, expected) => {
  const settings = readSettings(cloud, JSON.stringify(given), environment);
  const endpoints = Object.entries(settings).filter(([name, value]) => /ndpoint|rootDomain/.test(name) && value);
  expect(Object.fromEntries(endpoints)).toEqual(expected);
});

test.each(["nonsense", "https://host/path", "host.example.com/path", "ftp://host.example.com", ""])(
  "an endpoint that is none is refused: %j",
  (vpcEndpoint) => {
    const read = () => readSettings(alibaba, JSON.stringify({ vpcEndpoint }), {});
    expect(read).toThrow(/vpcEndpoint: must be a host such as vpc\.example\.com, or a URL without a path/);
  },
);
