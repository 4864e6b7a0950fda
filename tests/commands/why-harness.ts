import { why } from "../../provider/commands/why";
import { callAlibaba, callTencent, type Simulator, startSimulator } from "../../simulator";
import { runCommand, type Surroundings } from "./command-harness";

/** A machine on each cloud that the internet reaches, on one simulator. */
export const MACHINES = {
  alibaba: { address: "2001:db8:a0:1::1", nic: "eni-demo0001", region: "cn-hangzhou" },
  tencent: { address: "2001:db8:7e00:1::1", nic: "eni-demo0001", region: "ap-guangzhou" },
  // The third network interface with IPv6 in its subnet, which gives each a /96.
  zenlayer: { address: "2001:db8:c0:1:0:3:0:1", nic: "1680855999352675883", region: "asia-east-1" },
} as const;
export type CloudName = keyof typeof MACHINES;

export interface Machines {
  readonly simulator: Simulator;
  /** Changes a row as the vendor's operators would; null removes it. */
  set(cloud: CloudName, table: string, id: string, change: Readonly<Record<string, unknown>> | null): void;
  /** Runs the command with the credentials of one cloud. */
  ask(cloud: CloudName, args: readonly string[], surroundings?: Surroundings): ReturnType<typeof runCommand>;
  /** The chains as JSON, and why the command failed. */
  chains(cloud: CloudName, args: readonly string[], surroundings?: Surroundings): Promise<Answer>;
  /** Calls since the machines were made. */
  calls(): string[];
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the documented JSON, read field by field
  readonly json: any;
  readonly failure: string | undefined;
  /** Links that are broken in the first chain, in order. */
  readonly broken: string[];
}

export async function startMachines(): Promise<Machines> {
  const simulator = await startSimulator();
  const set: Machines["set"] = (cloud, table, id, change) => simulator.operate({ cloud, table, id, change });
  await callAlibaba(simulator.url, "AllocateIpv6InternetBandwidth", {
    ...{ Ipv6AddressId: "ipv6-demo0001", Bandwidth: 10, InternetChargeType: "PayByBandwidth" },
  });
  await callTencent(simulator.url, "AllocateIp6AddressesBandwidth", {
    ...{ Ip6Addresses: [MACHINES.tencent.address], InternetMaxBandwidthOut: 10 },
  });
  const before = simulator.journal().length;
  const ask: Machines["ask"] = (cloud, args, surroundings = {}) => {
    const environment = { ...simulator.environment()[cloud], ...surroundings.environment };
    return runCommand(why, args, { ...surroundings, environment });
  };
  return {
    ...{ simulator, set, ask },
    calls: () =>
      simulator
        .journal()
        .slice(before)
        .map(({ action }) => action),
    async chains(cloud, args, surroundings) {
      const { problems, out, failure } = await ask(cloud, [...args, "--json"], surroundings);
      if (problems.length > 0) throw new Error(problems.join("\n"));
      const json = out === "" ? undefined : JSON.parse(out);
      const links: { name: string; status: string }[] = json?.chains[0]?.links ?? [];
      return { json, failure, broken: links.filter(({ status }) => status === "broken").map(({ name }) => name) };
    },
  };
}
