import type { Chain, Link } from "../../core/api/credentials";
import { configurationLink, environmentLink } from "../../core/api/links";
import type { Values } from "../../core/check";
import type { Runtime } from "../../core/context";
import { accountCheck, assumedRole, chainOf, isGiven } from "../../core/credential-settings";
import { endpointIn, firstSet } from "../../core/settings";
import { type Credentials, settings, WAYS } from "./credentials";
import { credentialsUri, ramRoleLink } from "./machine-role";
import { cliProfileLink, sharedProfileLink } from "./profiles";
import { Sts } from "./sts";
import { TITLE } from "./wire";

const CLOUD = { name: "alibaba", title: TITLE };
const ADVICE =
  "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run pulumi config set --path ipv6:alibaba.accessKeyId --secret, and the same for accessKeySecret; docs/credentials.md lists every way.";

/** The credentials of one configuration. */
export function credentialChain(given: Values, runtime: Runtime): Chain<Credentials> {
  const { environment, clock } = runtime;
  const sts = new Sts(runtime, stsUrl(given, environment));
  const identify = (value: Credentials) => sts.identity(value);
  const approve = accountCheck<Credentials>(CLOUD, given, identify);
  const options = { title: TITLE, clock, advice: ADVICE, identify, ...(approve && { approve }) };
  const chosen = Object.values(WAYS).some((way) => isGiven(way, given));
  const links = chosen ? chosenLinks(given, runtime, sts) : usualLinks(given, runtime, sts);
  const role = assumedRole(given, settings, chosen ? {} : environment);
  return chainOf(links, options, role, (base, assumed) => sts.assumeRole(base, assumed));
}

/** The one source that the configuration selects. */
function chosenLinks(given: Values, runtime: Runtime, sts: Sts): Link<Credentials>[] {
  const texts = given as Readonly<Record<string, string | undefined>>;
  const files = filesOf(given, runtime, texts.profile);
  const { settings: keys, needs } = WAYS.keys;
  if (isGiven(WAYS.keys, given)) return [configurationLink(CLOUD.name, given, keys, needs)];
  if (isGiven(WAYS.profile, given)) return [cliProfileLink(files), sharedProfileLink(files)];
  if (isGiven(WAYS.machine, given)) return [ramRoleLink(runtime, files.metadata, texts.machineRoleName)];
  const { oidcRoleArn: arn = "", oidcProviderArn: provider = "", oidcTokenFile: tokenFile = "" } = texts;
  const role = { arn, provider, tokenFile };
  return [{ name: `OIDC token ${tokenFile}`, find: async () => (hide) => sts.assumeRoleWithOidc(role, hide) }];
}

/** The vendor's order: its packages and its command line agree on it. */
function usualLinks(given: Values, runtime: Runtime, sts: Sts): Link<Credentials>[] {
  const { environment } = runtime;
  const files = filesOf(given, runtime, firstSet(settings.profile.env, environment));
  const families = [0, 1].map((family) => {
    const names = WAYS.keys.settings.map((name) => [name, settings[name].env?.[family] ?? ""] as const);
    return environmentLink<Credentials>(environment, Object.fromEntries(names), WAYS.keys.needs);
  });
  const uri = environment.ALIBABA_CLOUD_CREDENTIALS_URI;
  return [
    ...families,
    oidcLink(environment, sts),
    cliProfileLink(files),
    sharedProfileLink(files),
    ...(given.machineRole === false
      ? []
      : [ramRoleLink(runtime, files.metadata, firstSet(settings.machineRoleName.env, environment))]),
    {
      name: "environment (ALIBABA_CLOUD_CREDENTIALS_URI)",
      find: async () => (uri ? () => credentialsUri(runtime, uri) : "not set"),
    },
  ];
}

function oidcLink(environment: Runtime["environment"], sts: Sts): Link<Credentials> {
  const [arn, provider, tokenFile] = WAYS.oidc.settings.map((name) => firstSet(settings[name].env, environment));
  const names = WAYS.oidc.settings.flatMap((name) => settings[name].env ?? []);
  const absent = names.filter((name) => !environment[name]?.trim());
  return {
    name: `OIDC token (${names.join(", ")})`,
    async find() {
      // The role's ARN alone is no sign of a token: other tools use that variable too.
      if (!tokenFile && !provider) return "not set";
      if (!tokenFile || !arn || !provider)
        throw new Error(`${absent.join(" and ")} is not set. Set all of them, or none`);
      const role = { arn, provider, tokenFile, sessionName: environment.ALIBABA_CLOUD_ROLE_SESSION_NAME };
      return (hide) => sts.assumeRoleWithOidc(role, hide);
    },
  };
}

function filesOf(given: Values, runtime: Runtime, profile: string | undefined) {
  const metadata = given.metadataEndpoint as string | undefined;
  const isSet = (given.stsEndpoint ?? given.endpoint) !== undefined;
  return { runtime, sts: { url: stsUrl(given, runtime.environment), isSet }, metadata, profile };
}

function stsUrl({ stsEndpoint, endpoint }: Values, environment: Runtime["environment"]): string {
  const own = endpointIn({ stsEndpoint, endpoint }, "sts");
  if (own) return own;
  const region = environment.ALIBABA_CLOUD_STS_REGION;
  const inVpc = environment.ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED?.toLowerCase() === "true";
  return `https://${region ? `${inVpc ? "sts-vpc" : "sts"}.${region}` : "sts"}.aliyuncs.com`;
}
