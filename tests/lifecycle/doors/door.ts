// Both doors as the engine uses them, behind one interface: check, then an operation. State and inputs are plain
// values.
import { randomUUID } from "node:crypto";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CLOUDS } from "../../../provider/clouds";
import type { Values } from "../../../provider/core/check";
import type { Cloud } from "../../../provider/core/cloud";
import type { Runtime } from "../../../provider/core/context";
import type { State } from "../../../provider/core/lifecycle/reconcile";
import { dynamicProviders } from "../../../provider/doors/dynamic-provider";
import { newPreviewNote, takePreviewNote } from "../../../provider/doors/preview-note";
import { failure, Peer, urnOf } from "../../plugin/peer";
import { WHOLE } from "../../whole";

/** A failed operation; `state` is what the engine then stores. */
export class Failed extends Error {
  constructor(
    message: string,
    readonly state?: State,
  ) {
    super(message);
  }
}

export interface Plan {
  readonly op: "same" | "update" | "replace";
  readonly replaces: readonly string[];
}

/** One run of the provider for one resource type: a process with no memory of earlier ones. */
export interface Run {
  /** @returns inputs as the operations take them. @throws all check failures in one error */
  check(name: string, inputs: Values): Promise<Values>;
  /** What a preview does for a create, or for an update of `state` to what is declared. */
  preview(name: string, state: State | undefined, inputs: Values): Promise<void>;
  diff(name: string, state: State, inputs: Values): Promise<Plan>;
  create(name: string, inputs: Values, seconds?: number): Promise<State>;
  read(name: string, state: State, inputs: Values): Promise<State | undefined>;
  update(name: string, state: State, inputs: Values, seconds?: number): Promise<State>;
  delete(name: string, state: State): Promise<void>;
  /** What the engine sends on Ctrl-C, if it sends anything. */
  cancel?(): Promise<void>;
}

/** One process of the provider: a run for each resource type; they share connections and rate limits. */
export interface Process {
  of(type: string): Run;
  /** What a process does once the results of its operations are in state. */
  settle(): Promise<void>;
  end(): void;
}

/**
 * @param settings by cloud, and settings of the provider that belong to no cloud
 * @param project of the program, from which its tokens are derived
 */
export type Open = (
  settings: Readonly<Record<string, Values | string>>,
  runtime: Runtime,
  project?: string,
) => Promise<Process>;

export const DOORS = { dynamic: openDynamic, plugin: openPlugin } as const satisfies Record<string, Open>;
export type DoorName = keyof typeof DOORS;
export const EVERY_DOOR = Object.keys(DOORS) as DoorName[];

/** Both doors, or where variants are not told, one and the other in turn. */
export function doorsOf(index: number): readonly DoorName[] {
  return WHOLE ? EVERY_DOOR : EVERY_DOOR.filter((_, door) => door === index % EVERY_DOOR.length);
}

async function openDynamic(...[settings, runtime, project = "project"]: Parameters<Open>): Promise<Process> {
  const providers = dynamicProviders(runtime);
  const config = { get: (key: string) => textOf(settings[key.replace(/^ipv6:/, "")]) };
  const of = (type: string) => dynamicRun(providers(type) as never, type, project);
  await providers(Object.keys(settings).flatMap(typesOf)[0] ?? "").configure?.({ config } as never);
  return { of, settle: () => providers.settle(), end: () => {} };
}

function textOf(settings: Values | string | undefined): string | undefined {
  return typeof settings === "object" ? JSON.stringify(settings) : settings;
}

function typesOf(cloud: string): string[] {
  const { resources } = (CLOUDS as Readonly<Record<string, Cloud>>)[cloud] ?? { resources: {} };
  return Object.keys(resources).map((resource) => `${cloud}:${resource}`);
}

