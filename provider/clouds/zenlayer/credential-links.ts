import { ApiClient } from "../../core/api/client";
import { type Chain, type Found, fixedSource, type Identity, type Link } from "../../core/api/credentials";
import { configurationLink, environmentLink, exchangeContext, jsonObject, textsOf } from "../../core/api/links";
import type { Values } from "../../core/check";
import type { Runtime } from "../../core/context";
import { accountCheck, chainOf, isGiven } from "../../core/credential-settings";
import { firstSet } from "../../core/settings";
import { Connections } from "../../network/connections";
import { settings, WAYS } from "./credentials";
import { endpointsOf } from "./endpoints";
import type { Credentials } from "./signer";
import { ZenlayerTransport } from "./transport";
import { ACTIONS, type Answers, type Requests, TITLE } from "./wire";

const CLOUD = { name: "zenlayer", title: TITLE };
const ADVICE =
  "Set ZENLAYERCLOUD_ACCESS_KEY_ID and ZENLAYERCLOUD_ACCESS_KEY_PASSWORD, or ZENLAYER_TOKEN, or run pulumi config set --path ipv6:zenlayer.accessKeyId --secret, and the same for accessKeyPassword; docs/credentials.md lists every way.";

/** The credentials of one configuration. */
export function credentialChain(given: Values, runtime: Runtime): Chain<Credentials> {
  const identify = (value: Credentials) => identity(value, runtime, given);
  const approve = accountCheck<Credentials>(CLOUD, given, identify);
  const options = { title: TITLE, clock: runtime.clock, advice: ADVICE, identify, ...(approve && { approve }) };
  return chainOf<Credentials>(linksOf(given, runtime), options, undefined, () => Promise.reject(new Error("no roles")));
}

function linksOf(given: Values, runtime: Runtime): Link<Credentials>[] {
  const { environment } = runtime;
  const chosen = [WAYS.keys, WAYS.token].find((way) => isGiven(way, given));
  if (chosen) return [configurationLink(CLOUD.name, given, chosen.settings, chosen.settings)];
  if (isGiven(WAYS.profile, given)) return [profileLink(runtime, given.profile as string)];
  const pair = (family: number) => {
    const names = WAYS.keys.settings.map((name) => [name, settings[name].env?.[family] ?? ""] as const);
    return environmentLink<Credentials>(environment, Object.fromEntries(names), WAYS.keys.needs);
  };
  return [
    pair(0),
    // The vendor's command line prefers a token to its own keys.
    environmentLink(environment, { token: "ZENLAYER_TOKEN" }, ["token"]),
    pair(1),
    profileLink(runtime, firstSet(settings.profile.env, environment)),
  ];
}

/** What the vendor's command line writes. */
function profileLink({ machine }: Runtime, wanted: string | undefined): Link<Credentials> {
  return {
    name: "profile of ~/.zenlayer/credentials.json",
    async find(): Promise<Found<Credentials>> {
      const text = await machine?.readText(`${machine.home}/.zenlayer/credentials.json`);
      if (text === undefined) return "no such file";
      const profiles = jsonObject(text);
      if (typeof profiles === "string") return profiles;
      const config =
        wanted === undefined ? await machine?.readText(`${machine.home}/.zenlayer/config.json`) : undefined;
      const name = wanted ?? textsOf(jsonObject(config ?? "{}")).current_profile ?? "default";
      if (!Object.hasOwn(profiles, name)) return `no profile ${name}`;
      const { access_key_id: accessKeyId, access_key_secret: accessKeyPassword, token } = textsOf(profiles[name]);
      if (token) return async () => ({ value: { token } });
      if (accessKeyId && accessKeyPassword) return async () => ({ value: { accessKeyId, accessKeyPassword } });
      return `profile ${name} has neither an access key nor a token`;
    },
  };
}

/** No call tells who signs. The one that tells the balance names the account. */
async function identity(value: Credentials, runtime: Runtime, given: Values): Promise<Identity> {
  const client = new ApiClient<Requests, Answers>(
    TITLE,
    ACTIONS,
    new ZenlayerTransport(fixedSource(value), endpointsOf(given), new Connections(runtime.environment)),
  );
  const { accountUid } = await client.call(exchangeContext(runtime), "DescribeCustomerBalance", {});
  return { account: accountUid };
}
