import { documented } from "../../common/rules";
import { defineRead } from "../action";

/** How public addresses of the account are billed. Source: DescribeNetworkAccountType. */
export const describeNetworkAccountType = defineRead({
  name: "DescribeNetworkAccountType",
  takes: [],
  rules: [documented("STANDARD is billed by address, LEGACY by machine.")],
  read: ({ account }) => ({ NetworkAccountType: account.type ?? "STANDARD" }),
});
