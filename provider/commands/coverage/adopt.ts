import { imports } from "../discover";
import type { Billed } from "./collect";

/** A file for `pulumi import --file`, as `discover` writes it, and what no import takes. */
export function importFile(missing: readonly Billed[]) {
  const found = missing
    .filter(({ id }) => id !== "")
    .map(({ account, resource, id, name, address }) => ({
      ...{ cloud: account.cloud, resource },
      each: { id, label: name || address || id },
    }));
  const others = missing.filter(({ id }) => id === "").map(({ billedId, ending }) => `${billedId}: ${ending}`);
  return { text: `${JSON.stringify({ resources: imports(found) }, null, 2)}\n`, count: found.length, others };
}
