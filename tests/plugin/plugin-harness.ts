// One plugin and one simulated cloud for the tests of a file.
import { callAlibaba, type Simulator, startSimulator } from "../../simulator";
import { Peer, secret, urnOf } from "./peer";

export const web = urnOf("alibaba:Ipv6InternetBandwidth");
export const card = urnOf("alibaba:NicIpv6Assignment");
export const args = { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, internetChargeType: "PayByTraffic" };
export const onCard = {
  networkInterfaceId: "eni-demo0004",
  ipv6Addresses: ["2001:db8:a0:1::100", "2001:db8:a0:1::101"],
};

export class PluginHarness {
  private constructor(
    readonly simulator: Simulator,
    readonly peer: Peer,
  ) {}

  static async open(): Promise<PluginHarness> {
    return new PluginHarness(await startSimulator(), await Peer.start());
  }

  async close(): Promise<void> {
    this.peer.stop();
    await this.simulator.close();
  }

  /** Back to the seed, and a new run. */
  async reset(): Promise<void> {
    this.simulator.reset();
    await this.newRun();
  }

  async newRun(): Promise<void> {
    await this.peer.configure({ alibaba: this.settings() });
  }

  settings(more: object = {}): Record<string, unknown> {
    const keys = { accessKeyId: "simulator-key", accessKeySecret: secret("simulator-secret") };
    return { region: "cn-hangzhou", endpoint: this.simulator.url, ...keys, ...more };
  }

  events(): string[] {
    return this.simulator.ledger().map((entry) => entry.event);
  }

  /** How many calls came that change something. */
  writes(): number {
    return this.simulator.journal().filter((call) => !call.action.startsWith("Describe")).length;
  }

  async made(urn = web, given: Record<string, unknown> = args) {
    const { inputs, failures } = await this.peer.check(urn, given);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return { inputs, ...(await this.peer.create(urn, inputs)) };
  }

  /** What somebody else does. */
  async somebody(action: string, params: Record<string, unknown>): Promise<void> {
    await callAlibaba(this.simulator.url, action, params);
  }
}
