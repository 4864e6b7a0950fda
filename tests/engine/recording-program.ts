// A program of dynamic resources whose provider records its calls and returns what the test sets.

export interface Call {
  readonly method: "configure" | "check" | "diff" | "create" | "read" | "update" | "delete";
  /** Version of the provider's code that ran. */
  readonly code: "one" | "two";
  readonly pid: number;
  readonly name?: string;
  readonly olds?: Record<string, unknown>;
  readonly news?: Record<string, unknown>;
  readonly alibaba?: string;
  readonly resolved?: string;
}

export interface Thing {
  readonly name: string;
  /** `{ of }` stands for another thing's computed output, `{ secret }` for a secret. */
  readonly props: Readonly<Record<string, number | string | { of: string } | { secret: string }>>;
  readonly opts?: { dependsOn?: string[]; additionalSecretOutputs?: string[]; deleteBeforeReplace?: boolean };
}

export const recordingProgram = (code: Call["code"]) => `
const pulumi = require("@pulumi/pulumi");
const code = "${code}";
const recorder = () => require(process.cwd() + "/recorder.js");
const provider = {
  configure(request) {
    recorder().stored.config = request.config;
    recorder().record("configure", { code, alibaba: request.config.get("ipv6:alibaba") });
  },
  async check(olds, news) {
    recorder().record("check", { code, name: news.name, olds, news });
    return { inputs: news };
  },
  async diff(id, olds, news) {
    recorder().record("diff", { code, name: news.name, olds, news });
    return recorder().answer("diff:" + news.name) ?? recorder().answer("diff") ?? { changes: olds.value !== news.value || olds.__code !== news.__code };
  },
  async create(inputs) {
    recorder().record("create", { code, name: inputs.name, news: inputs, resolved: require.resolve("pulumi-ipv6/package.json") });
    const outs = { ...inputs, computed: "computed by " + inputs.name };
    if (inputs.password) Object.assign(outs, { derived: inputs.password + "!", copied: inputs.password });
    const answer = recorder().answer("create:" + inputs.name);
    if (answer === "half") throw Object.assign(new Error("half made"), { id: inputs.name, properties: outs, reasons: ["the cloud was slow"] });
    if (answer === "undefined") outs.missing = undefined;
    if (answer === "hang") await new Promise((resolve) => setTimeout(resolve, 60_000));
    return { id: inputs.name, outs };
  },
  async update(id, olds, news) {
    recorder().record("update", { code, name: id, olds, news });
    return { outs: { ...olds, ...news } };
  },
  async read(id, props) {
    recorder().record("read", { code, name: id, alibaba: recorder().stored.config?.get("ipv6:alibaba") });
    return { id, props };
  },
  async delete(id) {
    recorder().record("delete", { code, name: id, alibaba: recorder().stored.config?.get("ipv6:alibaba") });
  },
};
class Thing extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(provider, name, { name, computed: undefined, derived: undefined, copied: undefined, ...props }, opts, "facts", "Thing");
  }
}
const made = {};
const value = (given) => (given.secret ? pulumi.secret(given.secret) : given.of ? made[given.of].computed : given);
for (const { name, props, opts = {} } of require("./things.json")) {
  const args = Object.fromEntries(Object.entries(props).map(([key, given]) => [key, value(given)]));
  made[name] = new Thing(name, args, { ...opts, dependsOn: (opts.dependsOn ?? []).map((other) => made[other]) });
}
`;

export const recorder = `
const fs = require("node:fs");
const short = (key, value) => (key === "__provider" ? "code " + /"(one|two)"/.exec(value)[1] : value);
exports.stored = {};
exports.record = (method, call) => fs.appendFileSync(process.cwd() + "/calls", JSON.stringify({ method, pid: process.pid, ...call }, short) + "\\n");
exports.answer = (key) => JSON.parse(fs.readFileSync(process.cwd() + "/answers.json", "utf8"))[key];
`;

/** Names of `program`'s files that a test rewrites between commands. */
export const files = {
  program: "index.js",
  recorder: "recorder.js",
  things: "things.json",
  answers: "answers.json",
  calls: "calls",
};
