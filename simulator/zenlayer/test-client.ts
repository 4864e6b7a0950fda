import type { Clock } from "../common/clock";
import { type Service, VERSIONS } from "./action";
import { actions } from "./actions";
import { sign, ZC2 } from "./signature";

/**
 * A minimal client for tests. It acts as the console or another program. It shares its signature with the simulator, so
 * only the vendor's package and known answers prove that.
 */
export interface ZenlayerCallerOptions {
  readonly accessKeyId?: string;
  readonly accessKeyPassword?: string;
  /** Instead of a signature. */
  readonly token?: string;
  readonly service?: Service;
  readonly version?: string;
  readonly contentType?: string;
  readonly now?: Clock;
}

export interface ZenlayerAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

export async function callZenlayer(
  url: string,
  action: string,
  params: Readonly<Record<string, unknown>> = {},
  options: ZenlayerCallerOptions = {},
): Promise<ZenlayerAnswer> {
  const { contentType = "application/json", now = Date.now, token } = options;
  const service = options.service ?? actions.find(({ name }) => name === action)?.service ?? "zec";
  const body = JSON.stringify(params);
  const timestamp = String(Math.floor(now() / 1000));
  const headers = { "content-type": contentType, host: new URL(url).host };
  const signedHeaders = ["content-type", "host"];
  const password = options.accessKeyPassword ?? "simulator-zenlayer-password";
  const signature = sign({ headers, signedHeaders, timestamp, body }, password);
  const id = options.accessKeyId ?? "simulator-zenlayer-id";
  const signed = `${ZC2} Credential=${id}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  const response = await fetch(`${url}/api/v2/${service}`, {
    method: "POST",
    body,
    headers: {
      ...{ "content-type": contentType, "X-ZC-Action": action, "X-ZC-Service": service },
      "X-ZC-Version": options.version ?? VERSIONS[service][0] ?? "",
      ...(token === undefined
        ? { authorization: signed, "X-ZC-Timestamp": timestamp, "X-ZC-Signature-Method": ZC2 }
        : { authorization: `Bearer ${token}` }),
    },
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
