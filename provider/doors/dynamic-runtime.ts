import { randomUUID } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import type { Failure, Values } from "../core/check";
import { systemClock } from "../core/clock";
import { type AnyBinding, type Cloud, readSettings } from "../core/cloud";
import type { Runtime } from "../core/context";
import { messageOf, PartialError } from "../core/error";
import { checkInputs, diffInputs } from "../core/inputs";
import { type Call, Lifecycle, type Timeouts } from "../core/lifecycle";
import { stderrLog } from "../core/log";
import { UNKNOWN } from "../core/unknown";
import { find } from "./catalog";

/**
 * `pulumi-ipv6/dynamic`: what the one line of code in every state file requires. `provider(type)` is a contract
 * with all of them for ever: add to it, rename nothing, and go on accepting what older versions stored. Destroy
 * and refresh run through here too.
 *
 * @param type cloud and resource: `alibaba:Ipv6InternetBandwidth`
 */
export function provider(type: string): pulumi.dynamic.ResourceProvider {
  const { cloud, binding } = find(type);
  return {
    // Only stores, and at once: calls that run in parallel with it must already find it.
    configure: async (request) => {
      config = request.config;
    },
    check: async (olds, news) => checked(cloud, binding, olds, news),
    diff: async (_id, olds, news) => differing(binding, olds, news),
    create: (inputs) =>
      run(type, inputs, async (lifecycle, call) => {
        const { id, properties } = await lifecycle.create(inputs, call);
        return { id, outs: defined(properties) };
      }),
    read: (id, state: Values = {}) =>
      run(type, state, async (lifecycle, call) => {
        const found = await lifecycle.read(id, state, call);
        // An empty id is how the engine learns that the object is gone.
        return found
          ? { id: found.id, props: found.properties, inputs: inputsOf(binding, found.properties) }
          : { id: "" };
      }),
    update: (id, olds, inputs) =>
      run(type, inputs, async (lifecycle, call) => {
        const { properties } = await lifecycle.update(id, olds, inputs, call);
        return { outs: defined(properties) };
      }),
    delete: (id, state) => run(type, state, (lifecycle, call) => lifecycle.delete(id, state, call)),
  };
}

/** The engine's mark for a value that the preview cannot know. */
const SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const runtime: Runtime = {
  clock: systemClock,
  random: Math.random,
  unique: randomUUID,
  log: stderrLog(process.env),
  environment: process.env,
};

interface Config {
  get(key: string): string | undefined;
}
let config: Config | undefined;
const lifecycles = new Map<string, Lifecycle>();

function checked(cloud: Cloud, binding: AnyBinding, olds: Values, news: Values) {
  try {
    const settings = settingsOf(cloud);
    const { inputs, failures, warnings } = checkInputs(cloud, binding, decode(olds), decode(news), settings);
    for (const warning of warnings) runtime.log("warning", warning);
    return { inputs: encode(inputs), failures: [...failures, ...cloud.missing(settings, runtime)] };
  } catch (error) {
    const failures = messageOf(error)
      .split("\n")
      .map((reason): Failure => ({ property: "", reason }));
    return { inputs: news, failures };
  }
}

function differing(binding: AnyBinding, olds: Values, news: Values) {
  const delta = diffInputs(binding, decode(olds), decode(news));
  return {
    changes: delta.length > 0,
    replaces: delta.filter((change) => change.onChange === "replace").map((change) => change.field),
    // Always: one address holds one bandwidth, and a replacement that is forced with equal inputs would
    // otherwise be answered with the live object, which is then deleted as the old one.
    deleteBeforeReplace: true,
  };
}

function inputsOf(binding: AnyBinding, properties: Values): Values {
  const { fields } = binding.declaration;
  const known = Object.entries(properties).filter(([name]) => name.startsWith("__") || Object.hasOwn(fields, name));
  return Object.fromEntries(known);
}

async function run<T>(type: string, props: Values, verb: (lifecycle: Lifecycle, call: Call) => Promise<T>): Promise<T> {
  try {
    const timeouts = props.__timeouts as Timeouts | undefined;
    return await verb(lifecycleOf(type), { identity: String(props.__identity ?? ""), timeouts });
  } catch (error) {
    throw forEngine(error, props);
  }
}

/** As the dynamic server wants it: no stack for people to read, and partial state that still says which code to run. */
function forEngine(error: unknown, props: Values): Error {
  const shown = error instanceof Error ? error : new Error(String(error));
  shown.stack = "";
  if (!(shown instanceof PartialError)) return shown;
  const properties = defined({ ...shown.properties, __provider: props.__provider });
  return Object.assign(shown, { properties });
}

/** The dynamic server fails on undefined, and would lose what was just bought. */
function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function lifecycleOf(type: string): Lifecycle {
  const { cloud, binding } = find(type);
  let lifecycle = lifecycles.get(type);
  if (!lifecycle) {
    lifecycle = new Lifecycle(cloud, binding, connectionOf(cloud), runtime);
    lifecycles.set(type, lifecycle);
  }
  return lifecycle;
}

/** One per cloud: its resources share connections and gathered reads. */
const connections = new Map<string, unknown>();
function connectionOf(cloud: Cloud): unknown {
  if (!connections.has(cloud.name)) connections.set(cloud.name, cloud.connect(settingsOf(cloud), runtime));
  return connections.get(cloud.name);
}

function settingsOf(cloud: Cloud): Values {
  return readSettings(cloud, config?.get(`ipv6:${cloud.name}`), runtime.environment);
}

function decode(values: Values): Values {
  return translate(values, SENTINEL, UNKNOWN) as Values;
}
function encode(values: Values): Values {
  return translate(values, UNKNOWN, SENTINEL) as Values;
}
function translate(value: unknown, from: unknown, to: unknown): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((member) => translate(member, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, translate(member, from, to)]));
}
