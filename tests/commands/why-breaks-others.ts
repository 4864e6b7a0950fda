import type { Break } from "./why-breaks";
import type { Machines } from "./why-harness";

const HTTPS = ["--port", "443"];
const all = { Protocol: "ALL", Port: "ALL", Ipv6CidrBlock: "::/0", Action: "ACCEPT" };

const acl = (rows: object) => (machines: Machines) => {
  machines.set("tencent", "networkAcls", "acl-demo0001", { ...rows });
  machines.set("tencent", "subnets", "subnet-demo0001", { networkAcl: "acl-demo0001" });
};
const ID = "vpc-demo0001/2001:db8:7e00:1::1";
const publicId = ({ simulator }: Machines) => {
  const { publicAddresses } = simulator.state().tencent as { publicAddresses: { id: string; address: string }[] };
  return publicAddresses.find(({ address }) => address === "2001:db8:7e00:1::1")?.id ?? "";
};

export const tencentBreaks: readonly Break[] = [
  {
    cloud: "tencent",
    what: "no bandwidth",
    make: (machines) => machines.set("tencent", "publicAddresses", publicId(machines), null),
    broken: ["IPv6 public bandwidth"],
    says: /has no public bandwidth/,
  },
  {
    cloud: "tencent",
    what: "in arrears",
    make: (machines) => machines.set("tencent", "publicAddresses", publicId(machines), { arrears: true }),
    broken: ["IPv6 public bandwidth"],
    says: /arrears/,
  },
  {
    cloud: "tencent",
    what: "blocked",
    make: (machines) => machines.set("tencent", "publicAddresses", publicId(machines), { blocked: true }),
    broken: ["IPv6 public bandwidth"],
    says: /blocked by Tencent Cloud/,
  },
  {
    cloud: "tencent",
    what: "unique local address without EIPv6",
    make: () => {},
    address: "fd76:7e00:1::1",
    broken: ["Public or private"],
    says: /without an EIPv6/,
  },
  {
    cloud: "tencent",
    what: "EIPv6 bound to nothing",
    make: () => {},
    address: "2001:db8:7eff::b",
    broken: ["IPv6 address", "IPv6 public bandwidth"],
    says: /bound to nothing/,
  },
  {
    cloud: "tencent",
    what: "address still being assigned",
    make: ({ set }) => set("tencent", "nicAddresses", ID, { state: "PENDING" }),
    broken: ["IPv6 address"],
    says: /PENDING/,
  },
  {
    cloud: "tencent",
    what: "subnet without IPv6",
    make: ({ set }) => set("tencent", "subnets", "subnet-demo0001", { ipv6Cidr: null }),
    broken: ["Subnet"],
    says: /no IPv6 CIDR block/,
  },
  {
    cloud: "tencent",
    what: "::/0 to another machine, in the subnet's own table",
    make({ set }) {
      const route = { DestinationIpv6CidrBlock: "::/0", GatewayType: "NORMAL_CVM", GatewayId: "10.0.0.9" };
      set("tencent", "routeTables", "rtb-custom01", { routes: [route] });
      set("tencent", "subnets", "subnet-demo0001", { routeTable: "rtb-custom01" });
    },
    broken: ["Route"],
    says: /custom route table rtb-custom01: ::\/0 leads to NORMAL_CVM 10.0.0.9/,
  },
  {
    cloud: "tencent",
    what: "network ACL without rules for IPv6",
    make: acl({ ingress: [{ ...all, Ipv6CidrBlock: "", CidrBlock: "0.0.0.0/0" }], egress: [] }),
    broken: ["Network ACL"],
    says: /no rule lets it in/,
    args: HTTPS,
  },
  {
    cloud: "tencent",
    what: "network ACL that drops answers to some clients",
    make: acl({ ingress: [all], egress: [{ ...all, Protocol: "TCP", Port: "1024-40000" }] }),
    broken: ["Network ACL"],
    says: /answers to client ports 40001-65535 are dropped/,
    args: HTTPS,
  },
  {
    cloud: "tencent",
    what: "quintuple ACL that denies the machine",
    make: acl({
      type: "QUINTUPLE",
      ingress: [
        {
          Protocol: "TCP",
          SourceIPv6Cidr: "::/0",
          DestinationIPv6Cidr: "2001:db8:7e00:1::1/128",
          DestinationPort: "443",
          Action: "DROP",
        },
        { Protocol: "ALL", SourceIPv6Cidr: "::/0", DestinationIPv6Cidr: "::/0", Action: "ACCEPT" },
      ],
      egress: [{ Protocol: "ALL", SourceIPv6Cidr: "::/0", DestinationIPv6Cidr: "::/0", Action: "ACCEPT" }],
    }),
    broken: ["Network ACL"],
    says: /inbound rule 1 of acl-demo0001 denies it/,
    args: HTTPS,
  },
  {
    cloud: "tencent",
    what: "a refusing rule above the accepting one",
    make: ({ set }) =>
      set("tencent", "securityGroups", "sg-vpc-demo0001", {
        ingress: [
          { Protocol: "TCP", Port: "1-1000", Ipv6CidrBlock: "::/0", Action: "DROP" },
          { Protocol: "TCP", Port: "443", Ipv6CidrBlock: "::/0", Action: "ACCEPT" },
        ],
      }),
    broken: ["Security groups"],
    says: /rule 0 of sg-vpc-demo0001 denies it/,
    args: HTTPS,
  },
  {
    cloud: "tencent",
    what: "the group that is bound first refuses",
    make({ set }) {
      const strict = { Protocol: "ALL", Port: "ALL", Ipv6CidrBlock: "::/0", Action: "DROP" };
      set("tencent", "securityGroups", "sg-closed01", { ingress: [strict] });
      set("tencent", "networkInterfaces", "eni-demo0001", { securityGroups: ["sg-closed01", "sg-vpc-demo0001"] });
    },
    broken: ["Security groups"],
    says: /no TCP or UDP port is open/,
  },
  {
    cloud: "tencent",
    what: "instance stopped",
    make: ({ set }) => set("tencent", "instances", "ins-demo0001", { state: "STOPPED" }),
    broken: ["Instance"],
    says: /ins-demo0001 is STOPPED/,
  },
  {
    cloud: "tencent",
    what: "instance isolated",
    make: ({ set }) => set("tencent", "instances", "ins-demo0001", { restrictState: "PROTECTIVELY_ISOLATED" }),
    broken: ["Instance"],
    says: /PROTECTIVELY_ISOLATED/,
  },
  {
    cloud: "tencent",
    what: "two at once: the outer one on top",
    make(machines) {
      machines.set("tencent", "instances", "ins-demo0001", { state: "STOPPED" });
      acl({ ingress: [], egress: [] })(machines);
    },
    broken: ["Network ACL", "Instance"],
    says: /acl-demo/,
    args: HTTPS,
  },
];

