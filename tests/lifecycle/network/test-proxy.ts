// A proxy on loopback that connects every host to one server of the test, and records what it was asked for.
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

export interface Asked {
  readonly how: "CONNECT" | "absolute";
  /** Host and port, as the client named them. */
  readonly host: string;
  readonly authorization: string | undefined;
}

export interface ProxyOptions {
  /** `user:password` that it asks for. */
  readonly login?: string;
  /** It accepts connections and answers nothing. */
  readonly silent?: true;
  /** The status of its own answer, instead of connecting. */
  readonly status?: number;
  /** It waits for this before it connects. */
  readonly until?: Promise<void>;
  /** Address to listen on. Default: 127.0.0.1. */
  readonly address?: string;
}

export class TestProxy {
  readonly asked: Asked[] = [];
  private readonly sockets = new Set<Duplex>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param to the port on loopback that it connects to */
  static async open(to: number, options: ProxyOptions = {}): Promise<TestProxy> {
    const { address = "127.0.0.1", login, silent, status, until } = options;
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    const { port } = server.address() as AddressInfo;
    const self = new TestProxy(server, `http://${address.includes(":") ? `[${address}]` : address}:${port}`);
    const right = login && `Basic ${Buffer.from(login).toString("base64")}`;
    /** The status of a refusal. */
    const refusal = async (how: Asked["how"], message: IncomingMessage, host: string) => {
      const authorization = message.headers["proxy-authorization"];
      self.asked.push({ how, host, authorization });
      if (silent) await new Promise(() => {});
      await until;
      return right && authorization !== right ? 407 : status;
    };
    server.on("connection", (socket: Socket) => self.sockets.add(socket));
    server.on("connect", async (message: IncomingMessage, client: Socket) => {
      client.on("error", () => {});
      const refused = await refusal("CONNECT", message, message.url ?? "");
      if (refused) return client.end(`HTTP/1.1 ${refused} Refused\r\ncontent-length: 0\r\n\r\n`);
      const cloud = connect(to, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        cloud.pipe(client).pipe(cloud);
      });
      self.sockets.add(cloud);
      cloud.on("error", () => client.destroy());
    });
    server.on("request", async (message: IncomingMessage, response) => {
      const target = new URL(message.url ?? "");
      const refused = await refusal("absolute", message, target.host);
      if (refused) return response.writeHead(refused).end();
      const { "proxy-authorization": _, "proxy-connection": __, ...headers } = message.headers;
      const path = `${target.pathname}${target.search}`;
      const on = request({ port: to, path, method: message.method, headers, setHost: false }, (came) => {
        response.writeHead(came.statusCode ?? 0, came.headers);
        came.pipe(response);
      });
      on.on("error", () => response.destroy());
      message.pipe(on);
    });
    return self;
  }

  /** The URL with user and password. */
  urlWith(user: string, password: string): string {
    return this.url.replace("//", `//${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
  }

  onConnection(act: () => void): void {
    this.server.on("connection", act);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
      this.server.closeAllConnections();
    });
  }
}
