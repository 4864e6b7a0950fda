import { parseArgs } from "node:util";
import { clouds } from "./clouds";
import { type Pace, paceSettings, readPace } from "./common/pace";

export interface CommandLine {
  readonly help: boolean;
  readonly port: number;
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
  const common = { help: values.help, port, pace: readPace(Object.fromEntries(settings)) };
  return values.seed === undefined ? common : { ...common, seed: values.seed };
}

export function helpText(): string {
  const settings = Object.entries(paceSettings).map(([key, setting]) => {
    const titles = clouds.filter((cloud) => cloud.settings.some((name) => name === key)).map(({ title }) => title);
    const only = titles.length > 0 ? ` (${titles.sort().join(", ")})` : "";
    return `  ${`${key}=${setting.default}`.padEnd(30)} ${setting.doc}${only}`;
  });
  return `pulumi-ipv6-simulator: the clouds' IPv6 APIs on loopback, for tests and demos. Nothing leaves this machine.

Options
  --port NUMBER     port on 127.0.0.1; a free one unless given
  --seed FILE       JSON file with what the clouds hold at the start; the package's own unless given
  --pace KEY=VALUE  how the clouds behave in time; repeatable
  --help            this text

Settings for --pace, with their defaults
${settings.join("\n")}

Open the printed address in a browser to see the calls and what is billed.
`;
}
