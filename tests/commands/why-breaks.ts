import { callAlibaba } from "../../simulator";
import type { CloudName, Machines } from "./why-harness";

/** One way of breaking a machine that answers, and what `why` has to name first. */
export interface Break {
  readonly cloud: CloudName;
  readonly what: string;
  readonly make: (machines: Machines) => unknown;
  /** The links that are then broken, the first of them on top. */
  readonly broken: readonly string[];
  readonly says: RegExp;
  readonly args?: readonly string[];
  /** Instead of the machine's address. */
  readonly address?: string;
}

const HTTPS = ["--port", "443"];
const anywhere = { Ipv6SourceCidrIp: "::/0", Direction: "ingress", Priority: "1", Policy: "Accept" };
const wholeAcl = { Policy: "accept", Protocol: "all", Port: "-1/-1" };

const alibabaAcl = (rows: object) => (machines: Machines) => {
  machines.set("alibaba", "networkAcls", "nacl-demo0001", rows as Record<string, unknown>);
  machines.set("alibaba", "vSwitches", "vsw-demo0001", { networkAcl: "nacl-demo0001" });
};
const alibabaRules =
  (...rules: object[]) =>
  (machines: Machines) =>
    machines.set("alibaba", "securityGroups", "sg-vpc-demo0001", { rules });

