// A proxy between the provider and the cloud: passes requests on, and does with the responses what a test says.
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Bytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export class Between {
  /** What happens to a response. Default: it is passed on. */
  alter: (answer: Bytes) => Bytes = (answer) => answer;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(cloud: string): Promise<Between> {
    let self: Between | undefined;
    const server = createServer((asked, response) => {
      const { method, headers } = asked;
      // The same host, because it is signed.
      const on = request(new URL(asked.url ?? "/", cloud), { method, headers, setHost: false }, (came) => {
        const parts: Buffer[] = [];
        came.on("data", (part) => parts.push(part));
        came.on("end", () => {
          const { "content-length": _, ...kept } = came.headers as Record<string, string>;
          const answer = { status: came.statusCode ?? 0, headers: kept, body: Buffer.concat(parts) };
          const told = self?.alter(answer) ?? answer;
          response.writeHead(told.status, told.headers).end(told.body);
        });
      });
      on.on("error", () => response.destroy());
      asked.pipe(on);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    self = new Between(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return self;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}
