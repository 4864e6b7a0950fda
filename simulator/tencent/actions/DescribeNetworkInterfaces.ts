import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import { mine, requireAddresses } from "../find";
import { cardView } from "../views";

/** Filters that do something, each with what it compares. */
const FILTERS = ["network-interface-id", "vpc-id", "subnet-id", "attachment.instance-id", "address-ipv6"];

/**
 * Lists network cards with their IPv6 addresses, and with the `eip-` id of those that have bandwidth.
 * Source: DescribeNetworkInterfaces.
 */
export const describeNetworkInterfaces = defineRead({
  name: "DescribeNetworkInterfaces",
  product: "vpc",
  takes: ["NetworkInterfaceIds", "Filters", "Offset", "Limit"],
  perSecond: 100,
  rules: [
    rule("documented", "NetworkInterfaceIds, at most 100, or Filters; pages of 20 unless Limit says otherwise."),
    rule("documented", "TagSet has the tags of the card, and the filter tag:<key> finds it by one."),
    rule("assumed", "A card that is not there is left out of the list. Filters other than these six are not imitated."),
    rule("assumed", "AddressId of an IPv6 address is its eip- id once it is published."),
  ],
  read: (context) => {
    const { input, world } = context;
    const ids = input.list("NetworkInterfaceIds");
    if (ids.length > 0 && input.has("Filters")) throw new Refusal("InvalidParameter.Coexist");
    if (ids.length > 100) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (ids.some((id) => !id.startsWith("eni-"))) throw new Refusal("InvalidParameterValue.Malformed");
    const { offset, limit } = input.page();
    const lag = lagOf(context);
    const addresses = world.nicAddresses.asOf(lag);
    const on = (card: string) => addresses.filter((row) => row.networkInterface === card);
    const filters = input.filters(FILTERS);
    const rows = world.networkInterfaces.asOf(lag).filter((card) => {
      if (!mine(context, card)) return false;
      if (ids.length > 0) return ids.includes(card.id);
      const held = on(card.id).map((row) => row.address);
      return [...filters].every(([name, values]) => meets(name, values, { ...card, held }));
    });
    const page = rows.slice(offset, offset + limit).map((card) => cardView(context, card, on(card.id)));
    return { TotalCount: rows.length, NetworkInterfaceSet: page };
  },
});

type Candidate = Pick<
  NonNullable<ReturnType<Context["world"]["networkInterfaces"]["get"]>>,
  "id" | "vpc" | "subnet"
> & {
  readonly instance?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly held: readonly string[];
};

function meets(name: string, values: readonly string[], card: Candidate): boolean {
  if (name === "address-ipv6") return requireAddresses(values).some((address) => card.held.includes(address));
  const fields: Record<string, string | undefined> = {
    "network-interface-id": card.id,
    "vpc-id": card.vpc,
    "subnet-id": card.subnet,
    "attachment.instance-id": card.instance,
    ...Object.fromEntries(Object.entries(card.tags).map(([key, value]) => [`tag:${key}`, value])),
  };
  return values.includes(fields[name] ?? "");
}
