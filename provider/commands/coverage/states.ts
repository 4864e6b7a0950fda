import { dirname } from "node:path";
import { z } from "zod";
import { messageOf, Refusal } from "../../core/api/errors";
import { all, type Given, type Io, isSet, type Options } from "../command";
import { decoded, isIn, parsed } from "../files";
import { sideBySide } from "./side-by-side";
import { type Entry, entriesOf, regionsIn, type StackName, stackNamed } from "./state-entries";

export const stateOptions = {
  states: {
    type: "string",
    multiple: true,
    value: "FOLDER",
    doc: "folder of states: output of `pulumi stack export`, Terraform state files, `terraform show -json`; repeatable",
  },
  backend: {
    type: "boolean",
    doc: "the states of all stacks of the Pulumi backend that `pulumi` is logged in to",
  },
} as const satisfies Options;

/** Largest state in bytes. */
const LARGEST = 256 * 1024 * 1024;
/** States read at once: each export is a process. */
const AT_ONCE = 4;
/** Files in a folder of states that are none: older versions and notes. */
const OLDER = /\.(bak|backup)(\.\d+)?$|\.backup$/;
const STATE = /\.(json|tfstate)$/;
const PACKED = /\.(json|tfstate)\.gz$/;

/** One stack or state file. */
export interface State {
  /** `organization/project/stack`, or the path of the file. */
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly stack?: StackName | undefined;
  /** Resources in it, of any provider. */
  readonly resources: number;
}

export interface States {
  readonly states: readonly State[];
  /** Why a state could not be read: what it has is not known. */
  readonly unread: readonly string[];
  /** Stacks with an update under way, whose orders may be in no state yet. */
  readonly busy: readonly string[];
  /** Files that were passed over. */
  readonly skipped: readonly string[];
}

/** Regions of what the states have, by cloud. */
export function regionsOfStates({ states }: States): ReadonlyMap<string, ReadonlySet<string>> {
  return regionsIn(states.flatMap(({ entries }) => entries));
}

/**
 * The states of the folders and, if asked for or if there is no folder, of the backend.
 *
 * @throws Refusal if there are no states at all
 */
export async function readStates(given: Given, io: Io): Promise<States> {
  const folders = all(given, "states");
  const parts = await Promise.all([
    ...folders.map((folder) => ofFolder(folder, io)),
    ...(folders.length === 0 || isSet(given, "backend") ? [ofBackend(io)] : []),
  ]);
  return {
    states: parts.flatMap(({ states }) => states),
    unread: parts.flatMap(({ unread }) => unread),
    busy: parts.flatMap(({ busy }) => busy),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

async function ofFolder(folder: string, io: Io): Promise<States> {
  const files = await io.listBelow(folder).catch((error: unknown) => {
    throw new Refusal(`--states ${folder}: cannot be read: ${messageOf(error)}`);
  });
  const isState = (path: string) => STATE.test(path) && !OLDER.test(path);
  const here = files.filter((path) => isIn(folder, path));
  const wanted = here.filter(isState);
  const packed = here.filter((path) => PACKED.test(path));
  const skipped = here.filter((path) => !wanted.includes(path) && !packed.includes(path));
  const below = new Set(files.filter((path) => !isIn(folder, path) && isState(path)).map((path) => dirname(path)));
  // What they hold would look as if no state held it.
  const unread = [
    ...packed.map((path) => `${path}: is compressed: unpack it`),
    ...[...below].map((path) => `${path}: has states, too, and is not read: give it as another --states`),
  ];
  if (wanted.length === 0)
    throw new Refusal(
      `--states ${folder}: has no state (*.json, *.tfstate). Make one with: pulumi stack export --stack STACK --file ${folder}/STACK.json`,
    );
  const read = await sideBySide(wanted, AT_ONCE, async (path) => {
    const bytes = await io.read(path, LARGEST).catch((error: unknown) => {
      throw new Refusal(`cannot be read: ${messageOf(error)}`);
    });
    if (bytes.length > LARGEST) throw new Refusal("is larger than 256 MiB, the limit for a state");
    return stateOf(path, decoded(bytes));
  });
  const found = sorted(wanted, read);
  return { states: found.states, unread: [...found.unread, ...unread], busy: [], skipped };
}

const stackList = z.array(z.object({ name: z.string(), updateInProgress: z.boolean().nullish() }));
const LOGIN = "log in with pulumi login, or give --states FOLDER";

async function ofBackend(io: Io): Promise<States> {
  const listed = await run(io, ["stack", "ls", "--all", "--json"]);
  const stacks = stackList.safeParse(parsed(listed));
  if (!stacks.success) throw new Refusal(`pulumi stack ls --all --json: its output is no list of stacks; ${LOGIN}`);
  const names = stacks.data.map(({ name }) => name);
  if (names.length === 0) throw new Refusal(`the backend has no stacks; check pulumi whoami --verbose, ${LOGIN}`);
  let done = 0;
  const read = await sideBySide(names, AT_ONCE, async (name) => {
    const text = await run(io, ["stack", "export", "--stack", name]);
    io.progress(`Read the states of ${++done} of ${names.length} stacks`);
    const state = stateOf(name, text);
    return { ...state, stack: state.stack ?? stackNamed(name) };
  });
  const busy = stacks.data.filter(({ updateInProgress }) => updateInProgress).map(({ name }) => name);
  return { ...sorted(names, read), busy, skipped: [] };
}

async function run(io: Io, args: readonly string[]): Promise<string> {
  const command = `pulumi ${args.join(" ")}`;
  const ran = await io.exec("pulumi", args);
  if (!ran) throw new Refusal("pulumi is not on PATH, so no stack can be read; install it, or give --states FOLDER");
  if (io.signal.aborted) throw new Refusal("stopped");
  if (ran.code === 0) return ran.out;
  const [line = `ended with ${ran.code}`] = ran.err.split("\n").filter((each) => each.trim() !== "");
  throw new Refusal(`${command}: ${line.trim()}`);
}

function sorted(names: readonly string[], read: readonly (State | Error)[]): Pick<States, "states" | "unread"> {
  const states = read.filter((each): each is State => !(each instanceof Error));
  const unread = read.flatMap((each, index) =>
    each instanceof Error
      ? [`${names[index]}: ${messageOf(each).replace(/^pulumi stack export --stack \S+: /, "")}`]
      : [],
  );
  return { states, unread };
}

/** @throws Refusal without any of the content, which may be secret */
function stateOf(name: string, text: string): State {
  const found = entriesOf(parsed(text), name);
  if (!found) {
    const forms = "pulumi stack export, a Terraform state of version 4, or terraform show -json";
    throw new Refusal(`is no state: it must be the output of ${forms}`);
  }
  return { name, ...found };
}
