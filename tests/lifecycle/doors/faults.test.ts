// One fault at any point of any verb: whatever the run makes of it, the next one must reach what is declared, with the
// ledger of an undisturbed run.
import type { FaultRule } from "../../../simulator";
import { WHOLE } from "../../whole";
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";
import { type Row, table } from "../reliability";
import { Failed } from "./door";
import { expectMended, plainly, staged, up, wishes } from "./verbs";

const faults = ({ codes }: Pair): Record<string, FaultRule> => ({
  "answer lost": { do: "drop", when: "after" },
  "call lost": { do: "drop", when: "before" },
  "500 though done": { do: { status: 500, body: "" }, when: "after" },
  "503 page": { do: { status: 503, body: "<html>busy</html>" } },
  throttled: { do: { code: codes.throttled } },
  denied: { do: { code: codes.denied } },
  "empty object": { do: { status: 200, body: "{}" }, when: "after" },
  "half an answer": { do: { status: 200, body: '{"RequestId":"x","requestId":"x","Response":{' }, when: "after" },
  "an error nobody knows": { do: { status: 400, code: codes.unheardOf }, when: "after" },
});
/** The transports tell the others apart, and the lifecycle treats each as one of these. */
const KINDS = ["answer lost", "call lost", "denied", "an error nobody knows"];

// Many cases each, on machines that may be busy.
jest.setTimeout(360_000);

const rows: Row[] = [];
if (WHOLE) afterAll(() => table("faults", "resource", rows));

const named = PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const);
describe.each(named)("%s", (name, pair) => {
  test.each(Object.entries(faults(pair)).filter(([fault]) => WHOLE || KINDS.includes(fault)))(
    "%s, at any call of any verb: the next run puts it right",
    async (fault, rule) => {
      let cases = 0;
      for (const [verb, wish] of Object.entries(wishes(pair))) {
        const { calls, deals } = await plainly(pair, "dynamic", wish);
        for (let call = 0; call < calls; call++) {
          await staged(pair, "dynamic", wish, async (harness, kept) => {
            harness.simulator.fault({ ...rule, skip: call });
            await up(wish, harness, kept, await harness.run()).catch((error) => {
              if (!(error instanceof Failed)) throw error;
            });
            harness.simulator.clearFaults();
            await expectMended(harness, kept, wish, deals, { verb, call });
          });
          cases++;
        }
      }
      rows.push({ row: name, column: fault, cases });
    },
  );
});
