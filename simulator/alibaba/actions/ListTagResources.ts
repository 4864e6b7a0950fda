import { assumed, documented } from "../../common/rules";
import { defineRead, type Product } from "../action";
import { Refusal } from "../errors";
import { listTagged } from "../taggable";
import { tagsMatch } from "../tags";

const MOST_IDS = 50;
const PAGES = { least: 1, most: 50, usual: 50 };

/** Lists tags, by resource or by tag. May lag behind changes. Source: VPC and ECS API reference, ListTagResources. */
const listTagResources = (product: Product) =>
  defineRead({
    name: "ListTagResources",
    product,
    takes: [...["ResourceType", "ResourceId", "Tag", "NextToken"], ...(product === "vpc" ? ["MaxResults"] : [])],
    rules: [
      documented("ResourceId.N with up to 50 ids, or Tag.N, or both; one of them is required."),
      assumed("ResourceType is answered as it was asked for. The list omits ids that do not exist."),
    ],
    read: (context) => {
      const { parameters } = context;
      const type = parameters.required("ResourceType");
      const [ids, wanted] = [parameters.list("ResourceId"), parameters.tags()];
      if (ids.length + wanted.length === 0)
        throw new Refusal("MissingParameter", "ResourceId.N or Tag.N is mandatory.");
      if (ids.length > MOST_IDS) throw new Refusal("InvalidParameter", `At most ${MOST_IDS} resources in one call.`);
      const rows = listTagged(context, type)
        .filter(({ id, tags }) => (ids.length === 0 || ids.includes(id)) && tagsMatch(wanted, tags))
        .flatMap(({ id, tags }) =>
          Object.entries(tags).map(([TagKey, TagValue]) => ({ ResourceId: id, ResourceType: type, TagKey, TagValue })),
        );
      const { page, NextToken } = parameters.results(rows, PAGES);
      return { NextToken, TagResources: { TagResource: page } };
    },
  });

export const listVpcTagResources = listTagResources("vpc");
export const listEcsTagResources = listTagResources("ecs");
