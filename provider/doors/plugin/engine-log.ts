import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Level, Log } from "../../core/context";

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

  /** @param showDebug send debug messages as info, because the engine shows debug messages only on request */
  constructor(private readonly showDebug: boolean) {}

  connect(address: string): void {
    this.client?.close();
    this.client = new EngineClient(address, credentials.createInsecure());
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
        client.log(request, () => resolve());
      });
      this.underWay.add(sent);
      void sent.then(() => this.underWay.delete(sent));
    };
  }

  /** Waits until all messages have arrived. The engine stops listening after the last response. */
  async flush(): Promise<void> {
    await Promise.all(this.underWay);
  }

  close(): void {
    this.client?.close();
    this.client = undefined;
  }
}
