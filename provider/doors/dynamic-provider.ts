import type * as pulumi from "@pulumi/pulumi";
import { messageOf, PartialError } from "../core/api/errors";
import type { Values } from "../core/check";
import type { AnyBinding } from "../core/cloud";
import type { Level, Runtime, Timeouts } from "../core/context";
import { UNKNOWN } from "../core/field";
import type { Call, Lifecycle } from "../core/lifecycle";
import { UNKNOWN_TEXT } from "./engine-values";
import { knownOfChange, MODE_RULE, modeOf, type PlannedStep, PREFLIGHT, Preflight, USUAL_MODE } from "./preflight";
import { beginPreviewNote, endPreviewNote, HANDLING, PREVIEW } from "./preview-note";
import { find } from "./registry";
import { Session } from "./session";

interface Config {
  get(key: string): string | undefined;
}

/** What only the program knows about a preview; see PREVIEW in preview-note.ts. */
interface Preview {
  readonly note?: string;
  readonly depends?: boolean;
  readonly retains?: boolean;
}

export interface DynamicProviders {
  (type: string): pulumi.dynamic.ResourceProvider;
  /** Finishes pending writes to the clouds. Call it before the process ends. */
  settle(): Promise<void>;
}

/** The providers of one process, by type. They share settings and connections. */
export function dynamicProviders(runtime: Runtime): DynamicProviders {
  let config: Config | undefined;
  const session = new Session(runtime, (cloud) => config?.get(`ipv6:${cloud}`));
  const preflight = new Preflight(session, () => modeOf(config?.get(`ipv6:${PREFLIGHT}`)) ?? USUAL_MODE);
  /** By identity: resources checked against old inputs, so that the next diff belongs to the preview's plan. */
  const changing = new Map<string, Preview>();

  /**
   * Runs preflight without blocking the engine. @returns refusals that the note cannot carry, for the engine to report
   */
  async function checkWithCloud(
    planned: PlannedStep,
    { note, ...known }: Preview,
    outputs?: Values,
  ): Promise<string[]> {
    const name = planned.identity.split("::").pop();
    const log = (level: Level, message: string) => runtime.log(level, `${name}: ${message}`);
    const told = beginPreviewNote(note);
    const answer = preflight.refusals({ ...planned, depends: false, ...known, unsure: true }, log);
    if (!told) return answer;
    const end = (refused: string) => endPreviewNote(note, { refused, ...(outputs && { outputs }) });
    void answer.then(
      (refused) => end(refused.join("\n")),
      (error: unknown) => end(messageOf(error)),
    );
    return [];
  }

  async function checked(type: string, olds: Values, { [PREVIEW]: told, ...news }: Values) {
    const identity = identityOf(news);
    const { inputs, failures, warnings } = await session.check(type, decode(olds), decode(news), identity);
    for (const warning of warnings) runtime.log("warning", `${identity.split("::").pop()}: ${warning}`);
    const all = [...failures];
    const mode = config?.get(`ipv6:${PREFLIGHT}`);
    if (mode !== undefined && !modeOf(mode)) all.push({ property: "", reason: `ipv6:${PREFLIGHT}: ${MODE_RULE}` });
    // No old inputs: a create, or the create half of a replacement.
    const isNew = Object.keys(olds).length === 0;
    const preview = told as Preview | undefined;
    if (preview && !isNew) changing.set(identity, preview);
    if (preview && isNew && all.length === 0) {
      const refused = await checkWithCloud({ type, identity, inputs }, preview);
      all.push(...refused.map((reason) => ({ property: "", reason })));
    }
    return { inputs: encode(inputs), failures: all };
  }

  async function differs(type: string, id: string, olds: Values, news: Values) {
    const identity = identityOf(news);
    const present = { id, state: decode(olds) };
    const delta = session.lifecycle(type).diff(id, present.state, decode(news), identity);
    const replaces = delta.filter((change) => change.onChange === "replace").map((change) => change.field);
    // Refresh calls diff too, but plans nothing.
    const preview = changing.get(identity);
    changing.delete(identity);
    if (preview && delta.length > 0 && replaces.length === 0) {
      const inputs = decode(news);
      const { binding } = find(type);
      // The report shows the price.
      const { monthlyPrice: _, ...known } = knownOfChange(binding, present.state, inputs);
      const outputs = Object.keys(binding.declaration.outputs).map((name) => [name, (known as Values)[name]]);
      const told = translate(Object.fromEntries(outputs), UNKNOWN, null) as Values;
      const refused = await checkWithCloud({ type, identity, inputs, changes: present }, preview, told);
      if (refused.length > 0) throw forEngine(new Error(refused.join("\n")), news);
    }
    // Always delete first: an address holds one bandwidth, and a forced replacement with equal inputs would otherwise
    // get the live object as its response.
    // A delete gets nothing but state, so its timeout is stored even where nothing else changes.
    const changes = delta.length > 0 || timeoutOf(olds).delete !== timeoutOf(news).delete;
    return { changes, replaces, deleteBeforeReplace: true };
  }

  async function run<T>(
    type: string,
    props: Values,
    verb: (lifecycle: Lifecycle, call: Call) => Promise<T>,
  ): Promise<T> {
    try {
      return await verb(session.lifecycle(type), { identity: identityOf(props), timeouts: timeoutOf(props) });
    } catch (error) {
      throw forEngine(error, props);
    }
  }

  const provider = (type: string): pulumi.dynamic.ResourceProvider => {
    const { binding } = find(type);
    return {
      // Stores synchronously: calls that run in parallel with it need the config.
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
          // An empty id tells the engine that the object is gone.
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
  return Object.assign(provider, { settle: () => session.settle() });
}

function inputsOf(binding: AnyBinding, properties: Values): Values {
  const { fields } = binding.declaration;
  const known = Object.entries(properties).filter(([name]) => HANDLING.includes(name) || Object.hasOwn(fields, name));
  return Object.fromEntries(known);
}

function identityOf(props: Values): string {
  return String(props.__identity ?? "");
}

function timeoutOf(props: Values): Timeouts {
  return (props.__timeouts ?? {}) as Timeouts;
}

/** An error for the dynamic server: no stack trace, and partial state that keeps the code to run. */
function forEngine(error: unknown, props: Values): Error {
  const shown = error instanceof Error ? error : new Error(String(error));
  // The server prints "<error>: <stack>" for reads and deletes.
  const message = messageOf(shown);
  Object.assign(shown, { message, stack: message, toString: () => "pulumi-ipv6" });
  if (!(shown instanceof PartialError)) return shown;
  const properties = defined({ ...shown.properties, __provider: props.__provider });
  return Object.assign(shown, { properties });
}

/** The dynamic server fails on undefined, which would lose the order just placed. */
function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function decode(values: Values): Values {
  return translate(values, UNKNOWN_TEXT, UNKNOWN) as Values;
}
function encode(values: Values): Values {
  return translate(values, UNKNOWN, UNKNOWN_TEXT) as Values;
}
function translate(value: unknown, from: unknown, to: unknown): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((member) => translate(member, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, translate(member, from, to)]));
}
