// What a run can say about each rule that the simulator assumes: the probes that measure it, or why none does.
import { ACTIONS as ALIBABA } from "../provider/clouds/alibaba/wire";
import { ACTIONS as TENCENT } from "../provider/clouds/tencent/wire";
import { ACTIONS as ZENLAYER } from "../provider/clouds/zenlayer/wire";
import type { PlacedRule } from "../simulator";

const SETTING =
  "It says what a setting of the simulator does, or what the simulator leaves out: no cloud can contradict it.";
const UNCALLED = "The provider never makes this call: the rule serves other clients of the simulator.";
const ORDER = "The order of checks shows only in requests with several faults at once, and the provider sends none.";
const SIGNING = "It needs wrong signatures, keys or clocks, which a real account may answer by locking itself.";
const ROLE = "It needs a role, a token or a machine with a role, which acceptance does not ask for.";
const ORDERED = "If the cloud did not refuse it, the call would be an order or a change that nobody consented to.";
const STATE =
  "It needs an account or an object in a state that acceptance must not bring about: locked, in arrears, full, of somebody else.";
const MOMENT =
  "It shows only at a moment that no call can choose: two calls at once, a change under way, a failed task.";
const TOKENS = "Only the provider's own orders carry tokens: a call of a probe that spends one would be an order.";
const STORIES = "The stories depend on it: a step fails or takes longer otherwise, and the findings show both.";
const GONE =
  "It needs the id of an object that was deleted a moment ago; how long the cloud knows such an id is not told.";

const REGIONS = "Only `--region all` of the commands asks for regions, takes their ids, and reads each of them.";
const NETWORK =
  "Only `pulumi-ipv6 why` reads networks, and it judges what a cloud shows; acceptance builds no machine to compare with.";

type Verdict = string | readonly string[];
/** `[place, text, probes or reason]`; the first row that fits counts. */
type Rows = readonly (readonly [place: RegExp, text: RegExp, verdict: Verdict])[];

const ANY = /./;
const EVERY_CLOUD: Rows = [
  [/^signature$/, ANY, SIGNING],
  [/^(temporary (keys|credentials)|metadata service|sts )/, ANY, ROLE],
  [ANY, /^(Refusals come in|Order: )|^One that does not exist refuses the whole call/, ORDER],
  [ANY, /readLagMs|operationMs says|unassignWithBandwidth|It also decides about|throttlePerMinute/, SETTING],
  [
    ANY,
    /not simulated|is the only filter that is simulated|Prices are invented|enters completed changes in the ledger/,
    SETTING,
  ],
  [ANY, /The account in the seed decides|unless the seed says otherwise|are the same here/, SETTING],
  [/^client token$/, ANY, TOKENS],
  [/ Describe(Instances|NetworkAcl\w*|Route\w*|SecurityGroup\w*|Vpcs|VSwitchAttributes)$/, ANY, NETWORK],
  [/^error codes$/, /NetworkAcl/, NETWORK],
];

