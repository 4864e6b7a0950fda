// The pipelines' one script on the real engine, over a repository with the commits of a team: what a pull request is told,
// what a merge buys, and when the night's look raises the alarm.
import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "../../scripts/engine-process";
import { AlibabaHarness, bandwidth, program } from "./alibaba-harness";
import { commandLimitMs } from "./workspace";

const examples = resolve(__dirname, "../../examples/gitops");
const policy = resolve(__dirname, "../../policy");

const web = (mbps: number) =>
  program(bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: mbps, internetChargeType: "PayByTraffic" }));

/** A clone of the team's repository, and its pipeline. */
class Pipeline {
  static async open(): Promise<Pipeline> {
    const harness = await AlibabaHarness.open("");
    const pipeline = new Pipeline(harness);
    cpSync(policy, join(harness.stack.dir, "../policy"), { recursive: true });
    for (const name of ["ci.sh", "checks.js"]) cpSync(join(examples, name), join(harness.stack.dir, "ci", name));
    harness.stack.write(".gitignore", "plan.json\npreview.json\nevents.json\nreport.json\ncomment.md\n");
    harness.stack.write("policy.json", JSON.stringify({ "bandwidth-per-resource": { maxMbps: 50 } }));
    await pipeline.git("init", "--quiet", "--initial-branch=main");
    await pipeline.commit("Nothing yet");
    return pipeline;
  }

  private constructor(readonly harness: AlibabaHarness) {}

  private get dir(): string {
    return this.harness.stack.dir;
  }

  async git(...args: string[]): Promise<void> {
    const who = ["-c", "user.name=Team", "-c", "user.email=team@example.com"];
    const { code, stderr } = await run("git", [...who, ...args], { cwd: this.dir, env: this.harness.stack.env });
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
  }

  /** A pull request: a branch with one commit, which is then looked at. */
  async propose(branch: string, text: string) {
    await this.git("switch", "--quiet", "--create", branch, "main");
    this.harness.stack.write("index.js", text);
    await this.commit(branch);
    return this.ci("preview");
  }

  async merge(branch: string) {
    await this.git("switch", "--quiet", "main");
    await this.git("merge", "--quiet", "--no-ff", "--no-edit", branch);
    return this.ci("up");
  }

  async ci(word: "preview" | "up" | "drift") {
    const command = join(this.dir, "../node_modules/pulumi-ipv6/dist/provider/commands/main.js");
    const env = {
      ...{ ...this.harness.stack.env, PULUMI_STACK: "test", PULUMI_IPV6: `node ${command}` },
      ...{ IPV6_POLICY: "../policy/run", IPV6_POLICY_CONFIG: "policy.json" },
    };
    const result = await run("sh", ["ci/ci.sh", word], { cwd: this.dir, env, timeoutMs: commandLimitMs });
    return { ...result, comment: readFileSync(join(this.dir, "comment.md"), "utf8") };
  }
}

const bought = (harness: AlibabaHarness) =>
  harness.entries().map(({ event, detail }) => `${event} ${detail.bandwidth ?? ""}`);

// The comment is written by `pulumi-ipv6 report`.
test("from a pull request to the ledger, and from the console to the alarm", async () => {
  const pipeline = await Pipeline.open();
  const { harness } = pipeline;

  const proposed = await pipeline.propose("more-internet", web(20));
  expect([proposed.code, proposed.stderr]).toEqual([
    0,
    expect.stringMatching(/^.*:\n.* web: 0.123 USD per GB; not counted.\n$/),
  ]);
  expect(proposed.comment).toMatch(/web/);
  expect(proposed.comment).toContain("`20` Mbps");
  expect(bought(harness)).toEqual([]);

  const merged = await pipeline.merge("more-internet");
  expect(merged.code).toBe(0);
  expect(bought(harness)).toEqual(["ordered 20"]);

  expect((await pipeline.ci("drift")).code).toBe(0);
  const { internetBandwidthId } = await harness.outputs("web");
  await harness.console("ModifyIpv6InternetBandwidth", { Ipv6InternetBandwidthId: internetBandwidthId, Bandwidth: 33 });
  const night = await pipeline.ci("drift");
  expect(night.code).toBe(3);
  expect(night.comment).toMatch(/33/);

  // The policy pack's ceiling, and the end of something paid for: both are refused, and people are told why.
  const above = await pipeline.propose("too-much", web(60));
  expect(above.code).not.toBe(0);
  expect(above.comment).toContain("[mandatory] bandwidth-per-resource: ");
  expect(above.comment).toContain("web has 60 Mbps; at most 50 Mbps are allowed for one resource.\n");
  const ended = await pipeline.propose("gone", program(""));
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringMatching(/IPV6_ALLOW_DELETE=yes:\n.*::web\n$/)]);
  expect(ended.comment).toMatch(/### Refused: this deletes or replaces bandwidth.*::web\n```/s);
  const allowed = { ...harness.stack.env, IPV6_ALLOW_DELETE: "yes" };
  expect(await run("node", ["ci/checks.js", "preview"], { cwd: harness.stack.dir, env: allowed })).toMatchObject({
    code: 0,
  });
  expect(bought(harness)).toEqual(["ordered 20", "changed 33"]);
});
