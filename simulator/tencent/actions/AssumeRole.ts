import { assumed, documented } from "../../common/rules";
import { isGoodToken, roleOf } from "../../common/sessions";
import { type Context, defineChange, defineRead } from "../action";
import { Refusal } from "../errors";
import { openSession } from "../sessions";

const DEFAULT_SECONDS = 7200;
const MOST_SECONDS = 43_200;

/** The role that the call names, and for how long. */
function wanted({ parameters, state }: Context) {
  const arn = parameters.required("RoleArn");
  const session = parameters.required("RoleSessionName");
  const seconds = parameters.integer("DurationSeconds") ?? DEFAULT_SECONDS;
  const longest = MOST_SECONDS;
  if (!(seconds >= 1 && seconds <= longest)) throw new Refusal("InvalidParameter.OverTimeError");
  const found = roleOf(state.seed.accounts, (role) => role.arn === arn);
  if (!found) throw new Refusal("ResourceNotFound.RoleNotFound");
  return { ...found, session, seconds };
}

type Wish = ReturnType<typeof wanted>;
const opened = ({ services, state }: Context, wish: Wish) => {
  const { keys, ...times } = openSession(services, state, wish);
  return { Credentials: keys, ...times };
};

/** Temporary keys of a role for the identity that calls. Source: STS, AssumeRole. */
export const assumeRole = defineChange({
  name: "AssumeRole",
  product: "sts",
  takes: ["RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "ExternalId", "Tags", "SourceIdentity"],
  rules: [
    documented("DurationSeconds is at most 43200, and 7200 if it is omitted."),
    documented("A policy is JSON, percent-encoded. Here it has no effect."),
    assumed("A role that does not trust the caller, or another external id, answers UnauthorizedOperation."),
  ],
  check: (context) => {
    const { parameters } = context;
    const wish = wanted(context);
    const policy = parameters.text("Policy");
    if (policy !== undefined && !isPolicy(policy)) throw new Refusal("InvalidParameter.StrategyFormatError");
    const trusted = (wish.role.trusts ?? [wish.account.id]).includes(context.account.id);
    if (!trusted || (wish.role.externalId ?? "") !== (parameters.text("ExternalId") ?? "")) {
      throw new Refusal("UnauthorizedOperation");
    }
    return wish;
  },
  act: opened,
});

/** The same for the bearer of an OIDC token; the call is not signed. Source: STS, AssumeRoleWithWebIdentity. */
export const assumeRoleWithWebIdentity = defineChange({
  name: "AssumeRoleWithWebIdentity",
  product: "sts",
  takes: ["ProviderId", "WebIdentityToken", "RoleArn", "RoleSessionName", "DurationSeconds"],
  unsigned: true,
  rules: [
    documented("The token must be of the role's identity provider and not have ended."),
    assumed("Any defect of the token answers InvalidParameter.WebIdentityTokenError."),
  ],
  check: (context) => {
    const wish = wanted(context);
    const { oidc } = wish.role;
    const provider = context.parameters.required("ProviderId");
    const token = context.parameters.required("WebIdentityToken");
    if (!oidc || oidc.provider !== provider) throw new Refusal("UnauthorizedOperation");
    if (!isGoodToken(token, oidc, context.now)) throw new Refusal("InvalidParameter.WebIdentityTokenError");
    return wish;
  },
  act: opened,
});

/** Who calls. Every identity may ask. Source: STS, GetCallerIdentity. */
export const getCallerIdentity = defineRead({
  name: "GetCallerIdentity",
  product: "sts",
  takes: [],
  rules: [documented("AccountId is the account number (Uin) of the owner.")],
  read: ({ account, call }) => {
    const Arn = call.caller ?? `qcs::cam::uin/${account.id}:uin/${account.id}`;
    const Type = call.caller ? "CAMRole" : "RootAccount";
    return { Arn, AccountId: account.id, UserId: account.id, PrincipalId: account.id, Type };
  },
});

function isPolicy(text: string): boolean {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text));
    return typeof value === "object" && value !== null && text.startsWith("%7B");
  } catch {
    return false;
  }
}
