import { assumed, documented } from "../../common/rules";
import { type Action, defineRead, type Product } from "../action";

/** Lists the regions. VPC and ECS both have it. Source: VPC and ECS API reference, DescribeRegions. */
function describeRegions(product: Product): Action {
  return defineRead({
    name: "DescribeRegions",
    product,
    anywhere: true,
    takes: [],
    rules: [documented("Answers without a RegionId."), assumed("LocalName is the region's id.")],
    read: ({ state }) => ({
      Regions: {
        Region: state.seed.regions.map((region) => ({
          RegionId: region,
          LocalName: region,
          RegionEndpoint: `${product}.${region}.aliyuncs.com`,
        })),
      },
    }),
  });
}

export const describeVpcRegions = describeRegions("vpc");
export const describeEcsRegions = describeRegions("ecs");
