export type Product = "vpc" | "tag";

/** API versions this provider is written against. */
export const VERSIONS: Record<Product, string> = { vpc: "2017-03-12", tag: "2018-08-13" };

/**
 * Protocol and host, apart as the vendor package wants them. Finance zones have hosts of their own, which the common
 * one leaves out (API reference 15757); tags are central.
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
