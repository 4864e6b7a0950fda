// From the state of every earlier release to this build. FREEZE=1 makes the state of this one instead (npm run freeze).
import { schema } from "../../provider/doors/plugin/schema";
import { versionIn } from "../../scripts/release/version";
import { EveryResourceHarness } from "./every-resource";
import { freeze, frozenStates, restore } from "./frozen-states";
import { ROOT } from "./language-setup";

const none = { args: ["--expect-no-changes"] };
const { version, pluginDownloadURL } = schema(versionIn(ROOT)) as { version: string; pluginDownloadURL: string };
const SDK = { version, pluginDownloadURL };
const FREEZE = process.env.FREEZE === "1";

(FREEZE ? describe : describe.skip)("frozen", () => {
  test.each(["dynamic", "plugin"] as const)("the state of this release, through the %s door", async (door) => {
    const harness = await EveryResourceHarness.open(door);
    await freeze(harness);
    await harness.stack.destroy();
  });
});

const STATES = FREEZE ? [] : frozenStates();

test("the last release is frozen, through both doors", () => {
  if (!FREEZE) expect(STATES.length).toBeGreaterThan(1);
});

if (STATES.length > 0)
  describe.each(STATES.map((frozen) => [frozen.version, frozen.door, frozen] as const))(
    "from %s, through the %s door",
    (_, door, frozen) => {
      test("nothing changes, everything is refreshed, changed in place and ended", async () => {
        const harness = await EveryResourceHarness.open(door);
        const { stack, simulator } = harness;
        await restore(harness, frozen);
        const live = harness.live().sort();
        harness.calls();
        // As the SDK of a release says where its plugin is: with or without, it is the same provider.
        harness.declare(door === "plugin" ? frozen.declared.map((each) => ({ ...each, opts: SDK })) : frozen.declared);
        await stack.preview(none);
        harness.declare(frozen.declared);
        await stack.refresh(none);
        await stack.up(none);
        expect(harness.acts()).toEqual([]);

        harness.declare(frozen.changed);
        await stack.up();
        expect(harness.acts().length).toBeGreaterThan(3);
        expect(harness.live().sort()).toEqual(live);
        await stack.destroy();
        expect(simulator.ledgerSummary().liveOrders).toEqual([]);
        expect(stack.state().filter(({ type }) => type.includes("ipv6"))).toEqual([]);
      });
    },
  );
