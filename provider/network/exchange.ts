import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { CloudError } from "../core/api/errors";
import {
  type ConnectionError,
  NoAnswer,
  type OutcomeName,
  outcomeOf,
  outcomeOfStatus,
  textOf,
} from "../core/api/outcomes";
import { CancelledError, type Context } from "../core/context";

/** Milliseconds. */
export interface Limits {
  /** Until the connection is made: the name is resolved, the proxy has connected, TLS is agreed on. */
  readonly connect: number;
  /** From then until the whole response is there. */
  readonly read: number;
}

/** What a request needs of the operation that it is part of. */
export type Moment = Pick<Context, "clock" | "deadline" | "signal">;

interface Parts {
  /** Shared with other requests. */
  readonly agent: Agent;
  readonly secure: boolean;
  readonly limits: Limits;
  readonly ctx: Moment;
  /** Removes the password of the proxy. */
  readonly clean: (text: string) => string;
}

/** The least time for a call, in milliseconds, however near the deadline is. */
const LEAST = 1_000;

/**
 * One request and its response, whichever vendor package sends it: the package is given an agent, and through that the
 * exchange sees the request itself. So limits, cancelling and what a failure means do not depend on the package.
 */
export class Exchange {
  private request: ClientRequest | undefined;
  private response: IncomingMessage | undefined;
  /** The connection was made, so the request may have arrived. */
  private connected = false;
  /** The proxy's answer to CONNECT, if it is a refusal. */
  private proxyStatus: number | undefined;
  private failure: { readonly outcome: OutcomeName; readonly text: string } | undefined;
  private readonly stops: (() => void)[] = [];
  private end: (reason: Error) => void = () => {};

  constructor(private readonly parts: Parts) {}

  /**
   * Sends one request.
   *
   * @param send calls the vendor package, which must use the agent and follow no redirect
   * @param refusal the cloud's own refusal, if the package's error contains one
   * @throws the refusal, NoAnswer, or CancelledError
   */
  async run<T>(
    send: (agent: Agent) => Promise<T>,
    refusal: (error: unknown) => CloudError | undefined = () => undefined,
  ): Promise<T> {
    const { signal } = this.parts.ctx;
    if (signal?.aborted) throw cancelled();
    const ended = new Promise<never>((_, reject) => {
      this.end = reject;
    });
    if (signal) this.onAbort(signal, () => this.stop(cancelled()));
    const sending = (async () => send(this.agent()))();
    try {
      const answer = await Promise.race([sending, ended]);
      const status = this.response?.statusCode ?? 200;
      if (status < 200 || status > 299) throw this.explained();
      return answer;
    } catch (error) {
      if (error instanceof CloudError || error instanceof CancelledError || error instanceof NoAnswer) throw error;
      throw refusal(error) ?? this.explained(error);
    } finally {
      for (const stop of this.stops) stop();
      ended.catch(() => {});
      sending.catch(() => {});
    }
  }

  /** The shared agent, except that it tells this exchange of its request. */
  private agent(): Agent {
    const { agent, secure } = this.parts;
    const addRequest = (request: ClientRequest, options: object) => {
      this.began(request);
      (agent as AddingAgent).addRequest(request, { ...options, secureEndpoint: secure });
    };
    return Object.create(agent, { addRequest: { value: addRequest } });
  }

  private began(request: ClientRequest): void {
    // Redirected: a signed request is not for another address.
    if (this.request) return void request.destroy(new Error("redirected"));
    this.request = request;
    const stopConnecting = this.limit("connect", "timed out before sending", "connection");
    request.once("socket", (socket: Socket & { secureConnecting?: boolean; encrypted?: boolean }) => {
      const connected = () => {
        this.connected = true;
        stopConnecting();
        this.limit("read", "timed out after sending", "response");
      };
      if (!socket.connecting && !socket.secureConnecting) connected();
      else socket.once(socket.encrypted ? "secureConnect" : "connect", connected);
    });
    request.once("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) this.proxyStatus = statusCode;
    });
    request.once("response", (response: IncomingMessage) => {
      this.response = response;
    });
    request.once("error", (error: ConnectionError) => {
      // Read now, because packages change the text of this object.
      this.failure ??= { outcome: outcomeOf(error, this.connected), text: textOf(error) };
    });
  }

  /** @returns how to lift the limit */
  private limit(name: keyof Limits, outcome: OutcomeName, what: string): () => void {
    const { limits, ctx } = this.parts;
    const left = Math.max(LEAST, ctx.deadline - ctx.clock.now());
    const milliseconds = Math.ceil(Math.min(limits[name], left));
    const message = `no ${what} within ${Math.round(milliseconds / 100) / 10} s`;
    return this.onAbort(AbortSignal.timeout(milliseconds), () => this.stop(new NoAnswer(outcome, message)));
  }

  private stop(reason: Error): void {
    this.end(reason);
    // Another error, because packages change its text.
    this.request?.destroy(new Error(reason.message));
  }

  private onAbort(signal: AbortSignal, act: () => void): () => void {
    const stop = () => signal.removeEventListener("abort", act);
    signal.addEventListener("abort", act, { once: true });
    this.stops.push(stop);
    return stop;
  }

  /** What became of the request, whatever the package made of it. */
  private explained(error?: unknown): NoAnswer {
    const { response, failure, proxyStatus, request } = this;
    const status = response?.statusCode ?? 0;
    if (proxyStatus !== undefined) {
      const other = proxyStatus >= 400 && proxyStatus < 500 ? "proxy forbids" : "proxy refused";
      const outcome = proxyStatus === 407 ? "proxy wants a password" : other;
      return new NoAnswer(outcome, `the proxy answered HTTP ${proxyStatus}`);
    }
    if (response && (status < 200 || status > 299)) {
      const from = status === 407 ? "the proxy answered " : "";
      return new NoAnswer(outcomeOfStatus(status), `${from}HTTP ${status} without an error code`, pauseIn(response));
    }
    if (failure) return new NoAnswer(failure.outcome, this.parts.clean(failure.text));
    if (request) return new NoAnswer("not the vendor's answer", "a response that is not as documented");
    // Not the text: packages put the value of a header into it.
    return new NoAnswer(
      "not made",
      `the request could not be made (${(error as Error | undefined)?.name ?? "no error"})`,
    );
  }
}

/** The part of an agent that Node's client calls, and that packages which replace agents rely on. */
interface AddingAgent extends Agent {
  addRequest(request: ClientRequest, options: object): void;
}

function cancelled(): CancelledError {
  return new CancelledError("cancelled while waiting for a response");
}

/** `Retry-After` in milliseconds. The form with a date is rare, and depends on the clocks. */
function pauseIn({ headers }: IncomingMessage): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds * 1_000 : undefined;
}
