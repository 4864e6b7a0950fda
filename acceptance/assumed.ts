// What a run can say about each rule that the simulator assumes: the probes that measure it, and what of it they leave out;
// or why there are none. A probe counts for a rule only if the opposite rule would answer otherwise.
import { ACTIONS as ALIBABA } from "../provider/clouds/alibaba/wire";
import { ACTIONS as TENCENT } from "../provider/clouds/tencent/wire";
import { ACTIONS as ZENLAYER } from "../provider/clouds/zenlayer/wire";
import type { PlacedRule } from "../simulator";
import { ALIBABA as ALIBABA_RULES } from "./rules/alibaba";
import {
  ANY,
  NETWORK,
  ORDER,
  ROLE,
  type Rows,
  SETTING,
  SIGNING,
  TOKENS,
  UNCALLED,
  type Verdict,
} from "./rules/reasons";
import { TENCENT as TENCENT_RULES } from "./rules/tencent";
import { ZENLAYER as ZENLAYER_RULES } from "./rules/zenlayer";

const EVERY_CLOUD: Rows = [
  [/^signature$/, ANY, SIGNING],
  [/^(temporary (keys|credentials)|metadata service|sts )/, ANY, ROLE],
  [ANY, /^(Refusals come in|Order: )|^One that does not exist refuses the whole call/, ORDER],
  [ANY, /readLagMs|operationMs says|unassignWithBandwidth|It also decides about|throttlePerMinute/, SETTING],
  [
    ANY,
    /not simulated|is the only filter that is simulated|Prices are invented|enters completed changes in the ledger/,
    SETTING,
  ],
  [ANY, /The account in the seed decides|unless the seed says otherwise|are the same here/, SETTING],
  [/^client token$/, ANY, TOKENS],
  [/ Describe(Instances|NetworkAcl\w*|Route\w*|SecurityGroup\w*|Vpcs|VSwitchAttributes)$/, ANY, NETWORK],
  [/^error codes$/, /NetworkAcl/, NETWORK],
];

const OF: Readonly<Record<string, { readonly actions: object; readonly rows: Rows }>> = {
  alibaba: { actions: ALIBABA, rows: ALIBABA_RULES },
  tencent: { actions: TENCENT, rows: TENCENT_RULES },
  zenlayer: { actions: ZENLAYER, rows: ZENLAYER_RULES },
};

/** Probes of rules that are not assumed: their answers are listed, too. */
const SETTLED: readonly (readonly [probe: string, cloud: string, place: RegExp, text: RegExp])[] = [
  ["tencent/modify-unknown", "tencent", /ModifyIp6AddressesBandwidth$/, /id that does not exist/],
  ["tencent/elastic-release-unknown", "tencent", /ReleaseIPv6Addresses$/, /does not exist/],
];
/** Probes that others are compared with, of a code that is in the vendor's list and in no rule. */
const LISTED = ["alibaba/assign-unknown-nic", "tencent/assign-unknown-nic"];

export interface Covered {
  readonly rule: PlacedRule;
  readonly probes: readonly string[];
  /** Why it has no probe. */
  readonly why?: string;
  /** What the probes do not measure of it, and why. */
  readonly rest?: string;
}

/** @throws Error that names every rule without a verdict */
export function coverageOf(rules: readonly PlacedRule[]): Covered[] {
  const bare: string[] = [];
  const covered = rules.map((rule): Covered => {
    const [verdict, rest] = verdictOf(rule);
    if (verdict === undefined) bare.push(`${rule.cloud}, ${rule.place}: ${rule.text}`);
    if (typeof verdict === "string") return { rule, probes: [], why: verdict };
    return { rule, probes: verdict ?? [], ...(rest !== undefined && { rest }) };
  });
  if (bare.length > 0) throw new Error(`neither a probe nor a reason:\n${bare.join("\n")}`);
  return covered;
}

/** The rules that each probe is about, in words. @param rules assumed or not */
export function subjectsOf(rules: readonly PlacedRule[]): (probe: string) => readonly string[] {
  const covered = coverageOf(rules.filter(({ provenance }) => provenance === "assumed"));
  const settled = SETTLED.flatMap(([probe, cloud, place, text]) =>
    rules
      .filter((rule) => rule.cloud === cloud && rule.provenance !== "assumed")
      .filter((rule) => place.test(rule.place) && text.test(rule.text))
      .map((rule): Covered => ({ rule, probes: [probe] })),
  );
  const all = [...covered, ...settled];
  return (probe) => [
    ...all.filter(({ probes }) => probes.includes(probe)).map(nameOf),
    ...(LISTED.includes(probe) ? ["documented: the code is in the vendor's list for this call"] : []),
  ];
}

/** With where the rule comes from, unless it is assumed, and with what the probes leave out of it. */
export function nameOf({ rule, rest }: Covered): string {
  const { cloud, place, text, provenance } = rule;
  const settled = provenance === "assumed" ? "" : `${provenance}: `;
  return `${settled}${cloud}, ${place}: ${text}${rest === undefined ? "" : ` (In part. Not measured: ${rest})`}`;
}

function verdictOf({ cloud, place, text }: PlacedRule): readonly [verdict?: Verdict, rest?: string] {
  const { actions = {}, rows = [] } = OF[cloud] ?? {};
  const [, action] = /^[a-z]+ ([A-Z]\w+)$/.exec(place) ?? [];
  if (action && !Object.hasOwn(actions, action)) return [UNCALLED];
  const probed = rows.filter(([, , verdict]) => typeof verdict !== "string");
  const [, , ...found] = [...probed, ...EVERY_CLOUD, ...rows].find(
    ([where, what]) => where.test(place) && what.test(text),
  ) ?? [undefined, undefined];
  return found;
}

/** Every row of the table with the cloud it is for, so that a test finds those that fit no rule. */
export function tableRows(): {
  readonly cloud: string | undefined;
  readonly place: RegExp;
  readonly text: RegExp;
  readonly verdict: Verdict;
}[] {
  const all = [
    [undefined, EVERY_CLOUD] as const,
    ...Object.entries(OF).map(([cloud, { rows }]) => [cloud, rows] as const),
  ];
  return all.flatMap(([cloud, rows]) => rows.map(([place, text, verdict]) => ({ cloud, place, text, verdict })));
}
