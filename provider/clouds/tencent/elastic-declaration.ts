import type { Finding, Rule, Values } from "../../core/check";
import { address, openWord, text, word } from "../../core/field";
import { canonicalAddress } from "../../core/id";
import { billed, declare, textOutput } from "../../core/resource";
import { bandwidth } from "../../resources/ipv6-internet-bandwidth";
import { billingFields, billingRules } from "./billing";
import { TITLE } from "./wire";

export const PAGE = "AllocateIPv6Addresses";
const BINDING = "AssociateIPv6Address";
const QUALITY = "HighQualityEIPv6";

export const KINDS = ["EIPv6", QUALITY] as const;
export const LINES = ["BGP", "CMCC", "CTCC", "CUCC"] as const;

function refuse(property: string, reason: string): Finding[] {
  return [{ property, severity: "refuse", reason: `${reason} on ${TITLE}` }];
}

/** A network interface and an address of it, or an instance. */
const onePlace: Rule = {
  fields: ["networkInterfaceId", "privateIpv6Address", "instanceId"],
  doc: "`networkInterfaceId` goes with `privateIpv6Address`, and neither with `instanceId`.",
  judge: ({ networkInterfaceId: nic, privateIpv6Address, instanceId }: Values) => [
    ...(nic && !privateIpv6Address ? refuse("privateIpv6Address", "is required with networkInterfaceId") : []),
    ...(privateIpv6Address && !nic ? refuse("networkInterfaceId", "is required with privateIpv6Address") : []),
    ...(instanceId && nic ? refuse("instanceId", "cannot be given together with networkInterfaceId") : []),
    ...(instanceId && nic === "" ? refuse("instanceId", "cannot be given with an empty networkInterfaceId") : []),
  ],
};

const adoption: Rule = {
  fields: ["adopt", "adoptAddress", "networkInterfaceId"],
  doc: "`adopt: true` needs `adoptAddress`, or the network interface and address that it is bound to; `adoptAddress` needs `adopt: true`.",
  judge: ({ adopt, adoptAddress: named, networkInterfaceId }: Values) => [
    ...(adopt && !named && !networkInterfaceId
      ? refuse(
          "adoptAddress",
          "is required with adopt: true, unless networkInterfaceId and privateIpv6Address identify the address",
        )
      : []),
    ...(named && !adopt
      ? refuse("adoptAddress", "is allowed only with adopt: true; without it an address is ordered")
      : []),
    ...(named && !String(named).startsWith("eipv6-") && !canonicalAddress(String(named))
      ? refuse("adoptAddress", `must be an id such as eipv6-m44ku5d2, or an IPv6 address; got "${named}"`)
      : []),
  ],
};

const whereQuality: Rule = {
  fields: ["addressType", "region"],
  doc: `\`${QUALITY}\` is offered in ap-hongkong; elsewhere check warns that the cloud may refuse it.`,
  judge: ({ addressType, region }: Values) =>
    addressType === QUALITY && region !== undefined && region !== "ap-hongkong"
      ? [
          {
            property: "addressType",
            severity: "warn",
            reason: `${QUALITY} is published for ap-hongkong only; the cloud may refuse it in ${region}`,
          },
        ]
      : [],
};

export const declaration = declare({
  name: "ElasticPublicIpv6",
  doc: "An elastic public IPv6 (product EIPv6): a public address that is ordered on its own, bound to a private IPv6 of a network interface or instance, and can be bound to another later. Creating it places an order; deleting it undoes the binding of this resource and ends the order. The account must be on the product's allow-list.",
  sources: [
    ...[PAGE, BINDING, "DisassociateIPv6Address", "ReleaseIPv6Addresses", "ModifyIPv6AddressesBandwidth"],
    ...["ModifyIPv6AddressesAttributes", "DescribeIPv6Addresses", "DescribeTaskResult", "ModifyResourceTags"],
  ],
  idForms: ["<region>/<addressId>"],
  fields: {
    addressName: text({
      doc: "Name of the public address. Changed in place.",
      pattern: /^[\p{L}\p{N}_-]{1,128}$/u,
      shape: "1 to 128 letters, digits, - or _",
      source: PAGE,
    }),
    ...billingFields(PAGE),
    bandwidth: bandwidth({ min: 1, max: 2_000, default: 1, source: PAGE }),
    networkInterfaceId: text({
      doc: 'Id of the network interface whose private IPv6 it is bound to. Changed in place: unbound, then bound again. If omitted, an existing binding stays; `""` removes it.',
      pattern: /^(eni-[\w-]+)?$/,
      shape: 'the id of a network interface, such as eni-m6dyj72l, or "" for unbound',
      source: BINDING,
    }),
    privateIpv6Address: address({
      doc: "The private IPv6 of the network interface, usually a unique local address (ULA). Changed in place.",
      source: BINDING,
    }),
    instanceId: text({
      doc: "Id of an instance to bind it to, instead of a network interface and address: the cloud picks an address of the instance. Changed in place.",
      pattern: /^ins-[\w-]+$/,
      shape: "the id of an instance, such as ins-djflxkvi",
      source: BINDING,
    }),
    addressType: word(
      { EIPv6: "the usual kind", [QUALITY]: "with premium lines" },
      { doc: "Kind of the public address.", default: "EIPv6", onChange: "replace", source: PAGE },
    ),
    internetServiceProvider: openWord(
      { BGP: "several lines", CMCC: "China Mobile", CTCC: "China Telecom", CUCC: "China Unicom" },
      {
        doc: "Line type. Defaults to BGP in the cloud; the others require an entry on an allow-list.",
        onChange: "replace",
        source: PAGE,
      },
    ),
    egress: openWord(
      { CENTER_EGRESS_1: "centre one", CENTER_EGRESS_2: "centre two" },
      {
        doc: "Where its traffic leaves the cloud. If omitted, the cloud uses the first.",
        onChange: "replace",
        source: PAGE,
      },
    ),
    adoptAddress: text({
      doc: "The address to adopt with `adopt: true`: its id (`eipv6-…`) or its public address. If omitted, the one that is bound to the declared network interface and address.",
      onChange: "ignore",
    }),
  },
  outputs: {
    addressId: textOutput("Id of the public address (`eipv6-…`)."),
    publicIpv6Address: textOutput("The public IPv6 address."),
    status: textOutput("State, such as `BIND` or `UNBIND`."),
    boundTo: textOutput(
      "The binding that this resource manages, as `<networkInterfaceId>/<privateIpv6Address>`; empty if there is none. Other bindings are never undone.",
    ),
    ...billed,
  },
  rules: [...billingRules, onePlace, adoption, whereQuality],
});
