// The last step of `npm run build`: writes dist/plugin, a folder for a `plugins:` line or an archive. It has no
// dependencies: one file contains the provider, gRPC, the protocol and the vendors' packages, and another starts it.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";

/**
 * Old language hosts cannot run a PulumiPlugin.yaml, so there is also a command. The engine prefers the command. On PATH
 * it may be a link, of a link: not every system has a `readlink -f` that would follow them.
 */
const COMMAND = `#!/bin/sh
command -v node > /dev/null || { echo "pulumi-resource-ipv6 needs Node.js 20 or newer, and there is no node on PATH." >&2; exit 1; }
self=$0
while [ -h "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
exec node "$(dirname "$self")/plugin.js" "$@"
`;
const COMMAND_WINDOWS = `@where /q node || (echo pulumi-resource-ipv6 needs Node.js 20 or newer, and there is no node on PATH. >&2 & exit /b 1)\r\n@node "%~dp0plugin.js" %*\r\n`;

/** The provider and everything that it needs. */
const BUNDLE = "provider.js";
/** What every way to install the plugin must bring, beside a command. */
export const PLUGIN_FILES = ["plugin.js", BUNDLE] as const;

/** Node warns of what some packages call; only outside of node_modules, which a bundle always is. */
const withoutDeprecations: Plugin = {
  name: "without-deprecations",
  setup({ onResolve, initialOptions }) {
    const path = join(initialOptions.absWorkingDir ?? "", "provider/doors/plugin/legacy-url.ts");
    const isTheirs = (importer: string) => /[\\/]node_modules[\\/]/.test(importer);
    // Modern packages import what is not deprecated.
    onResolve({ filter: /^url$/ }, ({ importer, kind }) =>
      kind === "require-call" && isTheirs(importer) ? { path } : undefined,
    );
  },
};

/**
 * Before it reads the schema of a folder, the CLI installs its dependencies, and many language hosts fail if no
 * `node_modules` comes of that. So there is one dependency, an empty package of the folder itself.
 */
const NOTHING = "pulumi-resource-ipv6-nothing";
const dependencies = { [NOTHING]: "file:nothing" };

const json = (value: object) => `${JSON.stringify(value)}\n`;

export async function bundlePlugin(root: string, out: string): Promise<Metafile> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const options = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    // CommonJS modules run when first required, so a vendor's package loads when its cloud is first used.
    format: "cjs",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning",
  } as const satisfies BuildOptions;
  const { metafile } = await build({
    ...options,
    entryPoints: ["provider/doors/plugin/main.ts"],
    outfile: join(out, BUNDLE),
    define: { PULUMI_IPV6_VERSION: JSON.stringify(version) },
    // Of it, node-fetch takes a class that Node has. It needs `punycode`, which is deprecated.
    alias: { "whatwg-url": "node:url" },
    plugins: [withoutDeprecations],
    metafile: true,
  });
  const digest = createHash("sha256")
    .update(readFileSync(join(out, BUNDLE)))
    .digest("hex")
    .slice(0, 16);
  await build({
    ...options,
    entryPoints: ["provider/doors/plugin/start.ts"],
    outfile: join(out, "plugin.js"),
    banner: { js: "#!/usr/bin/env node" },
    define: { PULUMI_IPV6_BUNDLE: JSON.stringify(BUNDLE), PULUMI_IPV6_DIGEST: JSON.stringify(digest) },
  });
  const files = {
    "pulumi-resource-ipv6": COMMAND,
    "pulumi-resource-ipv6.cmd": COMMAND_WINDOWS,
    "PulumiPlugin.yaml": "runtime: nodejs\n",
    "package.json": json({ name: "pulumi-resource-ipv6", version, private: true, main: "plugin.js", dependencies }),
    "nothing/package.json": json({ name: NOTHING, version: "1.0.0" }),
  };
  mkdirSync(join(out, "nothing"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text);
  for (const name of ["plugin.js", "pulumi-resource-ipv6"]) chmodSync(join(out, name), 0o755);
  return metafile;
}

/** The generated classes read their version here. A `pulumi` part would make every program fetch the plugin. */
function describeSdk(root: string): void {
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(root, "dist/sdk/nodejs/package.json"), `${JSON.stringify({ name, version, private: true })}\n`);
}

if (require.main === module) {
  const root = resolve(dirname(__filename), "../..");
  const out = join(root, "dist/plugin");
  mkdirSync(out, { recursive: true });
  void bundlePlugin(root, out);
  describeSdk(root);
}