const OF: Readonly<Record<string, { readonly actions: object; readonly rows: Rows }>> = {
  alibaba: {
    actions: ALIBABA,
    rows: [
      [/^every call$/, /x-acs-retry-after/, "It shows only in throttled answers, which a probe would have to provoke."],
      [/^every call$/, /MissingParameter/, ["alibaba/assign-neither-form"]],
      [/^every call$/, /JSON is answered/, "The vendor's package asks for JSON in every call."],
      [/^every change$/, /passed dry run has|No action ignores/, ["alibaba/modify-present-bandwidth"]],
      [/^every change$/, /A dry run does not look/, TOKENS],
      [/^every change$/, /OperationConflict/, MOMENT],
      [/^error codes$/, /DryRunOperation/, ["alibaba/modify-present-bandwidth"]],
      [/^error codes$/, /Forbidden\.TagKeys/, ["alibaba/tag-reserved-key"]],
      [/^error codes$/, /InvalidResourceId/, ["alibaba/tag-unknown-address", "alibaba/move-unknown-address"]],
      [/^error codes$/, /IllegalParam\.PageSize/, ["alibaba/addresses-large-page"]],
      [/^error codes$/, /InvalidIpv6EgressOnlyRuleId/, ["alibaba/rule-delete-unknown"]],
      [/^error codes$/, /InvalidIpv6GatewayId/, ["alibaba/rules-unknown-gateway"]],
      [/^error codes$/, /DurationSeconds|OIDCToken|SecurityToken/, ROLE],
      [/^error codes$/, /InvalidVersion|InvalidInstanceIds/, UNCALLED],
      [/^error codes$/, /IdempotentFailed/, TOKENS],
      [/^error codes$/, /RuleAlreadyExisted|InvalidVSwitchId\.NotFound/, ORDERED],
      [/^error codes$/, /QuotaExceeded|IpNotEnough|Throttling/, STATE],
      [/AllocateIpv6Address$/, ANY, ORDERED],
      [
        /AllocateIpv6InternetBandwidth/,
        /does not begin with ipv6-/,
        ["alibaba/allocate-malformed-address", "alibaba/allocate-unknown-address"],
      ],
      [/AllocateIpv6InternetBandwidth/, /PayByOld95/, ["alibaba/allocate-old95"]],
      [/AllocateIpv6InternetBandwidth/, /above the limit/, ["alibaba/allocate-too-much"]],
      [/AllocateIpv6InternetBandwidth/, /unattached address|managed by a service/, STATE],
      [
        /AssignIpv6Addresses/,
        /Both forms at once/,
        ["alibaba/assign-both-forms", "alibaba/assign-neither-form", "alibaba/assign-too-many"],
      ],
      [/AssignIpv6Addresses/, /One bad address|on any network interface/, ORDERED],
      [/AssignIpv6Addresses/, /instance type without/, STATE],
      [/CreateIpv6EgressOnlyRule/, /IllegalParam\.Name/, ["alibaba/rule-bad-name"]],
      [/CreateIpv6EgressOnlyRule/, /without internet bandwidth|one rule/, ORDERED],
      [/CreateIpv6EgressOnlyRule/, /200 rules/, STATE],
      [/DeleteIpv6EgressOnlyRule/, /never existed/, ["alibaba/rule-delete-unknown"]],
      [/DeleteIpv6InternetBandwidth/, /never existed/, ["alibaba/delete-unknown-bandwidth"]],
      [/DeleteIpv6InternetBandwidth/, /do not belong together/, ["alibaba/delete-ids-apart"]],
      [/DeleteIpv6InternetBandwidth/, /in transition/, MOMENT],
      [/DeleteIpv6InternetBandwidth/, /arrears|egress-only rule/, STATE],
      [/DescribeIpv6Addresses/, /AssociatedInstanceType/, ["alibaba/addresses-by-nic"]],
      [/DescribeIpv6Addresses/, /only the tags that were added/, STORIES],
      [/DescribeIpv6Addresses/, /A larger page/, ["alibaba/addresses-large-page", "alibaba/addresses-many-ids"]],
      [/DescribeIpv6Addresses/, /omits ids/, ["alibaba/addresses-unknown-id"]],
      [/DescribeIpv6EgressOnlyRules/, ANY, ["alibaba/rules-unknown-gateway"]],
      [/DescribeRegions/, ANY, REGIONS],
      [/DescribeNetworkInterfaces/, /TotalCount is 0/, ["alibaba/nics-total", "alibaba/nics-many-ids"]],
      [/DescribeNetworkInterfaces/, /NextToken is the offset/, ["alibaba/nics-bad-token"]],
      [/DescribeNetworkInterfaces/, /ResourceGroupId is empty/, "The provider does not read this field."],
      [/ModifyIpv6AddressAttribute/, ANY, STORIES],
      [/ModifyIpv6InternetBandwidth/, /never existed/, ["alibaba/modify-unknown-bandwidth"]],
      [
        /ModifyIpv6InternetBandwidth/,
        /limit of its charge type/,
        ["alibaba/modify-above-charge-type", "alibaba/modify-too-much"],
      ],
      [/ModifyIpv6InternetBandwidth/, /present bandwidth/, ["alibaba/modify-present-bandwidth"]],
      [/ModifyIpv6InternetBandwidth/, /whose address was deleted/, GONE],
      [/MoveResourceGroup/, ANY, ["alibaba/move-unknown-address"]],
      [/ReleaseIpv6Address$/, /egress-only rule/, STATE],
      [/TagResources$|UntagResources$/, /Forbidden\.TagKeys/, ["alibaba/tag-reserved-key"]],
      [/TagResources$|UntagResources$/, /InvalidResourceId\.NotFound/, ["alibaba/tag-unknown-address"]],
      [/TagResources$|UntagResources$/, /More than 20 tags|All=true/, ORDERED],
      [/UnassignIpv6Addresses/, /not on the network interface/, ORDERED],
    ],
  },
  tencent: {
    actions: TENCENT,
    rows: [
      [/^every call$/, /fixed windows/, "It shows only in throttled answers, which a probe would have to provoke."],
      [/^tasks$/, /takes effect, and is billed/, STORIES],
      [/^tasks$/, ANY, MOMENT],
      [/^error codes$/, /AddressQuotaLimitExceeded/, STATE],
      [/^error codes$/, /AddressPublished/, ORDERED],
      [/DescribeRegions/, ANY, REGIONS],
      [/AllocateIp6AddressesBandwidth/, /A ULA answers/, ["tencent/allocate-ula", "tencent/allocate-unknown-address"]],
      [/AllocateIp6AddressesBandwidth|AllocateIPv6Addresses|AssociateIPv6Address/, ANY, ORDERED],
      [/AssignIpv6Addresses$/, /Both forms/, ["tencent/assign-both-forms"]],
      [
        /DescribeIp6Addresses/,
        /AddressIpNotPublic/,
        "It needs an address of the account without bandwidth, which no setting names.",
      ],
      [/DescribeIp6Addresses/, /omits ids|unknownIds/, ["tencent/classic-unknown-id"]],
      [/DescribeIPv6Addresses/, /omits ids|unknownIds/, ["tencent/elastic-unknown-id"]],
      [/DescribeI[Pp]v?6Addresses/, /only the tags that were added/, STORIES],
      [/DescribeIPv6Addresses/, /Traditional=true/, "The provider does not ask for classic addresses here."],
      [/DisassociateIPv6Address/, ANY, "It needs an EIPv6 that is bound, and acceptance binds none."],
      [/DescribeNetworkInterfaces/, /omits/, ["tencent/nics-unknown-id"]],
      [/DescribeNetworkInterfaces/, /address-ip/, "The provider does not use this filter."],
      [/DescribeNetworkInterfaces/, /AddressId of an IPv6/, STORIES],
      [/DescribeSubnets/, ANY, ["tencent/subnets-unknown-id"]],
      [/DescribeTaskResult/, ANY, ["tencent/task-unknown"]],
      [/DescribeVpcTaskResult/, ANY, ["tencent/vpc-task-unknown"]],
      [/ModifyIp6AddressesBandwidth|ModifyIPv6Addresses|ModifyIpv6AddressesAttribute/, ANY, ORDERED],
      [/ReleaseIp6AddressesBandwidth/, /does not exist/, ["tencent/release-unknown"]],
      [/ReleaseIPv6Addresses/, /One bad address/, ["tencent/elastic-release-unknown"]],
      [/ReleaseIp6AddressesBandwidth|UnassignIpv6Addresses/, /One bad address/, ORDERED],
      [/^tag TagResources/, /ReservedTagKey/, ["tencent/tag-reserved-key"]],
      [/^tag UnTagResources/, /ReservedTagKey/, ["tencent/untag-reserved-key"]],
      [/^tag ModifyResourceTags/, /ReservedTagKey/, ["tencent/retag-reserved-key"]],
      [/^tag TagResources/, /ResourceDescriptionError|FailedResources/, ["tencent/tag-unknown"]],
      [/^tag UnTagResources/, /ResourceDescriptionError/, ["tencent/untag-unknown"]],
      [/^tag ModifyResourceTags/, /ResourceDescriptionError/, ["tencent/retag-unknown"]],
      [/^tag /, /127 characters/, ["tencent/tag-long-key"]],
    ],
  },
  zenlayer: {
    actions: ZENLAYER,
    rows: [
      [/^every call$/, /another API version/, "The provider names one version in every call."],
      [/^operations$/, /operationInfo is null/, STORIES],
      [/^operations$/, /not complete answers/, MOMENT],
      [/^error codes$/, /AUTHFAILURE/, SIGNING],
      [/^error codes$/, /MISSING_PARAMETER/, ["zenlayer/read-without-id"]],
      [/^error codes$/, /INVALID_PARAMETER_TYPE/, ["zenlayer/addresses-page-of-another-type"]],
      [/^error codes$/, /EXCEED_MAXIMUM/, ["zenlayer/addresses-large-page"]],
      [/^error codes$/, /LESS_MINIMUM/, ["zenlayer/addresses-small-page"]],
      [/^error codes$/, /INVALID_PARAMETER_VALUE|CLUSTER_NOT_MATCH/, ORDERED],
      [/^error codes$/, /UNAVAILABLE|TIMED_OUT|TIMEOUT|STATUS_NOT_SUPPORT/, MOMENT],
      [/AssignNetworkInterfaceIpv6$/, /ByBandwidth needs bandwidth/, ["zenlayer/assign-without-bandwidth"]],
      [/ AssignNetworkInterfaceIpv6$/, ANY, ORDERED],
      [/DescribeBandwidthClusters/, ANY, ["zenlayer/clusters-part-of-a-name"]],
      [/DescribeIpv6Addresses/, /Page size/, ["zenlayer/addresses-large-page", "zenlayer/addresses-unknown-id"]],
      [/DescribeIpv6Addresses/, /CHANGING/, MOMENT],
      [/DescribeNetworkInterfaces/, ANY, ["zenlayer/nics-unknown-id"]],
      [/DescribeSubnets/, ANY, "The provider asks for subnets by their ids alone."],
      [/MigrateBandwidthClusterResources|ModifyIpv6TrafficPackage|BandwidthLimitMode/, ANY, ORDERED],
      [/ModifyIpv6Bandwidth$/, ANY, ["zenlayer/modify-unknown"]],
      [/ModifyResourceTags/, ANY, ["zenlayer/tag-unknown"]],
      [/TagBindResources/, ANY, "It tags network interfaces, and acceptance tags none by itself."],
      [/UnassignNetworkInterfaceIpv6/, ANY, ORDERED],
    ],
  },
};

