// The parts of the engine, and how to build each without the release. To add a language host, add a row.
import { createHash } from "node:crypto";

export type PartName = "cli" | "nodejs" | "python" | "go" | "java" | "yaml";

export interface GoModule {
  readonly path: string;
  readonly version: string;
}

export interface Part {
  /** Name in progress lines. */
  readonly title: string;
  /** Duration of a build on two cores with an empty cache, for progress lines. */
  readonly takes: string;
  /** The module to build, and its main package. */
  readonly module: GoModule;
  readonly package: string;
  /**
   * A folder of this project whose go.mod has the module and whose go.sum has its hashes: for one that the checksum
   * database does not have.
   */
  readonly within?: string;
  /** Modules whose version in its own go.mod cannot be downloaded. */
  readonly beside?: readonly GoModule[];
  /** The resulting executable. An engine on PATH is usable only if this is found, too. */
  readonly binary: string;
  /** A module's `replace` lines do not apply to modules that depend on it, so they are repeated here. */
  readonly replace?: readonly string[];
  readonly ldflags?: string;
  /** Launcher scripts that are copied from a module instead of built. */
  readonly scripts?: { readonly module: GoModule; readonly files: readonly string[] };
}

export const engineVersion = "v3.255.0";

/** The oldest engine on PATH that is used. */
export const oldestEngine = "v3.200.0";

/** Required by the CLI's module. Checked before a build, because Go's own message is hard to act on. */
export const oldestGo = "1.25";

const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The newest version of the SDK's module that still has the Python and the Go host. */
const olderSdk: GoModule = { path: "github.com/pulumi/pulumi/sdk/v3", version: "v3.66.0" };

export const parts: Readonly<Record<PartName, Part>> = {
  cli: {
    title: `the Pulumi CLI ${engineVersion}`,
    takes: "about 3 to 6 minutes, once",
    module: { path: "github.com/pulumi/pulumi/pkg/v3", version: engineVersion },
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    binary: "pulumi",
    replace: ["github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e"],
    ldflags: `-s -w -X ${versionVariable}=${engineVersion}`,
  },
  nodejs: {
    // Newer hosts are in a module that cannot be downloaded on its own; this older one speaks the same protocol.
    title: "the Node.js language host v3.68.0",
    takes: "about half a minute, once",
    module: { path: "github.com/pulumi/pulumi/sdk/v3", version: "v3.68.0" },
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    binary: "pulumi-language-nodejs",
    scripts: {
      module: { path: "github.com/pulumi/pulumi/sdk/v3", version: engineVersion },
      files: ["nodejs/dist/pulumi-resource-pulumi-nodejs"],
    },
  },
  python: {
    // It does not support the `virtualenv` option: the venv must be on PATH.
    title: "the Python language host v3.66.0",
    takes: "about half a minute, once",
    module: olderSdk,
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    binary: "pulumi-language-python",
    scripts: { module: olderSdk, files: ["python/cmd/pulumi-language-python-exec"] },
  },
  go: {
    title: "the Go language host v3.66.0",
    takes: "about half a minute, once",
    module: olderSdk,
    package: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
    binary: "pulumi-language-go",
  },
  java: {
    title: "the Java language host v1.16.0",
    takes: "about a minute, once",
    module: { path: "github.com/pulumi/pulumi-java/pkg", version: "v1.16.0" },
    package: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
    binary: "pulumi-language-java",
    within: "scripts/sdkgen",
  },
  yaml: {
    title: "the YAML language host v1.30.0",
    takes: "about 2 minutes, once",
    module: { path: "github.com/pulumi/pulumi-yaml", version: "v1.30.0" },
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    binary: "pulumi-language-yaml",
    beside: [
      { path: "github.com/pulumi/pulumi/pkg/v3", version: "v3.225.0" },
      { path: "github.com/pulumi/pulumi/sdk/v3", version: "v3.230.0" },
    ],
  },
};

/** The names of all files of a part, as they are beside the CLI. */
export function filesOf(name: PartName): string[] {
  const part = parts[name];
  return [part.binary, ...(part.scripts?.files ?? []).map((file) => file.slice(file.lastIndexOf("/") + 1))];
}

/** Cache key of a part. It changes with the recipe, so that the cache never returns an outdated build. */
export function partKey(name: PartName): string {
  return `${name}-${parts[name].module.version}-${fingerprint([name])}`;
}

export function engineKey(names: readonly PartName[]): string {
  return `engine-${engineVersion}-${fingerprint([...names].sort())}`;
}

function fingerprint(names: readonly PartName[]): string {
  const recipe = JSON.stringify([process.platform, process.arch, names.map((name) => parts[name])]);
  return createHash("sha256").update(recipe).digest("hex").slice(0, 10);
}
