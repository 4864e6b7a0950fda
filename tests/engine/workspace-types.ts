// Types of the engine harness.
import type { PartName } from "../../scripts/engine-parts";
import type { RunResult } from "../../scripts/engine-process";

export type ConfigValue =
  | string
  | number
  | boolean
  | { readonly secret: string }
  | { readonly [key: string]: ConfigValue };

export interface WorkspaceOptions {
  /** Source of the program. JavaScript starts about twice as fast as TypeScript, which is compiled at each run. */
  readonly program?: string;
  readonly language?: "javascript" | "typescript";
  /** Name and path under `plugins: providers:` in Pulumi.yaml. */
  readonly plugins?: Readonly<Record<string, string>>;
  /** A folder with a whole project to copy, instead of `program`. */
  readonly exampleDir?: string;
  /**
   * Values by key; objects become paths: `{ "ipv6:alibaba": { region: "cn-hangzhou", accessKeySecret: { secret: "..." }
   * } }`.
   */
  readonly config?: Readonly<Record<string, ConfigValue>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stack?: string;
  /** What the engine needs. Default: what Node programs need. */
  readonly parts?: readonly PartName[];
}

export interface CliOptions {
  /** More flags for the command. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Otherwise a failing command throws with all its output. */
  readonly mayFail?: boolean;
}

export interface UpOptions extends CliOptions {
  /** Return engine events in `events` instead of text; stdout holds nothing else. */
  readonly json?: boolean;
  /** The test counts the calls of this run, so `make agree` runs no preview before it. */
  readonly alone?: boolean;
}

export interface CliResult extends RunResult {
  readonly args: readonly string[];
  readonly ms: number;
  readonly events: EngineEvent[];
}

/** One line of `up --json`: exactly one of the kinds is set. */
export interface EngineEvent {
  readonly diagnosticEvent?: { readonly urn?: string; readonly severity: string; readonly message: string };
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
  readonly resOutputsEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
  readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>>; readonly result: string };
}

export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly replaceReasons?: readonly string[];
  readonly diffReasons?: readonly string[];
  readonly newState?: StateResource;
  readonly oldState?: StateResource;
}

export interface Preview {
  readonly steps: readonly PreviewStep[];
  readonly changeSummary: Readonly<Record<string, number>>;
  readonly diagnostics?: ReadonlyArray<{ readonly urn?: string; readonly message: string; readonly severity: string }>;
}

export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  readonly taint?: boolean;
  readonly provider?: string;
  /** By input, the URNs it depends on. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

export interface Deployment {
  readonly version: number;
  readonly deployment: {
    readonly resources?: StateResource[];
    readonly pending_operations?: ReadonlyArray<{ readonly resource: StateResource; readonly type: string }>;
  };
}

/** A state as its file holds it. */
export interface Checkpoint {
  readonly checkpoint: { readonly latest?: { readonly resources?: StateResource[] } };
}

export interface RunningUp {
  readonly pid: number | undefined;
  readonly output: () => string;
  readonly done: Promise<CliResult>;
  /** Kills the CLI and every plugin it started, as a lost machine would; with `whole` false, only the CLI. */
  readonly kill: (signal?: NodeJS.Signals, whole?: boolean) => Promise<CliResult>;
}

/** Of a workspace, what those need that only look at it. */
export interface Looked {
  readonly dir: string;
  /** Every command that has ended, with all that it printed. */
  readonly said: readonly CliResult[];
  preview(options?: CliOptions): Promise<CliResult>;
}
