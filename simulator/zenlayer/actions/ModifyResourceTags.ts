import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { mine } from "../cards";
import { Refusal } from "../errors";

const LENGTH = 64;

/**
 * Changes the tags of a resource; here, of a network card. Tags that the call does not name stay.
 * Source: the vendor's SDKs, service zrm, and what its Terraform provider sends.
 */
export const modifyResourceTags: Action = {
  name: "ModifyResourceTags",
  service: "zrm",
  rules: [
    rule("measured", "replaceTags are added, or replace those of the same key; deleteTagKeys are taken away."),
    rule("documented", "Keys and values have 1 to 64 characters."),
    rule("assumed", "Only cards have tags here. An unknown resource answers OPERATION_FAILED_RESOURCE_NOT_FOUND."),
  ],
  run: (context) => {
    const { input, world } = context;
    const card = world.networkInterfaces.get(input.required("resourceUuid"));
    if (!card || !mine(context, card)) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
    const added = input.tags("replaceTags");
    const bad = added.some(({ key, value }) => [key, value].some((part) => part.length < 1 || part.length > LENGTH));
    if (bad) throw new Refusal("INVALID_PARAMETER_VALUE", `Keys and values have 1 to ${LENGTH} characters.`);
    const gone = input.list("deleteTagKeys");
    const kept = Object.entries(card.tags).filter(([key]) => !gone.includes(key));
    const tags = { ...Object.fromEntries(kept), ...Object.fromEntries(added.map(({ key, value }) => [key, value])) };
    world.networkInterfaces.put({ ...card, tags });
    return {};
  },
};
