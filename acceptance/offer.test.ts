// What a run may cost, and what must be said before it: settings, prices, ceiling and consent.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS } from "../provider/clouds";
import { systemClock } from "../provider/core/context";
import { type Simulator, startSimulator } from "../simulator";
import { aboveCeiling, amountIn, amountText, consentSentence, costsOf, isUnknown, totals } from "./money";
import { offerText, readOffer } from "./offer";
import { OBJECTS, readPlan } from "./settings";
import { STORIES, type Story } from "./stories";
import { SUBJECTS } from "./subjects";

const IDS = {
  ACCEPTANCE_ALIBABA_NIC: "eni-demo0004",
  ACCEPTANCE_ALIBABA_VSWITCH: "vsw-demo0001",
  ACCEPTANCE_TENCENT_NIC: "eni-demo0004",
  ACCEPTANCE_ZENLAYER_NIC: "1680855999352675875",
};
const EXTRA_IDS = {
  ACCEPTANCE_ALIBABA_GATEWAY: "ipv6gw-demo0001",
  ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6: "1680855999352675877",
};
const terms = (stated = {}, region = "cn-hangzhou") => ({ ids: IDS, stated, regions: { alibaba: region } });
const story = (name: string) => STORIES.find((each) => each.name === name) as Story;
const usd = (amount: number) => ({ amount, currency: "USD" });

describe("settings", () => {
  test("everything malformed is told at once", () => {
    const wrong = {
      ...{
        ACCEPTANCE_ALIBABA_NIC: "i-1",
        ACCEPTANCE_ZENLAYER_NIC: "nic",
        ACCEPTANCE_CEILING: "5",
        ACCEPTANCE_NIC: "x",
      },
      ...{ ACCEPTANCE_TENCENT_PER_GB: "cheap", ACCEPTANCE_STORIES: "alibaba-nic,azure" },
    };
    const said = () => readPlan(wrong);
    expect(said).toThrow(/ACCEPTANCE_NIC: there is no such setting/);
    for (const name of Object.keys(wrong)) expect(said).toThrow(new RegExp(`^${name}: `, "m"));
  });

  test("variables of the provider are told with them, each by its name", () => {
    const wrong = {
      ...{ PULUMI_IPV6_ALIBABA_ENDPOINT: "here", ACCEPTANCE_CEILING: "5" },
      ...{ PULUMI_IPV6_ZENLAYER_ENDPOINT: "there", ACCEPTANCE_STORIES: "alibaba,zenlayer" },
    };
    const told = Object.keys(wrong).filter((name) => name !== "ACCEPTANCE_STORIES");
    for (const name of told) expect(() => readPlan(wrong)).toThrow(new RegExp(`^${name}: must be`, "m"));
    expect(() => readPlan(wrong)).not.toThrow(/configuration/);
    const { PULUMI_IPV6_ZENLAYER_ENDPOINT } = wrong;
    expect(readPlan({ PULUMI_IPV6_ZENLAYER_ENDPOINT, ACCEPTANCE_STORIES: "alibaba" }).stories).not.toEqual([]);
  });

  test("a price is of something that is ordered, and a currency has one ceiling", () => {
    for (const name of [
      "ACCEPTANCE_MYALIBABA_PER_GB",
      "ACCEPTANCE_ALIBABA_PER_IPV6_DAY",
      "ACCEPTANCE_TENCENT_PER_MBPS_DAY",
    ])
      expect(() => readPlan({ [name]: "1USD" })).toThrow(`${name}: there is no such setting`);
    expect(() => readPlan({ ACCEPTANCE_CEILING: "5USD,0.5USD" })).toThrow(
      /^ACCEPTANCE_CEILING: has more than one amount in USD$/,
    );
  });

  test("everything missing is told at once, and only for the chosen stories", () => {
    const missing = (environment: Record<string, string>) =>
      readPlan(environment).missing.map((line) => line.split(":")[0]);
    expect(missing({})).toEqual([...Object.keys(IDS), "ACCEPTANCE_CEILING"]);
    expect(missing({ ACCEPTANCE_STORIES: "alibaba-outbound" })).toEqual([
      ...["ACCEPTANCE_ALIBABA_NIC", "ACCEPTANCE_ALIBABA_GATEWAY", "ACCEPTANCE_CEILING"],
    ]);
    expect(missing({ ACCEPTANCE_STORIES: "tencent-elastic", ACCEPTANCE_CEILING: "1USD" })).toEqual([]);
    expect(missing({ ACCEPTANCE_STORIES: "alibaba" })).toEqual([
      ...["ACCEPTANCE_ALIBABA_NIC", "ACCEPTANCE_ALIBABA_VSWITCH", "ACCEPTANCE_CEILING"],
    ]);
    expect(missing({ ...IDS, ACCEPTANCE_CEILING: "5USD, 30CNY" })).toEqual([]);
  });

  test("extra stories are played if their objects are given, and named if not", () => {
    const plan = (environment: Record<string, string>) => {
      const { stories, leftOut } = readPlan(environment);
      return [stories.filter(({ extra }) => extra).map(({ name }) => name), leftOut];
    };
    expect(plan(IDS)).toEqual([
      [],
      ["alibaba-outbound: ACCEPTANCE_ALIBABA_GATEWAY", "zenlayer-bandwidth: ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6"],
    ]);
    expect(plan({ ...IDS, ...EXTRA_IDS })).toEqual([["alibaba-outbound", "zenlayer-bandwidth"], []]);
  });
});

