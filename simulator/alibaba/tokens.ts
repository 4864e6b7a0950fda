import { assumed, documented } from "../common/rules";
import { Tokens, type TokenTrouble } from "../common/tokens";
import type { Context } from "./action";
import { Refusal } from "./errors";

export const tokenRules = [
  documented("A client token has at most 64 ASCII characters and is case-sensitive."),
  documented("The same token with the same parameters answers the first answer again, without a second effect."),
  documented("The same token with other parameters answers IdempotentParameterMismatch."),
  documented("While the first call runs, VPC answers LastTokenProcessing and ECS IdempotentProcessing."),
  assumed(
    "A token belongs to an account and a region, over all actions. It is kept for ever unless a setting ends it.",
  ),
  assumed("A replay answers the same ids with a new RequestId, even when the object has been deleted since."),
  assumed("A dry run leaves no trace of its token."),
  assumed(
    "A refused call leaves none either, unless the setting refusedCallSpendsToken is on: every later call under its token then answers IdempotentFailed, on ECS and VPC alike.",
  ),
  assumed(
    "With that setting any refusal by the action itself spends the token, a conflict included. A refusal for the caller, its permission or the rate, or with a status of 5xx, does not.",
  ),
  assumed("A token that is too long or not ASCII answers InvalidParameter."),
];

/** Refusals that come before the cloud looks at the token, or that are about the token itself. */
const NOT_OF_THE_ACTION =
  /Throttling|Idempoten|LastToken|^(Forb|NoPermission|InvalidUserType|InvalidAccessKey|InvalidSecurityToken|Abs\.)|Signature|Time[Ss]tamp/;

export function createTokens(): Tokens<Context> {
  return new Tokens({
    refusal: (trouble, { product }) => refusalOf(trouble, product),
    isOfTheAction: ({ code, status }) => status < 500 && !NOT_OF_THE_ACTION.test(code),
    ignored: ["ClientToken", "DryRun"],
  });
}

function refusalOf(trouble: TokenTrouble, product: string): Refusal {
  switch (trouble) {
    case "malformed":
      return new Refusal("InvalidParameter", 'The specified parameter "ClientToken" is not valid.');
    case "mismatch":
      return new Refusal("IdempotentParameterMismatch");
    case "running":
      return new Refusal(product === "ecs" ? "IdempotentProcessing" : "LastTokenProcessing");
    case "spent":
      return new Refusal("IdempotentFailed");
  }
}
