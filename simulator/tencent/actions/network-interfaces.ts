import { findVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import {
  dropAddress,
  putPending,
  requireEntries,
  requireFreeAddresses,
  requirePrivate,
  type Wanted,
  wantedAddresses,
} from "../assignments";
import { Refusal } from "../errors";
import { addressesOf, assignmentSteps, requireNetworkInterface, requireStable } from "../network-interfaces";
import type { NetworkInterface, NicAddress, PrivateIp, Subnet } from "../state";
import { refuseReserved } from "../tags";
import { networkInterfaceView } from "../views";

/** The life of a network interface. Each change is a task, which its RequestId names. */

const AT_ONCE = 10;
const task = assumed("It takes as long as a task. A task that fails takes back what it began.");

interface Order {
  readonly subnet: Subnet;
  readonly wanted: readonly Wanted[];
  readonly privateIps: readonly PrivateIp[];
}

/** Creates a network interface, PENDING at first. Repeatable with a client token. Source: CreateNetworkInterface. */
export const createNetworkInterface = defineChange<Order>({
  name: "CreateNetworkInterface",
  takes: [
    ...["VpcId", "SubnetId", "NetworkInterfaceName", "NetworkInterfaceDescription", "SecurityGroupIds", "Tags"],
    ...["PrivateIpAddresses", "SecondaryPrivateIpAddressCount", "Ipv6Addresses", "Ipv6AddressCount", "ClientToken"],
  ],
  takesToken: true,
  rules: [
    documented("VpcId, NetworkInterfaceName (60 bytes at most) and SubnetId are required. It has no charge."),
    documented("At most 10 addresses of each kind; Ipv6Addresses and Ipv6AddressCount go together."),
    assumed("An unknown VPC answers InvalidVpcId.NotFound, an unknown subnet ResourceNotFound."),
    assumed("Every security group exists. IPv4 addresses can be named, also if another has them."),
    task,
  ],
  check: (context) => {
    const { parameters, state } = context;
    const vpc = findVisible(context, state.vpcs, parameters.required("VpcId"));
    if (!vpc) throw new Refusal("InvalidVpcId.NotFound");
    requireName(parameters.required("NetworkInterfaceName"));
    const subnet = findVisible(context, state.subnets, parameters.required("SubnetId"));
    if (subnet?.vpc !== vpc.id) throw new Refusal("ResourceNotFound", "The subnet is not found in the VPC.");
    refuseReserved(Object.keys(parameters.tags("Tags")));
    const named = parameters.objects("Ipv6Addresses");
    const size = named.length + (parameters.integer("Ipv6AddressCount") ?? 0);
    if (size < named.length || size > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (size > 0) requireFreeAddresses(context, subnet, requireEntries(named));
    const wanted = wantedAddresses(context, subnet, named, size);
    return { subnet, wanted, privateIps: privateIpsFor(context) };
  },
  act: (context, { subnet, wanted, privateIps }) => {
    const { services, state, now, account, region, parameters, call } = context;
    const nic = state.networkInterfaces.put({
      ...{ id: services.ids.name("eni-", 8), account: account.id, region, vpc: subnet.vpc, subnet: subnet.id },
      ...{
        state: "PENDING",
        createdAt: now,
        primary: false,
        privateIps,
        securityGroups: parameters.list("SecurityGroupIds"),
      },
      name: parameters.required("NetworkInterfaceName"),
      description: parameters.text("NetworkInterfaceDescription") ?? "",
      tags: parameters.tags("Tags"),
    });
    const rows = putPending(context, nic, wanted);
    const shown = networkInterfaceView(context, nic, rows);
    const steps = assignmentSteps(context, nic, "assigned", rows, {
      done: (row) => void state.nicAddresses.put({ ...row, state: "AVAILABLE" }),
      undo: (row) => state.nicAddresses.delete(row.id),
    });
    const made = {
      subject: nic.id,
      done: () => void state.networkInterfaces.put({ ...nic, state: "AVAILABLE" }),
      undo: () => state.networkInterfaces.delete(nic.id),
    };
    state.tasks.begin(context, call.requestId, [made, ...steps]);
    return { NetworkInterface: shown };
  },
});

/** Changes name, description and groups, at once. Source: ModifyNetworkInterfaceAttribute. */
export const modifyNetworkInterfaceAttribute = defineChange<NetworkInterface>({
  name: "ModifyNetworkInterfaceAttribute",
  takes: ["NetworkInterfaceId", "NetworkInterfaceName", "NetworkInterfaceDescription", "SecurityGroupIds"],
  rules: [assumed("Omitted parameters change nothing; while a task of the network interface runs it answers Mutex.")],
  check: (context) => {
    const { parameters } = context;
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    const [name, groups] = [parameters.text("NetworkInterfaceName"), parameters.list("SecurityGroupIds")];
    if (name !== undefined) requireName(name);
    return {
      ...nic,
      ...(name !== undefined && { name }),
      ...(parameters.has("NetworkInterfaceDescription") && {
        description: parameters.text("NetworkInterfaceDescription") ?? "",
      }),
      ...(groups.length > 0 && { securityGroups: groups }),
    };
  },
  act: ({ state }, nic) => {
    state.networkInterfaces.put(nic);
    return {};
  },
});

/** Deletes a network interface with its addresses. Source: DeleteNetworkInterface. */
export const deleteNetworkInterface = defineChange<{ nic: NetworkInterface; rows: readonly NicAddress[] }>({
  name: "DeleteNetworkInterface",
  takes: ["NetworkInterfaceId"],
  rules: [
    documented("It must be detached first; its addresses are returned with it. It is DELETING meanwhile."),
    assumed("One that is attached answers UnsupportedOperation.InvalidState."),
    assumed("A public address of it, classic or bound, is treated as the setting unassignWithBandwidth says."),
    task,
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    if (nic.instance !== undefined) throw new Refusal("UnsupportedOperation.InvalidState", `${nic.id} is attached.`);
    const rows = addressesOf(context, nic.id);
    requirePrivate(context, rows);
    return { nic, rows };
  },
  act: (context, { nic, rows }) => {
    const { state, call } = context;
    state.networkInterfaces.put({ ...nic, state: "DELETING" });
    const steps = assignmentSteps(context, nic, "unassigned", rows, {
      done: (row, at) => dropAddress(context, row, at),
      undo: (row) => void state.nicAddresses.put(row),
    });
    const gone = {
      subject: nic.id,
      done: () => state.networkInterfaces.delete(nic.id),
      undo: () => void state.networkInterfaces.put(nic),
    };
    state.tasks.begin(context, call.requestId, [...steps, gone]);
    return {};
  },
});

/** Attaches it to a machine. Source: AttachNetworkInterface. */
export const attachNetworkInterface = defineChange<{ nic: NetworkInterface; instance: string }>({
  name: "AttachNetworkInterface",
  takes: ["NetworkInterfaceId", "InstanceId", "ClientToken"],
  takesToken: true,
  rules: [
    documented("One that is attached answers UnsupportedOperation.AttachmentAlreadyExists. ATTACHING meanwhile."),
    assumed("A machine exists when a network interface of the account is attached to it."),
    task,
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    const instance = context.parameters.required("InstanceId");
    if (nic.instance !== undefined) throw new Refusal("UnsupportedOperation.AttachmentAlreadyExists");
    const known = context.state.networkInterfaces.all().some((row) => row.instance === instance && row.vpc === nic.vpc);
    if (!known) throw new Refusal("InvalidInstanceId.NotFound");
    return { nic, instance };
  },
  act: (context, { nic, instance }) => {
    transition(context, nic, "ATTACHING", { ...nic, instance });
    return {};
  },
});

/** Detaches it from its machine. Source: DetachNetworkInterface. */
export const detachNetworkInterface = defineChange<NetworkInterface>({
  name: "DetachNetworkInterface",
  takes: ["NetworkInterfaceId", "InstanceId", "ClientToken"],
  takesToken: true,
  rules: [documented("One that is not on that machine answers AttachmentNotFound. DETACHING meanwhile."), task],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    if (nic.instance !== context.parameters.required("InstanceId")) {
      throw new Refusal("UnsupportedOperation.AttachmentNotFound");
    }
    return nic;
  },
  act: (context, nic) => {
    const { instance: _left, ...free } = nic;
    transition(context, nic, "DETACHING", free);
    return {};
  },
});

function transition(context: Context, nic: NetworkInterface, meanwhile: string, after: NetworkInterface): void {
  const { networkInterfaces, tasks } = context.state;
  networkInterfaces.put({ ...nic, state: meanwhile });
  const step = {
    subject: nic.id,
    done: () => void networkInterfaces.put(after),
    undo: () => void networkInterfaces.put(nic),
  };
  tasks.begin(context, context.call.requestId, [step]);
}

function requireName(name: string): void {
  if (Buffer.byteLength(name) > 60) throw new Refusal("InvalidParameterValue.TooLong");
}

function privateIpsFor({ parameters, services }: Context): PrivateIp[] {
  const named = parameters.objects("PrivateIpAddresses").map((entry) => ({
    ...{ address: entry.required("PrivateIpAddress"), primary: entry.flag("Primary") },
    description: entry.text("Description") ?? "",
  }));
  const more = parameters.integer("SecondaryPrivateIpAddressCount") ?? 0;
  if (more < 0 || named.length + more > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
  const next = () => ({ address: `10.0.${services.ids.below(250)}.${2 + services.ids.below(250)}`, description: "" });
  const primary = named.find((entry) => entry.primary) ?? next();
  const others = named.filter((entry) => !entry.primary);
  return [primary, ...others, ...Array.from({ length: more }, next)].map(({ address, description }) => ({
    address,
    description,
  }));
}
