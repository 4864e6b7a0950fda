import { findVisible, record } from "../../common/action";
import { canonicalIpv6, freeAddress, inCidr } from "../../common/ipv6";
import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { takenAddresses } from "../network-interfaces";
import { checkTexts } from "../parameters";
import type { VSwitch } from "../state";

/**
 * Creates an unattached IPv6 address in a vSwitch. It is Pending for a while, and no call attaches it to a network interface.
 * Repeatable with a client token. Source: VPC API reference, AllocateIpv6Address.
 */
export const allocateIpv6Address = defineChange<{ vSwitch: VSwitch; address: string }>({
  name: "AllocateIpv6Address",
  takes: [
    "VSwitchId",
    "AddressType",
    "Ipv6Address",
    "Ipv6AddressName",
    "Ipv6AddressDescription",
    "ResourceGroupId",
    "Tag",
  ],
  rules: [
    documented("The new address is not associated and becomes Available after a while."),
    assumed("An address that is malformed, outside the vSwitch or taken answers IllegalParam.Ipv6Address."),
    assumed("A vSwitch without IPv6 answers InvalidVSwitch.Ipv6NotTurnOn, an unknown one InvalidVSwitchId.NotFound."),
    documented("A name has up to 128 characters, a description up to 256; neither begins with http:// or https://."),
    assumed("Others answer IllegalParam.Name and IllegalParam.Description. Tags are not checked."),
    assumed("Prefixes cannot be allocated here; AddressType=IPv6Prefix answers UnsupportedParameter."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const vSwitch = findVisible(context, state.vSwitches, parameters.required("VSwitchId"));
    if (!vSwitch) throw new Refusal("InvalidVSwitchId.NotFound");
    if ((parameters.text("AddressType") ?? "IPv6Address") !== "IPv6Address") throw new Refusal("UnsupportedParameter");
    checkTexts(context, "Ipv6AddressName", "Ipv6AddressDescription");
    if (vSwitch.ipv6Cidr === undefined) throw new Refusal("InvalidVSwitch.Ipv6NotTurnOn");
    const taken = takenAddresses(context, vSwitch.vpc);
    const text = parameters.text("Ipv6Address");
    if (text === undefined) return { vSwitch, address: freeAddress(context.services.ids, vSwitch.ipv6Cidr, taken) };
    const address = canonicalIpv6(text);
    if (address === undefined || !inCidr(address, vSwitch.ipv6Cidr) || taken.has(address)) {
      throw new Refusal("IllegalParam.Ipv6Address");
    }
    return { vSwitch, address };
  },
  act: (context, { vSwitch, address }) => {
    const { services, state, now, account, region, parameters } = context;
    const id = services.ids.name("ipv6-");
    const resourceGroup = parameters.text("ResourceGroupId");
    state.ipv6Addresses.put({
      ...(resourceGroup !== undefined && { resourceGroup }),
      ...{ id, address, account: account.id, region, vpc: vSwitch.vpc, vSwitch: vSwitch.id },
      ...{ kind: "GUA", isp: "BGP", addressType: "IPv6Address" },
      ...{ createdAt: now, pendingUntil: now + services.pace.addressPendingMs },
      name: parameters.text("Ipv6AddressName") ?? "",
      description: parameters.text("Ipv6AddressDescription") ?? "",
      tags: Object.fromEntries(parameters.tags().map(({ key, value }) => [key, value ?? ""])),
    });
    record(context, { event: "assigned", resource: "Ipv6Address", id, subject: vSwitch.id, detail: { address } });
    return { Ipv6AddressId: id, Ipv6Address: address, ResourceGroupId: resourceGroup ?? `rg-${account.id}` };
  },
});
