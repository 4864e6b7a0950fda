import vectors from "../../../fixtures/zenlayer/signatures.json";
import { authorization, signature } from "./signer";

test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
  expect(signature(vector, vector.password)).toBe(vector.signature);
});

test("the header names key and signed headers; a token stands alone, and only where there is no key pair", () => {
  const [, vector] = vectors as [unknown, (typeof vectors)[0]];
  const keys = { accessKeyId: "ZAKEXAMPLE0000000001", accessKeyPassword: vector.password };
  const headers = authorization(vector, keys);
  expect(headers).toEqual({
    Authorization: `ZC2-HMAC-SHA256 Credential=ZAKEXAMPLE0000000001, SignedHeaders=content-type;host, Signature=${vector.signature}`,
    "X-ZC-Timestamp": "1760000000",
    "X-ZC-Signature-Method": "ZC2-HMAC-SHA256",
  });
  expect(authorization(vector, { ...keys, token: "t" })).toEqual(headers);
  expect(authorization(vector, { accessKeyId: "half", token: "t" })).toEqual({ Authorization: "Bearer t" });
});
