import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { putChanged } from "../effects";
import { checkTexts } from "../parameters";
import { requireAddress } from "../require";
import type { Ipv6Address } from "../state";

/** Sets name and description of an IPv6 address. Source: VPC API reference, ModifyIpv6AddressAttribute. */
export const modifyIpv6AddressAttribute = defineChange<Ipv6Address>({
  name: "ModifyIpv6AddressAttribute",
  takes: ["Ipv6AddressId", "Name", "Description"],
  subject: ({ parameters }) => parameters.text("Ipv6AddressId"),
  rules: [
    documented("An unknown address answers InvalidIpv6AddressId.NotFound, with status 400."),
    documented(
      "A name above 128 characters, a description above 256, or one that begins with http:// or https://, answers IllegalParam.Name or IllegalParam.Description.",
    ),
    assumed("Omitted parameters change nothing; an empty text is set."),
  ],
  check: (context) => {
    const address = requireAddress(
      context,
      context.parameters.required("Ipv6AddressId"),
      "InvalidIpv6AddressId.NotFound",
    );
    checkTexts(context, "Name", "Description");
    return address;
  },
  act: (context, address) => {
    const [name, description] = [context.parameters.given("Name"), context.parameters.given("Description")];
    putChanged(context, address, {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
    });
    return {};
  },
});
