export type Product = "vpc" | "ecs" | "sts";

/** API versions this provider uses. */
export const VERSIONS: Record<Product, string> = { vpc: "2016-04-28", ecs: "2014-05-26", sts: "2015-04-01" };

/**
 * Regions whose endpoint is not `<product>.<region>.aliyuncs.com`, from the vendor's SDKs (`@alicloud/vpc20160428`
 * 7.3.2, `@alicloud/ecs20140526` 7.11.6). Finance and government zones use the central endpoint.
 */
const EXCEPTIONS: Record<Product, Record<string, string>> = {
  vpc: { "cn-hangzhou": "vpc.aliyuncs.com" },
  ecs: {
    "cn-hangzhou": "ecs-cn-hangzhou.aliyuncs.com",
    "us-east-1": "ecs.aliyuncs.com",
    "us-west-1": "ecs-cn-hangzhou.aliyuncs.com",
  },
  // Its clients are given a host.
  sts: {},
};

/** @param override one URL for both services */
export function endpointOf(product: Product, region: string, override: string | undefined): string {
  if (override) return override.replace(/\/+$/, "");
  const central = /finance|gov/.test(region) ? `${product}.aliyuncs.com` : undefined;
  return `https://${EXCEPTIONS[product][region] ?? central ?? `${product}.${region}.aliyuncs.com`}`;
}
