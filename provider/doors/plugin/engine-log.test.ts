import { type AddressInfo, createServer, type Socket } from "node:net";
import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { FakeMonitor } from "../../../tests/plugin/monitor";
import { EngineLog } from "./engine-log";
import { Monitor } from "./monitor";

let engine: Server;
let address: string;
let heard: LogRequest.AsObject[];

beforeEach(async () => {
  heard = [];
  engine = new Server();
  const log: handleUnaryCall<LogRequest, Empty> = ({ request }, callback) => {
    heard.push(request.toObject());
    callback(null, new Empty());
  };
  engine.addService(EngineService, { log } as never);
  const port = await new Promise<number>((resolve) => {
    engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (_, at) => resolve(at));
  });
  address = `127.0.0.1:${port}`;
});
afterEach(() => engine.forceShutdown());

async function saying(showDebug: boolean) {
  const log = new EngineLog(showDebug);
  log.of("early")("info", "nobody listens yet");
  log.connect(address);
  const say = log.of("urn:web");
  for (const level of ["debug", "progress", "info", "warning"] as const) say(level, level);
  await log.flush();
  log.close();
  const row = (message: string) => heard.find((each) => each.message === message);
  expect(heard.every(({ urn }) => urn === "urn:web")).toBe(true);
  return (message: string) => [row(message)?.severity, row(message)?.ephemeral];
}

test("what is said is there after a flush, on its resource; progress goes by, the rest is kept; nothing is an error", async () => {
  const message = await saying(false);
  expect(message("debug")).toEqual([LogSeverity.DEBUG, false]);
  expect(message("progress")).toEqual([LogSeverity.INFO, true]);
  expect(message("info")).toEqual([LogSeverity.INFO, false]);
  expect(message("warning")).toEqual([LogSeverity.WARNING, false]);
});

test("what is for debugging is shown when the environment asks for it", async () => {
  expect((await saying(true))("debug")).toEqual([LogSeverity.INFO, false]);
});

test("an engine that does not listen stops nothing", async () => {
  engine.forceShutdown();
  const log = new EngineLog(false);
  log.connect(address);
  log.of("")("info", "hello");
  await log.flush();
  log.close();
});

/** It accepts connections and never says a word, as a proxy may. */
async function silentServer() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, sockets, close };
}

test("an engine that does not answer holds up one flush for a moment, and no further one", async () => {
  const silent = await silentServer();
  const log = new EngineLog(false, 50);
  log.connect(`127.0.0.1:${silent.port}`);
  log.of("")("info", "hello");
  await log.flush();
  log.of("")("info", "hello again");
  const waited = jest.fn();
  await Promise.race([log.flush(), new Promise(setImmediate).then(waited)]);
  expect(waited).not.toHaveBeenCalled();
  log.close();
  silent.close();
});

test.each(["grpc_proxy", "https_proxy", "http_proxy"])("the engine is called without the %s", async (name) => {
  const proxy = await silentServer();
  const before = process.env[name];
  process.env[name] = `http://127.0.0.1:${proxy.port}`;
  try {
    await saying(false);
    expect(heard).toHaveLength(4);
    const monitor = await FakeMonitor.start();
    const request = new ConstructRequest().setMonitorendpoint(monitor.address).setType("ipv6:alibaba:PublicIpv6");
    await new Monitor(request).component({});
    expect(monitor.registered).toHaveLength(1);
    monitor.stop();
    expect(proxy.sockets).toEqual([]);
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
    proxy.close();
  }
});
