import { assumed, documented } from "../../common/rules";
import { isGoodToken, roleOf } from "../../common/sessions";
import { type Context, defineChange, defineRead } from "../action";
import { Refusal } from "../errors";
import { openSession } from "../sessions";

const DEFAULT_SECONDS = 3600;

/** The role that the call names, and for how long. */
function wanted({ parameters, state }: Context) {
  const arn = parameters.required("RoleArn");
  const session = parameters.required("RoleSessionName");
  if (!/^[\w.@-]{2,64}$/.test(session)) throw new Refusal("InvalidParameter.RoleSessionName");
  const seconds = parameters.integer("DurationSeconds") ?? DEFAULT_SECONDS;
  const found = roleOf(state.seed.accounts, (role) => role.arn === arn);
  if (!found) throw new Refusal("EntityNotExist.Role");
  const longest = found.role.longest ?? DEFAULT_SECONDS;
  if (!(seconds >= 900 && seconds <= longest)) throw new Refusal("InvalidParameter.DurationSeconds");
  return { ...found, session, seconds };
}

/** Temporary credentials of a role for the identity that calls. Source: STS API reference, AssumeRole. */
export const assumeRole = defineChange({
  name: "AssumeRole",
  product: "sts",
  anywhere: true,
  takes: ["RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "ExternalId"],
  rules: [
    documented("DurationSeconds is 900 to the role's maximum, 3600 unless it was raised."),
    documented("A role that does not trust the caller, or another external id, answers NoPermission."),
    assumed("A policy in the call is accepted and has no effect."),
  ],
  check: (context) => {
    const wish = wanted(context);
    const { role, account } = wish;
    const trusted = (role.trusts ?? [account.id]).includes(context.account.id);
    if (!trusted || (role.externalId ?? "") !== (context.parameters.text("ExternalId") ?? "")) {
      throw new Refusal("NoPermission");
    }
    return wish;
  },
  act: ({ services, state }, wish) => {
    const { Credentials, arn } = openSession(services, state, wish);
    return { Credentials, AssumedRoleUser: { Arn: arn, AssumedRoleId: `300000000000000000:${wish.session}` } };
  },
});

/** The same for the bearer of an OIDC token; the call is not signed. Source: STS API reference, AssumeRoleWithOIDC. */
export const assumeRoleWithOidc = defineChange({
  name: "AssumeRoleWithOIDC",
  product: "sts",
  anywhere: true,
  unsigned: true,
  takes: ["RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "OIDCProviderArn", "OIDCToken"],
  rules: [
    documented("The token must be of the role's identity provider and not have ended."),
    assumed("Any defect of the token answers AuthenticationFail.OIDCToken.Invalid, an ended one .Expired."),
  ],
  check: (context) => {
    const wish = wanted(context);
    const { oidc } = wish.role;
    const provider = context.parameters.required("OIDCProviderArn");
    const token = context.parameters.required("OIDCToken");
    if (!oidc || oidc.provider !== provider) throw new Refusal("AuthenticationFail.NoPermission");
    if (!isGoodToken(token, oidc, 0)) throw new Refusal("AuthenticationFail.OIDCToken.Invalid");
    if (!isGoodToken(token, oidc, context.now)) throw new Refusal("AuthenticationFail.OIDCToken.Expired");
    return wish;
  },
  act: ({ services, state }, wish) => {
    const { Credentials, arn } = openSession(services, state, wish);
    return { Credentials, AssumedRoleUser: { Arn: arn, AssumedRoleId: `300000000000000000:${wish.session}` } };
  },
});

/** Who calls. Every identity may ask. Source: STS API reference, GetCallerIdentity. */
export const getCallerIdentity = defineRead({
  name: "GetCallerIdentity",
  product: "sts",
  anywhere: true,
  takes: [],
  rules: [documented("Needs no permission.")],
  read: ({ account, call }) => {
    const arn = call.caller ?? `acs:ram::${account.id}:root`;
    const [IdentityType = "Account"] = [/assumed-role/.test(arn) ? "AssumedRoleUser" : undefined];
    return { AccountId: account.id, Arn: arn, IdentityType, PrincipalId: account.id };
  },
});
