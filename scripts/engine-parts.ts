// What the engine is made of, and how each part can be had when there is no release to download. Another language host is one more row.
import { createHash } from "node:crypto";

export type PartName = "cli" | "nodejs" | "python" | "go" | "yaml";

export interface GoModule {
  readonly path: string;
  readonly version: string;
}

export interface Part {
  /** How progress lines call it. */
  readonly title: string;
  /** How long a build takes on two cores with nothing cached, for the progress line. */
  readonly takes: string;
  /** The module that is built, and the main package inside it. */
  readonly module: GoModule;
  readonly package: string;
  /** Modules it is built with that its own go.mod does not pin to what can be had. */
  readonly beside?: readonly GoModule[];
  /** The executable this makes; it must be findable for an engine on PATH to be usable. */
  readonly binary: string;
  /** A module's own `replace` lines do not reach the modules that use it, so they are repeated here. */
  readonly replace?: readonly string[];
  readonly ldflags?: string;
  /** Launcher scripts that travel in a module instead of being built. */
  readonly scripts?: { readonly module: GoModule; readonly files: readonly string[] };
}

export const engineVersion = "v3.255.0";

/** The oldest engine on PATH that is taken as it is. */
export const oldestEngine = "v3.200.0";

/** What the CLI's module asks for; said before a build is tried, because Go's own words for it are hard to act on. */
export const oldestGo = "1.25";

const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The newest of the SDK's modules that still holds the Python and the Go host. */
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
    // Newer hosts have a module of their own that cannot be fetched by itself; this older one speaks the same protocol.
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
    // It knows no `virtualenv` option: the venv must be the one on PATH.
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

/** Every file a part brings, by the name it has beside the CLI. */
export function filesOf(name: PartName): string[] {
  const part = parts[name];
  return [part.binary, ...(part.scripts?.files ?? []).map((file) => file.slice(file.lastIndexOf("/") + 1))];
}

/** A name for one part that changes whenever its recipe does, so that a cache never serves an old recipe. */
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
