// Credentials are in nothing that is kept or said: not in state, not in its history and backups, not in any output.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bandwidth, program, World } from "./alibaba-world";
import type { CliResult } from "./harness-types";

const fromConfig = { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "", ALIBABA_CLOUD_REGION: "" };
const key = "STS.simulator-key";
const secret = "simulator-sts-secret";
const wrongSecret = "a-secret-with-a-slip";
const token = "simulator/security+token==";
const settings = (accessKeySecret: string) => ({
  "ipv6:alibaba": {
    region: "cn-hangzhou",
    accessKeyId: { secret: key },
    accessKeySecret: { secret: accessKeySecret },
    securityToken: { secret: token },
  },
});
const secretInput = 1987;

let world: World;
const said: CliResult[] = [];
const up = async () => {
  const result = await world.stack.up({ mayFail: true });
  said.push(result);
  return result;
};

beforeAll(async () => {
  const web = (opts = {}) =>
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001" }, { opts, code: `bandwidth: pulumi.secret(${secretInput})` });
  const env = { ...fromConfig, PULUMI_IPV6_LOG: "debug" };
  world = await World.open(web({ customTimeouts: { create: "3s" } }), { config: settings(wrongSecret), env });
  expect((await up()).stdout).toMatch(/SignatureDoesNotMatch .*Check the access key secret/);
  await world.stack.config(settings(secret));
  world.simulator.fault({ do: "drop", times: -1 });
  expect((await up()).code).not.toBe(0);
  world.simulator.clearFaults();
  world.stack.write("index.js", program(web()));
  expect((await up()).code).toBe(0);
  said.push(await world.stack.cli("stack", { args: ["--stack", world.stack.stack] }));
  said.push(await world.stack.refresh(), await world.stack.preview({ args: ["--diff"] }));
});

test("the settings were used", () => {
  expect(world.live()).toHaveLength(1);
  expect(world.simulator.ledger()[0]?.detail).toMatchObject({ bandwidth: secretInput });
});

test.each([
  ["key", key],
  ["secret", secret],
  ["mistaken secret", wrongSecret],
  ["token", token],
])("the %s is in no file and no output, in no spelling", async (_what, planted) => {
  const spellings = [planted, encodeURIComponent(planted), encodeURIComponent(encodeURIComponent(planted))];
  spellings.push(Buffer.from(planted).toString("base64"), JSON.stringify(planted).slice(1, -1));
  const places = [...everything(), ["export", JSON.stringify(await world.stack.stackExport())]];
  const found = places.filter(([, text = ""]) => spellings.some((spelling) => text.includes(spelling)));
  expect(found.map(([where]) => where)).toEqual([]);
});

test("no signature is in any of them either", () => {
  const found = everything().filter(([, text]) => /Signature(=|%3D|Nonce)|SecurityToken(=|%3D)/.test(text));
  expect(found.map(([where]) => where)).toEqual([]);
});

test("a secret input stays encrypted in inputs and outputs, and the frozen code is small", async () => {
  const web = await world.stack.resource("web");
  for (const side of [web?.inputs, web?.outputs]) {
    expect(side?.bandwidth).toMatchObject({ ciphertext: expect.any(String) });
    const code = String(side?.__provider);
    expect(code.length).toBeLessThan(1_000);
    expect(code).toBe(
      'exports.handler = () => require("pulumi-ipv6/dynamic").provider("alibaba:Ipv6InternetBandwidth");',
    );
  }
  const kept = everything().filter(([where]) => where.includes(".pulumi"));
  expect(kept.filter(([, text]) => text.includes(`"bandwidth": ${secretInput}`))).toEqual([]);
});

/** Every file of the test's folder but the installed packages, and all that the CLI said, each with where it is. */
function everything(): Array<[where: string, text: string]> {
  const root = join(world.stack.dir, "..");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(root, "node_modules")));
  expect(files.some((path) => path.includes("history"))).toBe(true);
  return [
    ...files.map((path): [string, string] => [path, readFileSync(path, "latin1")]),
    ...said.map(({ args, stdout, stderr }): [string, string] => [`pulumi ${args[0]}`, stdout + stderr]),
  ];
}
