import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { actions as alibabaActions } from "./alibaba/actions";
import { type Model, readModels } from "./common/models";
import { callAlibaba, callTencent, callZenlayer, type Simulator, startSimulator } from "./index";
import { actions as tencentActions } from "./tencent/actions";
import { actions as zenlayerActions } from "./zenlayer/actions";

interface Described {
  readonly name: string;
  readonly takes: readonly string[];
}
const clouds = {
  alibaba: alibabaActions.map((action) => ({ ...action, place: `${action.product} ${action.name}` })),
  tencent: tencentActions.map((action) => ({ ...action, place: `${action.product} ${action.name}` })),
  zenlayer: zenlayerActions.map((action) => ({ ...action, place: `${action.service} ${action.name}` })),
};
/** What every action of the cloud takes. */
const COMMON = ["RegionId", "ClientToken", "DryRun"];

const rows = Object.entries(clouds).flatMap(([cloud, actions]) => {
  const models = readModels(cloud);
  return (actions as ReadonlyArray<Described & { readonly place: string }>).map(
    ({ place, name, takes }): [string, string, string, readonly string[], Model | undefined] => [
      ...([cloud, place, name, takes] as const),
      models[place],
    ],
  );
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** Code and message of the refusal of a call with one parameter. */
async function refusal(cloud: string, place: string, name: string, parameter: string): Promise<[string, string]> {
  const { url } = simulator;
  if (cloud === "alibaba") {
    const versions: Record<string, string> = { ecs: "2014-05-26", vpc: "2016-04-28", sts: "2015-04-01" };
    const version = versions[place.split(" ")[0] ?? ""] ?? "";
    const { body } = await callAlibaba(url, name, { [parameter]: "x" }, { version });
    return [body.Code, body.Message];
  }
  if (cloud === "tencent") {
    const versions: Record<string, string> = { tag: "2018-08-13", sts: "2018-08-13", region: "2022-06-27" };
    const version = versions[place.split(" ")[0] ?? ""];
    const options = version === undefined ? {} : { version };
    const { Error: error } = (await callTencent(url, name, { [parameter]: "x" }, options)).body;
    return [error?.Code, error?.Message];
  }
  const { body } = await callZenlayer(url, name, { [parameter]: "x" });
  return [body.code, body.message];
}

test.each(rows)("%s, %s: takes parameters of its model, and refuses the others by name", async (...row) => {
  const [cloud, place, name, takes, model] = row;
  const names = Object.keys(model?.request ?? {});
  expect(names).toEqual(expect.arrayContaining([...takes]));
  for (const parameter of names.filter((each) => !takes.includes(each) && !COMMON.includes(each))) {
    const [code, message] = await refusal(cloud, place, name, parameter);
    expect([parameter, code]).toEqual([parameter, "NotSimulated"]);
    expect(message).toContain(` ${parameter} `);
  }
});

/** Names that the simulator reads and no model has, with the reason. */
const NOT_IN_MODELS: Readonly<Record<string, string>> = {
  InstanceChargeType:
    "an older page of AllocateIpv6InternetBandwidth, whose code OperationUnsupported.PrePaid is listed",
  ChargeType: "the same, in the spelling of that list",
};
const READ =
  /\b(?:\w*[pP]arameters|filter|entry|tag)\.(?:text|required|given|integer|flag|list|requiredList|objects|equal|same|word|requiredWord|number|requiredNumber|capped|tags|inner|has)\(\s*"(\w+)"/g;

test.each(Object.keys(clouds))("%s: what the sources read is in a model", (cloud) => {
  const names = new Set<string>();
  const collect = (type: unknown): void => {
    if (Array.isArray(type)) for (const each of type) collect(each);
    else if (typeof type === "object" && type !== null) {
      for (const [name, each] of Object.entries(type)) {
        names.add(name);
        collect(each);
      }
    }
  };
  for (const { request } of Object.values(readModels(cloud))) collect(request);
  const files = [join(__dirname, cloud), join(__dirname, cloud, "actions")].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile() && each.name.endsWith(".ts") && !each.name.endsWith(".test.ts"))
      .map((each) => readFileSync(join(folder, each.name), "utf8")),
  );
  const read = files.flatMap((text) => [...text.matchAll(READ)].map(([, name = ""]) => name));
  expect(read.length).toBeGreaterThan(30);
  const strange = [...new Set(read)].filter((name) => !names.has(name) && !Object.hasOwn(NOT_IN_MODELS, name));
  expect(strange).toEqual([]);
});
