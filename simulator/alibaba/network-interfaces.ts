import { findVisible } from "../common/action";
import { canonicalIpv6 } from "../common/ipv6";
import type { Context } from "./action";
import { Refusal } from "./errors";
import { addressesOf } from "./require";
import type { NetworkInterface } from "./state";

/** Checks that assigning and unassigning share. */

const MOST_ON_DETACHED = 10;

export function requireNetworkInterface(context: Context): NetworkInterface {
  const id = context.parameters.required("NetworkInterfaceId");
  if (!id.startsWith("eni-")) throw new Refusal("InvalidParams.EniId");
  const nic = findVisible(context, context.state.networkInterfaces, id);
  if (!nic) throw new Refusal("InvalidEniId.NotFound", `The specified NetworkInterfaceId ${id} does not exist.`);
  return nic;
}

export function requireStatus({ id, status }: NetworkInterface, wanted: NetworkInterface["status"]): void {
  if (status === wanted) return;
  throw new Refusal("InvalidOperation.InvalidEniState", `The ENI ${id} is ${status}, not ${wanted}.`);
}

/** Puts a network interface in transition, for as long as a setting says. */
export function become(
  { state, services, now }: Context,
  meanwhile: NetworkInterface,
  row: NonNullable<NetworkInterface["becomes"]>["row"],
): void {
  state.networkInterfaces.put({ ...meanwhile, becomes: { at: now + services.pace.operationMs, row } });
  state.settle(now);
}

export function checkNetworkInterfaceState(
  context: Context,
  nic: NetworkInterface,
  { checkInstanceType }: { readonly checkInstanceType: boolean },
): void {
  if (nic.serviceManaged) throw new Refusal("InvalidOperation.EniServiceManaged");
  if (nic.type !== "Primary" && nic.type !== "Secondary") throw new Refusal("InvalidOperation.InvalidEniType");
  if (nic.status !== "Available" && nic.status !== "InUse") throw new Refusal("InvalidOperation.InvalidEniState");
  const instance = nic.instance === undefined ? undefined : context.state.instances.get(nic.instance);
  if (!instance) return;
  if (nic.type === "Primary" && instance.status !== "Running" && instance.status !== "Stopped") {
    throw new Refusal("InvalidOperation.InvalidEcsState");
  }
  if (checkInstanceType && instance.ipv6PerCard === 0) throw new Refusal("InvalidOperation.Ipv6NotSupport");
}

/** The addresses in canonical form. */
export function checkAddressList(texts: readonly string[]): string[] {
  const addresses = texts.map((text) => {
    const address = canonicalIpv6(text);
    if (address === undefined) throw new Refusal("InvalidIp.Address", `The specified IP ${text} is not valid.`);
    return address;
  });
  const repeated = addresses.find((address, index) => addresses.indexOf(address) !== index);
  if (repeated !== undefined) throw new Refusal("InvalidIp.IpRepeated", `The specified IP ${repeated} is repeated.`);
  return addresses;
}

/** Limits of network interface, instance type, VPC and security group. */
export function checkRoom(context: Context, nic: NetworkInterface, wanted: number): void {
  const { state } = context;
  const assigned = addressesOf(context, nic.id).length;
  const instance = nic.instance === undefined ? undefined : state.instances.get(nic.instance);
  const limit = instance?.ipv6PerCard ?? MOST_ON_DETACHED;
  if (assigned + wanted > limit) {
    const figures = `limit ${limit}, assigned ${assigned}, to be assigned ${wanted}`;
    const code = instance ? "InvalidOperation.Ipv6CountExceeded" : "MaxEniIpv6IpsCountExceeded";
    throw new Refusal(code, `The maximum number of IPv6 addresses of ${nic.id} is exceeded: ${figures}.`);
  }
  if (state.vpcs.get(nic.vpc)?.full) throw new Refusal("QuotaExceeded.PrivateIpAddress");
  if (nic.securityGroupFull) throw new Refusal("SecurityGroupInstanceLimitExceed");
}

/** Every address in use anywhere in a VPC. */
export function takenAddresses(context: Context, vpc: string): Set<string> {
  const rows = context.state.ipv6Addresses.all().filter((row) => row.vpc === vpc);
  return new Set(rows.map((row) => row.address));
}
