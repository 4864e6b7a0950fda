import { rule } from "../../kit/rules";
import { defineRead } from "../action";

/** How public addresses of the account are billed. Source: DescribeNetworkAccountType. */
export const describeNetworkAccountType = defineRead({
  name: "DescribeNetworkAccountType",
  product: "vpc",
  takes: [],
  perSecond: 20,
  rules: [rule("documented", "STANDARD is billed by address, LEGACY by machine.")],
  read: ({ account }) => ({ NetworkAccountType: account.type ?? "STANDARD" }),
});