function dynamicRun(
  provider: Record<string, (...args: unknown[]) => Promise<Answer>>,
  type: string,
  project: string,
): Run {
  const hidden = (name: string, verb: string, seconds?: number) => ({
    __provider: "code",
    __identity: `${project}/stack::ipv6:${type}::${name}`,
    ...(seconds && { __timeouts: { [verb]: seconds } }),
  });
  const ask = (verb: string, ...args: unknown[]): Promise<Answer> =>
    (provider[verb] as (...all: unknown[]) => Promise<Answer>)(...args).catch(({ message, id, properties }) => {
      throw new Failed(message, id === undefined ? undefined : { id, properties: sent(properties) });
    });
  const check = async (name: string, olds: Values, inputs: Values) => {
    const { inputs: checked = {}, failures = [] } = await ask("check", olds, { ...inputs, ...hidden(name, "") });
    if (failures.length > 0) throw new Failed(failures.map(({ reason }) => reason).join("\n"));
    return checked;
  };
  const diff = async ({ id, properties }: State, inputs: Values) => {
    const { changes = false, replaces = [] } = await ask("diff", id, properties, inputs);
    return planned(changes, replaces);
  };
  return {
    check: (name, inputs) => check(name, {}, inputs),
    preview: async (name, state, inputs) => {
      const note = newPreviewNote(randomUUID());
      const told = { ...inputs, __preview: { note } };
      const plan = state && (await diff(state, await check(name, state.properties, told)));
      if (!plan || plan.op === "replace") await check(name, {}, told);
      const refused = (await takePreviewNote(note))?.refused;
      if (refused) throw new Failed(refused);
    },
    diff: (_name, state, inputs) => diff(state, inputs),
    create: async (name, inputs, seconds) => {
      const { id = "", outs = {} } = await ask("create", { ...inputs, ...hidden(name, "create", seconds) });
      return { id, properties: sent(outs) };
    },
    read: async (_name, { id, properties }) => {
      const found = await ask("read", id, properties);
      return found.id ? { id: found.id, properties: sent(found.props ?? {}) } : undefined;
    },
    update: async (name, { id, properties }, inputs, seconds) => {
      const { outs = {} } = await ask("update", id, properties, { ...inputs, ...hidden(name, "update", seconds) });
      return { id, properties: sent(outs) };
    },
    delete: async (_name, { id, properties }) => void (await ask("delete", id, properties)),
  };
}

/** What the methods of a dynamic provider return, combined. */
interface Answer {
  readonly inputs?: Values;
  readonly failures?: readonly { readonly reason: string }[];
  readonly changes?: boolean;
  readonly replaces?: readonly string[];
  readonly id?: string;
  readonly outs?: Values;
  readonly props?: Values;
}

/** As it arrives at the engine. Undefined values fail, as they do there. */
function sent(values: Values): Values {
  return Struct.fromJavaScript(values as never).toJavaScript() as Values;
}

async function openPlugin(...[settings, runtime, project = "project"]: Parameters<Open>): Promise<Process> {
  const peer = await Peer.start({ ...runtime.environment } as Record<string, string>, runtime.clock, runtime);
  await peer.configure(settings);
  return { of: (type) => pluginRun(peer, type, project), settle: () => peer.settle(), end: () => peer.stop() };
}

function pluginRun(peer: Peer, type: string, project: string): Run {
  const ask = async <T>(work: Promise<T>): Promise<T> => {
    const failed = await work.then(
      () => undefined,
      () => failure(work),
    );
    if (!failed) return work;
    const { message, id, properties = {} } = failed;
    throw new Failed(message, id === undefined ? undefined : { id, properties });
  };
  const urn = (name: string) => urnOf(type, name, "", project);
  const check = async (name: string, inputs: Values) => {
    const checked = await ask(peer.check(urn(name), inputs));
    if (checked.reasons.length > 0) throw new Failed(checked.reasons.join("\n"));
    return checked.inputs;
  };
  const diff = async (name: string, { id, properties }: State, inputs: Values) => {
    const { changes, replaces } = await ask(peer.diff(urn(name), id, properties, inputs));
    return planned(changes, replaces);
  };
  return {
    preview: async (name, state, inputs) => {
      const checked = await check(name, inputs);
      const plan = state && (await diff(name, state, checked));
      const options = { preview: true };
      if (!plan || plan.op === "replace") await ask(peer.create(urn(name), checked, options));
      else if (plan.op === "update") await ask(peer.update(urn(name), state.id, state.properties, checked, options));
    },
    check,
    diff,
    create: async (name, inputs, timeout) => {
      const { id, properties } = await ask(peer.create(urn(name), inputs, timeout ? { timeout } : {}));
      return { id, properties };
    },
    read: async (name, state, inputs) => {
      const { id, properties } = await ask(peer.read(urn(name), state.id, state.properties, inputs));
      return id ? { id, properties } : undefined;
    },
    update: async (name, { id, properties: olds }, inputs, timeout) => {
      const { properties } = await ask(peer.update(urn(name), id, olds, inputs, timeout ? { timeout } : {}));
      return { id, properties };
    },
    delete: (name, { id, properties }) => ask(peer.delete(urn(name), id, properties)),
    cancel: () => peer.cancel(),
  };
}

function planned(changes: boolean, replaces: readonly string[]): Plan {
  return { op: replaces.length > 0 ? "replace" : changes ? "update" : "same", replaces: [...replaces].sort() };
}
