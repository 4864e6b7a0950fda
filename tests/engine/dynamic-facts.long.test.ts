// What the dynamic door leans on and no page promises, pinned on the real engine with a provider that only writes down what it is asked.
// The tests are one story on one stack, in order: each starts where the one before it ended.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../scripts/engine-process";
import { type Call, files, recorder, recordingProgram, type Thing } from "./recording-program";
import { createWorkspace, until, type Workspace } from "./workspace";

const type = "pulumi-nodejs:dynamic/facts:Thing";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

const first: Thing[] = [
  { name: "a", props: { value: 1, __token: "t" } },
  { name: "b", props: { value: { of: "a" } } },
  { name: "s", props: { value: 1, password: { secret: "hunter2" } }, opts: { additionalSecretOutputs: ["derived"] } },
  { name: "p", props: { value: 1 }, opts: { dependsOn: ["a", "b", "s"] } },
];
/** The same things, with something added to some of them. */
const withMore = (names: string, props: Thing["props"], opts: Thing["opts"] = {}): Thing[] =>
  first.map((thing) =>
    names.includes(thing.name)
      ? { ...thing, props: { ...thing.props, ...props }, opts: { ...thing.opts, ...opts } }
      : thing,
  );

let stack: Workspace;
const things = (list: Thing[]) => stack.write(files.things, JSON.stringify(list));
const answers = (by: Record<string, unknown>) => stack.write(files.answers, JSON.stringify(by));
/** What was asked since the last look. */
function calls(): Call[] {
  const path = join(stack.dir, files.calls);
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
  stack.write(files.calls, "");
  return lines.map((line) => JSON.parse(line) as Call);
}
const methodsOf = (list: Call[], name: string) => list.filter((call) => call.name === name).map((call) => call.method);
const find = (list: Call[], method: Call["method"], name: string) =>
  list.find((call) => call.method === method && call.name === name);

beforeAll(async () => {
  const alibaba = { region: "cn-hangzhou", accessKeySecret: { secret: "shh" }, retries: 5 };
  stack = await createWorkspace({ program: recordingProgram("one"), config: { "ipv6:alibaba": alibaba } });
  stack.write(files.recorder, recorder);
  things(first);
  answers({});
});

test("preview asks check, with the string sentinel for what is not known, and hides inputs that start with __", async () => {
  const { stdout } = await stack.preview({ args: ["--diff"] });
  const seen = calls();
  expect(new Set(seen.map((call) => call.method))).toEqual(new Set(["configure", "check"]));
  expect(find(seen, "check", "b")?.news?.value).toBe(unknown);
  expect(find(seen, "check", "a")?.news?.__token).toBe("t");
  expect(stdout).toMatch(/name +: "a"/);
  expect(stdout).not.toMatch(/__token|__provider/);
});

test("config set by path reaches configure as JSON text, decrypted", async () => {
  answers({ "create:p": "half" });
  expect((await stack.up({ mayFail: true })).stdout).toContain("the cloud was slow");
  const seen = calls();
  const configured = seen.filter((call) => call.method === "configure");
  expect(configured).toHaveLength(1);
  expect(find(seen, "create", "a")?.resolved).toBe(join(stack.dir, "../node_modules/pulumi-ipv6/package.json"));
  expect(JSON.parse(configured[0]?.alibaba ?? "")).toEqual({
    region: "cn-hangzhou",
    accessKeySecret: "shh",
    retries: 5,
  });
});

test("an error with id, properties and reasons keeps the resource, and the next up calls update though nothing changed", async () => {
  const half = await stack.resource("p");
  expect(half).toMatchObject({ id: "p", initErrors: ["the cloud was slow"], outputs: { computed: "computed by p" } });
  expect(half?.outputs?.__provider).toBeDefined();
  answers({});
  await stack.up();
  const seen = calls();
  expect(methodsOf(seen, "p")).toEqual(["check", "diff", "update"]);
  expect(methodsOf(seen, "a")).toEqual(["check", "diff"]);
  expect((await stack.resource("p"))?.initErrors).toBeUndefined();
  // Check is given the old inputs, diff the old outputs.
  expect(find(seen, "check", "a")?.olds).toEqual({ name: "a", value: 1, __token: "t", __provider: "code one" });
  expect(find(seen, "diff", "a")?.olds).toMatchObject({ computed: "computed by a" });
});

test("a secret input stays encrypted when it comes back by the same name; by another name only if the resource says so", async () => {
  const { outputs } = (await stack.resource("s")) ?? {};
  expect(JSON.stringify(outputs?.password)).toContain(secretSignature);
  expect(JSON.stringify(outputs?.derived)).toContain(secretSignature);
  expect(outputs?.copied).toBe("hunter2");
});

