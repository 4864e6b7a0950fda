import { type Caller, findKey, sameSignature } from "../common/authentication";
import type { Clock } from "../common/clock";
import { assumed, documented, measured } from "../common/rules";
import type { Sessions } from "../common/sessions";
import type { WireRequest } from "../common/wire";
import { type Credential, readCredential } from "./credential";
import { Refusal } from "./errors";
import type { AccountSeed, KeySeed } from "./seed";

export const authenticationRules = [
  documented("Signatures V1 (HMAC-SHA1, GET and POST, query and form) and V3 (ACS3-HMAC-SHA256) are verified."),
  documented("A time stamp more than 15 minutes off answers InvalidTimeStamp.Expired."),
  documented("A nonce that was used before answers SignatureNonceUsed."),
  measured("SignatureDoesNotMatch quotes the string to sign, which in V1 holds key id and security token."),
  assumed("Order: form of the signature, time stamp, key, security token, signature, nonce."),
  assumed("A nonce is remembered for each key, only after a correct signature, twice as long as the time window."),
  assumed("V3 callers must sign host, x-acs-action, x-acs-version, x-acs-date and x-acs-signature-nonce."),
];

/** Before and after the present time. */
const CLOCK_WINDOW_MS = 15 * 60_000;

type AlibabaCaller = Caller<AccountSeed, KeySeed>;

export class Authentication {
  readonly #clock: Clock;
  readonly #accounts: readonly AccountSeed[];
  readonly #sessions: Sessions<AccountSeed, KeySeed>;
  readonly #nonces = new Map<string, number>();
  #sweptAt = 0;

  constructor(clock: Clock, accounts: readonly AccountSeed[], sessions: Sessions<AccountSeed, KeySeed>) {
    this.#clock = clock;
    this.#accounts = accounts;
    this.#sessions = sessions;
  }

  reset(): void {
    this.#nonces.clear();
  }

  save() {
    return [...this.#nonces];
  }

  load(saved: ReturnType<Authentication["save"]>): void {
    this.#nonces.clear();
    for (const [nonce, at] of saved) this.#nonces.set(nonce, at);
  }

  /** Verifies the signature of a request, or throws a Refusal. */
  check(request: WireRequest): AlibabaCaller {
    const credential = readCredential(request);
    this.#checkTime(credential);
    const caller = this.#find(credential);
    this.#checkToken(credential, caller.key);
    if (!sameSignature(credential.expected(caller.key.accessKeySecret), credential.signature)) {
      const quote = ` server string to sign is:${credential.stringToSign}`;
      throw new Refusal("SignatureDoesNotMatch", `Specified signature is not matched with our calculation.${quote}`);
    }
    this.#checkNonce(credential);
    if (caller.key.inactive) throw new Refusal("InvalidAccessKeyId.Inactive");
    return caller;
  }

  #checkTime({ timestamp }: Credential): void {
    const time = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
    if (Number.isNaN(time)) throw new Refusal("IllegalTimestamp");
    if (Math.abs(this.#clock() - time) > CLOCK_WINDOW_MS) throw new Refusal("InvalidTimeStamp.Expired");
  }

  #find({ accessKeyId, scheme }: Credential): AlibabaCaller {
    const isKey = (key: KeySeed) => key.accessKeyId === accessKeyId;
    const found = findKey(this.#accounts, isKey) ?? this.#sessions.find(isKey);
    if (!found) throw new Refusal("InvalidAccessKeyId.NotFound");
    return { ...found, scheme };
  }

  #checkToken({ securityToken }: Credential, key: KeySeed): void {
    if ((securityToken ?? "") !== (key.securityToken ?? "")) {
      throw new Refusal("InvalidSecurityToken.MismatchWithAccessKey");
    }
    if (key.expires !== undefined && Date.parse(key.expires) <= this.#clock()) {
      throw new Refusal("InvalidSecurityToken.Expired");
    }
  }

  #checkNonce({ accessKeyId, nonce }: Credential): void {
    if (!nonce) throw new Refusal("IncompleteSignature");
    const now = this.#clock();
    const name = `${accessKeyId} ${nonce}`;
    if (this.#nonces.has(name)) throw new Refusal("SignatureNonceUsed");
    this.#nonces.set(name, now);
    if (now - this.#sweptAt < CLOCK_WINDOW_MS) return;
    this.#sweptAt = now;
    for (const [used, at] of this.#nonces) if (now - at > 2 * CLOCK_WINDOW_MS) this.#nonces.delete(used);
  }
}
