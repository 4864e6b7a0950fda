import { type Context, record } from "./action";
import type { PublicAddress } from "./world";

export function endBandwidth(
  context: Context,
  at: number,
  { id, address, bandwidth, internetChargeType }: PublicAddress,
) {
  context.world.publicAddresses.delete(id);
  const detail = { bandwidth, internetChargeType };
  record(context, at, { event: "released", resource: "Ipv6InternetBandwidth", id, subject: address, detail });
}
