import { accountOptions, accountsOf, withoutRegion } from "../../provider/commands/accounts";
import { readCommandLine } from "../../provider/commands/arguments";
import type { Command } from "../../provider/commands/command";
import { runCommand } from "./command-harness";

const KEYS = {
  alibaba: { ALIBABA_CLOUD_ACCESS_KEY_ID: "id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "secret" },
  tencent: { TENCENTCLOUD_SECRET_ID: "id", TENCENTCLOUD_SECRET_KEY: "key" },
};

const listing: Command = {
  name: "listing",
  doc: "the accounts",
  options: accountOptions,
  check: async (given, io) => {
    const accounts = await accountsOf(given, io);
    return [...accounts.problems, ...withoutRegion(accounts)];
  },
  run: async (given, io) => {
    const { accounts } = await accountsOf(given, io);
    for (const { label, regions } of accounts) io.out(`${label}: ${regions.map((each) => each ?? "all").join(" ")}\n`);
  },
};
const listed = (args: string, environment: Readonly<Record<string, string>>) =>
  runCommand(listing, args.split(" ").filter(Boolean), { environment });

test("each cloud with credentials, and the regions of its setting", async () => {
  const environment = {
    ...KEYS.alibaba,
    ...KEYS.tencent,
    ALIBABA_CLOUD_REGION: "cn-hangzhou",
    TENCENTCLOUD_REGION: "r",
  };
  expect((await listed("", environment)).out).toBe("Alibaba Cloud: cn-hangzhou\nTencent Cloud: r\n");
});

test("every region: asked for when something is read, and of no cloud without credentials", async () => {
  const args = "--region all";
  expect((await listed(args, KEYS.alibaba)).out).toBe("Alibaba Cloud: all\n");
  const { problems } = await listed("--region tencent:all", KEYS.alibaba);
  expect(problems.join("\n")).toMatch(/^no credentials to sign calls to Tencent Cloud/);
});

test("several regions and roles of several clouds", async () => {
  const environment = { ...KEYS.alibaba, ...KEYS.tencent };
  const args = "--region alibaba:a --region alibaba:b --region tencent:c --role acs:ram::1:role/x --cloud alibaba";
  expect((await listed(args, environment)).problems).toEqual([
    "--region: tencent:c is not of a cloud chosen with --cloud",
  ]);
  const of = "--region alibaba:a --region alibaba:b --region tencent:c --role alibaba:acs:ram::1:role/x";
  expect((await listed(of, environment)).out).toBe("Alibaba Cloud, role acs:ram::1:role/x: a b\nTencent Cloud: c\n");
});

test("all mistakes at once", async () => {
  expect((await listed("--cloud azure --region x --profile y", {})).problems).toEqual([
    "--cloud: one of alibaba, tencent, zenlayer; got azure",
    "--region: say which cloud, as in alibaba:x, or choose one with --cloud",
    "--profile: say which cloud, as in alibaba:y, or choose one with --cloud",
  ]);
  expect((await listed("--cloud zenlayer --role r", { ZENLAYER_TOKEN: "t" })).problems).toEqual([
    "--role: Zenlayer has no roles to assume",
  ]);
  expect((await listed("", KEYS.alibaba)).problems).toEqual([
    "--region: is required on Alibaba Cloud, here or as ALIBABA_CLOUD_REGION",
  ]);
  const none = (await listed("", {})).problems;
  expect(none).toHaveLength(3);
  expect(none.join()).toMatch(/Alibaba Cloud.*Tencent Cloud.*Zenlayer/s);
});

test("a flag has no value", () => {
  const command: Command = { ...listing, options: { json: { type: "boolean", doc: "as JSON" } } };
  expect(readCommandLine([command], ["listing", "--json"])).toMatchObject({ given: { json: true } });
  expect(readCommandLine([command], ["listing", "--json=1"])).toEqual({ problems: ["--json: takes no value"] });
});
