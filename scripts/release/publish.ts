// The commands that publish a release, in an order in which nothing names what is not there yet: the tags, the plugin
// archives, then the SDKs that ask for them. None can be taken back. All can be run again: what is there already stays.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "./build";
import { isCandidate, tagsOf } from "./version";

export interface Publication {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Variables that its tool needs. */
  readonly needs: readonly string[];
  /** Other tools that it runs. */
  readonly runs?: readonly string[];
  /** A command that succeeds if all of this is there already. */
  readonly done?: readonly [command: string, ...args: string[]];
}

/** Signs the checksums, and by them every file. By a key of GPG, by Cosign, or not at all. */
export function signing({ out }: Release, env: NodeJS.ProcessEnv): Publication[] {
  const sums = join(out, "SHA256SUMS");
  const gpg = ["--batch", "--yes", "--local-user", env.GPG_KEY ?? "<GPG_KEY>", "--armor", "--detach-sign", sums];
  const keyless = [
    "sign-blob",
    "--yes",
    "--bundle",
    `${sums}.bundle`,
    ...(env.COSIGN_KEY ? ["--key", env.COSIGN_KEY] : []),
  ];
  return [
    { name: "signature by GPG", command: "gpg", args: gpg, needs: ["GPG_KEY"] },
    { name: "signature by Cosign", command: "cosign", args: [...keyless, sums], needs: ["COSIGN"] },
  ];
}

export function publications({ root, out, version }: Release): Publication[] {
  const tag = `v${version}`;
  const inFolder = (folder: string, extension: string) => filesOf(join(out, folder), extension);
  const top = ["SHA256SUMS", "sbom.cdx.json", "schema.json", "manifest.json"].map((name) => join(out, name));
  const signatures = filesOf(out, ".asc").concat(filesOf(out, ".bundle"));
  return [
    ...tagsOf(version).flatMap(tagged),
    {
      name: "release with plugin archives",
      command: "gh",
      args: [
        "release",
        "create",
        tag,
        ...(isCandidate(version) ? ["--prerelease"] : []),
        "--verify-tag",
        "--title",
        tag,
        "--notes-file",
        join(out, "release-notes.md"),
      ].concat(inFolder(".", ".tar.gz"), top, signatures),
      needs: ["GH_TOKEN"],
      done: ["gh", "release", "view", tag],
    },
    {
      name: "npm package",
      command: "npm",
      // Without a tag of its own a candidate would be what `npm install pulumi-ipv6` brings.
      args: ["publish", "--access", "public", "--tag", isCandidate(version) ? "next" : "latest"].concat(
        inFolder("npm", ".tgz"),
      ),
      needs: ["NODE_AUTH_TOKEN"],
      done: ["npm", "view", `pulumi-ipv6@${version}`, "version"],
    },
    {
      name: "wheel",
      command: "twine",
      args: ["upload", "--non-interactive", "--skip-existing", ...inFolder("python", ".whl")],
      needs: ["TWINE_PASSWORD"],
    },
    {
      name: "Java package",
      command: "node",
      args: [join(root, "dist/scripts/release/central.js"), join(out, "maven")],
      needs: ["MAVEN_USERNAME", "MAVEN_PASSWORD", "MAVEN_GPG_KEY"],
      runs: ["gpg", "jar"],
    },
    {
      name: ".NET package",
      command: "dotnet",
      args: [
        "nuget",
        "push",
        join(out, "nuget/*.nupkg"),
        "--skip-duplicate",
        "--source",
        "nuget.org",
        "--api-key",
        "$NUGET_API_KEY",
      ],
      needs: ["NUGET_API_KEY"],
    },
  ];
}

/** Made and pushed only where it is missing: git refuses to push over a tag that is annotated or signed there. */
function tagged(tag: string): Publication[] {
  const ref = `refs/tags/${tag}`;
  return [
    {
      name: `tag ${tag}`,
      command: "git",
      args: ["tag", tag],
      needs: [],
      done: ["git", "rev-parse", "--verify", "--quiet", ref],
    },
    {
      name: `tag ${tag} at the repository`,
      command: "git",
      args: ["push", "origin", ref],
      needs: [],
      done: ["git", "ls-remote", "--exit-code", "origin", ref],
    },
  ];
}

function filesOf(folder: string, extension: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
