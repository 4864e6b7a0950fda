import { CLOUDS } from "../clouds";
import type { AnyBinding } from "./cloud";
import { checkInputs } from "./inputs";

const { tencent, zenlayer } = CLOUDS;
const elastic = tencent.resources.ElasticPublicIpv6 as AnyBinding;
const bandwidth = tencent.resources.Ipv6InternetBandwidth as AnyBinding;
const assignment = zenlayer.resources.NicIpv6Assignment as AnyBinding;
const web = { ip6Address: "2001:db8::1" };
const inputsOf = (...args: Parameters<typeof checkInputs>) => checkInputs(...args).inputs;

test("a replacement is ordered in the region that the object was made in, whatever the settings say now", () => {
  const now = { region: "ap-shanghai" };
  expect(inputsOf(tencent, elastic, {}, {}, now).region).toBe("ap-shanghai");
  expect(inputsOf(tencent, elastic, { region: "ap-guangzhou", bandwidth: 1 }, {}, now).region).toBe("ap-guangzhou");
  expect(inputsOf(tencent, elastic, {}, {}, now, { region: "ap-guangzhou" }).region).toBe("ap-guangzhou");
  expect(inputsOf(tencent, elastic, {}, { region: "ap-beijing" }, now, { region: "ap-guangzhou" }).region).toBe(
    "ap-beijing",
  );
});

test("where calls name no region, a setting that comes later is no wish for what is there", () => {
  const nic = { nicId: "1680855999352675875" };
  expect(inputsOf(zenlayer, assignment, nic, nic, { region: "asia-east-1" })).not.toHaveProperty("region");
  expect(inputsOf(zenlayer, assignment, {}, nic, { region: "asia-east-1" }).region).toBe("asia-east-1");
});

test("a default is for what is ordered; what was there is taken as it is found", () => {
  const settings = { region: "ap-guangzhou" };
  expect(inputsOf(tencent, bandwidth, {}, web, settings).bandwidth).toBe(1);
  expect(inputsOf(tencent, bandwidth, {}, { ...web, adopt: true }, settings)).not.toHaveProperty("bandwidth");
  const adopted = { ...web, adopt: true, region: "ap-guangzhou" };
  expect(inputsOf(tencent, bandwidth, adopted, web, settings)).not.toHaveProperty("bandwidth");
  // Imported with the actual value, and not declared.
  expect(inputsOf(tencent, bandwidth, { ...web, bandwidth: 20 }, web, settings).bandwidth).toBe(20);
  // The replacement of an adopted object is ordered.
  expect(inputsOf(tencent, bandwidth, {}, { ...web, adopt: true }, settings, { ...web }).bandwidth).toBe(1);
});
