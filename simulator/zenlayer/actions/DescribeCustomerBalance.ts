import { documented } from "../../common/rules";
import { defineRead } from "../action";

/** What the account can still spend. It also says which account that is. Source: zbc, DescribeCustomerBalance. */
export const describeCustomerBalance = defineRead({
  name: "DescribeCustomerBalance",
  service: "zbc",
  old: true,
  takes: [],
  rules: [documented("accountUid is the account of the caller.")],
  read: ({ account }) => ({
    ...{ accountUid: account.id, cashBalance: 1000, creditValue: 0 },
    ...{ purchasingPower: 1000, orderFrozenAmount: 0 },
  }),
});
