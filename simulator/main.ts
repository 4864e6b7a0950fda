#!/usr/bin/env node
import { startSimulator } from "./index";
import { type CommandLine, helpText, isLoopback, readCommandLine } from "./options";

const EXIT_USAGE = 2;

async function main(): Promise<void> {
  const options = understand(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(helpText());
    return;
  }
  const { help: _help, ...rest } = options;
  const simulator = await startSimulator(rest).catch((error: Error) => stop(error.message));
  const lines = Object.values(simulator.environment()).flatMap((variables) =>
    Object.entries(variables).map(([name, value]) => `export ${name}=${value}`),
  );
  if (options.host !== undefined && !isLoopback(options.host)) {
    process.stderr.write(
      `Warning: it listens on ${options.host}, so other machines may reach it. Its keys are public: use it in a network that you trust.\n`,
    );
  }
  process.stdout.write(`Simulator: ${simulator.url} (open it in a browser; stop with Ctrl-C)\n\n${lines.join("\n")}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
  }
}

function understand(args: readonly string[]): CommandLine {
  try {
    return readCommandLine(args);
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function stop(message: string): never {
  process.stderr.write(`pulumi-ipv6-simulator: ${message}\nTry --help.\n`);
  process.exit(EXIT_USAGE);
}

void main();
