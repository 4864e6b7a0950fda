// `pulumi-ipv6 doctor` on the simulated clouds: each line is right when something is wrong, and only reads are sent.

import { join } from "node:path";
import type { Ran } from "../../provider/commands/command";
import { doctor } from "../../provider/commands/doctor";
import { OLDEST_ENGINE } from "../../provider/commands/doctor/machine";
import { systemClock } from "../../provider/core/context";
import { SECRET_MARK, SIGNATURE } from "../../provider/doors/engine-values";
import { oldestEngine } from "../../scripts/engine-parts";
import { type Simulator, startSimulator } from "../../simulator";
import { alibabaKeys } from "../../simulator/testing";
import { runCommand, type Surroundings } from "./command-harness";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
afterEach(() => {
  // What every test must keep: reads, dry runs, and requests that no cloud takes for a call.
  const writes = simulator
    .journal()
    .filter(({ action, params }) => !/^(Describe|GetCallerIdentity|$)/.test(action) && params.DryRun !== "true");
  expect(writes).toEqual([]);
  expect(simulator.ledger()).toEqual([]);
  simulator.reset();
});

const PROGRAMS: Readonly<Record<string, string>> = {
  "pulumi version": "v3.255.0\n",
  "node --version": "v22.1.0\n",
  "pulumi plugin": '[{"name":"ipv6","kind":"resource","version":"0.1.0"}]',
  "npm view": "0.1.0\n",
};
const ran = (out: string): Ran => ({ out, err: "", code: 0 });
const programs =
  (more: Readonly<Record<string, Ran | string>> = {}): NonNullable<Surroundings["exec"]> =>
  async (program, args) => {
    const answer = { ...PROGRAMS, ...more }[`${program} ${args[0]}`];
    return typeof answer === "string" ? ran(answer) : answer;
  };

interface Line {
  readonly group: string;
  readonly cloud: string | null;
  readonly about: string;
  readonly mark: string;
  readonly text: string;
  readonly mend: string | null;
}

async function examined(
  args: string,
  environment: Readonly<Record<string, string | undefined>>,
  more: Omit<Surroundings, "environment"> = {},
) {
  const told = await runCommand(doctor, [...args.split(" ").filter(Boolean), "--json"], {
    environment: { HOME: "/nowhere", PATH: "", ...environment },
    exec: programs(),
    ...more,
  });
  const { checks = [] } = told.out ? (JSON.parse(told.out) as { checks: Line[] }) : {};
  const line = (about: string, cloud: string | null = "alibaba") => {
    const found = checks.filter((each) => each.cloud === cloud && each.about.startsWith(about));
    return found.map(({ mark, text, mend }) => `${mark}: ${text} ${mend ?? ""}`).join("\n");
  };
  return { ...told, checks, line };
}

const env = (cloud: string) => simulator.environment()[cloud] ?? {};
const withRegion = { ...env, alibaba: () => ({ ...env("alibaba"), ALIBABA_CLOUD_REGION: "cn-hangzhou" }) };
const keysOf = (key: { accessKeyId: string; accessKeySecret: string }) => ({
  ...withRegion.alibaba(),
  ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
});

test("three clouds in order: every line ok or said to be skipped, and no secret", async () => {
  const all = { ...withRegion.alibaba(), ...env("tencent"), ...env("zenlayer"), TENCENTCLOUD_REGION: "ap-guangzhou" };
  const { checks, failure, out, problems } = await examined("", all);
  expect([problems, failure]).toEqual([[], undefined]);
  expect(checks.filter(({ mark }) => !["ok", "skipped"].includes(mark))).toEqual([]);
  const of = (cloud: string | null) => checks.filter((each) => each.cloud === cloud).map(({ about }) => about);
  expect(of(null)).toEqual(["Pulumi engine", "Node.js", "plugin", "newest version"]);
  expect([...new Set(of("tencent").map((about) => about.split(" ")[0]))]).toEqual([
    "settings",
    "credentials",
    "account",
    "clock",
    "endpoint",
    "permissions",
    "quotas",
  ]);
  for (const [name, value] of Object.entries(all))
    if (/SECRET|PASSWORD|TOKEN/.test(name)) expect(out).not.toContain(value);
});

