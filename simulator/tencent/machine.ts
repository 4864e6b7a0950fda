import type { Services } from "../common/cloud";
import { assumed, documented } from "../common/rules";
import { roleOf } from "../common/sessions";
import { jsonAnswer, type WireAnswer, type WireRequest } from "../common/wire";
import { openSession } from "./sessions";
import type { State } from "./state";

export const machineRules = [
  documented("The role of the machine, and its keys, are under /latest/meta-data/cam/security-credentials/."),
  assumed("Keys of the machine last 6 hours, and are new with each read."),
];

const ROLES = "/latest/meta-data/cam/security-credentials/";
const LIFETIME_S = 6 * 3600;

/** Names for the journal and for faults. Undefined: not for the metadata service. */
export function machineCall({ path }: WireRequest): string | undefined {
  if (path === ROLES || path === ROLES.slice(0, -1)) return "MetadataRole";
  return path.startsWith(ROLES) ? "MetadataCredentials" : undefined;
}

/** The metadata service of a CVM instance whose role the seed names. */
export function machineAnswer({ path }: WireRequest, action: string, services: Services, state: State): WireAnswer {
  const text = (body: string, status = 200) => ({ status, headers: { "content-type": "text/plain" }, body });
  const found = roleOf(state.seed.accounts, ({ machine }) => machine !== undefined);
  if (!found) return text("Not Found", 404);
  if (action === "MetadataRole") return text(found.role.machine ?? "");
  if (decodeURIComponent(path.slice(ROLES.length)) !== found.role.machine) return text("Not Found", 404);
  const { keys, ...times } = openSession(services, state, { ...found, session: "ins-simulator", seconds: LIFETIME_S });
  return jsonAnswer({ ...keys, ...times, Code: "Success" });
}
