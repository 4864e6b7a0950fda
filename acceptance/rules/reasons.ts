// Why assumed rules have no probe, or why their probes leave something out.

export const SETTING =
  "It says what a setting of the simulator does, or what the simulator leaves out: no cloud can contradict it.";
export const UNCALLED = "The provider never makes this call: the rule serves other clients of the simulator.";
export const ORDER =
  "The order of checks shows only in requests with several faults at once, and the provider sends none.";
export const SIGNING = "It needs wrong signatures, keys or clocks, which a real account may answer by locking itself.";
export const ROLE = "It needs a role, a token or a machine with a role, which acceptance does not ask for.";
export const ORDERED =
  "If the cloud did not refuse it, the call would be an order or a change that nobody consented to.";
export const STATE =
  "It needs an account or an object in a state that acceptance must not bring about: locked, in arrears, full, of somebody else.";
export const MOMENT =
  "It shows only at a moment that no call can choose: two calls at once, a change under way, a failed task.";
export const TOKENS =
  "Only the provider's own orders carry tokens: a call of a probe that spends one would be an order.";
export const STORIES = "The stories depend on it: a step fails or takes longer otherwise, and the findings show both.";
export const GONE =
  "It needs the id of an object that was deleted a moment ago; how long the cloud knows such an id is not told.";

export const REGIONS = "Only `--region all` of the commands asks for regions, takes their ids, and reads each of them.";
export const NETWORK =
  "Only `pulumi-ipv6 why` reads networks, and it judges what a cloud shows; acceptance builds no machine to compare with.";

export const STATUS = "Its status: the provider, and so a probe, reads the code alone.";
export const RESERVED =
  "Keys that begin with tencentcloud:, tencent: or qcs:, and 项目: the rule is one, its list is long.";
export const MALFORMED = "Malformed names: the provider makes each from an id.";
export const OTHERS = "Its other parts say what the simulator leaves out.";

export type Verdict = string | readonly string[];
/**
 * `[place, text, probes or reason, what the probes do not measure of it and why]`. The first row that fits counts, rows with
 * probes before rows with reasons.
 */
type Row = readonly [place: RegExp, text: RegExp, verdict: Verdict, rest?: string];
export type Rows = readonly Row[];

export const ANY = /./;
