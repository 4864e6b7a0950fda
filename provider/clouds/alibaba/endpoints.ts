import type { Values } from "../../core/check";
import { endpointIn } from "../../core/settings";

export type Product = "vpc" | "ecs" | "sts";
/** The URL for calls of a product in a region. */
export type EndpointOf = (product: Product, region: string) => string;

/** API versions this provider uses. */
export const VERSIONS: Record<Product, string> = { vpc: "2016-04-28", ecs: "2014-05-26", sts: "2015-04-01" };

/**
 * Hosts of regions that do not follow the rule `<product>.<region>.aliyuncs.com`, from the vendor's SDKs
 * (`@alicloud/vpc20160428` 7.3.2, `@alicloud/ecs20140526` 7.11.6). Nearly all are zones of finance and government
 * customers, or the vendor's own.
 */
const EXCEPTIONS: readonly { readonly hosts: Partial<Record<Product, string>>; readonly regions: string }[] = [
  {
    hosts: { vpc: "vpc.aliyuncs.com", ecs: "ecs-cn-hangzhou.aliyuncs.com" },
    regions: `cn-hangzhou cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-beijing-nu16-b01 cn-fujian cn-haidian-cm12-c01
      cn-hangzhou-bj-b01 cn-hangzhou-internal-prod-1 cn-shanghai-et2-b01 cn-shenzhen-st4-d01 cn-shenzhen-su18-b01
      cn-zhangbei-na61-b01`,
  },
  {
    hosts: { vpc: "vpc.aliyuncs.com", ecs: "ecs.aliyuncs.com" },
    regions: `cn-north-2-gov-1 ap-northeast-2-pop cn-beijing-finance-pop cn-beijing-gov-1 cn-hangzhou-finance
      cn-hongkong-finance-pop cn-shanghai-inner cn-shenzhen-inner cn-wuhan cn-yushanfang cn-zhangbei rus-west-1-pop`,
  },
  {
    hosts: { vpc: "vpc-pre.cn-hangzhou.aliyuncs.com", ecs: "ecs-cn-hangzhou.aliyuncs.com" },
    regions: `cn-hangzhou-internal-test-1 cn-hangzhou-internal-test-3 cn-hangzhou-test-306 cn-shanghai-et15-b01
      cn-shanghai-internal-test-1`,
  },
  {
    hosts: { vpc: "vpc-inner-pre.cn-hangzhou.aliyuncs.com", ecs: "ecs-cn-hangzhou.aliyuncs.com" },
    regions: "cn-hangzhou-internal-test-2",
  },
  {
    hosts: { vpc: "vpc-nebula.cn-qingdao-nebula.aliyuncs.com", ecs: "ecs.cn-qingdao-nebula.aliyuncs.com" },
    regions: "cn-edge-1 cn-huhehaote-nebula-1 cn-zhengzhou-nebula-1",
  },
  { hosts: { vpc: "vpc-nebula.cn-qingdao-nebula.aliyuncs.com" }, regions: "cn-qingdao-nebula" },
  {
    hosts: { vpc: "vpc.cn-zhangjiakou.aliyuncs.com", ecs: "ecs.cn-zhangjiakou.aliyuncs.com" },
    regions: "cn-zhangjiakou-na62-a01",
  },
  {
    hosts: { vpc: "vpc-nebula.cn-shenzhen-cloudstone.aliyuncs.com", ecs: "ecs.cn-shenzhen-cloudstone.aliyuncs.com" },
    regions: "eu-west-1-oxs",
  },
];

export function endpointsOf(settings: Values): EndpointOf {
  return (product, region) => endpointIn(settings, product) ?? `https://${hostOf(product, region)}`;
}

function hostOf(product: Product, region: string): string {
  if (region === "") return `${product}.aliyuncs.com`;
  const exception = EXCEPTIONS.find(({ regions }) => regions.split(/\s+/).includes(region));
  return exception?.hosts[product] ?? `${product}.${region}.aliyuncs.com`;
}
