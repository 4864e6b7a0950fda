// The stories, as data: what a program declares at each step, and what the cloud must hold after it.
import type { CLOUDS } from "../provider/clouds";

export const PROJECT = "pulumi-ipv6-acceptance";
/** Tag of everything that acceptance orders, where the vendor has tags; its value is the story. */
export const TAG = "pulumi-ipv6-acceptance";

export interface Declared {
  /** `<cloud>:<Resource>` */
  readonly type: string;
  readonly name: string;
  /** A text `@name.output` is another resource's output. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** How it is billed, where the price list does not tell. Default: by the GB. */
  readonly billed?: "GB" | "day";
  /** Why it costs nothing, where the price list does not tell. */
  readonly free?: string;
  /** Name of the resource that it depends on without having an output of it. */
  readonly after?: string;
}

export interface Step {
  readonly title: string;
  /** What the program declares. Unset: as before. */
  readonly declare?: readonly Declared[];
  /** What the vendor's own read must show afterwards. */
  readonly holds?: Readonly<Record<string, unknown>>;
  /** Something else changes the object to this bandwidth first, and the update changes it back. */
  readonly drift?: number;
  /** Objects that are ordered anew, as the subject names them. All others must be the same as before, by the vendor's id. */
  readonly renews?: readonly string[];
  /** Puts acceptance's mark on what cannot be ordered with it. */
  readonly mark?: true;
  /** Removes the objects from state and imports them by their ids. */
  readonly imports?: true;
}

export interface Story {
  readonly name: string;
  readonly cloud: keyof typeof CLOUDS;
  readonly about: string;
  readonly needs: readonly string[];
  /** Played without being named only if everything that it needs is given. */
  readonly extra?: true;
  /** The most time that it may take. After that it is ended, and what it ordered with it. */
  readonly seconds: number;
  /** @param ids objects of the account, by setting */
  readonly steps: (ids: Readonly<Record<string, string>>) => readonly Step[];
}

const LIMIT_SECONDS = 1_800;
/** Mbps, from the first order to the last change. */
const [FIRST, SECOND, DRIFT] = [1, 2, 3];
/** What a story may have set. */
export const OWN_BANDWIDTHS: readonly number[] = [FIRST, SECOND, DRIFT];

/** The life of something with bandwidth: ordered, changed, billed otherwise, changed by others, imported. */
function life(
  first: readonly Declared[],
  paid: (mbps: number, charge: string) => readonly Declared[],
  charges: readonly [string, string?],
  renews: readonly string[] = [],
): Step[] {
  const [charge, other] = charges;
  const made = (mbps: number, by: string) => [...first, ...paid(mbps, by)];
  const last = other ?? charge;
  return [
    ...(first.length > 0 ? [{ title: "address assigned, nothing paid for", declare: first, mark: true } as const] : []),
    {
      title: `${FIRST} Mbps ordered, billed ${charge}`,
      ...{ declare: made(FIRST, charge), holds: { bandwidth: FIRST, internetChargeType: charge } },
    },
    {
      title: `${SECOND} Mbps, in place`,
      ...{ declare: made(SECOND, charge), holds: { bandwidth: SECOND, internetChargeType: charge } },
    },
    ...(other
      ? [
          {
            title: `billed ${other}: released, then ordered anew`,
            ...{ declare: made(SECOND, other), holds: { bandwidth: SECOND, internetChargeType: other }, renews },
          },
        ]
      : []),
    {
      title: `${DRIFT} Mbps set by others, and changed back`,
      ...{ declare: made(SECOND, last), drift: DRIFT, holds: { bandwidth: SECOND, internetChargeType: last } },
    },
    { title: "removed from state and imported", imports: true, holds: { bandwidth: SECOND, internetChargeType: last } },
  ];
}

