import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";

/** How many public addresses the account holds in the region, and may hold. Source: DescribeAddressQuota. */
export const describeAddressQuota = defineRead({
  name: "DescribeAddressQuota",
  takes: [],
  perSecond: 10,
  rules: [
    documented("BGP_EIPv6_QUOTA and SINGLEISP_EIPv6_QUOTA are of EIPv6, TOTAL_EIP6_QUOTA of the classic kind."),
    assumed("Both quotas of EIPv6 are the same here. The classic quota is never used up."),
  ],
  read: (context) => {
    const { account, state } = context;
    const elastic = state.elasticAddresses.all().filter((row) => isVisible(context, row)).length;
    const classic = state.publicAddresses.all().filter((row) => isVisible(context, row)).length;
    const row = (QuotaId: string, QuotaCurrent: number, QuotaLimit: number) => ({ QuotaId, QuotaCurrent, QuotaLimit });
    const most = account.eipv6Most ?? MOST_ELASTIC;
    return {
      QuotaSet: [
        row("TOTAL_EIP6_QUOTA", classic, MOST_CLASSIC),
        row("BGP_EIPv6_QUOTA", elastic, most),
        row("SINGLEISP_EIPv6_QUOTA", elastic, most),
      ],
    };
  },
});

/** As in AllocateIPv6Addresses. */
const MOST_ELASTIC = 10_000;
const MOST_CLASSIC = 1_000_000;
