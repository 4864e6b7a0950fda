import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { putChanged } from "../effects";
import { Refusal } from "../errors";
import { requireAddress } from "../require";
import type { Ipv6Address } from "../state";

/** Moves an IPv6 address to another resource group. Source: VPC API reference, MoveResourceGroup. */
export const moveResourceGroup = defineChange<{ address: Ipv6Address; resourceGroup: string }>({
  name: "MoveResourceGroup",
  takes: ["ResourceId", "ResourceType", "NewResourceGroupId"],
  subject: ({ parameters }) => parameters.text("ResourceId"),
  rules: [
    documented("ResourceId, ResourceType and NewResourceGroupId are required."),
    assumed("ResourceType is ipv6address, as other clients send it; other types answer UnsupportedParameter here."),
    assumed("Any group exists; an unknown address answers InvalidResourceId.NotFound."),
  ],
  check: (context) => {
    const { parameters } = context;
    const [id, type] = [parameters.required("ResourceId"), parameters.required("ResourceType")];
    const resourceGroup = parameters.required("NewResourceGroupId");
    if (type.toLowerCase() !== "ipv6address") throw new Refusal("UnsupportedParameter");
    const address = requireAddress(context, id, "InvalidResourceId.NotFound");
    return { address, resourceGroup };
  },
  act: (context, { address, resourceGroup }) => {
    putChanged(context, address, { resourceGroup });
    return {};
  },
});
