import { orderManyAtOnce } from "./plugin-process";

test("64 operations of each kind at once print nothing", async () => {
  const { stderr, taken } = await orderManyAtOnce(process.env.NODE_UNDER_TEST ?? process.execPath);
  expect(taken).toBeGreaterThan(300);
  expect(stderr).toBe("");
});
