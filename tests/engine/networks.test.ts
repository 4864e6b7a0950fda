// The command as a process of its own, on a machine whose only way out is a proxy with a password that opens TLS: HTTPS,
// CONNECT, and roots of the machine (NODE_EXTRA_CA_CERTS) on every cloud. The keys in tls/ are for this test only.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../simulator";
import { TestProxy } from "../lifecycle/network/test-proxy";

const ROOT = join(__dirname, "../..");
const TLS = join(__dirname, "tls");
const LOGIN = ["us er", "planted:pass"] as const;

let simulator: Simulator;
let cloud: Server;
let proxy: TestProxy;
beforeEach(async () => {
  simulator = await startSimulator();
  cloud = createServer(
    { key: readFileSync(join(TLS, "server.key")), cert: readFileSync(join(TLS, "server.pem")) },
    (asked, response) => {
      const { method, headers } = asked;
      const on = request(new URL(asked.url ?? "/", simulator.url), { method, headers, setHost: false }, (came) => {
        response.writeHead(came.statusCode ?? 0, came.headers);
        came.pipe(response);
      });
      on.on("error", () => response.destroy());
      asked.pipe(on);
    },
  );
  await new Promise<void>((resolve) => cloud.listen(0, "127.0.0.1", resolve));
  proxy = await TestProxy.open((cloud.address() as AddressInfo).port, { login: LOGIN.join(":") });
});
afterEach(async () => {
  await proxy.close();
  cloud.closeAllConnections();
  await new Promise((resolve) => cloud.close(resolve));
  await simulator.close();
});

const discover = (name: string, more: Record<string, string>) => command(["discover"], name, more);

function command(args: readonly string[], name: string, more: Record<string, string>) {
  const main = join(ROOT, "dist/provider/commands/main.js");
  const env = {
    ...{ PATH: process.env.PATH ?? "", HOME: "/nonexistent", ...simulator.environment()[name] },
    [`PULUMI_IPV6_${name.toUpperCase()}_ENDPOINT`]: "https://cloud.example.test",
    ...{ HTTPS_PROXY: proxy.urlWith(...LOGIN), ...more },
  };
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [main, ...args, "--cloud", name], { env });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].on("data", (text) => {
        said[stream] += text;
      });
    child.once("close", (code) => resolve({ code, ...said }));
  });
}

describe.each(["alibaba", "tencent", "zenlayer"])("%s", (name) => {
  test("is reached through the proxy with the machine's roots, over few connections", async () => {
    const { code, stdout, stderr } = await discover(name, { NODE_EXTRA_CA_CERTS: join(TLS, "authority.pem") });
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/warning|planted/i) });
    expect(JSON.parse(stdout).resources.length).toBeGreaterThan(0);
    const calls = simulator.journal();
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.every(({ code: refused }) => refused === undefined)).toBe(true);
    expect(new Set(proxy.asked.map(({ how, host }) => `${how} ${host}`))).toEqual(
      new Set(["CONNECT cloud.example.test:443"]),
    );
    expect(proxy.asked.length).toBeLessThanOrEqual(calls.length);
  });

  test("doctor names the proxy, TLS and whose certificate it is, and no password", async () => {
    const roots = { NODE_EXTRA_CA_CERTS: join(TLS, "authority.pem") };
    const { stdout, stderr } = await command(["doctor", "--offline"], name, roots);
    expect(stdout).toMatch(
      /ok +endpoint: https:\/\/cloud.example.test .* reached through the proxy http:\/\/127.0.0.1:\d+, TLSv1.3, certificate of pulumi-ipv6 tests/,
    );
    expect(stdout).toMatch(/ok +account: /);
    expect(stdout + stderr).not.toMatch(/planted/);
  });

  test("without those roots nothing is sent, and the variable is named", async () => {
    const { code, stderr } = await discover(name, {});
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("NODE_EXTRA_CA_CERTS") });
    expect(stderr).not.toMatch(/planted/);
    expect(simulator.journal()).toEqual([]);
  });
});
