import { type Found as FoundOf, fixedSource, type Get, type Unit } from "../../core/api/credentials";
import { fileLink, iniSections, jsonObject, textsOf } from "../../core/api/links";
import type { Runtime } from "../../core/context";
import type { Credentials } from "./credentials";
import { credentialsUri, machineRole } from "./machine-role";
import { Sts } from "./sts";

type Found = FoundOf<Credentials>;

interface Files {
  readonly runtime: Runtime;
  /** URL of the token service. If a setting names it, it also takes the place of the host that a profile names. */
  readonly sts: { readonly url: string; readonly isSet: boolean };
  readonly metadata: string | undefined;
  /** Unset: the file's own choice. */
  readonly profile: string | undefined;
}

interface Profile {
  readonly [name: string]: unknown;
}

/** Modes whose exchange only the vendor's package knows. It also stores the tokens that an exchange replaces. */
const VENDOR_MODES = ["CloudSSO", "OAuth", "External"];
/** The vendor's package does not say when these expire. Milliseconds. */
const VENDOR_LIFETIME = 900_000;

/** The configuration of the vendor's command line. */
export function cliProfileLink(files: Files) {
  const { machine, environment } = files.runtime;
  const path = environment.ALICLOUD_SHARED_CREDENTIALS_FILE || `${machine?.home}/.aliyun/config.json`;
  return fileLink<Credentials>(`profile of ${shown(path, files)}`, machine, path, (text) => {
    if (environment.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === "true") {
      return "ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true";
    }
    const config = jsonObject(text);
    if (typeof config === "string") return config;
    const list = Array.isArray(config.profiles) ? (config.profiles as Profile[]) : [];
    const name = files.profile ?? (textsOf(config).current || "default");
    return cliProfile(files, list, name);
  });
}

function cliProfile(files: Files, list: readonly Profile[], name: string, via: readonly string[] = []): Found {
  const profile = list.find((each) => each?.name === name);
  if (!profile) return `no profile ${name}`;
  if (via.includes(name)) throw new Error(`profile ${name} is its own source_profile`);
  const texts = textsOf(profile);
  const { mode = "AK" } = texts;
  const keys = keysOf(texts.access_key_id, texts.access_key_secret, texts.sts_token);
  const { runtime } = files;
  const sts = new Sts(runtime, (files.sts.isSet ? undefined : stsUrlOf(profile)) ?? files.sts.url);
  const duration = Number(profile.expired_seconds || profile.duration_seconds) || undefined;
  const role = {
    arn: texts.ram_role_arn ?? "",
    sessionName: texts.ram_session_name,
    externalId: texts.external_id,
    duration,
  };
  const assumed = (base: Found): Found =>
    typeof base === "string"
      ? base
      : role.arn === ""
        ? `profile ${name} has no ram_role_arn`
        : async (hide) => sts.assumeRole(fixedSource((await base(hide)).value), role);
  const machine = () => machineRole(runtime, files.metadata, texts.ram_role_name);
  if (VENDOR_MODES.includes(mode)) return () => vendorProfile(runtime, name);
  switch (mode) {
    case "AK":
    case "StsToken":
      return keys ?? `profile ${name} has no access key`;
    case "RamRoleArn":
      return assumed(keys ?? `profile ${name} has no access key`);
    case "ChainableRamRoleArn":
      return assumed(cliProfile(files, list, texts.source_profile ?? "", [...via, name]));
    case "EcsRamRole":
      return machine;
    case "RamRoleArnWithRoleName":
      return assumed(machine);
    case "OIDC": {
      const { oidc_provider_arn: provider = "", oidc_token_file: tokenFile = "" } = texts;
      return (hide) => sts.assumeRoleWithOidc({ ...role, provider, tokenFile }, hide);
    }
    case "CredentialsURI":
      return () => credentialsUri(runtime, texts.credentials_uri ?? "");
    default:
      return `profile ${name} has the mode ${mode}, which is not supported`;
  }
}

/** The file that the vendor's SDKs share. */
export function sharedProfileLink(files: Files) {
  const { machine, environment } = files.runtime;
  const path = environment.ALIBABA_CLOUD_CREDENTIALS_FILE || `${machine?.home}/.alibabacloud/credentials`;
  return fileLink<Credentials>(`profile of ${shown(path, files)}`, machine, path, (text): Found => {
    const name = files.profile ?? "default";
    const profile = iniSections(text)[name];
    if (!profile) return `no profile ${name}`;
    const keys = keysOf(profile.access_key_id, profile.access_key_secret, profile.security_token);
    const sts = new Sts(files.runtime, files.sts.url);
    const { role_arn: arn = "", role_session_name: sessionName, policy, type = "access_key" } = profile;
    switch (type) {
      case "access_key":
      case "sts":
        return keys ?? `profile ${name} has no access key`;
      case "ecs_ram_role":
        return () => machineRole(files.runtime, files.metadata, profile.role_name);
      case "ram_role_arn":
        if (!keys) return `profile ${name} has no access key`;
        return async (hide) => sts.assumeRole(fixedSource((await keys(hide)).value), { arn, sessionName, policy });
      case "oidc_role_arn": {
        const { oidc_provider_arn: provider = "", oidc_token_file_path: tokenFile = "" } = profile;
        return (hide) => sts.assumeRoleWithOidc({ arn, provider, tokenFile, sessionName }, hide);
      }
      default:
        return `profile ${name} has the type ${type}, which is not supported`;
    }
  });
}

function keysOf(
  accessKeyId: string | undefined,
  accessKeySecret: string | undefined,
  securityToken?: string,
): Get<Credentials> | undefined {
  if (!accessKeyId || !accessKeySecret) return undefined;
  return async () => ({ value: { accessKeyId, accessKeySecret, securityToken } });
}

function stsUrlOf(profile: Profile): string | undefined {
  const { sts_endpoint: host, sts_region: region } = textsOf(profile);
  if (host) return `https://${host}`;
  return region && `https://${profile.enable_vpc === true ? "sts-vpc" : "sts"}.${region}.aliyuncs.com`;
}

/** Through the vendor's package, made anew each time: it keeps a failure for ever, and is not safe to ask twice at once. */
async function vendorProfile({ machine, clock }: Runtime, name: string): Promise<Unit<Credentials>> {
  const { CLIProfileCredentialsProvider } = await import("@alicloud/credentials");
  const provider = CLIProfileCredentialsProvider.builder().withProfileName(name).build();
  // The package's own copy of the home folder.
  Object.assign(provider, { homedir: machine?.home });
  const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials();
  if (!accessKeyId || !accessKeySecret) throw new Error(`profile ${name} returned no access key`);
  return {
    value: { accessKeyId, accessKeySecret, securityToken: securityToken || undefined },
    expires: clock.now() + VENDOR_LIFETIME,
  };
}

function shown(path: string, { runtime }: Files): string {
  const home = runtime.machine?.home ?? "";
  return home && path.startsWith(home) ? `~${path.slice(home.length)}` : path;
}
