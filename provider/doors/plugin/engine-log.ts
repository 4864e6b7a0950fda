import { credentials, status } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Level, Log } from "../../core/context";

/** Options of a connection to the engine, which is on this machine: never through the proxy of the environment. */
export const DIRECT = { "grpc.enable_http_proxy": 0 };

/** Milliseconds after which a message that the engine has not acknowledged is given up. */
const LONGEST = 2_000;

const SEVERITY: Record<Level, LogSeverity> = {
  debug: LogSeverity.DEBUG,
  progress: LogSeverity.INFO,
  info: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
};

/**
 * Logs to a resource's row. Use level "error" only if the response fails too: the engine shows the row as failed, but
 * the run succeeds.
 */
export class EngineLog {
  private client: EngineClient | undefined;
  private readonly underWay = new Set<Promise<void>>();
  /** The last message was given up, so nothing waits for further ones. */
  private deaf = false;

  /** @param showDebug send debug messages as info, because the engine shows debug messages only on request */
  constructor(
    private readonly showDebug: boolean,
    private readonly longest = LONGEST,
  ) {}

  connect(address: string): void {
    this.client?.close();
    this.client = new EngineClient(address, credentials.createInsecure(), DIRECT);
  }

  of(urn: string): Log {
    return (level, message) => {
      const { client } = this;
      if (!client) return;
      const request = new LogRequest();
      request.setUrn(urn);
      request.setMessage(message);
      request.setSeverity(this.showDebug && level === "debug" ? LogSeverity.INFO : SEVERITY[level]);
      // Shown during the operation, then discarded.
      request.setEphemeral(level === "progress");
      const sent = new Promise<void>((resolve) => {
        // A failure to log does not fail the operation.
        const call = client.log(request, (error) => {
          this.deaf = error?.code === status.CANCELLED;
          resolve();
        });
        AbortSignal.timeout(this.longest).addEventListener("abort", () => call.cancel());
      });
      this.underWay.add(sent);
      void sent.then(() => this.underWay.delete(sent));
    };
  }

  /**
   * Waits until all messages have arrived, because the engine stops listening after the last response. An engine that
   * does not acknowledge them holds up one response, for a moment, and no further one.
   */
  async flush(): Promise<void> {
    if (!this.deaf) await Promise.all(this.underWay);
  }

  close(): void {
    this.client?.close();
    this.client = undefined;
  }
}
