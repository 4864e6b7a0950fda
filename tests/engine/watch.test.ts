import { leakIn } from "./watch";

test("the watch over what the CLI says and keeps sees a credential in each of its spellings", () => {
  const sts = "simulator/security+token==";
  for (const said of [
    "simulator-secret",
    "simulator-tencent-key",
    sts,
    encodeURIComponent(sts),
    Buffer.from(sts).toString("base64"),
  ]) {
    expect(leakIn(`x${said}y`)).toBeDefined();
  }
  expect(leakIn("Signature=Z6OQr8VxP5qyxOxYgtPLP5hva0Y=")).toBeDefined();
  expect(leakIn("simulator-key, SignatureDoesNotMatch, accessKeySecret: is required")).toBeUndefined();
});
