import type { Call, Services } from "../common/cloud";
import { assumed, documented } from "../common/rules";
import { roleOf } from "../common/sessions";
import { jsonAnswer, type WireAnswer, type WireRequest } from "../common/wire";
import { openSession } from "./sessions";
import type { State } from "./state";

export const machineRules = [
  documented("PUT /latest/api/token gives a token for reads, which X-aliyun-ecs-metadata-token carries."),
  documented("The role of the machine, and its credentials, are under /latest/meta-data/ram/security-credentials/."),
  documented("With the setting metadataTokens=required, a read without a token answers 403; off, there are no tokens."),
  assumed("GET /credentials serves what a program of the user serves at ALIBABA_CLOUD_CREDENTIALS_URI."),
  assumed("Credentials of the machine last 6 hours, and are new with each read."),
];

const ROLES = "/latest/meta-data/ram/security-credentials/";
const LIFETIME_S = 6 * 3600;

/** Names for the journal and for faults. Undefined: not for the metadata service. */
export function machineCall({ path }: WireRequest): string | undefined {
  if (path === "/latest/api/token") return "MetadataToken";
  if (path === ROLES || path === ROLES.slice(0, -1)) return "MetadataRole";
  if (path.startsWith(ROLES)) return "MetadataCredentials";
  return path === "/credentials" ? "CredentialsUri" : undefined;
}

/** The metadata service of an ECS instance whose role the seed names, and a credentials URI for the same role. */
export class MachineServices {
  readonly #tokens = new Map<string, number>();

  constructor(
    private readonly services: Services,
    private readonly state: State,
  ) {}

  reset(): void {
    this.#tokens.clear();
  }

  save() {
    return [...this.#tokens];
  }

  load(saved: ReturnType<MachineServices["save"]>): void {
    this.#tokens.clear();
    for (const [token, until] of saved) this.#tokens.set(token, until);
  }

  answer(request: WireRequest, { action }: Call): WireAnswer {
    const { pace, ids, clock } = this.services;
    if (action === "MetadataToken") {
      const seconds = Number(request.headers["x-aliyun-ecs-metadata-token-ttl-seconds"]);
      if (pace.metadataTokens === "off") return text("Not Found", 404);
      if (request.method !== "PUT" || !(seconds >= 1 && seconds <= 21_600)) return text("Bad Request", 400);
      const token = ids.name("", 40);
      this.#tokens.set(token, clock() + seconds * 1000);
      return text(token);
    }
    const found = roleOf(this.state.seed.accounts, ({ machine }) => machine !== undefined);
    if (action === "CredentialsUri") {
      return found ? jsonAnswer({ Code: "Success", ...this.#credentials(found) }) : text("Not Found", 404);
    }
    const token = request.headers["x-aliyun-ecs-metadata-token"];
    const isGood = token !== undefined && (this.#tokens.get(token) ?? 0) > clock();
    if (token === undefined ? pace.metadataTokens === "required" : !isGood) return text("Forbidden", 403);
    if (!found) return text("Not Found", 404);
    if (action === "MetadataRole") return text(found.role.machine ?? "");
    if (decodeURIComponent(request.path.slice(ROLES.length)) !== found.role.machine) return text("Not Found", 404);
    return jsonAnswer({ ...this.#credentials(found), LastUpdated: new Date(clock()).toISOString(), Code: "Success" });
  }

  #credentials(found: NonNullable<ReturnType<typeof roleOf<State["seed"]["accounts"][number]>>>) {
    return openSession(this.services, this.state, { ...found, session: "i-simulator", seconds: LIFETIME_S })
      .Credentials;
  }
}

function text(body: string, status = 200): WireAnswer {
  return { status, headers: { "content-type": "text/plain" }, body };
}
