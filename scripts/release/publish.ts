// The commands that publish a release, in an order in which nothing names what is not there yet: the tags, the plugin
// archives, then the SDKs that ask for them. None can be taken back.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "./build";

export interface Publication {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Variables that its tool needs. */
  readonly needs: readonly string[];
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
    { name: "tag", command: "git", args: ["tag", "--force", tag], needs: [] },
    { name: "tag of the Go module", command: "git", args: ["tag", "--force", `sdk/go/${tag}`], needs: [] },
    { name: "tags at the repository", command: "git", args: ["push", "origin", tag, `sdk/go/${tag}`], needs: [] },
    {
      name: "release with plugin archives",
      command: "gh",
      args: [
        "release",
        "create",
        tag,
        "--verify-tag",
        "--title",
        tag,
        "--notes-file",
        join(out, "release-notes.md"),
      ].concat(inFolder(".", ".tar.gz"), top, signatures),
      needs: ["GH_TOKEN"],
    },
    {
      name: "npm package",
      command: "npm",
      args: ["publish", "--access", "public", ...inFolder("npm", ".tgz")],
      needs: ["NODE_AUTH_TOKEN"],
    },
    {
      name: "wheel",
      command: "twine",
      args: ["upload", "--non-interactive", ...inFolder("python", ".whl")],
      needs: ["TWINE_PASSWORD"],
    },
    {
      name: "Java package",
      command: "mvn",
      args: ["-q", "-B", "-P", "release,publish", "-f", join(root, "sdk/java/pom.xml"), "deploy"],
      needs: ["MAVEN_USERNAME", "MAVEN_PASSWORD", "MAVEN_GPG_KEY"],
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

function filesOf(folder: string, extension: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
