import { type Context, record } from "./action";
import type { Ipv6, NetworkInterface } from "./world";

/** Takes an IPv6 off its card and ends its billing. */
export function removeIpv6(context: Context, card: NetworkInterface, { id, address, billing }: Ipv6): void {
  const { ipv6: _, ...without } = card;
  context.world.networkInterfaces.put(without);
  const subnet = context.world.subnets.get(card.subnet);
  if (subnet?.ipv6Left !== undefined) context.world.subnets.put({ ...subnet, ipv6Left: subnet.ipv6Left + 1 });
  const detail = { address, ...(billing ?? { private: true }) };
  record(context, card, { event: "unassigned", resource: "NicIpv6Assignment", id, detail });
}
