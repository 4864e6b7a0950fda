import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";

/** The regions of a product. Source: Region Management System, DescribeRegions. */
export const describeRegions = defineRead({
  name: "DescribeRegions",
  product: "region",
  takes: ["Product"],
  perSecond: 50,
  rules: [
    documented("Product is required. Answers without X-TC-Region."),
    assumed("Every product has the same regions, all AVAILABLE; RegionName is the region's id."),
  ],
  read: ({ parameters, state }) => {
    parameters.required("Product");
    const RegionSet = state.seed.regions.map((Region) => ({ Region, RegionName: Region, RegionState: "AVAILABLE" }));
    return { TotalCount: RegionSet.length, RegionSet };
  },
});
