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
 * Says things on a resource's row. At the engine's level "error" only where an answer fails too: that level shows a
 * failed row, and lets the run succeed.
 */
export class EngineLog {
  private client: EngineClient | undefined;
  private readonly underWay = new Set<Promise<void>>();

  /** @param showDebug what is for debugging, to everybody: the engine shows it only when asked to */
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
      // Shown while it lasts, and not kept.
      request.setEphemeral(level === "progress");
      const sent = new Promise<void>((resolve) => {
        // An engine that does not listen is no reason to stop.
        client.log(request, () => resolve());
      });
      this.underWay.add(sent);
      void sent.then(() => this.underWay.delete(sent));
    };
  }

  /** What was said must be there before the answer it belongs to: after the last answer nobody listens. */
  async flush(): Promise<void> {
    await Promise.all(this.underWay);
  }

  close(): void {
    this.client?.close();
    this.client = undefined;
  }
}