describe("credentials", () => {
  test("the source taken, and why those before it were not", async () => {
    const { line } = await examined(
      "--cloud tencent",
      {
        ...{ TENCENTCLOUD_REGION: "ap-guangzhou", PULUMI_IPV6_TENCENT_ENDPOINT: simulator.url },
        ...{ TENCENTCLOUD_SHARED_CREDENTIALS_DIR: "/keys" },
      },
      {
        runtime: {
          machine: {
            home: "/nowhere",
            readText: async (path) =>
              path === "/keys/default.credential"
                ? JSON.stringify({ secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" })
                : undefined,
            request: async () => ({ status: 200, text: "" }),
          },
        },
      },
    );
    expect(line("credentials", "tencent")).toMatch(
      /^ok: \/keys\/default.credential. Not taken before: environment \(TENCENTCLOUD_SECRET_ID.*\): not set; OIDC token .*: not set/,
    );
  });

  test("half a pair, and a setting that does not exist: both clouds are told at once, the third is fine", async () => {
    const { line, failure } = await examined("", {
      ...{ ALIBABA_CLOUD_ACCESS_KEY_ID: "id", PULUMI_IPV6_TENCENT_ENDPOINT: "nonsense" },
      ...{ TENCENTCLOUD_SECRET_ID: "id", TENCENTCLOUD_SECRET_KEY: "key" },
      ...env("zenlayer"),
    });
    expect(line("credentials")).toMatch(/^failure: .*ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing, though/);
    expect(line("settings", "tencent")).toMatch(/^failure: .*endpoint.*a URL such as/);
    expect(line("account", "zenlayer")).toMatch(/^ok: /);
    expect(failure).toBe("2 checks failed; the lines say what to do");
  });

  test("no credentials for any cloud", async () => {
    const { checks, failure } = await examined("--offline", {});
    const last = checks.filter(({ about }) => about === "credentials");
    expect(last.map(({ mark }) => mark)).toEqual(["failure", "failure", "failure"]);
    expect(failure).toMatch(/^3 checks failed/);
  });

  test("a refused key is no failure of permissions", async () => {
    const key = { ...alibabaKeys.inactive };
    const { line, failure } = await examined("--cloud alibaba", keysOf(key));
    expect(line("account")).toMatch(/^failure: .*InvalidAccessKeyId.Inactive/);
    expect(line("permissions")).toMatch(/^skipped/);
    expect(failure).toBeDefined();
  });

  test.each([
    ["allowedAccountIds", /^failure: these credentials belong to account \d+.*does not list it/],
    ["forbiddenAccountIds", /^ok: \d+ .*allowed by forbiddenAccountIds/],
  ])("the account is judged: %s", async (setting, words) => {
    const config = { "ipv6:alibaba": { value: JSON.stringify({ [setting]: ["1"] }), secret: false } };
    const exec = programs({ "pulumi config": JSON.stringify(config), "pulumi stack": '{"deployment":{}}' });
    const { line } = await examined("--stack dev", withRegion.alibaba(), { exec });
    expect(line("account")).toMatch(words);
  });
});

describe("permissions", () => {
  test("what the identity may not do is on the line of each resource that needs it, with the cloud's code", async () => {
    const { line } = await examined("--cloud alibaba", keysOf(alibabaKeys.readonly));
    expect(line("permissions for Ipv6InternetBandwidth")).toMatch(
      /^failure: not allowed: vpc:AllocateIpv6InternetBandwidth \(Forbidden.RAM\), .*lacks a permission; see docs/,
    );
    expect(line("permissions for NicIpv6Assignment")).toMatch(
      /^ok: allowed: vpc:DescribeIpv6Addresses, ecs:DescribeNetworkInterfaces; 4 other actions show only/,
    );
  });

  test("an optional read that is not allowed is a warning that says what is missing without it", async () => {
    simulator.fault({
      cloud: "tencent",
      action: "DescribeBandwidthPackages",
      do: { code: "UnauthorizedOperation" },
      times: -1,
    });
    const { line, failure } = await examined("--region tencent:ap-guangzhou", { ...env("tencent") });
    expect(line("permissions for Ipv6InternetBandwidth", "tencent")).toMatch(
      /^warning: not allowed: vpc:DescribeBandwidthPackages \(UnauthorizedOperation\); without it, previews skip a check/,
    );
    expect(failure).toBeUndefined();
  });

  test("an endpoint that ignores dry runs is given no object to change", async () => {
    simulator.pace({ dryRun: "ignored" });
    const { line } = await examined("--cloud alibaba", withRegion.alibaba());
    expect(line("permissions for Ipv6InternetBandwidth")).toMatch(/^(ok|warning)/);
  });

  test("several regions, and one that does not exist", async () => {
    const { line } = await examined("--region alibaba:cn-hangzhou --region alibaba:cn-nowhere", env("alibaba"));
    expect(line("permissions for NicIpv6Assignment in cn-hangzhou")).toMatch(/^ok/);
    expect(line("permissions for NicIpv6Assignment in cn-nowhere")).toMatch(/^failure: .*InvalidRegionId.NotFound/);
  });
});

test("quotas that are nearly used up", async () => {
  const { line } = await examined("--region tencent:ap-guangzhou", env("tencent"));
  expect(line("quotas", "tencent")).toMatch(/EIPv6 of BGP lines \(BGP_EIPv6_QUOTA\): \d+ of 10000 used, \d+ left/);
  simulator.fault({
    cloud: "tencent",
    action: "DescribeAddressQuota",
    times: -1,
    do: {
      status: 200,
      body: JSON.stringify({
        Response: { RequestId: "r", QuotaSet: [{ QuotaId: "TOTAL_EIP6_QUOTA", QuotaCurrent: 19, QuotaLimit: 20 }] },
      }),
    },
  });
  const { line: full } = await examined("--region tencent:ap-guangzhou", env("tencent"));
  expect(full("quotas", "tencent")).toMatch(/^warning: .*: 19 of 20 used, 1 left/);
});

describe("connections", () => {
  test.each([
    [0, /^ok: within/],
    [-120_000, /^warning: this machine is 2 minutes behind/],
    [16 * 60_000, /^failure: this machine is 16 minutes ahead of Alibaba Cloud, which accepts 15 minutes.*NTP/],
  ])("a clock that is %s ms off", async (off, words) => {
    const clock = { ...systemClock, now: () => Date.now() + off };
    const { line } = await examined("--cloud alibaba", withRegion.alibaba(), { runtime: { clock } });
    expect(line("clock")).toMatch(words);
  });

  test("an endpoint that nothing serves, one cloud only", async () => {
    const { line } = await examined("", {
      ...{ ...withRegion.alibaba(), PULUMI_IPV6_ALIBABA_ENDPOINT: "http://127.0.0.1:9" },
      ...env("zenlayer"),
    });
    expect(line("endpoint")).toMatch(
      /^failure: http:\/\/127.0.0.1:9 \(vpc, ecs\) is not reached without a proxy: .*ECONNREFUSED/,
    );
    expect(line("clock")).toMatch(/^skipped/);
    expect(line("endpoint", "zenlayer")).toMatch(/^ok: .*no TLS, in \d+ ms/);
  });

  test("the proxy is named without its password", async () => {
    const { line, out } = await examined("--cloud zenlayer", {
      ...{ ZENLAYER_TOKEN: "token", PULUMI_IPV6_ZENLAYER_ENDPOINT: "http://zenlayer.invalid" },
      HTTP_PROXY: "http://user:hunter2@127.0.0.1:9",
    });
    expect(line("endpoint", "zenlayer")).toMatch(/^failure: .*through the proxy http:\/\/127.0.0.1:9: /);
    expect(out).not.toContain("hunter2");
  });
});

describe("this machine", () => {
  test.each([
    ["Pulumi engine", { "pulumi version": `v3.199.9\n` }, /^failure: 3.199.9 is too old Install Pulumi 3.200.0/],
    ["Node.js", { "node --version": "v18.20.0\n" }, /^failure: 18.20.0 is too old/],
    [
      "plugin",
      { "pulumi plugin": '[{"name":"ipv6","kind":"resource","version":"0.0.9"}]' },
      /^warning: 0.0.9, .* differs/,
    ],
    ["newest", { "npm view": "9.0.0\n" }, /^warning: .*9.0.0 is the newest Run npm install pulumi-ipv6@9.0.0/],
    ["newest", { "npm view": { out: "", err: "ENOTFOUND", code: 1 } }, /^skipped/],
  ])("%s with %j", async (about, answers, words) => {
    const exec = programs(answers as Readonly<Record<string, Ran | string>>);
    expect((await examined("--cloud zenlayer --cwd /program", env("zenlayer"), { exec })).line(about, null)).toMatch(
      words,
    );
  });

  test("the oldest engine is the one that tests run on", () => expect(`v${OLDEST_ENGINE}`).toBe(oldestEngine));
});

describe("--stack", () => {
  const resource = (type: string, region: string) => ({ type, custom: true, urn: `urn:${type}`, outputs: { region } });
  const state = {
    deployment: {
      resources: [
        resource("ipv6:tencent:Ipv6InternetBandwidth", "ap-guangzhou"),
        resource("ipv6:tencent:Ipv6InternetBandwidth", "ap-shanghai"),
      ],
    },
  };
  const config = {
    "ipv6:tencent": { value: JSON.stringify({ secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" }) },
  };

  test("the clouds, resources and regions of its state, with the credentials of its configuration", async () => {
    const exec = programs({
      ...{ "pulumi config": JSON.stringify(config), "pulumi stack": JSON.stringify(state) },
      "pulumi plugin": "[]",
    });
    const environment = { PULUMI_IPV6_TENCENT_ENDPOINT: simulator.url, ...env("alibaba") };
    const { checks, line, out } = await examined("--stack prod --cwd /program", environment, { exec });
    expect(checks.flatMap(({ about }) => (about.startsWith("permissions") ? [about] : []))).toEqual([
      "permissions for Ipv6InternetBandwidth in ap-guangzhou",
      "permissions for Ipv6InternetBandwidth in ap-shanghai",
    ]);
    expect(line("credentials", "tencent")).toMatch(/^ok: configuration ipv6:tencent/);
    expect(line("plugin", null)).toMatch(/^failure: not found, and the stack has resources of it/);
    expect(out).not.toContain("simulator-tencent-key");
  });

  test("dynamic resources need the package in the folder of the program", async () => {
    const [row] = [resource("pulumi-nodejs:dynamic/ipv6/zenlayer:NicIpv6Assignment", "hkg-1")];
    const exec = programs({
      ...{ "pulumi config": "{}", "pulumi stack": JSON.stringify({ deployment: { resources: [row] } }) },
      "pulumi plugin": "[]",
    });
    const stack = (cwd: string) => examined(`--stack prod --cwd ${cwd}`, env("zenlayer"), { exec });
    const { line, checks } = await stack("/program");
    expect(line("package", null)).toMatch(/^failure: no pulumi-ipv6 in node_modules/);
    expect(line("plugin", null)).toMatch(/^ok: not installed/);
    expect(
      checks.flatMap(({ cloud, about }) => (about.startsWith("permissions") ? [`${cloud} ${about}`] : [])),
    ).toEqual(["zenlayer permissions for NicIpv6Assignment"]);
    expect((await stack(join(__dirname, "../../examples"))).line("package", null)).toMatch(/^ok: /);
  });

  test("an explicit provider is checked with its own settings, for what uses it", async () => {
    const urn = "urn:pulumi:prod::app::pulumi:providers:ipv6::second";
    const settings = { accessKeyId: "simulator-zenlayer-id", accessKeyPassword: "simulator-zenlayer-password" };
    // A property of a provider is JSON text, and what is sealed is JSON text of that.
    const sealed = { [SIGNATURE]: SECRET_MARK, plaintext: JSON.stringify(JSON.stringify(settings)) };
    const state = {
      deployment: {
        resources: [
          { type: "pulumi:providers:ipv6", urn, custom: true, inputs: { version: "0.1.0", zenlayer: sealed } },
          {
            type: "pulumi:providers:ipv6",
            urn: urn.replace("second", "default_0_1_0_github_/api.github.com/x"),
            custom: true,
            inputs: {},
          },
          { ...resource("ipv6:zenlayer:NicIpv6Assignment", "hkg-1"), provider: `${urn}::id` },
        ],
      },
    };
    const exec = programs({ "pulumi config": "{}", "pulumi stack": JSON.stringify(state) });
    const environment = { PULUMI_IPV6_ZENLAYER_ENDPOINT: simulator.url, ...env("tencent") };
    const { checks, line, out } = await examined("--stack prod", environment, { exec });
    expect(line("provider", null)).toMatch(/^ok: second has settings of its own, for zenlayer/);
    expect(checks.some(({ cloud }) => cloud === "tencent")).toBe(false);
    expect(line("credentials", "zenlayer")).toMatch(/^ok: configuration ipv6:zenlayer/);
    expect(line("account", "zenlayer")).toMatch(/^ok: /);
    expect(checks.find(({ cloud }) => cloud === "zenlayer")?.group).toBe("Zenlayer, provider second");
    expect(
      checks.flatMap(({ cloud, about }) => (about.startsWith("permissions") ? [`${cloud} ${about}`] : [])),
    ).toEqual(["zenlayer permissions for NicIpv6Assignment"]);
    expect(out).not.toContain(settings.accessKeyPassword);
  });

  test("output that is no JSON is not quoted, and settings that are none are told", async () => {
    const cut = '{"ipv6:alibaba": {"value":"{\\"accessKeySecret\\":\\"hunter2hunter2';
    const exec = programs({ "pulumi config": cut, "pulumi stack": JSON.stringify(state) });
    const { line, out } = await examined("--stack prod", env("tencent"), { exec });
    expect(line("configuration", null)).toMatch(/^failure: pulumi config: its output is not JSON/);
    expect(out).not.toContain("hunter2");
    const strange = programs({
      ...{
        "pulumi config": JSON.stringify({ "ipv6:tencent": { value: "{TOP" } }),
        "pulumi stack": JSON.stringify(state),
      },
    });
    const told = await examined("--stack prod", env("tencent"), { exec: strange });
    expect(told.checks.filter(({ text }) => text === "ipv6:tencent is not a JSON object")).toHaveLength(1);
  });

  test("that cannot be read", async () => {
    const failed = { out: "", err: "error: no stack named 'prod' found\n", code: 255 };
    const exec = programs({ "pulumi config": failed, "pulumi stack": failed });
    const { line, failure } = await examined("--stack prod", env("zenlayer"), { exec });
    expect(line("state", null)).toBe(
      "failure: pulumi stack: error: no stack named 'prod' found Check --stack and --cwd, pulumi login, and PULUMI_CONFIG_PASSPHRASE.",
    );
    expect(failure).toBe("2 checks failed; the lines say what to do");
  });
});

test("Ctrl-C ends it at once, although a cloud never answers", async () => {
  simulator.fault({ cloud: "zenlayer", action: "DescribeCustomerBalance", do: "hold", times: -1 });
  const stop = new AbortController();
  const running = examined("--cloud zenlayer", env("zenlayer"), {
    signal: stop.signal,
    exec: async (program, args) => {
      if (program === "npm") stop.abort();
      return programs()(program, args);
    },
  });
  expect((await running).failure).toBe("stopped");
  expect((await running).out).toBe("");
});
