// What a release consists of, in dist/release. Each part says what tool it needs; without it the part is missing, and said.
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { must, PLATFORMS, pluginArchive, wheel } from "../archives";
import { runGenerator } from "../sdks";
import { schemaDifferences } from "./checks";
import { changelogOf, headingOf } from "./version";

export interface Release {
  readonly root: string;
  readonly out: string;
  readonly version: string;
}

export interface Part {
  readonly name: string;
  readonly tool: string;
  build(release: Release): Promise<void>;
}

export const PARTS: readonly Part[] = [
  {
    name: "npm package",
    tool: "npm",
    async build({ root, out }) {
      const folder = await made(out, "npm");
      await must("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], root);
    },
  },
  {
    name: "plugin archives",
    tool: "tar",
    // Beside the checksums, as at the place where users download both.
    async build({ root, out }) {
      for (const platform of PLATFORMS) await pluginArchive(root, out, platform);
    },
  },
  { name: "Python wheel", tool: "python3", build: async ({ root, out }) => wheel(root, await made(out, "python")) },
  {
    name: "Go module, as a proxy serves it",
    tool: "go",
    async build({ root, out, version }) {
      await runGenerator(root, ["module", join(root, "sdk/go"), `v${version}`, await made(out, "go")]);
    },
  },
  {
    name: "Java package, as a Maven repository",
    tool: "mvn",
    async build({ root, out }) {
      const repository = `-DaltDeploymentRepository=release::${pathToFileURL(await made(out, "maven"))}`;
      await outsideOf(join(root, "sdk/java"), (source) =>
        must("mvn", ["-q", "-B", "-P", "release", "deploy", repository], source),
      );
    },
  },
  {
    name: ".NET package",
    tool: "dotnet",
    async build({ root, out }) {
      const folder = await made(out, "nuget");
      await outsideOf(join(root, "sdk/dotnet"), (source) =>
        must("dotnet", ["pack", "--nologo", "-c", "Release", "-o", folder], source),
      );
    },
  },
  {
    name: "list of all packages (SBOM, CycloneDX)",
    tool: "npm",
    async build({ root, out }) {
      const text = await must("npm", ["run", "--silent", "sbom"], root);
      await writeFile(join(out, "sbom.cdx.json"), text);
    },
  },
  {
    name: "schema and release notes",
    tool: "node",
    async build({ root, out, version }) {
      await copyFile(join(root, "provider/schema.json"), join(out, "schema.json"));
      const [before, breaking] = schemaDifferences(root);
      const list = breaking.map((line) => `- ${line}`).join("\n");
      const broken = before && list ? `\n## Breaks what ${before} promised\n\n${list}\n` : "";
      const said = changelogOf(root, headingOf(version)) ?? changelogOf(root, "Unreleased") ?? "";
      await writeFile(join(out, "release-notes.md"), `${said}\n${broken}`);
    },
  },
];

async function made(out: string, name: string): Promise<string> {
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Builds a copy: these tools write beside their sources. */
export async function outsideOf(folder: string, build: (copy: string) => Promise<unknown>): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), "pulumi-ipv6-release-"));
  try {
    await cp(folder, copy, { recursive: true, filter: (path) => !/[\\/](target|bin|obj)([\\/]|$)/.test(path) });
    await build(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

export interface ReleaseFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** All files of the release, but those that are made of this list. */
export async function checksums({ out }: Release): Promise<ReleaseFile[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(out.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !/^(manifest\.json|SHA256SUMS.*)$/.test(path));
  const files: ReleaseFile[] = [];
  for (const path of paths.sort()) {
    const content = await readFile(join(out, path));
    files.push({ path, size: content.length, sha256: createHash("sha256").update(content).digest("hex") });
  }
  return files;
}

/** The form that `sha256sum --check` reads. */
export function sums(files: readonly ReleaseFile[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}