export const STORIES: readonly Story[] = [
  {
    name: "alibaba-nic",
    cloud: "alibaba",
    about: "an address on a network interface, and its internet bandwidth",
    needs: ["ACCEPTANCE_ALIBABA_NIC"],
    seconds: LIMIT_SECONDS,
    steps: (ids) =>
      life(
        [
          {
            ...{ type: "alibaba:NicIpv6Assignment", name: "address" },
            inputs: { networkInterfaceId: ids.ACCEPTANCE_ALIBABA_NIC, ipv6AddressCount: 1 },
          },
        ],
        (bandwidth, internetChargeType) => [
          {
            ...{ type: "alibaba:Ipv6InternetBandwidth", name: "bandwidth" },
            inputs: { ipv6AddressId: "@address.ipv6AddressId", bandwidth, internetChargeType },
            billed: internetChargeType === "PayByBandwidth" ? "day" : "GB",
          },
        ],
        ["PayByTraffic", "PayByBandwidth"],
        ["bandwidth"],
      ),
  },
  {
    name: "alibaba-address",
    cloud: "alibaba",
    about: "an unattached address, without bandwidth",
    needs: ["ACCEPTANCE_ALIBABA_VSWITCH"],
    seconds: LIMIT_SECONDS,
    steps: (ids) => {
      const named = (ipv6AddressName: string): Declared => ({
        ...{ type: "alibaba:Ipv6Address", name: "address" },
        inputs: { vSwitchId: ids.ACCEPTANCE_ALIBABA_VSWITCH, ipv6AddressName, tags: { [TAG]: "alibaba-address" } },
      });
      return [
        { title: "allocated", declare: [named("acceptance")], holds: { name: "acceptance" } },
        { title: "renamed in place", declare: [named("acceptance-2")], holds: { name: "acceptance-2" } },
        { title: "removed from state and imported", imports: true, holds: { name: "acceptance-2" } },
      ];
    },
  },
  {
    name: "alibaba-outbound",
    cloud: "alibaba",
    about: "an address with internet bandwidth, and an egress-only rule for it",
    needs: ["ACCEPTANCE_ALIBABA_NIC", "ACCEPTANCE_ALIBABA_GATEWAY"],
    extra: true,
    seconds: LIMIT_SECONDS,
    steps: (ids) => {
      const address: Declared = {
        ...{ type: "alibaba:NicIpv6Assignment", name: "address" },
        inputs: { networkInterfaceId: ids.ACCEPTANCE_ALIBABA_NIC, ipv6AddressCount: 1 },
      };
      const bandwidth: Declared = {
        ...{ type: "alibaba:Ipv6InternetBandwidth", name: "bandwidth" },
        inputs: { ipv6AddressId: "@address.ipv6AddressId", bandwidth: FIRST, internetChargeType: "PayByTraffic" },
      };
      const rule = (name: string): Declared => ({
        ...{ type: "alibaba:Ipv6EgressOnlyRule", name: "rule", after: "bandwidth" },
        inputs: { ipv6GatewayId: ids.ACCEPTANCE_ALIBABA_GATEWAY, instanceId: "@address.ipv6AddressId", name },
      });
      const made = (name: string) => ({
        declare: [address, bandwidth, rule(name)],
        holds: { bandwidth: FIRST, rule: name },
      });
      return [
        { title: "address assigned, nothing paid for", declare: [address], mark: true },
        { title: `${FIRST} Mbps ordered, and outbound only`, ...made("acceptance") },
        { title: "renamed: the rule is released, then created anew", renews: ["rule"], ...made("acceptance-2") },
        { title: "removed from state and imported", imports: true, holds: { bandwidth: FIRST, rule: "acceptance-2" } },
      ];
    },
  },
  {
    name: "tencent-nic",
    cloud: "tencent",
    about: "an address on a network interface, and its classic internet bandwidth",
    needs: ["ACCEPTANCE_TENCENT_NIC"],
    seconds: LIMIT_SECONDS,
    steps: (ids) =>
      life(
        [
          {
            ...{ type: "tencent:NicIpv6Assignment", name: "address" },
            inputs: {
              networkInterfaceId: ids.ACCEPTANCE_TENCENT_NIC,
              ipv6AddressCount: 1,
              description: `${TAG} tencent-nic`,
            },
            free: "an address without bandwidth is not billed",
          },
        ],
        (bandwidth, internetChargeType) => [
          {
            ...{ type: "tencent:Ipv6InternetBandwidth", name: "bandwidth" },
            inputs: { ip6Address: "@address.address", bandwidth, internetChargeType, tags: { [TAG]: "tencent-nic" } },
          },
        ],
        ["TRAFFIC_POSTPAID_BY_HOUR"],
      ),
  },
  {
    name: "tencent-elastic",
    cloud: "tencent",
    about: "an EIPv6 that is bound to nothing; the account must be on the product's allow-list",
    needs: [],
    seconds: LIMIT_SECONDS,
    steps: () =>
      life(
        [],
        (bandwidth, internetChargeType) => [
          {
            ...{ type: "tencent:ElasticPublicIpv6", name: "elastic" },
            inputs: { bandwidth, internetChargeType, tags: { [TAG]: "tencent-elastic" } },
          },
        ],
        ["TRAFFIC_POSTPAID_BY_HOUR"],
      ),
  },
  {
    name: "zenlayer-nic",
    cloud: "zenlayer",
    about: "a public IPv6 on a network interface, which is sold with its bandwidth",
    needs: ["ACCEPTANCE_ZENLAYER_NIC"],
    seconds: LIMIT_SECONDS,
    steps: (ids) =>
      life(
        [],
        (bandwidth, internetChargeType) => [
          {
            ...{ type: "zenlayer:NicIpv6Assignment", name: "address" },
            inputs: {
              ...{ nicId: ids.ACCEPTANCE_ZENLAYER_NIC, bandwidth, internetChargeType },
              // With a package of 0 TB all traffic is billed by the GB.
              ...(internetChargeType === "ByTrafficPackage" && { packageSize: 0 }),
            },
            billed: internetChargeType === "ByTrafficPackage" ? "GB" : "day",
          },
        ],
        ["ByTrafficPackage", "ByBandwidth"],
        ["address"],
      ),
  },
  {
    name: "zenlayer-bandwidth",
    cloud: "zenlayer",
    about: "the bandwidth of a public IPv6 that exists, which gets its own again at the end",
    needs: ["ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6"],
    extra: true,
    seconds: LIMIT_SECONDS,
    steps: (ids) => {
      const of = (bandwidth: number): Pick<Step, "declare" | "holds"> => ({
        declare: [
          {
            ...{ type: "zenlayer:Ipv6InternetBandwidth", name: "bandwidth", billed: "day" },
            inputs: { nicId: ids.ACCEPTANCE_ZENLAYER_NIC_WITH_IPV6, bandwidth },
          },
        ],
        holds: { bandwidth },
      });
      return [
        { title: `${FIRST} Mbps instead of its own`, ...of(FIRST) },
        { title: `${SECOND} Mbps, in place`, ...of(SECOND) },
        { title: `${DRIFT} Mbps set by others, and changed back`, ...of(SECOND), drift: DRIFT },
        { title: "removed from state and imported", imports: true, holds: { bandwidth: SECOND } },
      ];
    },
  },
];

/** Stories of one cloud. */
export const storiesOf = (cloud: Story["cloud"]) => STORIES.filter((story) => story.cloud === cloud);
