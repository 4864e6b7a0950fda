import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import type { TLSSocket } from "node:tls";
import { type Machine, type PlainReply, systemClock } from "../core/context";
import { Connections } from "../network/connections";

/** What the other side of a connection with TLS showed. A proxy that opens TLS signs with an issuer of its own. */
function tlsOf(socket: Partial<TLSSocket> | undefined): PlainReply["tls"] {
  const version = socket?.getProtocol?.();
  if (!version) return undefined;
  const { issuer } = socket?.getPeerCertificate?.() ?? {};
  return { version, issuer: [issuer?.O ?? issuer?.CN].flat()[0] };
}

/** Node's errors for a file that is not there. */
const ABSENT: readonly unknown[] = ["ENOENT", "ENOTDIR"];

/** This machine's files and network. The HTTP package is loaded with the first request. */
export function localMachine(environment: Readonly<Record<string, string | undefined>>): Machine {
  return {
    home: environment.HOME || homedir(),

    async readText(path) {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (ABSENT.includes(code)) return undefined;
        throw new Error(`${path} cannot be read (${code ?? "unknown reason"})`);
      }
    },

    async request({ method, url, headers = {}, body, timeout, local }) {
      const limits = { connect: timeout, read: timeout };
      // What is local is never asked through the proxy of the environment.
      const connections = new Connections(local ? {} : environment, limits);
      const deadline = systemClock.now() + 2 * timeout;
      const exchange = await connections.exchange({ clock: systemClock, deadline }, url);
      const { default: axios } = await import("axios");
      let reply: PlainReply | undefined;
      try {
        return await exchange.run(async (agent) => {
          const began = systemClock.now();
          const response = await axios.request<string>({
            ...{ method, url, headers, data: body, httpAgent: agent, httpsAgent: agent, proxy: false, maxRedirects: 0 },
            ...{ responseType: "text", transformResponse: (text: string) => text, validateStatus: () => true },
          });
          const { status, data, request } = response;
          reply = {
            ...{ status, text: String(data ?? ""), milliseconds: systemClock.now() - began },
            ...{ date: response.headers.date as string | undefined, tls: tlsOf(request?.socket) },
          };
          return reply;
        });
      } catch (error) {
        // A status that is no success is an answer, too.
        if (reply) return reply;
        throw error;
      }
    },
  };
}
