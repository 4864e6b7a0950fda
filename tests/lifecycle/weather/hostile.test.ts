// Answers that no cloud should give, and somebody may: each is an error in words, never "gone", never a crash or a hang.
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Lifecycle } from "../../../provider/core/lifecycle";
import { PAIRS } from "../pairs";
import { CALL, ProviderHarness } from "../provider-harness";
import { Between, type Bytes } from "./between";

const json = { "content-type": "application/json" };
const answer = (body: string | Buffer, status = 200, headers: Record<string, string> = json): Bytes => ({
  ...{ status, headers, body: Buffer.from(body as string) },
});
const nested = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
const wrapped = (inner: string) => `{"RequestId":"r","requestId":"r","Response":${inner},"response":${inner}}`;

const HOSTILE: Readonly<Record<string, Bytes>> = {
  "no body": answer(""),
  "a byte": answer("{"),
  null: answer("null"),
  "a number": answer("1e999"),
  "a text": answer('"gone"'),
  "an empty list": answer("[]"),
  "an empty object": answer("{}"),
  "empty inside": answer(wrapped("{}")),
  "null inside": answer(wrapped("null")),
  "a list inside": answer(wrapped("[]")),
  "nested lists": answer(nested("[", "]")),
  "nested objects": answer(nested('{"Response":', "}").replace(/:\}/, ":{}}")),
  "unclosed lists": answer("[".repeat(100_000)),
  "two megabytes": answer(wrapped(`"${"x".repeat(2_000_000)}"`)),
  prototypes: answer('{"__proto__":{"Code":"gone"},"constructor":{"prototype":{}},"toString":1,"RequestId":{}}'),
  "an error of prototypes": answer('{"Code":"__proto__","code":"constructor","Message":"toString"}', 404),
  "a tencent error of prototypes": answer('{"Response":{"Error":{"Code":"__proto__","Message":{}},"RequestId":"r"}}'),
  "an error whose parts are objects": answer('{"Code":{"a":1},"code":{"a":1},"Message":[],"message":[]}', 400),
  "an error without end": answer(`{"Code":"X","code":"X","Message":"${"m".repeat(1_000_000)}"}`, 400),
  "not UTF-8": answer(Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0xc3, 0x28, 0x7d])),
  "a page": answer("<html>Not Found</html>", 404, { "content-type": "text/html" }),
  "a page that says it is fine": answer("<html>Sign in to the network</html>", 200, { "content-type": "text/html" }),
  "a redirect": answer("", 302, { location: "http://127.0.0.1:9/" }),
  "no content": answer("", 204),
  "410": answer("", 410),
  "not the gzip it says": answer("{}", 200, { ...json, "content-encoding": "gzip" }),
  "a gzip that grows a thousandfold": answer(gzipSync(Buffer.alloc(8_000_000, 0x20)), 200, {
    ...{ ...json, "content-encoding": "gzip" },
  }),
  "a wish to wait for a year": answer('{"Code":"Throttling.User","RequestId":"r"}', 400, {
    ...{ ...json, "x-acs-retry-after": "31536000000", "retry-after": "31536000" },
  }),
};

jest.setTimeout(180_000);
let harness: ProviderHarness;
let between: Between;
let run: Lifecycle;
beforeEach(() => void jest.spyOn(process, "emitWarning").mockImplementation(() => {}));
afterEach(async () => {
  jest.restoreAllMocks();
  await between.close();
  await harness.simulator.close();
});
/** Short, so that waits and retries do not take the clock far from the real time, which the packages sign with. */
const SHORT = { ...CALL, timeouts: { create: 5, read: 5, update: 5 } };
const OURS = /^(CloudError|PartialError|DeadlineError|Refusal|CancelledError)$/;

describe.each(PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const))("%s", (_name, pair) => {
  beforeEach(async () => {
    harness = await ProviderHarness.open(pair);
    between = await Between.open(harness.simulator.url);
    run = harness.process({ endpoint: between.url });
  });

  /** Fails, with an error of ours that a person can read. */
  async function refuses(work: Promise<unknown>): Promise<void> {
    const error = await work.then(
      (value) => ({ name: `answered ${JSON.stringify(value) ?? "gone"}`, message: "" }),
      (reason: Error) => reason,
    );
    expect(error.constructor?.name ?? error.name).toMatch(OURS);
    expect(error.message.length).toBeLessThan(2_000);
    expect(error.message).not.toMatch(/undefined/);
  }

  test("each such answer is an error on every verb, and nothing is lost by it", async () => {
    const made = await run.create(harness.inputs(), CALL);
    const events = harness.events();
    // The client is one for all resources of a cloud.
    const all = Object.entries(HOSTILE).slice(
      0,
      pair === PAIRS.find(({ cloud }) => cloud === pair.cloud) ? undefined : 4,
    );
    for (const [what, bytes] of all) {
      between.alter = () => bytes;
      await refuses(run.read(made.id, made.properties, SHORT)).catch((error) => {
        throw new Error(`${what}: ${error.message}`);
      });
    }
    // One of each kind is enough for what also waits and repeats.
    for (const what of ["no body", "a page", "a number", "prototypes"]) {
      between.alter = () => HOSTILE[what] as Bytes;
      await refuses(run.update(made.id, made.properties, harness.inputs(pair.changed), SHORT));
      await refuses(harness.process({ endpoint: between.url }).create(harness.inputs(), SHORT));
    }
    expect(harness.events()).toEqual(events);
    between.alter = (bytes) => bytes;
    expect(await run.read(made.id, made.properties, CALL)).toEqual(made);
  });

  test("true answers of which one part is of another type: an error or what is there, never gone", async () => {
    const made = await run.create(harness.inputs(), CALL);
    const wrong = fc.constantFrom<unknown>(true, [[true]], { toString: 5 }, [null], 1e300);
    await fc.assert(
      fc.asyncProperty(fc.nat(40), wrong, async (place, value) => {
        between.alter = (bytes) => ({ ...bytes, body: Buffer.from(replaced(bytes.body.toString(), place, value)) });
        const end = await run.read(made.id, made.properties, SHORT).then(
          (state) => (state ? "there" : "gone"),
          (error: Error) => error.constructor.name,
        );
        expect(end === "there" ? "CloudError" : end).toMatch(OURS);
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});

/** The JSON with its part of that number, counted in order, in another's place. Names of objects stay theirs. */
function replaced(text: string, place: number, value: unknown): string {
  let count = 0;
  return JSON.stringify(JSON.parse(text), (name, part) => {
    if (name === "" || /^(request_?id|total_?count)$/i.test(name)) return part;
    return count++ === place ? value : part;
  });
}
