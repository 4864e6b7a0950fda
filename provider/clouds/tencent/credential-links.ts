import { type Chain, type Found, fixedSource, type Link } from "../../core/api/credentials";
import {
  configurationLink,
  environmentLink,
  fileLink,
  iniSections,
  instantOf,
  jsonObject,
  textsOf,
} from "../../core/api/links";
import type { Values } from "../../core/check";
import type { Runtime } from "../../core/context";
import { accountCheck, assumedRole, chainOf, isGiven } from "../../core/credential-settings";
import { firstSet } from "../../core/settings";
import { type Credentials, settings, WAYS } from "./credentials";
import { endpointsOf } from "./endpoints";
import { camRoleLink, machineRole } from "./machine-role";
import { Sts } from "./sts";
import { TITLE } from "./wire";

const CLOUD = { name: "tencent", title: TITLE };
const ADVICE =
  "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run pulumi config set --path ipv6:tencent.secretId --secret, and the same for secretKey; docs/credentials.md lists every way.";

/** The credentials of one configuration. */
export function credentialChain(given: Values, runtime: Runtime): Chain<Credentials> {
  const { environment, clock } = runtime;
  const sts = new Sts(runtime, endpointsOf(given)("sts", ""));
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
  const { settings: keys, needs } = WAYS.keys;
  const metadata = texts.metadataEndpoint;
  if (isGiven(WAYS.keys, given)) return [configurationLink(CLOUD.name, given, keys, needs)];
  if (isGiven(WAYS.profile, given)) return profileLinks(runtime, sts, metadata, texts.profile);
  if (isGiven(WAYS.machine, given)) return [camRoleLink(runtime, metadata, texts.machineRoleName)];
  const { oidcRoleArn: arn = "", oidcProviderId: provider = "", oidcTokenFile: tokenFile = "" } = texts;
  const role = { arn, provider, tokenFile };
  return [{ name: `OIDC token ${tokenFile}`, find: async () => (hide) => sts.assumeRoleWithOidc(role, hide) }];
}

/** Keys, then the role of a pod, then files, then the machine. The vendor's packages and command line differ in detail. */
function usualLinks(given: Values, runtime: Runtime, sts: Sts): Link<Credentials>[] {
  const { environment } = runtime;
  const metadata = given.metadataEndpoint as string | undefined;
  const variables = {
    secretId: "TENCENTCLOUD_SECRET_ID",
    secretKey: "TENCENTCLOUD_SECRET_KEY",
    token: settings.token.env?.find((name) => environment[name]?.trim()) ?? "TENCENTCLOUD_SESSION_TOKEN",
  };
  return [
    environmentLink(environment, variables, WAYS.keys.needs),
    podLink(environment, sts),
    ...profileLinks(runtime, sts, metadata, firstSet(settings.profile.env, environment)),
    ...(given.machineRole === false
      ? []
      : [camRoleLink(runtime, metadata, firstSet(settings.machineRoleName.env, environment))]),
  ];
}

/** A pod of Tencent Kubernetes Engine with a role. */
function podLink(environment: Runtime["environment"], sts: Sts): Link<Credentials> {
  const names = WAYS.oidc.settings.flatMap((name) => settings[name].env ?? []);
  return {
    name: `OIDC token (${names.join(", ")})`,
    async find() {
      const absent = names.filter((name) => !environment[name]?.trim());
      if (absent.length === names.length) return "not set";
      if (absent.length > 0) throw new Error(`${absent.join(" and ")} is not set. Set all of them, or none`);
      const [arn = "", provider = "", tokenFile = ""] = names.map((name) => environment[name]?.trim());
      const region = environment.TKE_REGION?.trim() || undefined;
      return (hide) => sts.assumeRoleWithOidc({ arn, provider, tokenFile, region }, hide);
    },
  };
}

function profileLinks(runtime: Runtime, sts: Sts, metadata: string | undefined, profile = "default") {
  const { machine, environment } = runtime;
  const home = machine?.home ?? "";
  const folder = environment.TENCENTCLOUD_SHARED_CREDENTIALS_DIR || `${home}/.tccli`;
  const file = `${folder}/${profile}.credential`;
  const shown = (path: string) => (home && path.startsWith(home) ? `~${path.slice(home.length)}` : path);
  const shared = [`${home}/.tencentcloud/credentials`, "/etc/tencentcloud/credentials"];
  return [
    fileLink<Credentials>(shown(file), machine, file, (text) => cliProfile(runtime, sts, metadata, text)),
    ...shared.map((path) =>
      fileLink<Credentials>(`profile ${profile} of ${shown(path)}`, machine, path, (text) => {
        const { secret_id: secretId, secret_key: secretKey, token } = iniSections(text)[profile] ?? {};
        if (!secretId || !secretKey) return "no secret_id and secret_key";
        return async () => ({ value: { secretId, secretKey, token } });
      }),
    ),
  ];
}

/** What `tccli configure` and `tccli auth login` write. */
function cliProfile(runtime: Runtime, sts: Sts, metadata: string | undefined, text: string): Found<Credentials> {
  const body = jsonObject(text);
  if (typeof body === "string") return body;
  const { secretId, secretKey, token, type, "role-arn": arn, "role-session-name": sessionName } = textsOf(body);
  if (type === "cvm-role") return () => machineRole(runtime, metadata);
  if (!secretId || !secretKey) return "no secretId and secretKey";
  const value = { secretId, secretKey, token };
  if (arn) return () => sts.assumeRole(fixedSource(value), { arn, sessionName });
  const isLogin = type === "oauth" || type === "sso";
  const expires = isLogin ? instantOf(Number(body.expiresAt)) : undefined;
  if (expires !== undefined && expires <= runtime.clock.now()) {
    throw new Error("the login of the command line has expired. Run tccli auth login, or any command of tccli");
  }
  return async () => ({ value, expires });
}
