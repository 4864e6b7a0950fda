/** One record per call at debug; long waits at progress, of no interest once over; takeovers at info; drift at warning; at error, what fails. */
export type Level = "debug" | "progress" | "info" | "warning" | "error";
export type Log = (level: Level, message: string) => void;

export const silent: Log = () => {};

/** To standard error, which the engine shows on the stack's row for dynamic resources. */
export function stderrLog(environment: Readonly<Record<string, string | undefined>>): Log {
  const debug = environment.PULUMI_IPV6_LOG === "debug";
  return (level, message) => {
    if (level !== "debug" || debug) process.stderr.write(`ipv6 ${level}: ${message}\n`);
  };
}
