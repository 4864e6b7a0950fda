import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { note } from "../elastic";
import { Refusal } from "../errors";
import { requireSetting, type Setting } from "../orders";
import type { ElasticAddress } from "../state";

const AT_ONCE = 20;
const MOST = 10_000;
const TYPES = ["EIPv6", "HighQualityEIPv6"];
const LINES = ["BGP", "CMCC", "CTCC", "CUCC"];
const EGRESSES: Readonly<Record<string, string>> = {
  CENTER_EGRESS_1: "center_egress1",
  CENTER_EGRESS_2: "center_egress2",
};

interface Order {
  readonly count: number;
  readonly setting: Setting;
  readonly kind: Pick<ElasticAddress, "name" | "type" | "isp" | "egress">;
}

/**
 * Orders elastic public IPv6 addresses, which are unbound. Answers new `eipv6-` ids and a task. No client token: a
 * repeat orders, and bills, again.
 * Source: AllocateIPv6Addresses, 2025-11-13.
 */
export const allocateIPv6Addresses = defineChange<Order>({
  name: "AllocateIPv6Addresses",
  takes: [
    ...["AddressName", "AddressType", "AddressCount", "InternetChargeType", "InternetServiceProvider"],
    ...["InternetMaxBandwidthOut", "BandwidthPackageId", "Tags", "Egress"],
  ],
  rules: [
    documented("1 to 20 at once, one unless given; EIPv6, BGP, CENTER_EGRESS_1, 1 Mbps by traffic unless given."),
    documented("A second order is accepted and billed."),
    documented("1 to 100 Mbps by traffic, 1 to 2000 in a package; a name of 1 to 128 letters, digits, - and _."),
    documented("An account that is not on the product's list answers AccountNotSupported."),
    assumed("HighQualityEIPv6 outside ap-hongkong answers Combination; too many answer AddressQuotaLimitExceeded."),
    assumed("An unknown AddressType, InternetServiceProvider or Egress answers InvalidParameterValue."),
    assumed("Order: account, parameters, package, quota, the order system. Answers spell center_egress1."),
  ],
  check: (context) => {
    const { account, parameters } = context;
    if (account.eipv6Most === 0) throw new Refusal("UnsupportedOperation.AccountNotSupported");
    const count = parameters.integer("AddressCount") ?? 1;
    if (count < 1 || count > AT_ONCE) throw new Refusal("InvalidParameterValue", "AddressCount is from 1 to 20.");
    const kind = requireKind(context);
    if ((parameters.integer("InternetMaxBandwidthOut") ?? 1) < 1) {
      throw new Refusal("InvalidParameterValue.BandwidthTooSmall");
    }
    const setting = requireSetting(context);
    const held = context.state.elasticAddresses.all().filter((row) => isVisible(context, row)).length;
    if (held + count > (account.eipv6Most ?? MOST)) throw new Refusal("AddressQuotaLimitExceeded");
    if (account.orders !== undefined) throw new Refusal(account.orders);
    return { count, setting, kind };
  },
  act: (context, { count, setting, kind }) => {
    const { services, state, account, region, now } = context;
    const task = state.tasks.nextNumber();
    const rows = Array.from({ length: count }, (_, index): ElasticAddress => {
      const address = addressOf(Number(task), index);
      const id = services.ids.name("eipv6-", 8);
      return { id, address, account: account.id, region, ...kind, ...setting, status: "CREATING", createdAt: now };
    });
    for (const row of rows) state.elasticAddresses.put(row);
    const steps = rows.map((row) => ({
      subject: row.id,
      done: (at: number) => {
        state.elasticAddresses.put({ ...row, status: "UNBIND" });
        note(context, at, "ordered", row);
      },
      undo: () => state.elasticAddresses.delete(row.id),
    }));
    const ids = rows.map((row) => row.id);
    state.tasks.begin(context, task, steps);
    return { AddressSet: ids, TaskId: task };
  },
});

function requireKind({ parameters, region }: Context): Order["kind"] {
  const name = parameters.text("AddressName") ?? "";
  if (!/^[\p{L}\p{N}_-]{0,128}$/u.test(name)) throw new Refusal("InvalidParameterValue", "AddressName is malformed.");
  const word = (parameter: string, words: readonly string[]) => {
    const value = parameters.text(parameter) ?? words[0] ?? "";
    if (!words.includes(value)) throw new Refusal("InvalidParameterValue", `${parameter} ${value} is not supported.`);
    return value;
  };
  const type = word("AddressType", TYPES);
  const isp = word("InternetServiceProvider", LINES);
  const egress = EGRESSES[word("Egress", Object.keys(EGRESSES))] ?? "";
  if (type === TYPES[1] && region !== "ap-hongkong") throw new Refusal("InvalidParameterValue.Combination");
  return { name, type, isp, egress };
}

/** Consecutive, so that the same orders get the same addresses, whatever was refused between them. */
function addressOf(task: number, index: number): string {
  const groups = [Math.floor(task / 0x10000), task % 0x10000, index + 1].map((group) => group.toString(16));
  return `2001:db8:7eff::${groups.join(":")}`;
}
