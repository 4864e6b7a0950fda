import type { Importable } from "../../core/lifecycle";
import type { Account } from "../accounts";
import type { Io } from "../command";
import type { Left } from "./mapping";
import type { Candidate } from "./reading";

/** Everything that can be taken of accounts, as `discover` finds it, and what a controller manages. */
export async function listed(accounts: readonly Account[], io: Io): Promise<{ candidates: Candidate[]; left: Left[] }> {
  const candidates: Candidate[] = [];
  const left: Left[] = [];
  const lists = accounts.flatMap((account) =>
    account.regions.map(async (region) => {
      // An object that two resources can manage is taken once: they would undo each other's changes.
      const seen = new Set<string>();
      for (const [resource, { list }] of Object.entries(account.cloud.resources)) {
        if (!list) continue;
        io.progress(`${account.label}${region ? ` ${region}` : ""}: ${resource}`);
        for (const each of await ofKind(account, region, resource, io)) {
          const { id, label, controller } = each;
          if (seen.has(id)) continue;
          seen.add(id);
          const type = `ipv6:${account.cloud.name}:${resource}`;
          if (controller)
            left.push({ at: label, type, id, why: `${controller} manages it, and would change it again` });
          else
            candidates.push({
              cloud: account.cloud,
              resource,
              label,
              from: [],
              idIn: () => id,
              place: { account, region },
            });
        }
      }
    }),
  );
  await Promise.all(lists);
  return { candidates, left };
}

function ofKind(
  account: Account,
  region: string | undefined,
  resource: string,
  io: Io,
): Promise<readonly Importable[]> {
  const call = { identity: "takeover", signal: io.signal };
  return account.session.lifecycle(`${account.cloud.name}:${resource}`).list(region, call);
}
