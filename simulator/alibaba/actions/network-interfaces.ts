import { findVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { addMore, dropAddresses, putAddresses, requireFreeAddresses, requireUnpaid } from "../assignments";
import { Refusal } from "../errors";
import { become, requireNetworkInterface, requireStatus } from "../network-interfaces";
import { addressesOf } from "../require";
import type { Instance, Ipv6Address, NetworkInterface, VSwitch } from "../state";
import { refuseReserved } from "../tags";
import { networkInterfaceView, privateIpsOf } from "../views";

/** The life of a network interface. */

const MOST_GROUPS = 16;
const MOST_ADDRESSES = 10;

interface Wanted {
  readonly vSwitch: VSwitch;
  readonly groups: readonly string[];
  readonly ipv6: readonly string[];
  readonly privateIps: readonly string[];
}

/** Creates a network interface, at once Available. Repeatable with a client token. Source: CreateNetworkInterface. */
export const createNetworkInterface = defineChange<Wanted>({
  name: "CreateNetworkInterface",
  product: "ecs",
  takes: [
    ...["VSwitchId", "SecurityGroupId", "SecurityGroupIds", "NetworkInterfaceName", "Description", "InstanceType"],
    ...["PrimaryIpAddress", "PrivateIpAddress", "SecondaryPrivateIpAddressCount", "Ipv6Address", "Ipv6AddressCount"],
    ...["ResourceGroupId", "Tag", "NetworkInterfaceTrafficMode", "QueueNumber", "SourceDestCheck", "DeleteOnRelease"],
  ],
  rules: [
    documented("It is synchronous: the network interface is Available in the answer. It has no charge."),
    documented("SecurityGroupId or SecurityGroupIds.N is required, one of them; at most 16 groups."),
    documented("Ipv6Address.N or Ipv6AddressCount, at most 10, from a vSwitch that has IPv6."),
    assumed("Every security group exists. InstanceType is Secondary; Trunk answers InvalidParameter."),
    assumed("IPv4 addresses of 192.168.0.0/24 can be named, also if another has them; others are chosen."),
    assumed("Order: vSwitch, groups, IPv6, tags."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const vSwitch = findVisible(context, state.vSwitches, parameters.required("VSwitchId"));
    if (!vSwitch) throw new Refusal("InvalidVSwitchId.NotFound");
    const groups = groupsOf(context);
    if ((parameters.text("InstanceType") ?? "Secondary") !== "Secondary") throw new Refusal("InvalidParameter");
    const named = parameters.list("Ipv6Address");
    const count = parameters.integer("Ipv6AddressCount") ?? named.length;
    if (named.length > 0 && parameters.text("Ipv6AddressCount") !== undefined && count !== named.length) {
      throw new Refusal("InvalidParameter", "Ipv6Address.N and Ipv6AddressCount cannot be specified together.");
    }
    if (!(count >= 0 && count <= MOST_ADDRESSES)) throw new Refusal("InvalidParameter");
    const ipv6 = count > 0 ? requireFreeAddresses(context, vSwitch, named) : [];
    addMore(context, vSwitch, ipv6, count);
    refuseReserved(parameters.tags().map(({ key }) => key));
    return { vSwitch, groups, ipv6, privateIps: privateIpsFor(context) };
  },
  act: (context, { vSwitch, groups, ipv6, privateIps }) => {
    const { services, state, now, account, region, parameters } = context;
    const [privateIp = "", ...secondaryIps] = privateIps;
    const resourceGroup = parameters.text("ResourceGroupId");
    const nic: NetworkInterface = {
      ...{ id: services.ids.name("eni-"), account: account.id, region, vpc: vSwitch.vpc, vSwitch: vSwitch.id },
      ...{ type: "Secondary", status: "Available", createdAt: now, securityGroups: groups, privateIp, secondaryIps },
      name: parameters.text("NetworkInterfaceName") ?? "",
      description: parameters.text("Description") ?? "",
      ...(resourceGroup !== undefined && { resourceGroup }),
      tags: Object.fromEntries(parameters.tags().map(({ key, value }) => [key, value ?? ""])),
      settings: settingsOf(context),
    };
    state.networkInterfaces.put(nic);
    if (ipv6.length > 0) putAddresses(context, nic, ipv6);
    const { DeleteOnRelease, CreationTime, InstanceId, QueueNumber, Attachment, NetworkInterfaceTrafficMode, ...view } =
      networkInterfaceView(context, nic, ipv6);
    return view;
  },
});

/** Changes name, description, groups and settings, at once. Source: ECS API reference, ModifyNetworkInterfaceAttribute. */
export const modifyNetworkInterfaceAttribute = defineChange<NetworkInterface>({
  name: "ModifyNetworkInterfaceAttribute",
  product: "ecs",
  takes: [
    ...["NetworkInterfaceId", "NetworkInterfaceName", "Description", "SecurityGroupId"],
    ...["QueueNumber", "SourceDestCheck", "DeleteOnRelease"],
  ],
  subject: ({ parameters }) => parameters.text("NetworkInterfaceId"),
  rules: [
    documented("SecurityGroupId.N are all groups that it is in afterwards."),
    assumed("Omitted parameters change nothing. Its status does not matter."),
  ],
  check: (context) => {
    const { parameters } = context;
    const nic = requireNetworkInterface(context);
    if (nic.serviceManaged) throw new Refusal("InvalidOperation.EniServiceManaged");
    const groups = parameters.list("SecurityGroupId");
    if (groups.length > MOST_GROUPS) throw new Refusal("InvalidParameter");
    const [name, description] = [parameters.given("NetworkInterfaceName"), parameters.given("Description")];
    return {
      ...nic,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(groups.length > 0 && { securityGroups: groups }),
      settings: { ...nic.settings, ...settingsOf(context) },
    };
  },
  act: ({ state }, nic) => {
    state.networkInterfaces.put(nic);
    return {};
  },
});

/** Deletes a network interface with its addresses. Asynchronous. Source: ECS API reference, DeleteNetworkInterface. */
export const deleteNetworkInterface = defineChange<{ nic: NetworkInterface; rows: readonly Ipv6Address[] }>({
  name: "DeleteNetworkInterface",
  product: "ecs",
  takes: ["NetworkInterfaceId"],
  subject: ({ parameters }) => parameters.text("NetworkInterfaceId"),
  rules: [
    documented("It must be Available, so detached; it is Deleting for a while, and deleted once no list shows it."),
    documented("Its addresses are released with it."),
    assumed("An address of it that still has bandwidth is treated as the setting unassignWithBandwidth says."),
    assumed("The addresses are released when the call is answered. operationMs says how long it is Deleting."),
    assumed("One that does not exist answers InvalidEniId.NotFound."),
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    if (nic.serviceManaged) throw new Refusal("InvalidOperation.EniServiceManaged");
    requireStatus(nic, "Available");
    const rows = addressesOf(context, nic.id);
    requireUnpaid(context, rows);
    return { nic, rows };
  },
  act: (context, { nic, rows }) => {
    if (rows.length > 0) dropAddresses(context, nic, rows);
    become(context, { ...nic, status: "Deleting" }, "gone");
    return {};
  },
});

/** Attaches it to an instance. Asynchronous. Source: ECS API reference, AttachNetworkInterface. */
export const attachNetworkInterface = defineChange<{ nic: NetworkInterface; instance: Instance }>({
  name: "AttachNetworkInterface",
  product: "ecs",
  takes: ["NetworkInterfaceId", "InstanceId"],
  subject: ({ parameters }) => parameters.text("NetworkInterfaceId"),
  rules: [
    documented("It must be Available, and the instance Running or Stopped. It is Attaching, then InUse."),
    assumed("How many an instance type can have, and the zone, are not checked."),
    assumed("An unknown instance answers InvalidInstanceId.NotFound."),
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    const instance = context.state.instances.get(context.parameters.required("InstanceId"));
    if (instance?.account !== context.account.id) throw new Refusal("InvalidInstanceId.NotFound");
    requireStatus(nic, "Available");
    if (!["Running", "Stopped"].includes(instance.status)) throw new Refusal("InvalidOperation.InvalidEcsState");
    return { nic, instance };
  },
  act: (context, { nic, instance }) => {
    const attached = { ...nic, instance: instance.id };
    become(context, { ...attached, status: "Attaching" }, { ...attached, status: "InUse" });
    return {};
  },
});

/** Detaches it from its instance. Asynchronous. Source: ECS API reference, DetachNetworkInterface. */
export const detachNetworkInterface = defineChange<NetworkInterface>({
  name: "DetachNetworkInterface",
  product: "ecs",
  takes: ["NetworkInterfaceId", "InstanceId"],
  subject: ({ parameters }) => parameters.text("NetworkInterfaceId"),
  rules: [
    documented("A primary one cannot be detached. It is Detaching, then Available."),
    assumed("One that is on another instance, or on none, answers InvalidOperation.InvalidEniState."),
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    const instance = context.parameters.required("InstanceId");
    if (nic.type === "Primary") throw new Refusal("InvalidOperation.DetachPrimaryEniNotAllowed");
    requireStatus(nic, "InUse");
    if (nic.instance !== instance) throw new Refusal("InvalidOperation.InvalidEniState");
    return nic;
  },
  act: (context, nic) => {
    const { instance: _left, ...free } = nic;
    become(context, { ...nic, status: "Detaching" }, { ...free, status: "Available" });
    return {};
  },
});

function groupsOf({ parameters }: Context): readonly string[] {
  const [one, many] = [parameters.text("SecurityGroupId"), parameters.list("SecurityGroupIds")];
  if (one === undefined && many.length === 0) throw new Refusal("MissingParameter", "SecurityGroupId is mandatory.");
  if (one !== undefined && many.length > 0) {
    throw new Refusal("InvalidParameter", "SecurityGroupId and SecurityGroupIds.N cannot be specified together.");
  }
  if (many.length > MOST_GROUPS) throw new Refusal("InvalidParameter");
  return one === undefined ? many : [one];
}

/** The settings that are only shown again, by their names in the answers. */
function settingsOf({ parameters }: Context): NonNullable<NetworkInterface["settings"]> {
  const mode = parameters.text("NetworkInterfaceTrafficMode");
  const queues = parameters.integer("QueueNumber");
  const flags = ["SourceDestCheck", "DeleteOnRelease"].map((name) => [name, parameters.flag(name)] as const);
  return {
    ...(mode !== undefined && { NetworkInterfaceTrafficMode: mode }),
    ...(queues !== undefined && { QueueNumber: queues }),
    ...(Object.fromEntries(flags.filter(([, value]) => value !== undefined)) as Record<string, boolean>),
  };
}

function privateIpsFor({ parameters, state }: Context): string[] {
  const taken = new Set(state.networkInterfaces.all().flatMap(privateIpsOf));
  const next = () => {
    for (let number = 20; ; number++) {
      const address = `192.168.0.${number}`;
      if (taken.has(address)) continue;
      taken.add(address);
      return address;
    }
  };
  const secondary = parameters.list("PrivateIpAddress");
  const more = parameters.integer("SecondaryPrivateIpAddressCount") ?? 0;
  if (!(more >= 0 && more <= 49)) throw new Refusal("InvalidParameter");
  return [parameters.text("PrimaryIpAddress") ?? next(), ...secondary, ...Array.from({ length: more }, next)];
}
