import { assumed } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { isVisible } from "../network-interfaces";
import type { NetworkInterface } from "../state";
import { LENGTH } from "./ModifyResourceTags";

/** One tag for many resources; here, network interfaces. Source: the vendor's SDKs, service zrm. */
export const tagBindResources = defineChange<readonly NetworkInterface[]>({
  name: "TagBindResources",
  takes: ["tag", "resourceUuids"],
  service: "zrm",
  rules: [
    assumed("It replaces a tag of the same key. One unknown resource refuses the call as a whole."),
    assumed("It takes any number of resources."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const tag = parameters.inner("tag");
    const [key, value] = [tag.required("key"), tag.required("value")];
    const bad = [key, value].some((part) => part.length > LENGTH);
    if (bad) throw new Refusal("INVALID_PARAMETER_VALUE", `Keys and values have 1 to ${LENGTH} characters.`);
    return parameters.list("resourceUuids").map((id) => {
      const nic = state.networkInterfaces.get(id);
      if (!nic || !isVisible(context, nic)) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
      return { ...nic, tags: { ...nic.tags, [key]: value } };
    });
  },
  act: ({ state }, nics) => {
    for (const nic of nics) state.networkInterfaces.put(nic);
    return {};
  },
});
