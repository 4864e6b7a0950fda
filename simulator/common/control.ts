import { type Bill, billOf } from "./bill";
import type { Clock } from "./clock";
import type { SimulatedCloud } from "./cloud";
import { readDeed } from "./console";
import type { Faults } from "./faults";
import type { Journal } from "./journal";
import type { Ledger } from "./ledger";
import { type Pace, readPace } from "./pace";
import { page } from "./page";
import { fields, isObject, must, refuse, text } from "./strict";
import { jsonAnswer, type WireAnswer, type WireRequest } from "./wire";

/** Answers the simulator's own routes; undefined when the request is for a cloud. */
export type Control = (request: WireRequest) => WireAnswer | Promise<WireAnswer> | undefined;

export interface ControlParts {
  readonly clouds: readonly SimulatedCloud[];
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly reset: () => void;
  /** The simulator's own address. */
  readonly url: () => string;
}

const PREFIX = "/_simulator/";

/** What the vendor's operators do to an object: block or lock it, or remove it (`change: null`). */
export interface Operation {
  readonly cloud: string;
  /** Names as `GET /_simulator/state` shows them. */
  readonly table: string;
  readonly id: string;
  readonly change: Readonly<Record<string, unknown>> | null;
}

/**
 * Looks at the clouds, or changes them, as they are now: what was due has taken effect. No cloud has a timer, so every look
 * and every change from outside goes through here; a call to a cloud settles that cloud.
 */
export function settled<T>(clouds: readonly SimulatedCloud[], then: () => T): T {
  for (const cloud of clouds) cloud.settle();
  return then();
}

const operationShape = fields({
  cloud: text,
  table: text,
  id: text,
  change: must((change) => change === null || isObject(change), "an object, or null to remove it"),
});

export function operate(clouds: readonly SimulatedCloud[], operation: unknown): void {
  refuse(operationShape(operation, ""));
  const { cloud, table, id, change } = operation as Operation;
  const found = clouds.find(({ name }) => name === cloud);
  if (!found) throw new Error(`no cloud ${cloud}`);
  found.operate(table, id, change ?? undefined);
}

export function stateOf(clouds: readonly SimulatedCloud[]): Record<string, unknown> {
  return Object.fromEntries(clouds.map((cloud) => [cloud.name, cloud.tables()]));
}

export function billNow({ clouds, ledger, clock }: Pick<ControlParts, "clouds" | "ledger" | "clock">): Bill {
  return billOf(ledger.all(), Object.fromEntries(clouds.map(({ name, prices }) => [name, prices])), clock());
}

export function createControl(parts: ControlParts): Control {
  return (request) => {
    if (wantsPage(request)) return page();
    if (!request.path.startsWith(PREFIX)) return undefined;
    if (comesFromElsewhere(request)) return jsonAnswer({ error: "a page of another origin may not do this" }, 403);
    try {
      return settled(parts.clouds, () => route(parts, request));
    } catch (error) {
      return jsonAnswer({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  };
}

/** Whether a browser sends this for a page of another site, which could otherwise reset what it cannot read. */
function comesFromElsewhere({ headers }: WireRequest): boolean {
  const { origin, host } = headers;
  return origin !== undefined && origin.replace(/^https?:\/\//, "") !== host;
}

/** Whether a browser asks. A call to a cloud names its action in the query or in a header. */
function wantsPage(request: WireRequest): boolean {
  if (request.method !== "GET" || request.path !== "/") return false;
  const names = [...request.query.map(([name]) => name), ...Object.keys(request.headers)];
  return !names.some((name) => name === "authorization" || /(^|-)action$/i.test(name));
}

function route(parts: ControlParts, request: WireRequest): WireAnswer | Promise<WireAnswer> {
  const { journal, ledger, faults, pace, clouds } = parts;
  switch (`${request.method} ${request.path.slice(PREFIX.length)}`) {
    case "GET health":
      return jsonAnswer({ status: "ok", clouds: clouds.map(({ name }) => name) });
    case "GET journal":
      return jsonAnswer(journal.all());
    case "GET ledger":
      return jsonAnswer(request.query.some(([name]) => name === "summary") ? ledger.summary() : ledger.all());
    case "GET state":
      return jsonAnswer(stateOf(clouds));
    case "GET rules":
      return jsonAnswer(clouds.flatMap((cloud) => cloud.rules()));
    case "GET faults":
      return jsonAnswer(faults.all());
    case "POST faults": {
      const body = jsonBody(request);
      faults.add(...(Array.isArray(body) ? body : [body]));
      return jsonAnswer(faults.all(), 201);
    }
    case "DELETE faults":
      faults.clear();
      return jsonAnswer([]);
    case "GET pace":
      return jsonAnswer(pace);
    case "POST pace":
      Object.assign(pace, readPace(jsonBody(request)));
      return jsonAnswer(pace);
    case "GET bill":
      return jsonAnswer(billNow(parts));
    case "POST console": {
      const deed = readDeed(jsonBody(request));
      const cloud = clouds.find(({ name }) => name === deed.cloud);
      if (!cloud) throw new Error(`no cloud ${deed.cloud}`);
      return cloud.act(parts.url(), deed).then((answer) => jsonAnswer(answer));
    }
    case "POST operate":
      operate(clouds, jsonBody(request));
      return jsonAnswer({ status: "ok" });
    case "POST reset":
      parts.reset();
      return jsonAnswer({ status: "ok" });
    default:
      return jsonAnswer({ error: `no such control route: ${request.method} ${request.path}` }, 404);
  }
}

function jsonBody(request: WireRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch (error) {
    throw new Error(`the body is not JSON: ${(error as Error).message}`);
  }
}
