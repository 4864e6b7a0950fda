// Finds what earlier runs left, by acceptance's own marks, and ends it. It touches nothing without such a mark.
import { messageOf } from "../provider/core/api/errors";
import type { Values } from "../provider/core/check";
import type { Runtime } from "../provider/core/context";
import { ownerMark } from "../provider/core/id";
import { identity } from "../provider/doors/identity";
import { findLookup } from "../provider/doors/registry";
import { Session } from "../provider/doors/session";
import { PROJECT, STORIES, TAG } from "./stories";
import type { Body, CloudName, Vendor } from "./vendor";

/** An object that bears a mark of acceptance. */
export interface Left {
  readonly story: string;
  /** `<cloud>:<Resource>` */
  readonly type: string;
  readonly name: string;
  /** Its import id. */
  readonly id: string;
}

type Finder = (vendor: Vendor, ask: (lookup: string, args: Values) => Promise<Body>) => Promise<Left[]>;

const FINDERS: Readonly<Record<CloudName, Finder>> = {
  /** Addresses with the tag, each with its egress-only rule and its bandwidth before it. */
  alibaba: async ({ region }, ask) => {
    const tagged = async (story: string): Promise<Body[]> =>
      (await ask("getIpv6Addresses", { tags: { [TAG]: story } })).ipv6Addresses;
    const bandwidthOf = (story: string, { ipv6AddressId, internetBandwidthId }: Body): Left[] =>
      internetBandwidthId
        ? [
            {
              ...{ story, type: "alibaba:Ipv6InternetBandwidth", name: "bandwidth" },
              id: `${region}/${ipv6AddressId}/${internetBandwidthId}`,
            },
          ]
        : [];
    const assignmentOf = (story: string, { networkInterfaceId, ipv6Address }: Body): Left => ({
      ...{ story, type: "alibaba:NicIpv6Assignment", name: "address" },
      id: `${region}/${networkInterfaceId}/${ipv6Address}`,
    });
    const outbound = await tagged("alibaba-outbound");
    // An account that may not read rules has no such story.
    const { ipv6EgressOnlyRules: rules } =
      outbound.length > 0 ? await ask("getIpv6EgressOnlyRules", {}) : { ipv6EgressOnlyRules: [] };
    const rulesOf = ({ ipv6AddressId }: Body): Left[] =>
      rules
        .filter(({ instanceId }: Body) => instanceId === ipv6AddressId)
        .map(({ ipv6GatewayId, ipv6EgressOnlyRuleId }: Body) => ({
          ...{ story: "alibaba-outbound", type: "alibaba:Ipv6EgressOnlyRule", name: "rule" },
          id: `${region}/${ipv6GatewayId}/${ipv6EgressOnlyRuleId}`,
        }));
    return [
      ...outbound.flatMap((row) => [
        ...rulesOf(row),
        ...bandwidthOf("alibaba-outbound", row),
        assignmentOf("alibaba-outbound", row),
      ]),
      ...(await tagged("alibaba-nic")).flatMap((row) => [
        ...bandwidthOf("alibaba-nic", row),
        assignmentOf("alibaba-nic", row),
      ]),
      ...(await tagged("alibaba-address")).map(({ ipv6AddressId }) => ({
        ...{ story: "alibaba-address", type: "alibaba:Ipv6Address", name: "address", id: `${region}/${ipv6AddressId}` },
      })),
    ];
  },
  /** Public addresses with the tag, and addresses with the description. */
  tencent: async ({ region }, ask) => {
    const tags = (story: string) => ({ tags: { [TAG]: story } });
    const { ip6Addresses } = await ask("getIp6Addresses", tags("tencent-nic"));
    const { elasticPublicIpv6s } = await ask("getElasticPublicIpv6s", tags("tencent-elastic"));
    const { ipv6Addresses } = await ask("getNetworkInterfaceIpv6Addresses", {});
    return [
      ...ip6Addresses.map(({ ip6Address, addressId }: Body) => ({
        ...{ story: "tencent-nic", type: "tencent:Ipv6InternetBandwidth", name: "bandwidth" },
        id: `${region}/${ip6Address}/${addressId}`,
      })),
      ...ipv6Addresses
        .filter(({ description }: Body) => description === `${TAG} tencent-nic`)
        .map(({ networkInterfaceId, ipv6Address }: Body) => ({
          ...{ story: "tencent-nic", type: "tencent:NicIpv6Assignment", name: "address" },
          id: `${region}/${networkInterfaceId}/${ipv6Address}`,
        })),
      ...elasticPublicIpv6s.map(({ addressId }: Body) => ({
        ...{
          story: "tencent-elastic",
          type: "tencent:ElasticPublicIpv6",
          name: "elastic",
          id: `${region}/${addressId}`,
        },
      })),
    ];
  },
  /** Network interfaces with an IPv6 and the provider's owner tag, which is there before the order. */
  zenlayer: async (vendor) => {
    const marked = [
      { story: "zenlayer-bandwidth", type: "zenlayer:Ipv6InternetBandwidth", name: "bandwidth" },
      { story: "zenlayer-nic", type: "zenlayer:NicIpv6Assignment", name: "address" },
    ].map((declared) => ({ ...declared, mark: ownerMark(declaredAs(declared)) }));
    const left: Left[] = [];
    const pageSize = 100;
    for (let pageNum = 1; ; pageNum++) {
      const { body } = await vendor.done("DescribeNetworkInterfaces", { pageSize, pageNum });
      const rows: Body[] = body.dataSet ?? [];
      for (const { nicId, nicSubnetType, tags } of rows) {
        const isMarked = (mark: string) =>
          (tags?.tags ?? []).some(({ value }: Body) => String(value).startsWith(`${mark}-`));
        if (nicSubnetType === "IPv4") continue;
        for (const { mark, ...declared } of marked) if (isMarked(mark)) left.push({ ...declared, id: nicId });
      }
      if (rows.length < pageSize) return left;
    }
  },
};

function declaredAs({ story, type, name }: Pick<Left, "story" | "type" | "name">): string {
  return identity({ project: PROJECT, stack: story, parents: "", type: `ipv6:${type}`, name });
}

export class Sweeper {
  private readonly session: Session;

  constructor(
    private readonly vendor: Vendor,
    runtime: Runtime,
  ) {
    this.session = new Session(runtime, () => undefined);
  }

  /** Everything that bears a mark of acceptance, in the order in which it can be ended. */
  find(): Promise<Left[]> {
    const { name } = this.vendor;
    return FINDERS[name](this.vendor, async (lookup, args) => {
      const question = findLookup(`${name}:${lookup}`);
      if (!question) throw new Error(`no look-up ${lookup}`);
      const { inputs, failures } = await this.session.checkLookup(question, args);
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      return this.session.lookUp(question, inputs);
    });
  }

  /** Ends what was found, as the provider does it. @returns what could not be ended, and why */
  async end(all: readonly Left[], say: (line: string) => void): Promise<string[]> {
    const problems: string[] = [];
    for (const left of all) {
      const lifecycle = this.session.lifecycle(left.type);
      const call = { identity: declaredAs(left) };
      try {
        const found = await lifecycle.read(left.id, {}, call);
        if (found) await lifecycle.delete(found.id, found.properties, call);
        say(`sweep: ended ${left.type} ${left.id}`);
      } catch (error) {
        problems.push(`${left.type} ${left.id}: ${messageOf(error)}`);
      }
    }
    await this.session.settle();
    return problems;
  }
}

/** Stories of one cloud. */
export const storiesOf = (cloud: CloudName) => STORIES.filter((story) => story.cloud === cloud);
