import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { findAddress } from "../find";
import { putChanged } from "../free-address";
import { checkTexts } from "../parameters";
import type { Ipv6Address } from "../world";

/** Sets name and description of an IPv6 address. Source: VPC API reference, ModifyIpv6AddressAttribute. */
export const modifyIpv6AddressAttribute = defineChange<Ipv6Address>({
  name: "ModifyIpv6AddressAttribute",
  product: "vpc",
  takesToken: true,
  takesDryRun: true,
  subject: ({ input }) => input.text("Ipv6AddressId"),
  rules: [
    rule("documented", "An unknown address answers InvalidIpv6AddressId.NotFound, with status 400."),
    rule(
      "documented",
      "A name above 128 characters, a description above 256, or one that begins with http:// or https://, answers IllegalParam.Name or IllegalParam.Description.",
    ),
    rule("assumed", "What is not given stays; an empty text is set."),
  ],
  check: (context) => {
    const address = findAddress(context, context.input.required("Ipv6AddressId"));
    if (!address) throw new Refusal("InvalidIpv6AddressId.NotFound");
    checkTexts(context, "Name", "Description");
    return address;
  },
  act: (context, address) => {
    const [name, description] = [context.input.given("Name"), context.input.given("Description")];
    putChanged(context, address, {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
    });
    return {};
  },
});
