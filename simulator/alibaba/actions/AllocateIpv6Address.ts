import { canonicalIpv6, inCidr } from "../../kit/ipv6";
import { rule } from "../../kit/rules";
import { defineChange, record } from "../action";
import { Refusal } from "../errors";
import { mine } from "../find";
import { checkTexts } from "../parameters";
import { freeAddress, takenAddresses } from "../views";
import type { VSwitch } from "../world";

/**
 * Makes a free IPv6 address in a vSwitch. It is Pending for a while, and no call puts it on a network card.
 * Repeatable with a client token. Source: VPC API reference, AllocateIpv6Address.
 */
export const allocateIpv6Address = defineChange<{ vSwitch: VSwitch; address: string }>({
  name: "AllocateIpv6Address",
  product: "vpc",
  takesToken: true,
  takesDryRun: true,
  subject: () => undefined,
  rules: [
    rule("documented", "The new address is not associated and becomes Available after a while."),
    rule("assumed", "An address that is malformed, outside the vSwitch or taken answers IllegalParam.Ipv6Address."),
    rule(
      "assumed",
      "A vSwitch without IPv6 answers InvalidVSwitch.Ipv6NotTurnOn, an unknown one InvalidVSwitchId.NotFound.",
    ),
    rule(
      "documented",
      "A name has up to 128 characters, a description up to 256; neither begins with http:// or https://.",
    ),
    rule("assumed", "Beyond that they answer IllegalParam.Name and IllegalParam.Description. Tags are not checked."),
    rule("assumed", "Prefixes cannot be allocated here; AddressType=IPv6Prefix answers UnsupportedParameter."),
  ],
  check: (context) => {
    const { input, world } = context;
    const vSwitch = world.vSwitches.get(input.required("VSwitchId"));
    if (!vSwitch || !mine(context, vSwitch)) throw new Refusal("InvalidVSwitchId.NotFound");
    if ((input.text("AddressType") ?? "IPv6Address") !== "IPv6Address") throw new Refusal("UnsupportedParameter");
    checkTexts(context, "Ipv6AddressName", "Ipv6AddressDescription");
    if (vSwitch.ipv6Cidr === undefined) throw new Refusal("InvalidVSwitch.Ipv6NotTurnOn");
    const taken = takenAddresses(context, vSwitch.vpc);
    const text = input.text("Ipv6Address");
    if (text === undefined) return { vSwitch, address: freeAddress(context, vSwitch.ipv6Cidr, taken) };
    const address = canonicalIpv6(text);
    if (address === undefined || !inCidr(address, vSwitch.ipv6Cidr) || taken.has(address)) {
      throw new Refusal("IllegalParam.Ipv6Address");
    }
    return { vSwitch, address };
  },
  act: (context, { vSwitch, address }) => {
    const { services, world, now, account, region, input } = context;
    const id = services.ids.name("ipv6-");
    const resourceGroup = input.text("ResourceGroupId");
    world.ipv6Addresses.put({
      ...(resourceGroup !== undefined && { resourceGroup }),
      ...{ id, address, account: account.id, region, vpc: vSwitch.vpc, vSwitch: vSwitch.id },
      ...{ kind: "GUA", isp: "BGP", addressType: "IPv6Address" },
      ...{ createdAt: now, pendingUntil: now + services.pace.addressPendingMs },
      name: input.text("Ipv6AddressName") ?? "",
      description: input.text("Ipv6AddressDescription") ?? "",
      tags: Object.fromEntries(input.tags().map(({ key, value }) => [key, value ?? ""])),
    });
    record(context, { event: "assigned", resource: "Ipv6Address", id, subject: vSwitch.id, detail: { address } });
    return { Ipv6AddressId: id, Ipv6Address: address, ResourceGroupId: resourceGroup ?? `rg-${account.id}` };
  },
});
