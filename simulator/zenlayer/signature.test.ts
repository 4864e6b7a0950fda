import vectors from "../../fixtures/zenlayer/signatures.json";
import { sign } from "./signature";

test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, { contentType, host, ...vector }) => {
  const headers = { "content-type": contentType, host };
  const request = { headers, signedHeaders: ["content-type", "host"], timestamp: String(vector.timestamp) };
  expect(sign({ ...request, body: vector.body }, vector.password)).toBe(vector.signature);
});
