import { parseArgs } from "node:util";
import { clouds } from "./clouds";
import { type Pace, paceSettings, readPace } from "./common/pace";

export interface CommandLine {
  readonly help: boolean;
  readonly port: number;
  readonly host?: string;
  readonly state?: string;
  readonly seed?: string;
  readonly pace: Partial<Pace>;
}

/** Reads the command line. Throws an Error with a plain message. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      help: { type: "boolean", short: "h", default: false },
      port: { type: "string", default: "0" },
      host: { type: "string" },
      state: { type: "string" },
      seed: { type: "string" },
      pace: { type: "string", multiple: true, default: [] },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`--port: 0 to 65535; got ${values.port}`);
  const settings = values.pace.map((setting) => {
    const mark = setting.indexOf("=");
    if (mark < 1) throw new Error(`--pace: key=value; got ${setting}`);
    return [setting.slice(0, mark), setting.slice(mark + 1)] as const;
  });
  const { host, state, seed } = values;
  for (const [name, value] of Object.entries({ host, state, seed })) {
    if (value?.trim() === "") throw new Error(`--${name}: must not be empty`);
  }
  return {
    ...{ help: values.help, port, pace: readPace(Object.fromEntries(settings)) },
    ...(host !== undefined && { host }),
    ...(state !== undefined && { state }),
    ...(seed !== undefined && { seed }),
  };
}

/** Whether only programs of this machine reach an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

export function helpText(): string {
  const settings = Object.entries(paceSettings).map(([key, setting]) => {
    const titles = clouds.filter((cloud) => cloud.settings.some((name) => name === key)).map(({ title }) => title);
    const only = titles.length > 0 ? ` (${titles.sort().join(", ")})` : "";
    return `  ${`${key}=${setting.default}`.padEnd(30)} ${setting.doc}${only}`;
  });
  return `pulumi-ipv6-simulator: the IPv6 APIs of Alibaba Cloud, Tencent Cloud and Zenlayer on this machine, for trying
out, demos and tests. It checks signatures, orders, bills and refuses as the clouds do. Nothing leaves this machine, and
nothing costs money.

  npx --package pulumi-ipv6 pulumi-ipv6-simulator --port 8080 --state clouds.json --pace taskMs=3000

It prints an address, and export lines that point Pulumi programs and the vendors' own tools at it. Open the address in a
browser: the page shows network interfaces, addresses, orders, tasks, calls and the bill as they change, and has buttons
that order, break, slow down and reset.

Options
  --port NUMBER     port to listen on; a free one unless given
  --host ADDRESS    address to listen on; 127.0.0.1 unless given. Any other opens the simulator to your network, as a
                    container needs it: its keys are public, so whoever reaches it can use it
  --state FILE      keep everything in this file over restarts: objects, orders, ledger, the last 1000 calls, client
                    tokens, tasks under way. Written after every change. One simulator for each file
  --seed FILE       JSON file with what the clouds hold at the start; the package's own unless given
  --pace KEY=VALUE  how the clouds behave; repeatable
  --help            this text

Settings for --pace, with their defaults
${settings.join("\n")}

Stop it with Ctrl-C. Control it from scripts: GET /_simulator/ledger, journal, bill, state, rules, health, events;
POST /_simulator/faults, pace, operate, console, reset.
`;
}