test("diff is asked at preview with the sentinel in the new inputs", async () => {
  things(withMore("a", { value: 2 }));
  await stack.preview();
  const diff = find(calls(), "diff", "b");
  expect(diff?.news?.value).toBe(unknown);
  expect(diff?.olds?.value).toBe("computed by a");
  things(first);
});

test("after an up where only code changed, check and diff run the new code, read and delete the old", async () => {
  stack.write(files.program, recordingProgram("two"));
  await stack.up();
  expect(calls().every((call) => call.code === "two" && ["configure", "check", "diff"].includes(call.method))).toBe(
    true,
  );
  const kept = await stack.resource("a");
  expect(kept?.inputs?.__provider).toContain('"two"');
  expect(kept?.outputs?.__provider).toContain('"one"');
  await stack.refresh();
  const reads = calls().filter((call) => call.method === "read");
  expect(reads.map((call) => call.code)).toEqual(["one", "one", "one", "one"]);
  // One process runs both; and parallel reads see what configure stored, because it stores before it yields.
  expect(reads.every((call) => call.alibaba?.includes("shh"))).toBe(true);
});

test("a changed version input brings the new code into state", async () => {
  things(withMore("absp", { __code: 2 }));
  const { events } = await stack.up({ json: true });
  expect(events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges).toEqual({ same: 1, update: 4 });
  expect(calls().filter((call) => call.method === "update")).toHaveLength(4);
  expect((await stack.resource("a"))?.outputs?.__provider).toContain('"two"');
});

test("--replace and taint never ask diff, so its deleteBeforeReplace is not heard: the new one is made first", async () => {
  answers({ diff: { changes: false, deleteBeforeReplace: true } });
  await replaceAndTaint("a", "s");
  const seen = calls();
  for (const name of ["a", "s"]) {
    expect(methodsOf(seen, name)).toEqual(["check", "create", "delete"]);
    // Nothing tells this check from the one of a first create: the old inputs are not there.
    expect(find(seen, "check", name)?.olds).toEqual({});
  }
});

test("the resource option deleteBeforeReplace is heard by them, and dependents are asked with the sentinel", async () => {
  things(withMore("as", { __code: 2 }, { deleteBeforeReplace: true }));
  await replaceAndTaint("a", "s");
  const seen = calls();
  for (const name of ["a", "s"]) expect(methodsOf(seen, name)).toEqual(["check", "delete", "create"]);
  expect(find(seen, "diff", "b")?.news?.value).toBe(unknown);
});

test("an answer of diff with replaces is heard, deleteBeforeReplace with it", async () => {
  answers({ "diff:a": { changes: true, replaces: ["value"], deleteBeforeReplace: true } });
  things(withMore("as", { __code: 2 }));
  await stack.up();
  // The second check is for the new one.
  expect(methodsOf(calls(), "a")).toEqual(["check", "diff", "check", "delete", "create"]);
});

test("undefined among the outputs loses a resource that was made", async () => {
  answers({ "create:u": "undefined" });
  things([...withMore("as", { __code: 2 }), { name: "u", props: { value: 1 } }]);
  expect((await stack.up({ mayFail: true })).stdout).toContain("Unexpected struct type");
  expect(methodsOf(calls(), "u")).toEqual(["check", "create"]);
  const { deployment } = await stack.stackExport();
  expect(JSON.stringify(deployment)).not.toContain("::u");
});

test("a CLI that is killed in create leaves a pending operation and a lock; the next up creates again", async () => {
  answers({ "create:k": "hang" });
  things([...withMore("as", { __code: 2 }), { name: "k", props: { value: 1 } }]);
  const up = stack.startUp();
  let asked: Call | undefined;
  await until("create is asked", () => {
    asked = find(calls(), "create", "k") ?? asked;
    return asked !== undefined;
  });
  expect((await up.kill()).code).toBeNull();
  expect(isAlive(asked?.pid ?? 0)).toBe(false);
  const pending = (await stack.stackExport()).deployment.pending_operations ?? [];
  expect(pending.map(({ type: operation, resource }) => [operation, resource.urn])).toContainEqual([
    "creating",
    stack.urn(type, "k"),
  ]);
  answers({});
  expect((await stack.up({ mayFail: true })).stderr).toContain("locked");
  await stack.unlock();
  await stack.up();
  expect(methodsOf(calls(), "k")).toEqual(["check", "create"]);
});

test("parallel deletes see what configure stored", async () => {
  await stack.destroy();
  const deletes = calls().filter((call) => call.method === "delete");
  expect(deletes).toHaveLength(5);
  expect(deletes.every((call) => call.alibaba?.includes("shh"))).toBe(true);
});

async function replaceAndTaint(replaced: string, tainted: string): Promise<void> {
  await stack.cli("state", { args: ["taint", stack.urn(type, tainted), "--yes", "--stack", stack.stack] });
  await stack.up({ args: ["--replace", stack.urn(type, replaced)] });
}
