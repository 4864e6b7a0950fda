import { assumed, documented } from "../common/rules";
import { Tokens } from "../common/tokens";
import type { Context } from "./action";
import { Refusal } from "./errors";

export const tokenRules = [
  documented("AssignIpv6Addresses alone takes a ClientToken, at most 64 ASCII characters."),
  documented("The same token answers the first answer again, without a second effect."),
  assumed(
    "Other parameters under the same token answer UnsupportedOperation.IdempotentParameterMismatch. While the first call is not answered, the same parameters answer UnsupportedOperation.IdempotentProcessing. Both are codes of the service that the page of the action does not list.",
  ),
  assumed("A replay has a RequestId of its own, which names the first call's task as well."),
  assumed(
    "A refused call leaves no trace of its token, unless the setting refusedCallSpendsToken is on: every later call under it then answers UnsupportedOperation.IdempotentParameterMismatch.",
  ),
  assumed(
    "With that setting any refusal by the action itself spends the token, Mutex included. A refusal for the caller, its permission or the rate, or trouble inside the cloud, does not.",
  ),
];

/** Refusals that come before the cloud looks at the token, or that are not about the call. */
const NOT_OF_THE_ACTION = /^(AuthFailure|Unauthorized|RequestLimit|LimitExceeded\.Action|Internal|Service)|Idempotent/;

export function createTokens(): Tokens<Context> {
  return new Tokens({
    refusal: (trouble) => {
      if (trouble === "malformed") {
        return new Refusal("InvalidParameterValue", "ClientToken is at most 64 ASCII characters.");
      }
      const code = trouble === "running" ? "IdempotentProcessing" : "IdempotentParameterMismatch";
      return new Refusal(`UnsupportedOperation.${code}`);
    },
    isOfTheAction: ({ code, status }) => status === 200 && !NOT_OF_THE_ACTION.test(code),
    replayed: ({ state, call }, first) => state.tasks.alias(call.requestId, first),
  });
}
