import { inspect } from "node:util";
import { RunError } from "@pulumi/pulumi";
import { refusal } from "./refusal";

test("a refusal is its message: of the kind that the host shows without a stack, and with none to be coloured", () => {
  const refused = refusal("alibaba.getIpv6Address: 3 found");
  expect(RunError.isInstance(refused)).toBe(true);
  expect(refused.message).toBe("alibaba.getIpv6Address: 3 found");
  expect(inspect(refused, { colors: true })).not.toMatch(/\n\s+at /);
});
