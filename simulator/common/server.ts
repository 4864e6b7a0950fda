import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, Timers } from "./clock";
import type { Call, SimulatedCloud } from "./cloud";
import type { Control } from "./control";
import { describeFault, type FaultRule, type Faults } from "./faults";
import type { Feed } from "./feed";
import type { Journal } from "./journal";
import type { Pace } from "./pace";
import { jsonAnswer, readRequest, type WireAnswer, type WireRequest } from "./wire";

export interface ServerParts {
  readonly clouds: readonly SimulatedCloud[];
  readonly control: Control;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly pace: Readonly<Pace>;
  readonly feed: Feed;
  /** Called when a request came, and when it was answered. */
  readonly changed: () => void;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const EVENTS = "/_simulator/events";

/** Longer than clients keep an idle socket, so that no client writes to a socket that the server closes. */
const KEEP_ALIVE_MS = 120_000;

export async function startServer(parts: ServerParts, port: number, host: string): Promise<RunningServer> {
  const timers = new Timers();
  const server = createServer((message, response) => {
    serve(parts, timers, message, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      write(response, jsonAnswer({ error: error instanceof Error ? error.message : String(error) }, 500));
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new Error(whyNot(error, `${host}:${port}`))));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        timers.clear();
        parts.feed.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function whyNot({ code, message }: NodeJS.ErrnoException, address: string): string {
  const why = { EADDRINUSE: "it is in use", EACCES: "this user may not" }[code ?? ""] ?? message;
  return `cannot listen on ${address}: ${why}. Choose another port, or 0 for a free one`;
}

async function serve(parts: ServerParts, timers: Timers, message: IncomingMessage, response: ServerResponse) {
  const request = await readRequest(message);
  if (request.method === "GET" && request.path === EVENTS) return parts.feed.open(response);
  const controlled = await parts.control(request);
  if (controlled) {
    parts.changed();
    return write(response, controlled);
  }
  const cloud = parts.clouds.find((candidate) => candidate.matches(request));
  if (!cloud) return write(response, jsonAnswer({ error: "no simulated cloud answers this request" }, 404));
  await serveCloud(parts, timers, cloud, request, response);
}

async function serveCloud(
  { clock, journal, faults, pace, changed }: ServerParts,
  timers: Timers,
  cloud: SimulatedCloud,
  request: WireRequest,
  response: ServerResponse,
) {
  const started = clock();
  const [call, settle] = openCall(cloud, request);
  const { clientToken, dryRun, product, action, region, params, requestId } = call;
  const complete = journal.open({
    ...{ at: new Date(started).toISOString(), cloud: cloud.name, product, action, region, params },
    ...{ requestId, clientToken, dryRun },
  });
  const fault = faults.pick({ ...call, changes: cloud.isChange(call) });
  changed();
  const before = fault && fault.when !== "after" ? fault : undefined;
  const after = fault?.when === "after" ? fault : undefined;
  const finish = (answer: WireAnswer | undefined) => {
    const { account, scheme, replayed, code } = call;
    complete({
      ...{ status: answer?.status ?? 0, milliseconds: clock() - started, account, scheme, replayed },
      ...{ code: answer ? code : undefined, fault: fault && describeFault(fault) },
    });
    settle();
    changed();
    if (answer && !response.destroyed) write(response, answer);
  };
  try {
    if (before) {
      const struck = await strike(before, timers, cloud, request, call);
      if (struck !== "continue") return end(struck, finish, response);
    }
    let answer = await cloud.handle(request, call);
    if (after) {
      const struck = await strike(after, timers, cloud, request, call);
      if (struck === "drop" || struck === "hold") return end(struck, finish, response);
      if (struck !== "continue") answer = struck;
    }
    await timers.wait(pace.answerDelayMs);
    finish(answer);
  } catch (error) {
    settle();
    complete({ status: 500, code: "SimulatorBug" });
    throw error;
  }
}

type Struck = "continue" | "drop" | "hold" | WireAnswer;

async function strike(
  rule: FaultRule,
  timers: Timers,
  cloud: SimulatedCloud,
  request: WireRequest,
  call: Call,
): Promise<Struck> {
  const effect = rule.do;
  if (typeof effect === "string") return effect;
  if ("delayMs" in effect) {
    await timers.wait(effect.delayMs);
    return "continue";
  }
  if (effect.code !== undefined) return cloud.refuse(request, call, effect);
  delete call.code;
  return { status: effect.status ?? 500, headers: effect.headers ?? {}, body: effect.body ?? "" };
}

function end(struck: Struck, finish: (answer: WireAnswer | undefined) => void, response: ServerResponse): void {
  if (struck === "drop") {
    finish(undefined);
    response.destroy();
  } else if (struck === "hold") finish(undefined);
  else if (struck !== "continue") finish(struck);
}

function openCall(cloud: SimulatedCloud, request: WireRequest): [Call, () => void] {
  const done: Array<() => void> = [];
  const call: Call = {
    ...cloud.describe(request),
    cloud: cloud.name,
    replayed: false,
    whenAnswered: (callback) => done.push(callback),
  };
  return [call, () => done.splice(0).forEach((callback) => void callback())];
}

function write(response: ServerResponse, answer: WireAnswer): void {
  response.writeHead(answer.status, {
    server: "pulumi-ipv6-simulator",
    ...answer.headers,
    "content-length": String(Buffer.byteLength(answer.body)),
  });
  response.end(answer.body);
}
