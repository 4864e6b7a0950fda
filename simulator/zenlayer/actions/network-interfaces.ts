import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { billingOf, putIpv6 } from "../billing";
import { Refusal } from "../errors";
import { isVisible, removeIpv6, requireNetworkInterface } from "../network-interfaces";
import { become } from "../operations";
import type { Billing, NetworkInterface, Subnet } from "../state";

/** The life of a network interface (vNIC). Its error codes are not published, except where a rule says so. */

const STACKS = ["IPv4", "IPv4_IPv6"];

interface Order {
  readonly subnet: Subnet;
  readonly name: string;
  readonly withIpv6: boolean;
  readonly billing: Billing | undefined;
}

/** Creates a network interface, PENDING at first, with an IPv6 if asked. Source: the vendor's SDKs. */
export const createNetworkInterface = defineChange<Order>({
  name: "CreateNetworkInterface",
  old: true,
  takes: [
    ...["name", "subnetId", "nicStackType", "resourceGroupId", "securityGroupId", "tags"],
    ...["internetChargeType", "bandwidth", "packageSize", "clusterId"],
  ],
  rules: [
    documented("A name has 2 to 63 characters. It is PENDING, then AVAILABLE. It has no charge, its IPv6 has."),
    documented("An IPv6 that is created with it is billed as one that is assigned later, without rateLimitMode."),
    assumed("nicStackType is IPv4_IPv6 where internetChargeType is given, else IPv4, unless it is said."),
    assumed("The IPv6 exists, and is billed, when the call is answered. No token: a repeat creates another."),
    documented("An unknown subnet answers INVALID_SUBNET_NOT_FOUND."),
    assumed("Every group exists."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const name = parameters.required("name");
    const subnet = state.subnets.get(parameters.required("subnetId"));
    if (name.length < 2 || name.length > 63) throw new Refusal("INVALID_PARAMETER_VALUE", "name: 2 to 63 characters.");
    if (!subnet || !isVisible(context, subnet)) throw new Refusal("INVALID_SUBNET_NOT_FOUND");
    const usual = parameters.text("internetChargeType") === undefined ? "IPv4" : "IPv4_IPv6";
    const withIpv6 = (parameters.word("nicStackType", STACKS) ?? usual) === "IPv4_IPv6";
    if (withIpv6 && subnet.stackType !== "IPv4_IPv6") throw new Refusal("INVALID_SUBNET_IPSTACK_NOT_SUPPORT");
    const billing = withIpv6 ? billingOf(context, subnet) : undefined;
    if (withIpv6 && subnet.ipv6Left === 0) throw new Refusal("INVALID_SUBNET_IPV6_INSUFFICIENT");
    return { subnet, name, withIpv6, billing };
  },
  act: (context, { subnet, name, withIpv6, billing }) => {
    const { state, now, account, parameters } = context;
    const [resourceGroup, securityGroup] = [parameters.text("resourceGroupId"), parameters.text("securityGroupId")];
    const nic: NetworkInterface = {
      ...{ id: state.newId(), account: account.id, region: subnet.region, vpc: subnet.vpc, subnet: subnet.id },
      ...{ name, status: "PENDING", primary: false, createdAt: now },
      ...(resourceGroup !== undefined && { resourceGroup }),
      ...(securityGroup !== undefined && { securityGroup }),
      tags: Object.fromEntries(
        parameters
          .inner("tags")
          .tags("tags")
          .map(({ key, value }) => [key, value]),
      ),
    };
    state.networkInterfaces.put(nic);
    if (withIpv6) putIpv6(context, nic, subnet, { billing, madeWithCard: true });
    become(context, nic.id, "PENDING", "AVAILABLE");
    return { nicId: nic.id };
  },
});

const silent = assumed("Omitted parameters change nothing. Its status does not matter.");

/** Changes name and security group of one network interface. Source: the vendor's SDKs. */
export const modifyNetworkInterfaceAttribute = defineChange<NetworkInterface>({
  name: "ModifyNetworkInterfaceAttribute",
  old: true,
  takes: ["nicId", "name", "securityGroupId"],
  rules: [silent],
  check: (context) => {
    const [name, securityGroup] = [context.parameters.text("name"), context.parameters.text("securityGroupId")];
    const nic = requireNetworkInterface(context);
    return { ...nic, ...(name !== undefined && { name }), ...(securityGroup !== undefined && { securityGroup }) };
  },
  act: ({ state }, nic) => {
    state.networkInterfaces.put(nic);
    return {};
  },
});

/** Gives several network interfaces one name. Source: the vendor's SDKs. */
export const modifyNetworkInterfacesAttribute = defineChange<readonly NetworkInterface[]>({
  name: "ModifyNetworkInterfacesAttribute",
  old: true,
  takes: ["nicIds", "name"],
  rules: [documented("At most 100 nicIds."), assumed("One that does not exist refuses the whole call.")],
  check: (context) => {
    const { parameters } = context;
    const name = parameters.required("name");
    const ids = parameters.capped("nicIds", 100);
    if (ids.length === 0) throw new Refusal("MISSING_PARAMETER", "nicIds is required.");
    return ids.map((id) => ({ ...requireNetworkInterface(context, id), name }));
  },
  act: ({ state }, nics) => {
    for (const nic of nics) state.networkInterfaces.put(nic);
    return {};
  },
});

/** Deletes a network interface, and its IPv6 with it. Asynchronous. Source: the vendor's SDKs. */
export const deleteNetworkInterface = defineChange<NetworkInterface>({
  name: "DeleteNetworkInterface",
  old: true,
  takes: ["nicId"],
  rules: [
    documented("It is DELETING for a while, then in no list."),
    documented("One that is attached answers INVALID_NIC_ATTACHED, a primary one INVALID_NIC_PRIMARY_CANT_DELETE."),
    assumed("Any other status than AVAILABLE answers INVALID_NIC_STATUS."),
    assumed("Its IPv6 is removed, and the billing of that ends, when the call is answered."),
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    if (nic.primary) throw new Refusal("INVALID_NIC_PRIMARY_CANT_DELETE");
    if (nic.status === "USED") throw new Refusal("INVALID_NIC_ATTACHED");
    return requireStatus(nic, "AVAILABLE");
  },
  act: (context, nic) => {
    if (nic.ipv6) removeIpv6(context, nic, nic.ipv6);
    become(context, nic.id, "DELETING", "gone");
    return {};
  },
});

/** Attaches it to an instance. Asynchronous. Source: the vendor's SDKs. */
export const attachNetworkInterface = defineChange<{ nic: NetworkInterface; instance: string }>({
  name: "AttachNetworkInterface",
  old: true,
  takes: ["nicId", "instanceId"],
  rules: [
    documented("It must be AVAILABLE. It is ATTACHING, then USED."),
    assumed("An instance exists when a network interface of the account is attached to it."),
  ],
  check: (context) => {
    const nic = requireStatus(requireNetworkInterface(context), "AVAILABLE");
    const instance = context.parameters.required("instanceId");
    const known = context.state.networkInterfaces
      .all()
      .some((row) => isVisible(context, row) && row.instance === instance);
    if (!known) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
    return { nic, instance };
  },
  act: (context, { nic, instance }) => {
    context.state.networkInterfaces.put({ ...nic, instance });
    become(context, nic.id, "ATTACHING", "USED");
    return {};
  },
});

/** Detaches it from its instance. Asynchronous. Source: the vendor's SDKs. */
export const detachNetworkInterface = defineChange<NetworkInterface>({
  name: "DetachNetworkInterface",
  old: true,
  takes: ["nicId"],
  rules: [
    documented("It is DETACHING, then AVAILABLE. A primary one answers INVALID_NIC_PRIMARY_CANT_DETACH."),
    documented("One with a public IP answers INVALID_NIC_HAS_PUBLIC_IP_CANT_DETACH."),
    assumed("A public IPv6 counts as such. One on no instance answers INVALID_NIC_STATUS."),
  ],
  check: (context) => {
    const nic = requireStatus(requireNetworkInterface(context), "USED");
    if (nic.primary) throw new Refusal("INVALID_NIC_PRIMARY_CANT_DETACH");
    if (nic.ipv6?.billing) throw new Refusal("INVALID_NIC_HAS_PUBLIC_IP_CANT_DETACH");
    return nic;
  },
  act: (context, nic) => {
    become(context, nic.id, "DETACHING", "AVAILABLE");
    return {};
  },
});

function requireStatus(nic: NetworkInterface, status: NetworkInterface["status"]): NetworkInterface {
  if (nic.status === status) return nic;
  throw new Refusal("INVALID_NIC_STATUS", `vNIC state ${nic.status} does not allow this.`);
}
