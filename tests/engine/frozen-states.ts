// States as earlier releases left them, in tests/upgrade/<version>, and how one is put in the place of today's.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FROZEN } from "../../scripts/release/checks";
import { versionIn } from "../../scripts/release/version";
import { type Door, type EveryResourceHarness, type Wishes, wishes } from "./every-resource";
import { ROOT } from "./language-setup";
import type { StateResource } from "./workspace-types";

export interface Frozen {
  readonly version: string;
  readonly door: Door;
  /** The program that made the state, and the same with every input changed that changes in place. */
  readonly declared: Wishes;
  readonly changed: Wishes;
  readonly resources: readonly StateResource[];
}

const FOLDER = join(ROOT, FROZEN);

/** Of all releases, through both doors. */
export function frozenStates(): Frozen[] {
  const versions = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /^\d/.test(name)) : [];
  return versions.flatMap((version) =>
    (["dynamic", "plugin"] as const).map((door) => ({
      ...JSON.parse(readFileSync(join(FOLDER, version, `${door}.json`), "utf8")),
      version,
      door,
    })),
  );
}

/** Makes every resource with this build, and keeps its state and its schema as those of the version in package.json. */
export async function freeze(harness: EveryResourceHarness): Promise<void> {
  const folder = join(FOLDER, versionIn(ROOT));
  mkdirSync(folder, { recursive: true });
  const [declared, changed] = [wishes(() => ({})), wishes((pair) => pair.changed ?? {})];
  harness.declare(declared);
  await harness.stack.up();
  const { deployment } = await harness.stack.stackExport();
  // Neither the time nor the places in the source of the machine that made it.
  const dated = new Set(["created", "modified", "sourcePosition", "stackTrace"]);
  const resources = (deployment.resources ?? []).map((resource) =>
    Object.fromEntries(Object.entries(resource).filter(([name]) => !dated.has(name))),
  );
  const write = (name: string, value: object) =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
  write(`${harness.door}.json`, { declared, changed, resources });
  write("schema.json", JSON.parse(readFileSync(join(ROOT, "provider/schema.json"), "utf8")));
}

/**
 * Makes the frozen program's resources anew, then forgets what this build has written into state and puts there what the
 * earlier release had written, about the objects that the cloud has now.
 */
export async function restore(harness: EveryResourceHarness, frozen: Frozen): Promise<void> {
  const { stack } = harness;
  harness.declare(frozen.declared);
  await stack.up();
  const { deployment, ...rest } = await stack.stackExport();
  const named = new Map(deployment.resources?.map((resource) => [resource.urn, resource]));
  const chosen = frozen.resources.flatMap((old) => pairsOf(old.outputs, named.get(old.urn)?.outputs));
  const text = chosen.reduce((kept, [old, now]) => kept.replaceAll(old, now), JSON.stringify(frozen.resources));
  const resources: StateResource[] = JSON.parse(text);
  // What the engine checks of the stack itself is this stack's.
  const own = (each: StateResource) => (each.type === "pulumi:pulumi:Stack" ? (named.get(each.urn) ?? each) : each);
  await stack.stackImport({ ...rest, deployment: { ...deployment, resources: resources.map(own) } });
}

/** Texts that differ at the same place of two values: what a cloud chose then, and what it chose now. */
function pairsOf(old: unknown, now: unknown): [string, string][] {
  if (typeof old === "string" && typeof now === "string")
    return old !== now && old.length > 5 && !old.startsWith("exports.handler") ? [[old, now]] : [];
  if (typeof old !== "object" || typeof now !== "object" || old === null || now === null) return [];
  return Object.entries(old).flatMap(([name, value]) => pairsOf(value, (now as Record<string, unknown>)[name]));
}
