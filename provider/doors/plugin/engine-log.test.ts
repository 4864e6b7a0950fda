import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineLog } from "./engine-log";

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