export const alibabaBreaks: readonly Break[] = [
  {
    cloud: "alibaba",
    what: "no bandwidth",
    make: ({ set }) => set("alibaba", "ipv6Addresses", "ipv6-demo0001", { bandwidth: null }),
    broken: ["IPv6 internet bandwidth"],
    says: /no IPv6 internet bandwidth/,
  },
  {
    cloud: "alibaba",
    what: "bandwidth in arrears",
    make: ({ set }) =>
      set("alibaba", "ipv6Addresses", "ipv6-demo0001", { bandwidth: { businessStatus: "FinancialLocked" } }),
    broken: ["IPv6 internet bandwidth"],
    says: /FinancialLocked/,
  },
  {
    cloud: "alibaba",
    what: "no gateway",
    make: ({ set }) => set("alibaba", "vpcs", "vpc-demo0001", { ipv6Gateway: null }),
    broken: ["IPv6 gateway", "Route"],
    says: /vpc-demo0001 has no IPv6 gateway/,
  },
  {
    cloud: "alibaba",
    what: "gateway locked",
    make: ({ set }) => set("alibaba", "vpcs", "vpc-demo0001", { gatewayBusinessStatus: "SecurityLocked" }),
    broken: ["IPv6 gateway"],
    says: /SecurityLocked/,
  },
  {
    cloud: "alibaba",
    what: "egress-only rule",
    make: ({ simulator }) =>
      callAlibaba(simulator.url, "CreateIpv6EgressOnlyRule", {
        ...{ Ipv6GatewayId: "ipv6gw-demo0001", InstanceId: "ipv6-demo0001", InstanceType: "Ipv6Address" },
      }),
    broken: ["Egress-only rule"],
    says: /egress-only/,
  },
  {
    cloud: "alibaba",
    what: "vSwitch with another block",
    make: ({ set }) => set("alibaba", "vSwitches", "vsw-demo0001", { ipv6Cidr: "2001:db8:a0:7::/64" }),
    broken: ["vSwitch"],
    says: /outside 2001:db8:a0:7::\/64/,
  },
  {
    cloud: "alibaba",
    what: "vSwitch without IPv6",
    make: ({ set }) => set("alibaba", "vSwitches", "vsw-demo0001", { ipv6Cidr: null }),
    broken: ["vSwitch"],
    says: /no IPv6 CIDR block/,
  },
  {
    cloud: "alibaba",
    what: "a custom route table without ::/0, while the VPC's own has it",
    make: ({ set }) => set("alibaba", "vSwitches", "vsw-demo0001", { routeTable: "vtb-custom0001" }),
    broken: ["Route"],
    says: /custom route table vtb-custom0001 has no route for ::\/0/,
  },
  {
    cloud: "alibaba",
    what: "::/0 to a firewall",
    make: ({ set }) =>
      set("alibaba", "routeTables", "vtb-vpc-demo0001", {
        routes: [
          {
            DestinationCidrBlock: "::/0",
            NextHops: { NextHop: [{ NextHopType: "Instance", NextHopId: "i-fw", Enabled: 1 }] },
          },
        ],
      }),
    broken: ["Route"],
    says: /leads to Instance i-fw, not to the IPv6 gateway ipv6gw-demo0001/,
  },
  {
    cloud: "alibaba",
    what: "network ACL without rules",
    make: alibabaAcl({ ingress: [], egress: [] }),
    broken: ["Network ACL", "Security groups"],
    says: /nacl-demo0001: no TCP or UDP port is open/,
  },
  {
    cloud: "alibaba",
    what: "network ACL that drops answers",
    make: alibabaAcl({
      ingress: [{ ...wholeAcl, SourceCidrIp: "::/0" }],
      egress: [{ Policy: "accept", Protocol: "tcp", Port: "443/443", DestinationCidrIp: "::/0" }],
    }),
    broken: ["Network ACL"],
    says: /answers to client ports 1024-65535 are dropped/,
    args: HTTPS,
  },
  {
    cloud: "alibaba",
    what: "network ACL whose first rule denies",
    make: alibabaAcl({
      ingress: [
        { ...wholeAcl, Policy: "drop", Protocol: "tcp", Port: "400/500", SourceCidrIp: "::/0" },
        { ...wholeAcl, SourceCidrIp: "::/0" },
      ],
      egress: [{ ...wholeAcl, DestinationCidrIp: "::/0" }],
    }),
    broken: ["Network ACL"],
    says: /inbound rule 1 of nacl-demo0001 denies it/,
    args: HTTPS,
  },
  {
    cloud: "alibaba",
    what: "security group for IPv4 only",
    make: alibabaRules({
      ...anywhere,
      Ipv6SourceCidrIp: "",
      SourceCidrIp: "0.0.0.0/0",
      IpProtocol: "TCP",
      PortRange: "443/443",
    }),
    broken: ["Security groups"],
    says: /no TCP or UDP port is open over IPv6/,
  },
  {
    cloud: "alibaba",
    what: "a denying rule of the same priority",
    make: alibabaRules(
      { ...anywhere, IpProtocol: "TCP", PortRange: "443/443" },
      { ...anywhere, IpProtocol: "ALL", PortRange: "-1/-1", Policy: "Drop" },
    ),
    broken: ["Security groups"],
    says: /the rule of sg-vpc-demo0001 with priority 1 denies it/,
    args: HTTPS,
  },
  {
    cloud: "alibaba",
    what: "another group that denies first",
    make({ set }) {
      set("alibaba", "securityGroups", "sg-vpc-demo0001", {
        rules: [{ ...anywhere, Priority: "5", IpProtocol: "TCP", PortRange: "443/443" }],
      });
      set("alibaba", "securityGroups", "sg-closed0001", {
        rules: [{ ...anywhere, Policy: "Drop", Priority: "2", IpProtocol: "TCP", PortRange: "1/65535" }],
      });
      set("alibaba", "networkInterfaces", "eni-demo0001", { securityGroups: ["sg-vpc-demo0001", "sg-closed0001"] });
    },
    broken: ["Security groups"],
    says: /the rule of sg-closed0001 with priority 2 denies it/,
    args: HTTPS,
  },
  {
    cloud: "alibaba",
    what: "the network ACL and the security group open different ports",
    make(machines) {
      alibabaAcl({
        ingress: [{ ...wholeAcl, Protocol: "tcp", Port: "8000/8999", SourceCidrIp: "::/0" }],
        egress: [{ ...wholeAcl, DestinationCidrIp: "::/0" }],
      })(machines);
    },
    broken: ["Security groups"],
    says: /no TCP or UDP port that the network ACL lets through is open/,
  },
  {
    cloud: "alibaba",
    what: "instance stopped",
    make: ({ set }) => set("alibaba", "instances", "i-demo0001", { status: "Stopped" }),
    broken: ["Instance"],
    says: /i-demo0001 is Stopped/,
  },
  {
    cloud: "alibaba",
    what: "instance locked",
    make: ({ set }) => set("alibaba", "instances", "i-demo0001", { locks: ["financial"] }),
    broken: ["Instance"],
    says: /locked: financial/,
  },
  {
    cloud: "alibaba",
    what: "address on no network interface",
    make: ({ set }) => set("alibaba", "ipv6Addresses", "ipv6-demo0001", { networkInterface: null }),
    broken: ["IPv6 address"],
    says: /is on no network interface/,
  },
  {
    cloud: "alibaba",
    what: "unique local address",
    make: () => {},
    address: "fd00:a0:1::8",
    broken: ["Public or private", "IPv6 internet bandwidth", "vSwitch", "Instance"],
    says: /unique local address/,
  },
  {
    cloud: "alibaba",
    what: "two at once: the outer one on top",
    make(machines) {
      alibabaRules()(machines);
      machines.set("alibaba", "routeTables", "vtb-vpc-demo0001", { routes: [] });
    },
    broken: ["Route", "Security groups"],
    says: /has no route for ::\/0/,
  },
];
