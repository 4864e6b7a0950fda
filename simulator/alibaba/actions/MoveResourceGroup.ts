import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { findAddress } from "../find";
import { putChanged } from "../free-address";
import type { Ipv6Address } from "../world";

/** Moves an IPv6 address to another resource group. Source: VPC API reference, MoveResourceGroup. */
export const moveResourceGroup = defineChange<{ address: Ipv6Address; resourceGroup: string }>({
  name: "MoveResourceGroup",
  product: "vpc",
  takesToken: false,
  takesDryRun: false,
  subject: ({ input }) => input.text("ResourceId"),
  rules: [
    rule("documented", "ResourceId, ResourceType and NewResourceGroupId are required."),
    rule(
      "assumed",
      "ResourceType is ipv6address, as other clients send it; other types answer UnsupportedParameter here.",
    ),
    rule("assumed", "Any group exists; an unknown address answers InvalidResourceId.NotFound."),
  ],
  check: (context) => {
    const { input } = context;
    const [id, type] = [input.required("ResourceId"), input.required("ResourceType")];
    const resourceGroup = input.required("NewResourceGroupId");
    if (type.toLowerCase() !== "ipv6address") throw new Refusal("UnsupportedParameter");
    const address = findAddress(context, id);
    if (!address) throw new Refusal("InvalidResourceId.NotFound");
    return { address, resourceGroup };
  },
  act: (context, { address, resourceGroup }) => {
    putChanged(context, address, { resourceGroup });
    return {};
  },
});