export interface Covered {
  readonly rule: PlacedRule;
  readonly probes: readonly string[];
  /** Why it has no probe. */
  readonly why?: string;
}

/** @throws Error that names every rule without a verdict */
export function coverageOf(rules: readonly PlacedRule[]): Covered[] {
  const bare: string[] = [];
  const covered = rules.map((rule): Covered => {
    const verdict = verdictOf(rule);
    if (verdict === undefined) bare.push(`${rule.cloud}, ${rule.place}: ${rule.text}`);
    return typeof verdict === "string" ? { rule, probes: [], why: verdict } : { rule, probes: verdict ?? [] };
  });
  if (bare.length > 0) throw new Error(`neither a probe nor a reason:\n${bare.join("\n")}`);
  return covered;
}

function verdictOf({ cloud, place, text }: PlacedRule): Verdict | undefined {
  const { actions = {}, rows = [] } = OF[cloud] ?? {};
  const [, action] = /^[a-z]+ ([A-Z]\w+)$/.exec(place) ?? [];
  if (action && !Object.hasOwn(actions, action)) return UNCALLED;
  return [...EVERY_CLOUD, ...rows].find(([where, what]) => where.test(place) && what.test(text))?.[2];
}

/** Every row of the table with the cloud it is for, so that a test finds those that fit no rule. */
export function tableRows(): {
  readonly cloud: string | undefined;
  readonly place: RegExp;
  readonly text: RegExp;
  readonly verdict: Verdict;
}[] {
  const all = [
    [undefined, EVERY_CLOUD] as const,
    ...Object.entries(OF).map(([cloud, { rows }]) => [cloud, rows] as const),
  ];
  return all.flatMap(([cloud, rows]) => rows.map(([place, text, verdict]) => ({ cloud, place, text, verdict })));
}