describe("money", () => {
  test("amounts", () => {
    expect(amountIn("5USD")).toEqual(usd(5));
    expect(amountIn(" 0.5 CNY ")).toEqual({ amount: 0.5, currency: "CNY" });
    for (const bad of ["5", "USD5", "-1USD", "1e9USD", "5 dollars", ""]) expect(amountIn(bad)).toBeUndefined();
    expect(amountText(usd(0.001))).toBe("0.01 USD");
    expect(amountText(usd(0.84))).toBe("0.84 USD");
  });

  test("by the price list: all bandwidth for all the time, and days that a run past midnight begins", () => {
    const costs = costsOf(story("alibaba-nic"), terms());
    expect(costs.map(({ order, most }) => [order, most && Number(most.amount.toFixed(4))])).toEqual([
      ["NicIpv6Assignment", undefined],
      ["Ipv6InternetBandwidth PayByTraffic 2 Mbps", Number((((2 * 1800) / 8000) * 0.123).toFixed(4))],
      // Others set it to 3 Mbps for a moment, and the day's highest value counts.
      ["Ipv6InternetBandwidth PayByBandwidth 3 Mbps", Number((3 * 0.14 * 2).toFixed(4))],
    ]);
  });

  test("an unpublished price must be stated, and is then counted", () => {
    const [bare] = costsOf(story("tencent-elastic"), terms());
    expect(bare).toMatchObject({ most: undefined, why: expect.stringContaining("ACCEPTANCE_TENCENT_PER_GB") });
    const [stated] = costsOf(story("tencent-elastic"), terms({ ACCEPTANCE_TENCENT_PER_GB: usd(0.1) }));
    expect(stated?.most?.amount).toBeCloseTo(((3 * 1800) / 8000) * 0.1);
    const perDay = costsOf(story("zenlayer-nic"), terms({ ACCEPTANCE_ZENLAYER_PER_MBPS_DAY: usd(0.5) }));
    expect(perDay.map(({ most }) => most?.amount)).toEqual([undefined, undefined, 3, undefined]);
  });

  test("on Zenlayer each public IPv6 is paid for beside what it sends", () => {
    const each = costsOf(story("zenlayer-nic"), terms({ ACCEPTANCE_ZENLAYER_PER_IPV6_DAY: usd(0.1) }));
    const itself = each.filter(({ order }) => order.endsWith("the address itself"));
    expect(itself.map(({ most, why }) => [most, why])).toEqual(
      Array(2).fill([usd(0.2), "2 days begun at the price of ACCEPTANCE_ZENLAYER_PER_IPV6_DAY"]),
    );
    const managed = costsOf(story("zenlayer-bandwidth"), terms());
    expect(managed.map(({ order }) => order)).toEqual(["Ipv6InternetBandwidth 3 Mbps"]);
  });

  test("the price that the user states counts, also where there is a list price", () => {
    const stated = { ACCEPTANCE_ALIBABA_PER_GB: usd(1), ACCEPTANCE_ALIBABA_PER_MBPS_DAY: usd(2) };
    const [, traffic, bandwidth] = costsOf(story("alibaba-nic"), terms(stated));
    expect(traffic?.most?.amount).toBeCloseTo((2 * 1800) / 8000);
    expect(bandwidth?.most).toEqual(usd(12));
    for (const cost of [traffic, bandwidth]) expect(cost?.why).toMatch(/ACCEPTANCE_ALIBABA_PER_.*instead of the list/);
  });

  test("without a region it is the region that is missing", () => {
    const costs = costsOf(story("alibaba-nic"), { ids: IDS, stated: {}, regions: {} });
    expect(costs.filter(isUnknown).map(({ why }) => why)).toEqual(
      Array(2).fill("the list price depends on the region, and none is set"),
    );
    const [unlisted] = costsOf(story("alibaba-nic"), terms({}, "mars-1")).filter(isUnknown);
    expect(unlisted?.why).toContain("state your account's in ACCEPTANCE_ALIBABA_PER_GB");
  });

  test("the ceiling holds for each cloud and currency", () => {
    const sums = totals([
      { cloud: "alibaba", costs: [{ order: "a", most: usd(1), why: "" }] },
      { cloud: "alibaba", costs: [{ order: "b", most: usd(1.5), why: "" }] },
      { cloud: "tencent", costs: [{ order: "c", most: { amount: 2, currency: "CNY" }, why: "" }] },
    ]);
    expect(aboveCeiling(sums, [usd(2.5), { amount: 2, currency: "CNY" }])).toEqual([]);
    expect(aboveCeiling(sums, [usd(2.49)])).toEqual([
      "alibaba: the stories cost at most 2.50 USD, above ACCEPTANCE_CEILING of 2.49 USD",
      "tencent: the stories cost at most 2.00 CNY, and ACCEPTANCE_CEILING has no amount in CNY",
    ]);
  });

  test("the sentence names the money and every account", () => {
    const accounts = ["alibaba", "tencent"].map((cloud, index) => ({ cloud, account: String(index) }));
    expect(consentSentence([usd(5)], accounts)).toBe(
      "spend up to 5.00 USD on alibaba account 0, and as much on tencent account 1",
    );
  });
});

