import type { Values } from "../../provider/core/check";
import type { Call } from "../../provider/core/lifecycle";
import { callZenlayer } from "../../simulator";
import type { Pair } from "./pairs/pair";
import { zenlayerPairs } from "./pairs/zenlayer";
import { ProviderHarness } from "./provider-harness";

export const [assignment, bandwidth] = zenlayerPairs as [Pair, Pair];
export const FREE = "1680855999352675875";
export const BY_HAND = { nicId: "1680855999352675877", ipv6Id: "1700000000000000077" };
export const IN_CLUSTER = "1680855999352675878";
export const PACKAGE = "1680855999352675886";
/** May neither tag nor list. */
export const UNTAGGING = {
  accessKeyId: "simulator-zenlayer-untagging",
  accessKeyPassword: "simulator-zenlayer-untagging-password",
};
export const someoneElse: Call = { identity: "organization/project/other::ipv6:test::web" };

/** The harness of the current test. Each `open` is closed by the next `close`. */
export let harness: ProviderHarness;
export async function open(pair: Pair, inputs?: Values): Promise<void> {
  harness = await ProviderHarness.open(inputs ? { ...pair, inputs } : pair);
}
export const close = () => harness.simulator.close();

/** Changes made outside the provider, with the cloud's own API. */
export async function byHand(action: string, params: Values) {
  const { status, body } = await callZenlayer(harness.simulator.url, action, params, { now: harness.clock.now });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.response;
}
export async function tagsOf(nicId: string): Promise<Record<string, string>> {
  const { dataSet } = await byHand("DescribeNetworkInterfaces", { nicIds: [nicId] });
  const tags = dataSet[0].tags.tags as { key: string; value: string }[];
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
export async function billingOf(nicId: string) {
  return (await byHand("DescribeNetworkInterfacePublicIPv6", { nicId })).address;
}
/** Actions that are not reads, from a position in the journal on. */
export function writes(from = 0): string[] {
  const actions = harness.simulator.journal().map(({ action }) => action);
  return actions.slice(from).filter((action) => !action.startsWith("Describe"));
}
export async function failure(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => undefined,
    (reason: Error) => reason,
  );
  if (!error) throw new Error("it should have failed");
  return error;
}