const SUBNET = "1670000000000000001";
const VPC = "1660000000000000001";
const GROUP = "1760000000000000001";
const NIC = "1680855999352675883";
const INSTANCE = "1650000000000000002";

export const zenlayerBreaks: readonly Break[] = [
  {
    cloud: "zenlayer",
    what: "private IPv6",
    make({ set }) {
      set("zenlayer", "networkInterfaces", NIC, { ipv6: { billing: null } });
      set("zenlayer", "subnets", SUBNET, { ipv6Type: "Private" });
    },
    broken: ["Public or private"],
    says: /is private: its subnet's IPv6 type is Private/,
  },
  {
    cloud: "zenlayer",
    what: "IPv6 not running",
    make: ({ set }) => set("zenlayer", "networkInterfaces", NIC, { ipv6: { status: "BLOCKED" } }),
    broken: ["IPv6 bandwidth"],
    says: /its status is BLOCKED/,
  },
  {
    cloud: "zenlayer",
    what: "network interface being deleted",
    make: ({ set }) => set("zenlayer", "networkInterfaces", NIC, { status: "DELETING" }),
    broken: ["IPv6 address"],
    says: /DELETING/,
  },
  {
    cloud: "zenlayer",
    what: "subnet of IPv4",
    make: ({ set }) => set("zenlayer", "subnets", SUBNET, { stackType: "IPv4" }),
    broken: ["Subnet"],
    says: /stack type IPv4/,
  },
  {
    cloud: "zenlayer",
    what: "a route of one's own",
    make: ({ set }) =>
      set("zenlayer", "vpcs", VPC, { routes: [{ destinationCidrBlock: "::/0", nextHopId: "1680855999352675876" }] }),
    broken: ["Route"],
    says: /::\/0 leads to NIC 1680855999352675876/,
  },
  {
    cloud: "zenlayer",
    what: "security group without rules",
    make: ({ set }) => set("zenlayer", "securityGroups", GROUP, { ingress: [] }),
    broken: ["Security group"],
    says: /no TCP or UDP port is open/,
  },
  {
    cloud: "zenlayer",
    what: "security group that denies with a higher priority",
    make: ({ set }) =>
      set("zenlayer", "securityGroups", GROUP, {
        ingress: [
          { policy: "accept", priority: 10, ipProtocol: "all", portRange: "-1", cidrIp: "::/0" },
          { policy: "deny", priority: 2, ipProtocol: "tcp", portRange: "443/443", cidrIp: "::/0" },
        ],
      }),
    broken: ["Security group"],
    says: /with priority 2 denies it/,
    args: HTTPS,
  },
  {
    cloud: "zenlayer",
    what: "instance stopped",
    make: ({ set }) => set("zenlayer", "instances", INSTANCE, { status: "STOPPED" }),
    broken: ["Instance"],
    says: /is STOPPED/,
  },
  {
    cloud: "zenlayer",
    what: "attached to no instance",
    make: ({ set }) => set("zenlayer", "networkInterfaces", NIC, { instance: null, status: "AVAILABLE" }),
    broken: ["Instance"],
    says: /attached to no instance/,
  },
  {
    cloud: "zenlayer",
    what: "two at once: the outer one on top",
    make({ set }) {
      set("zenlayer", "instances", INSTANCE, { status: "STOPPED" });
      set("zenlayer", "securityGroups", GROUP, { ingress: [] });
    },
    broken: ["Security group", "Instance"],
    says: /no TCP or UDP port is open/,
  },
];
