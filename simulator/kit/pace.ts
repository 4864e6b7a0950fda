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
  systemTags: "off" | "on";
}

/** With choices: one of them. Without: a number, or, if the default is a text, names of actions. */
interface Setting {
  readonly default: Pace[keyof Pace];
  readonly choices?: readonly string[];
  readonly doc: string;
}

export const paceSettings: Readonly<Record<keyof Pace, Setting>> = {
  addressPendingMs: { default: 0, doc: "how long a new address stays Pending, in ms" },
  bandwidthConfiguringMs: { default: 0, doc: "how long a new or changed bandwidth refuses the next change, in ms" },
  readLagMs: { default: 0, doc: "lists show the state as it was this many ms ago" },
  lagActions: { default: "", doc: "the only actions that readLagMs is about, separated by commas; empty is all" },
  answerDelayMs: { default: 0, doc: "real ms between the effect of a call and its answer" },
  throttlePerMinute: { default: 0, doc: "calls per minute for each account, region and action; 0 is no limit" },
  publishedLimits: {
    default: "off",
    choices: ["off", "on"],
    doc: "count calls per second and action, as the vendor publishes (Tencent Cloud)",
  },
  taskMs: { default: 0, doc: "how long a task of the cloud runs before it takes effect, in ms (Tencent Cloud)" },
  slowActions: { default: "", doc: "the only actions that taskMs is about, separated by commas; empty is all" },
  taskOutcome: {
    default: "succeed",
    choices: ["succeed", "fail", "partial", "failed-but-done"],
    doc: "how tasks begun from now on end: partial does the first half of a batch and is FAILED",
  },
  taskOutcomeOf: {
    default: "",
    doc: "the only actions whose tasks end as taskOutcome says, separated by commas; others succeed; empty is all",
  },
  tokenLifetimeMs: { default: 0, doc: "how long a client token is remembered, in ms; 0 is for ever" },
  refusedCallSpendsToken: {
    default: "no",
    choices: ["no", "yes"],
    doc: "whether a client token is of no more use once a call under it was refused (Alibaba Cloud, Tencent Cloud)",
  },
  dryRun: {
    default: "honoured",
    choices: ["honoured", "ignored"],
    doc: "whether a dry run only checks; ignored, it acts like any other call (Alibaba Cloud)",
  },
  operationMs: { default: 0, doc: "how long an accepted change is under way, where changes are asynchronous, in ms" },
  operationOutcome: {
    default: "succeed",
    choices: ["succeed", "fail"],
    doc: "how a change that is under way ends: as asked, or failed with the old value",
  },
  unassignWithBandwidth: {
    default: "refuse",
    choices: ["refuse", "drop", "orphan"],
    doc: "taking an address that still has bandwidth off its network interface: refuse, end the bandwidth, or leave it billed",
  },
  recordsFiledUnder: {
    default: "documented",
    choices: ["documented", "instance", "nobody"],
    doc: "what addresses are listed under: as documented, the instance of any network interface that has one, or nobody (Alibaba Cloud)",
  },
  systemTags: {
    default: "off",
    choices: ["off", "on"],
    doc: "whether public addresses bear tags that the cloud has put on and nobody may touch (Alibaba Cloud, Tencent Cloud)",
  },
};

export function isPaceKey(key: string): key is keyof Pace {
  return Object.hasOwn(paceSettings, key);
}

/** Checks settings that come from outside; text numbers are fine. Throws an Error that names the setting. */
export function readPace(settings: Readonly<Record<string, unknown>>): Partial<Pace> {
  const pace: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (!isPaceKey(key)) throw new Error(`unknown pace setting ${key}; known: ${Object.keys(paceSettings).join(", ")}`);
    const { choices, default: usual } = paceSettings[key];
    if (choices) {
      if (!choices.includes(String(value))) throw new Error(`${key}: one of ${choices.join(", ")}; got ${value}`);
      pace[key] = String(value);
    } else if (typeof usual === "string") {
      // A name that no action bears is about nothing; what is no name at all is a slip.
      if (typeof value !== "string" || !/^\s*(\w+\s*(,\s*\w+\s*)*)?$/.test(value)) {
        throw new Error(`${key}: names of actions, separated by commas; got ${value}`);
      }
      pace[key] = value;
    } else {
      const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
      if (!Number.isFinite(number) || number < 0) throw new Error(`${key}: a number from 0; got ${value}`);
      pace[key] = number;
    }
  }
  return pace as Partial<Pace>;
}

/** Whether a setting that names actions is about this one. */
export function isAbout(setting: string, action: string): boolean {
  const names = setting.split(",").map((name) => name.trim());
  return setting.trim() === "" || names.includes(action);
}

export function defaultPace(): Pace {
  return Object.fromEntries(Object.entries(paceSettings).map(([key, { default: value }]) => [key, value])) as never;
}
