import { fields, must, optional, refuse, type Shape } from "./strict";

/** How the clouds behave in time. Everything is off by default, so that tests are quick. */
export interface Pace {
  addressPendingMs: number;
  bandwidthConfiguringMs: number;
  readLagMs: number;
  lagActions: string;
  answerDelayMs: number;
  throttlePerMinute: number;
  publishedLimits: "off" | "on";
  taskMs: number;
  slowActions: string;
  taskOutcome: "succeed" | "fail" | "partial" | "failed-but-done";
  taskOutcomeOf: string;
  tokenLifetimeMs: number;
  refusedCallSpendsToken: "no" | "yes";
  dryRun: "honoured" | "ignored";
  operationMs: number;
  operationOutcome: "succeed" | "fail";
  unassignWithBandwidth: "refuse" | "drop" | "orphan";
  recordsFiledUnder: "documented" | "instance" | "nobody";
  metadataTokens: "optional" | "required" | "off";
  systemTags: "off" | "on";
  unknownIds: "omitted" | "refused";
}

/** With choices: one of them. Without: names of actions if the default is a text, else a number. */
interface Setting {
  readonly default: Pace[keyof Pace];
  readonly choices?: readonly string[];
  readonly doc: string;
}

export const paceSettings: Readonly<Record<keyof Pace, Setting>> = {
  addressPendingMs: { default: 0, doc: "how long a new address stays Pending, in ms" },
  bandwidthConfiguringMs: { default: 0, doc: "how long a new or changed bandwidth refuses the next change, in ms" },
  readLagMs: { default: 0, doc: "lists show the state as it was this many ms ago" },
  lagActions: { default: "", doc: "the only actions that readLagMs applies to, separated by commas; empty is all" },
  answerDelayMs: { default: 0, doc: "real ms between the effect of a call and its answer" },
  throttlePerMinute: { default: 0, doc: "calls per minute for each account, region and action; 0 is no limit" },
  publishedLimits: {
    default: "off",
    choices: ["off", "on"],
    doc: "count calls per second and action, as the vendor publishes",
  },
  taskMs: { default: 0, doc: "how long a task of the cloud runs before it takes effect, in ms" },
  slowActions: { default: "", doc: "the only actions that taskMs applies to, separated by commas; empty is all" },
  taskOutcome: {
    default: "succeed",
    choices: ["succeed", "fail", "partial", "failed-but-done"],
    doc: "how tasks that begin from now on end: partial does the first half of a batch and is FAILED",
  },
  taskOutcomeOf: {
    default: "",
    doc: "the only actions whose tasks end as taskOutcome says, separated by commas; others succeed; empty is all",
  },
  tokenLifetimeMs: { default: 0, doc: "how long a client token is remembered, in ms; 0 is for ever" },
  refusedCallSpendsToken: {
    default: "no",
    choices: ["no", "yes"],
    doc: "whether a refused call makes its client token useless",
  },
  dryRun: {
    default: "honoured",
    choices: ["honoured", "ignored"],
    doc: "whether a dry run only checks; ignored, it acts like any other call",
  },
  operationMs: { default: 0, doc: "how long an asynchronous change takes after it was accepted, in ms" },
  operationOutcome: {
    default: "succeed",
    choices: ["succeed", "fail"],
    doc: "how an asynchronous change ends: as requested, or failed with the old value",
  },
  unassignWithBandwidth: {
    default: "refuse",
    choices: ["refuse", "drop", "orphan"],
    doc: "unassigning an address that still has bandwidth: refuse, delete the bandwidth, or leave it billed",
  },
  recordsFiledUnder: {
    default: "documented",
    choices: ["documented", "instance", "nobody"],
    doc: "what addresses are listed under: as documented, the instance of every attached network interface, or nothing",
  },
  metadataTokens: {
    default: "optional",
    choices: ["optional", "required", "off"],
    doc: "tokens of the machine's metadata service: optional, required for every read, or not offered",
  },
  systemTags: {
    default: "off",
    choices: ["off", "on"],
    doc: "whether public addresses have tags of the cloud's own, which no call can change",
  },
  unknownIds: {
    default: "omitted",
    choices: ["omitted", "refused"],
    doc: "what a list by ids does with one that does not exist: leave it out, or refuse the call",
  },
};

/** Reads settings that come from outside; numbers may be text. Throws an Error with all that is wrong. */
export function readPace(settings: unknown): Partial<Pace> {
  refuse(paceShape(settings, ""));
  const given = Object.entries(settings as Partial<Pace>).filter(([, value]) => value !== undefined);
  const isNumber = (key: string) => typeof paceSettings[key as keyof Pace].default === "number";
  return Object.fromEntries(given.map(([key, value]) => [key, isNumber(key) ? Number(value) : value]));
}

const paceShape = fields(
  Object.fromEntries(Object.entries(paceSettings).map(([key, setting]) => [key, optional(shapeOf(setting))])),
);

function shapeOf({ choices, default: usual }: Setting): Shape {
  const [isSo, words] = choices
    ? [(value: unknown) => choices.some((choice) => choice === value), `one of ${choices.join(", ")}`]
    : typeof usual === "string"
      ? [isListOfNames, "names of actions, separated by commas"]
      : [isAmount, "a number from 0"];
  return (value, place) => must(isSo, `${words}; got ${value}`)(value, place);
}

/** The name of an unknown action has no effect; text that is no name is a mistake. */
function isListOfNames(value: unknown): boolean {
  return typeof value === "string" && /^\s*(\w+\s*(,\s*\w+\s*)*)?$/.test(value);
}

function isAmount(value: unknown): boolean {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return false;
  return Number.isFinite(Number(value)) && Number(value) >= 0;
}

/** Whether a setting that names actions applies to this one. */
export function appliesTo(setting: string, action: string): boolean {
  const names = setting.split(",").map((name) => name.trim());
  return setting.trim() === "" || names.includes(action);
}

export function defaultPace(): Pace {
  return Object.fromEntries(Object.entries(paceSettings).map(([key, { default: value }]) => [key, value])) as never;
}
