import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "../core/api/errors";
import { REPLACES } from "../core/diff";
import type { Declaration } from "../core/resource";
import { frozenCode } from "./frozen-code";
import { identity } from "./identity";
import { isMocked } from "./lookups";
import { newPreviewNote, PREVIEW, takePreviewNote } from "./preview-note";
import { processRuntime, workingFolder } from "./process-runtime";
import { refusal } from "./refusal";
import { find } from "./registry";
import type { ResourceClass } from "./types";

/** By type. The folder of a program does not change while it runs. */
const codes = new Map<string, string>();

function codeOf(type: string): string {
  try {
    // A unit test runs anywhere, and runs no code of a provider.
    const folder = isMocked() ? __dirname : workingFolder();
    const code = codes.get(type) ?? frozenCode(type, folder);
    codes.set(type, code);
    return code;
  } catch (error) {
    throw refusal(messageOf(error));
  }
}

/**
 * Derives the class for Node programs from the declaration.
 *
 * @param type `<cloud>:<Resource>`
 */
export function dynamicResource<R, A>(type: string): ResourceClass<R, A> {
  const declaration: Declaration = find(type).binding.declaration;
  const token = `pulumi-nodejs:dynamic/ipv6/${type}`;
  const outputs = Object.keys(declaration.outputs);
  // Diff returns this too, but the engine skips diff for forced replacements (--replace, a taint): it would order
  // first, get the live object as the response, then delete it as the old one. Users cannot turn this off: only the run
  // that ordered refuses that delete, and the next run would carry it out.
  const always = { deleteBeforeReplace: true };
  const outputOptions = { additionalSecretOutputs: outputs.filter((name) => declaration.outputs[name]?.secret) };
  // A property becomes an output of the resource only if it is declared before.
  const declared = Object.fromEntries(
    [...Object.keys(declaration.fields), ...outputs].map((name) => [name, undefined]),
  );

  class Resource extends pulumi.CustomResource {
    constructor(name: string, args: object, opts: pulumi.CustomResourceOptions = {}) {
      // Only the program knows these. Check removes the note.
      const note = pulumi.runtime.isDryRun() ? newPreviewNote(processRuntime.unique()) : undefined;
      const timeouts = lasting(opts);
      const hidden = {
        __provider: codeOf(type),
        __identity: identityOf(type, name, opts.parent),
        __timeouts: timeouts.seconds,
        ...(opts.replaceOnChanges && { [REPLACES]: opts.replaceOnChanges.map((path) => path.split(/[.[]/)[0]) }),
        ...(note !== undefined && {
          [PREVIEW]: { note, depends: dependsOnAnother(args, opts), retains: opts.retainOnDelete === true },
        }),
      };
      super(
        token,
        name,
        { ...declared, ...args, ...hidden },
        { ...pulumi.mergeOptions(outputOptions, opts), ...always, transformations: timeouts.transformations },
      );
      if (note !== undefined) this.applyPreviewNote(note);
      this.deriveFirsts();
    }
    /** State of an older version lacks outputs that are the first member of a list. */
    private deriveFirsts(): void {
      const own = this as unknown as Record<string, pulumi.Output<unknown>>;
      for (const output of outputs) {
        const list = own[declaration.outputs[output]?.firstOf ?? ""] as pulumi.Output<unknown[]> | undefined;
        const given = own[output];
        if (!list || !given) continue;
        // What state lacks is unknown at preview, but not the list.
        const first = list[0] as pulumi.Output<unknown>;
        own[output] = pulumi.runtime.isDryRun() ? first : given.apply((stored) => stored ?? first);
      }
    }
    /** Applies what preflight found: refusals, and outputs that an update leaves as they are. */
    private applyPreviewNote(note: string): void {
      const noted = this.urn.apply(async () => {
        const { refused, outputs: known = {} } = (await takePreviewNote(note)) ?? {};
        fail(refused, this);
        return known;
      });
      const own = this as unknown as Record<string, pulumi.Output<unknown>>;
      for (const output of outputs) {
        const before = own[output] as pulumi.Output<unknown>;
        own[output] = noted.apply((known) =>
          known[output] == null ? before : pulumi.output(knownIn(known[output], before)),
        );
      }
    }
    static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}) {
      return new Resource(name, {}, { ...opts, id });
    }
  }
  return Resource as unknown as ResourceClass<R, A>;
}

/** Replaces null members with the unknown output. */
function knownIn(value: unknown, unknown: pulumi.Output<unknown>): unknown {
  return Array.isArray(value) ? value.map((member) => member ?? unknown) : value;
}

/** Shared by all resources: the language host reports each error object once. */
const failed = refusal("preview failed");

/** A logged error does not fail the program. An unhandled rejection does, at its end. */
function fail(refused: string | undefined, resource: pulumi.Resource): void {
  if (!refused) return;
  pulumi.log.error(refused, resource);
  void Promise.reject(failed);
}

/**
 * Identity of the declared resource; dynamic providers see no URN. A promise, because an output would make the child
 * depend on its parent.
 */
function identityOf(type: string, name: string, parent: pulumi.Resource | undefined): string | Promise<string> {
  const own = { project: pulumi.getProject(), stack: pulumi.getStack(), type: `ipv6:${type}`, name };
  if (!parent) return identity({ ...own, parents: "" });
  return new Promise((resolve) => {
    parent.urn.apply((urn) => resolve(identity({ ...own, parents: urn.split("::")[2] ?? "" })));
  });
}

/** Whether it depends on other resources, which may not exist yet at preview. */
function dependsOnAnother(args: object, { dependsOn }: pulumi.CustomResourceOptions): boolean {
  const isOutput = (value: unknown): boolean =>
    pulumi.Output.isInstance(value) || (Array.isArray(value) && value.some(isOutput));
  return dependsOn !== undefined || Object.values(args).some(isOutput);
}

/**
 * customTimeouts in seconds, as the last transformation leaves them. The engine does not pass them to dynamic providers,
 * so they are a hidden input.
 */
function lasting(opts: pulumi.CustomResourceOptions) {
  let resolve: (seconds: Record<string, number> | undefined) => void = () => {};
  const inSeconds = new Promise<Record<string, number> | undefined>((done) => {
    resolve = done;
  });
  const last: pulumi.ResourceTransformation = ({ opts: { customTimeouts } }) => {
    resolve(seconds(customTimeouts));
    return undefined;
  };
  // A resource's own transformations come first, its parent's after them. The SDK walks through this list, so what the
  // first one appends to it comes last.
  const first: pulumi.ResourceTransformation = ({ resource }) => {
    (resource as unknown as { __transformations: pulumi.ResourceTransformation[] }).__transformations.push(last);
    return undefined;
  };
  return { seconds: inSeconds, transformations: [first, ...(opts.transformations ?? [])] };
}

function seconds(timeouts: pulumi.CustomTimeouts | undefined): Record<string, number> | undefined {
  if (!timeouts) return undefined;
  const spans = Object.entries(timeouts).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(spans.map(([verb, span]) => [verb, parseSpan(verb, span)]));
}

const SPAN = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/;

function parseSpan(verb: string, span: string): number {
  const [, hours = 0, minutes = 0, secs = 0] = SPAN.exec(span) ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(secs);
  if (total > 0) return total;
  throw new Error(`customTimeouts.${verb}: must be a span such as 90s, 10m or 1h30m; got "${span}"`);
}
