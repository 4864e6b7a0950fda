import { assumed, documented, measured } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { isVisible } from "../network-interfaces";
import type { NetworkInterface } from "../state";

/** Most characters of a key, and of a value. */
export const LENGTH = 64;

/**
 * Changes the tags of a resource; here, of a network interface. Tags that the call does not name stay.
 * Source: the vendor's SDKs, service zrm, and what its Terraform provider sends.
 */
export const modifyResourceTags = defineChange<NetworkInterface>({
  name: "ModifyResourceTags",
  takes: ["resourceUuid", "replaceTags", "deleteTagKeys"],
  service: "zrm",
  rules: [
    measured("replaceTags are added, or replace those of the same key; deleteTagKeys are removed."),
    documented("Keys and values have 1 to 64 characters."),
    assumed("Only network interfaces have tags here. An unknown resource answers OPERATION_FAILED_RESOURCE_NOT_FOUND."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const nic = state.networkInterfaces.get(parameters.required("resourceUuid"));
    if (!nic || !isVisible(context, nic)) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
    const added = parameters.tags("replaceTags");
    const bad = added.some(({ key, value }) => [key, value].some((part) => part.length < 1 || part.length > LENGTH));
    if (bad) throw new Refusal("INVALID_PARAMETER_VALUE", `Keys and values have 1 to ${LENGTH} characters.`);
    const gone = parameters.list("deleteTagKeys");
    const kept = Object.entries(nic.tags).filter(([key]) => !gone.includes(key));
    const tags = { ...Object.fromEntries(kept), ...Object.fromEntries(added.map(({ key, value }) => [key, value])) };
    return { ...nic, tags };
  },
  act: ({ state }, nic) => {
    state.networkInterfaces.put(nic);
    return {};
  },
});
