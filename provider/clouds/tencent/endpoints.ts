export type Product = "vpc" | "tag";

/** API versions that this provider uses. */
export const VERSIONS: Record<Product, string> = { vpc: "2017-03-12", tag: "2018-08-13" };

/**
 * Protocol and host, separately, as the vendor package takes them. Finance regions have their own VPC hosts, which the
 * common host does not serve (API reference 15757); the tag service has one host for all regions.
 *
 * @param override one URL for both products
 */
export function endpointOf(product: Product, region: string, override: string | undefined) {
  if (override) {
    const { protocol, host } = new URL(override);
    return { protocol: `${protocol}//`, host };
  }
  const zone = product === "vpc" && region.endsWith("-fsi") ? `${region}.` : "";
  return { protocol: "https://", host: `${product}.${zone}tencentcloudapi.com` };
}