test("every story is of a cloud, is bounded, and can be looked at", () => {
  for (const { name, cloud, seconds, needs, steps } of STORIES) {
    expect(Object.keys(CLOUDS)).toContain(cloud);
    expect(seconds).toBeLessThanOrEqual(3_600);
    expect(Object.keys(OBJECTS)).toEqual(expect.arrayContaining([...needs]));
    expect(SUBJECTS[name]?.read).toBeDefined();
    const all = steps({ ...IDS, ...EXTRA_IDS });
    expect(all.some(({ imports }) => imports)).toBe(true);
    if (all.some(({ drift }) => drift)) expect(SUBJECTS[name]?.drift).toBeDefined();
    if (all.some(({ mark }) => mark) && cloud === "alibaba") expect(SUBJECTS[name]?.mark).toBeDefined();
  }
});

describe("the offer", () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  const offer = (more: Record<string, string>, clouds = true) =>
    readOffer({
      ...{ clock: systemClock, random: () => 0.5, unique: () => "unique", log: () => {} },
      environment: { ...(clouds && Object.assign({}, ...Object.values(simulator.environment()))), ...more },
    });

  test("without anything it says what to give", async () => {
    const { missing, sentence } = await offer({}, false);
    const said = missing.join("\n");
    for (const cloud of Object.values(CLOUDS)) expect(said).toContain(`no credentials to sign calls to ${cloud.title}`);
    expect(said).toContain("no region: set ALIBABA_CLOUD_REGION");
    expect(sentence).toBeUndefined();
  });

  test("with everything nothing is missing, and the sentence has the accounts of the credentials", async () => {
    const only = { ...IDS, ACCEPTANCE_STORIES: "alibaba", ACCEPTANCE_CEILING: "1USD" };
    const whole = await offer(only);
    expect(whole.missing).toEqual([]);
    expect(whole.sentence).toBe("spend up to 1.00 USD on alibaba account 1234567890123456");
    expect(offerText(whole).join("\n")).toContain("alibaba: 0.90 USD");
    const page = readFileSync(join(__dirname, "../docs/acceptance.md"), "utf8").replace(/\s+/g, " ");
    const { costs } = await offer({ ...only, ...EXTRA_IDS });
    const [sum] = totals(costs.map(({ costs: each }) => ({ cloud: "alibaba", costs: each }))).get("alibaba") ?? [];
    expect(page).toContain(`cost at most 0.90 USD, with \`alibaba-outbound\` ${sum && amountText(sum)}.`);
    const tooLow = await offer({ ...only, ACCEPTANCE_CEILING: "0.5USD" });
    expect(tooLow.missing).toEqual([
      "alibaba: the stories cost at most 0.90 USD, above ACCEPTANCE_CEILING of 0.50 USD",
    ]);
  });

  test("without a price there is no sum", async () => {
    const said = offerText(await offer({ ...IDS, ACCEPTANCE_ZENLAYER_PER_MBPS_DAY: "0.5USD" })).join("\n");
    for (const cloud of ["tencent", "zenlayer"])
      expect(said).toContain(`\n  ${cloud}: not known, because a price above is missing`);
    const whole = offerText(await offer({ ...IDS, ACCEPTANCE_TENCENT_PER_GB: "0.8CNY" })).join("\n");
    expect(whole).toMatch(/\n {2}tencent: \d\.\d\d CNY\n/);
  });
});
