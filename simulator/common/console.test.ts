import { seedMany, startSimulator } from "..";
import type { CloudView } from "./console";
import { Table } from "./table";

/** What the page shows first, and how often it reads a table for that. */
async function look(count: number): Promise<{ readonly reads: number; readonly clouds: readonly CloudView[] }> {
  const simulator = await startSimulator({ seed: seedMany(count, { inUse: true }) });
  const read = jest.spyOn(Table.prototype, "all");
  const response = await fetch(`${simulator.url}/_simulator/events`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const reads = read.mock.calls.length;
  read.mockRestore();
  let text = "";
  while (!text.includes("\n\n")) text += Buffer.from((await reader.read()).value ?? []).toString();
  await reader.cancel();
  await simulator.close();
  return { reads, clouds: JSON.parse(text.slice("data: ".length)).clouds };
}

test("a look at a larger estate reads no table more often", async () => {
  expect((await look(40)).reads).toBe((await look(4)).reads);
});

test("each network interface has its own addresses, with the bandwidth of each", async () => {
  const { clouds } = await look(3);
  const shown = clouds.map(({ name, interfaces }) => {
    const third = interfaces.find((nic) => nic.name === "many-00003");
    return [name, third?.addresses.map(({ id, bandwidth }) => [id, bandwidth?.id, bandwidth?.mbps])];
  });
  expect(Object.fromEntries(shown)).toEqual({
    alibaba: [["ipv6-many00003", "ipv6bw-many00003", 10]],
    tencent: [["2001:db8:7e00:1::f:3", "eip-many00003", 10]],
    zenlayer: [["1710000000000000003", "1710000000000000003", 10]],
  });
});
