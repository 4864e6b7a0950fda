import type { ServerResponse } from "node:http";

/** Rows that are added or change, each with its number. */
type Rows = ReadonlyArray<{ readonly seq: number }>;

/** What the page shows at one moment. */
export interface Moment {
  /** Steps at a reset: what was shown before is gone. */
  readonly epoch: number;
  /** Parts that are sent whole when they differ. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** Lists of which only rows that differ are sent. */
  readonly lists: Readonly<Record<string, Rows>>;
}

/** Changes of one moment are one message. */
const GATHER_MS = 25;
/** How often to look at what changes with time alone: tasks that end, another hour on the bill. */
const LOOK_MS = 1000;
const LOOKS_BEFORE_HEARTBEAT = 15;

/**
 * Server-sent events for the page: first everything, then what changed. Each message is a JSON object with the parts and
 * the rows; `whole` says that it replaces what was there. Without a listener nothing is computed.
 */
export class Feed {
  readonly #listeners = new Set<ServerResponse>();
  readonly #sent = new Map<string, string>();
  #epoch: number | undefined;
  #gathering: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #looks = 0;

  constructor(private readonly look: () => Moment) {}

  open(response: ServerResponse): void {
    response.writeHead(200, {
      ...{ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
      ...{ server: "pulumi-ipv6-simulator", "x-accel-buffering": "no" },
    });
    this.#flush();
    const moment = this.look();
    const whole = this.#changes(moment, true);
    this.#listeners.add(response);
    response.once("close", () => this.#leave(response));
    response.write(eventOf(whole ?? {}));
    this.#looking ??= setInterval(() => this.#tick(), LOOK_MS).unref();
  }

  /** Something may have changed. */
  touch(): void {
    if (this.#listeners.size === 0) return;
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER_MS).unref();
  }

  close(): void {
    for (const response of this.#listeners) response.end();
    this.#listeners.clear();
    clearTimeout(this.#gathering);
    clearInterval(this.#looking);
  }

  #leave(response: ServerResponse): void {
    this.#listeners.delete(response);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #tick(): void {
    this.#flush();
    this.#looks += 1;
    if (this.#looks % LOOKS_BEFORE_HEARTBEAT === 0) this.#send(": still here\n\n");
  }

  #flush(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (this.#listeners.size === 0) return;
    const moment = this.look();
    const changes = this.#changes(moment, moment.epoch !== this.#epoch);
    if (changes) this.#send(eventOf(changes));
  }

  /** What differs from the last message; undefined if nothing does. */
  #changes({ epoch, parts, lists }: Moment, whole: boolean): Record<string, unknown> | undefined {
    if (whole) this.#sent.clear();
    this.#epoch = epoch;
    const isNew = (key: string, value: unknown) => {
      const text = JSON.stringify(value);
      if (this.#sent.get(key) === text) return false;
      this.#sent.set(key, text);
      return true;
    };
    const changed = Object.entries(parts).filter(([name, part]) => isNew(name, part));
    const added = Object.entries(lists)
      .map(([name, rows]) => [name, rows.filter((row) => isNew(`${name} ${row.seq}`, row))] as const)
      .filter(([, rows]) => rows.length > 0 || whole);
    if (changed.length + added.length === 0) return undefined;
    return { ...(whole && { whole }), ...Object.fromEntries([...changed, ...added]) };
  }

  #send(text: string): void {
    for (const response of this.#listeners) response.write(text);
  }
}

/** JSON has no line breaks, so one `data` line holds it. */
function eventOf(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
