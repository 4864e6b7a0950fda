import type { Values } from "../../core/check";
import { endpointIn } from "../../core/settings";

export type Product = "vpc" | "cvm" | "tag" | "sts" | "region";
/** The URL for calls of a product in a region. */
export type EndpointOf = (product: Product, region: string) => string;

/** API versions that this provider uses. */
export const VERSIONS: Record<Product, string> = {
  ...{ vpc: "2017-03-12", cvm: "2017-03-12" },
  ...{ tag: "2018-08-13", sts: "2018-08-13", region: "2022-06-27" },
};

const ROOT_DOMAIN = "tencentcloudapi.com";

/**
 * Finance regions have their own VPC and CVM hosts, which the common host does not serve (API reference 15757); the tag
 * service has one host for all regions. The vendor's package signs for the product that the host name begins with.
 */
export function endpointsOf(settings: Values): EndpointOf {
  return (product, region) => {
    const zone = (product === "vpc" || product === "cvm") && region.endsWith("-fsi") ? `${region}.` : "";
    return endpointIn(settings, product) ?? `https://${product}.${zone}${settings.rootDomain ?? ROOT_DOMAIN}`;
  };
}
