// What a run is told in the environment: which stories, on which objects, for how much money, and the typed consent.
import { CLOUDS } from "../provider/clouds";
import { messageOf } from "../provider/core/api/errors";
import type { Cloud } from "../provider/core/cloud";
import type { Runtime } from "../provider/core/context";
import { readSettings } from "../provider/core/settings";
import { type Amount, amountIn, priceSettings } from "./money";
import { STORIES, type Story } from "./stories";

export interface Plan {
  readonly stories: readonly Story[];
  /** Ids of objects of the account, by the name of the setting: `ACCEPTANCE_ALIBABA_NIC`. */
  readonly ids: Readonly<Record<string, string>>;
  /** The most that each cloud may cost, by currency. */
  readonly ceiling: readonly Amount[];
  /** Prices that the user states, by the name of the setting. */
  readonly stated: Readonly<Record<string, Amount>>;
  readonly consent: string | undefined;
  /** Settings without which a run cannot begin. */
  readonly missing: readonly string[];
  /** Extra stories of the chosen clouds that are not played, and what they need. */
  readonly leftOut: readonly string[];
}

interface Form {
  readonly pattern: RegExp;
  readonly shape: string;
  readonly about: string;
}

/** Objects that must exist before a run. Acceptance creates none of them, and deletes none. */
export const OBJECTS: Readonly<Record<string, Form>> = {
  ACCEPTANCE_ALIBABA_NIC: {
    pattern: /^eni-[\w-]+$/,
    shape: "the id of a network interface, such as eni-bp14v2sdd3v8htln0000",
    about: "a network interface in a vSwitch with IPv6, in a VPC with an IPv6 gateway; it gets one more address",
  },
  ACCEPTANCE_ALIBABA_VSWITCH: {
    pattern: /^vsw-[\w-]+$/,
    shape: "the id of a vSwitch, such as vsw-bp1s5fnvk4gn2tws00000",
    about: "a vSwitch with IPv6; an unattached address is allocated in it",
  },
  ACCEPTANCE_ALIBABA_GATEWAY: {
    pattern: /^ipv6gw-[\w-]+$/,
    shape: "the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g0000",
    about: "the IPv6 gateway of the network interface's VPC; it gets one egress-only rule",
  },
  ACCEPTANCE_TENCENT_NIC: {
    pattern: /^eni-[\w-]+$/,
    shape: "the id of a network interface, such as eni-m6dyj72l",
    about: "a network interface in a subnet with an IPv6 block of global addresses; it gets one more address",
  },
  ACCEPTANCE_ZENLAYER_NIC: {
    pattern: /^\d+$/,
    shape: "the id of a network interface, such as 1680855999352675875",
    about: "a network interface without IPv6, in a subnet with public IPv6",
  },
  ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6: {
    pattern: /^\d+$/,
    shape: "the id of a network interface, such as 1680855999352675877",
    about: "a network interface with a public IPv6 whose bandwidth may change during the run; it gets its own again",
  },
};

const OWN = ["ACCEPTANCE_STORIES", "ACCEPTANCE_CEILING", "ACCEPTANCE_CONSENT", "ACCEPTANCE_FOLDER"];

/** @throws Error that lists everything that is malformed */
export function readPlan(environment: Runtime["environment"]): Plan {
  const problems: string[] = [];
  const given = (name: string) => environment[name]?.trim() || undefined;
  const names = Object.keys(environment).filter((name) => name.startsWith("ACCEPTANCE_"));
  const prices = priceSettings();
  const known = [...OWN, ...Object.keys(OBJECTS), ...prices];
  for (const name of names.filter((each) => !known.includes(each)))
    problems.push(`${name}: there is no such setting (there are ${known.join(", ")})`);
  const ids: Record<string, string> = {};
  for (const [name, { pattern, shape }] of Object.entries(OBJECTS)) {
    const value = given(name);
    if (value === undefined) continue;
    if (pattern.test(value)) ids[name] = value;
    else problems.push(`${name}: must be ${shape}; got "${value}"`);
  }
  const { stories, leftOut } = chosen(given("ACCEPTANCE_STORIES"), ids, problems);
  const money = (name: string, text: string): Amount[] => {
    const amount = amountIn(text);
    if (!amount) problems.push(`${name}: must be an amount and its currency, such as 5USD; got "${text}"`);
    return amount ? [amount] : [];
  };
  const ceiling = (given("ACCEPTANCE_CEILING")?.split(",") ?? []).flatMap((text) => money("ACCEPTANCE_CEILING", text));
  const currencies = ceiling.map(({ currency }) => currency);
  for (const twice of new Set(currencies.filter((each, index) => currencies.indexOf(each) !== index)))
    problems.push(`ACCEPTANCE_CEILING: has more than one amount in ${twice}`);
  const stated = prices.flatMap((name) => {
    const text = given(name);
    const [amount] = text === undefined ? [] : money(name, text);
    return amount ? [[name, amount] as const] : [];
  });
  problems.push(
    ...[...new Set(stories.map(({ cloud }) => cloud))].flatMap((cloud) => wrong(CLOUDS[cloud], environment)),
  );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const needed = [...new Set(stories.flatMap(({ needs }) => needs))];
  const absent = needed.filter((name) => ids[name] === undefined).map((name) => `${name}: ${OBJECTS[name]?.about}`);
  const missing = [
    ...absent,
    ...(ceiling.length === 0
      ? ["ACCEPTANCE_CEILING: the most that one cloud may cost, such as 5USD or 5USD,30CNY"]
      : []),
  ];
  return {
    stories,
    ids,
    ceiling,
    stated: Object.fromEntries(stated),
    consent: given("ACCEPTANCE_CONSENT"),
    missing,
    leftOut,
  };
}

function chosen(
  text: string | undefined,
  ids: Plan["ids"],
  problems: string[],
): { stories: readonly Story[]; leftOut: readonly string[] } {
  const words = text?.split(",").map((word) => word.trim()) ?? Object.keys(CLOUDS);
  const all = [...Object.keys(CLOUDS), ...STORIES.map(({ name }) => name)];
  for (const word of words.filter((each) => !all.includes(each)))
    problems.push(`ACCEPTANCE_STORIES: there is no story or cloud "${word}" (there are ${all.join(", ")})`);
  const absent = ({ needs }: Story) => needs.filter((need) => ids[need] === undefined);
  const wanted = STORIES.filter(({ name, cloud }) => words.includes(name) || words.includes(cloud));
  const isPlayed = (story: Story) => !story.extra || words.includes(story.name) || absent(story).length === 0;
  return {
    stories: wanted.filter(isPlayed),
    leftOut: wanted.filter((story) => !isPlayed(story)).map((story) => `${story.name}: ${absent(story).join(", ")}`),
  };
}

/** Settings of the provider that it would refuse, each named by the variable that has it. */
function wrong(cloud: Cloud, environment: Runtime["environment"]): string[] {
  try {
    readSettings(cloud, undefined, environment);
    return [];
  } catch (error) {
    return messageOf(error)
      .split("\n")
      .map((line) => {
        const [setting = ""] = line.split(":");
        const variable = cloud.settings[setting]?.env?.find((name) => environment[name]?.trim());
        return variable
          ? line.replace(setting, variable).replace(` on the configuration ipv6:${cloud.name}`, "")
          : line;
      });
  }
}
