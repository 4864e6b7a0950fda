import type * as pulumi from "@pulumi/pulumi";
import type { Values } from "../core/check";
import type { AnyBinding } from "../core/cloud";
import type { Runtime } from "../core/context";
import { PartialError } from "../core/error";
import type { Call, Lifecycle, Timeouts } from "../core/lifecycle";
import { UNKNOWN } from "../core/unknown";
import { find } from "./catalog";
import { PREVIEW } from "./hidden";
import { leaveNote } from "./note";
import { MODE_RULE, modeOf, type Planned, PREFLIGHT, Preflight, USUAL_MODE } from "./preflight";
import { Reach } from "./reach";

/** The engine's mark for a value that the preview cannot know. */
const SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Config {
  get(key: string): string | undefined;
}

/** The providers of one process, by type; they share settings and connections. */
export function dynamicProviders(runtime: Runtime): (type: string) => pulumi.dynamic.ResourceProvider {
  let config: Config | undefined;
  const reach = new Reach(runtime, (cloud) => config?.get(`ipv6:${cloud}`));
  const preflight = new Preflight(
    (type) => reach.lifecycle(type),
    () => modeOf(config?.get(`ipv6:${PREFLIGHT}`)) ?? USUAL_MODE,
  );
  /** The notes of a preview by identity: checked with what was before, so that the diff that follows is the plan's. */
  const changing = new Map<string, unknown>();

  /** @returns what the program does not learn from its note, and the engine must therefore */
  async function ask(planned: Planned, note: unknown): Promise<string[]> {
    const name = planned.identity.split("::").pop();
    const refused = await preflight.ask(planned, (level, said) => runtime.log(level, `${name}: ${said}`));
    return refused.length === 0 || leaveNote(note, refused.join("\n")) ? [] : refused;
  }

  async function checked(type: string, olds: Values, { [PREVIEW]: note, ...news }: Values) {
    const { inputs, failures, warnings } = reach.check(type, decode(olds), decode(news));
    const identity = identityOf(news);
    for (const warning of warnings) runtime.log("warning", `${identity.split("::").pop()}: ${warning}`);
    const all = [...failures];
    const wish = config?.get(`ipv6:${PREFLIGHT}`);
    if (wish !== undefined && !modeOf(wish)) all.push({ property: "", reason: `ipv6:${PREFLIGHT}: ${MODE_RULE}` });
    // Nothing before: it is made, or made anew in place of what the diff before this found.
    const isNew = Object.keys(olds).length === 0;
    if (note && !isNew) changing.set(identity, note);
    if (note && isNew && all.length === 0) {
      const refused = await ask({ type, identity, inputs }, note);
      all.push(...refused.map((reason) => ({ property: "", reason })));
    }
    return { inputs: encode(inputs), failures: all };
  }

  async function differs(type: string, id: string, olds: Values, news: Values) {
    const answer = differing(reach.lifecycle(type), id, olds, news);
    const identity = identityOf(news);
    const present = { id, state: decode(olds) };
    preflight.compared(identity, present, answer.replaces.length > 0);
    // Refresh compares too, and plans nothing.
    const note = changing.get(identity);
    changing.delete(identity);
    if (note && answer.changes && answer.replaces.length === 0) {
      const refused = await ask({ type, identity, inputs: decode(news), changes: present }, note);
      if (refused.length > 0) throw forEngine(new Error(refused.join("\n")), news);
    }
    return answer;
  }

  async function run<T>(
    type: string,
    props: Values,
    verb: (lifecycle: Lifecycle, call: Call) => Promise<T>,
  ): Promise<T> {
    try {
      const timeouts = props.__timeouts as Timeouts | undefined;
      return await verb(reach.lifecycle(type), { identity: identityOf(props), timeouts });
    } catch (error) {
      throw forEngine(error, props);
    }
  }

  return (type) => {
    const { binding } = find(type);
    return {
      // Only stores, and at once: calls that run in parallel with it must already find it.
      configure: async (request) => {
        config = request.config;
      },
      check: async (olds, news) => checked(type, olds, news),
      diff: (id, olds, news) => differs(type, id, olds, news),
      create: (inputs) =>
        run(type, inputs, async (lifecycle, call) => {
          const { id, properties } = await lifecycle.create(inputs, call);
          return { id, outs: defined(properties) };
        }),
      read: (id, state: Values = {}) =>
        run(type, state, async (lifecycle, call) => {
          const found = await lifecycle.read(id, state, call);
          // An empty id is how the engine learns that the object is gone.
          if (!found) return { id: "" };
          const props = defined(found.properties);
          return { id: found.id, props, inputs: inputsOf(binding, props) };
        }),
      update: (id, olds, inputs) =>
        run(type, inputs, async (lifecycle, call) => {
          const { properties } = await lifecycle.update(id, olds, inputs, call);
          return { outs: defined(properties) };
        }),
      delete: (id, state) => run(type, state, (lifecycle, call) => lifecycle.delete(id, state, call)),
    };
  };
}

function differing(lifecycle: Lifecycle, id: string, olds: Values, news: Values) {
  const delta = lifecycle.diff(id, decode(olds), decode(news), [identityOf(news), identityOf(olds)]);
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

function identityOf(props: Values): string {
  return String(props.__identity ?? "");
}

/** As the dynamic server wants it: no stack for people to read, and partial state that still says which code to run. */
function forEngine(error: unknown, props: Values): Error {
  const shown = error instanceof Error ? error : new Error(String(error));
  // The server prints "<error>: <stack>" for reads and deletes.
  Object.assign(shown, { stack: shown.message, toString: () => "pulumi-ipv6" });
  if (!(shown instanceof PartialError)) return shown;
  const properties = defined({ ...shown.properties, __provider: props.__provider });
  return Object.assign(shown, { properties });
}

/** The dynamic server fails on undefined, and would lose what was just bought. */
function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
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
