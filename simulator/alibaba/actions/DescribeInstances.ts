import { visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { addressesOf } from "../require";
import type { Instance, NetworkInterface } from "../state";
import { privateIpsOf, securityGroupsOf } from "../views";

/** Lists instances with their network interfaces. Source: ECS API reference, DescribeInstances. */
export const describeInstances = defineRead({
  name: "DescribeInstances",
  product: "ecs",
  takes: [
    ...["InstanceIds", "InstanceType", "Status", "VpcId", "VSwitchId", "ZoneId"],
    ...["PageNumber", "PageSize", "MaxResults", "NextToken"],
  ],
  rules: [
    documented("InstanceIds is a JSON list of up to 100 ids; pages of 10 by default, at most 100."),
    assumed("An instance is where its network interfaces are; one without any is not listed."),
    assumed("With MaxResults or NextToken TotalCount is 0."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = idsOf(parameters.text("InstanceIds"));
    const nics = visibleRows(context, state.networkInterfaces);
    const shown = state.instances
      .all()
      .map((row) => ({ row, nics: nics.filter((nic) => nic.instance === row.id) }))
      .filter(({ nics }) => nics.length > 0)
      .map(({ row, nics }) => view(row, nics))
      .filter(({ InstanceId }) => ids === undefined || ids.includes(InstanceId))
      .filter(parameters.equal("InstanceType", (row) => row.InstanceType))
      .filter(parameters.equal("Status", (row) => row.Status))
      .filter(parameters.equal("ZoneId", (row) => row.ZoneId))
      .filter(parameters.equal("VpcId", (row) => row.VpcAttributes.VpcId))
      .filter(parameters.equal("VSwitchId", (row) => row.VpcAttributes.VSwitchId));
    if (parameters.text("MaxResults") !== undefined || parameters.text("NextToken") !== undefined) {
      const { page, NextToken } = parameters.results(shown, { least: 1, most: 100, usual: 10 });
      return { TotalCount: 0, NextToken, Instances: { Instance: page } };
    }
    const { page, paging } = parameters.page(100)(shown);
    return { ...paging, NextToken: "", Instances: { Instance: page } };

    function view(row: Instance, held: readonly NetworkInterface[]) {
      const first = held.find(({ type }) => type === "Primary") ?? (held[0] as NetworkInterface);
      const zone = state.vSwitches.get(first.vSwitch)?.zone ?? "";
      return {
        ...{ InstanceId: row.id, InstanceName: row.id, HostName: row.id, Status: row.status, InstanceType: row.type },
        ...{ RegionId: first.region, ZoneId: zone, InstanceNetworkType: "vpc", InstanceChargeType: "PostPaid" },
        OperationLocks: { LockReason: (row.locks ?? []).map((LockReason) => ({ LockReason })) },
        SecurityGroupIds: { SecurityGroupId: securityGroupsOf(first) },
        VpcAttributes: {
          ...{ VpcId: first.vpc, VSwitchId: first.vSwitch, NatIpAddress: "" },
          PrivateIpAddress: { IpAddress: privateIpsOf(first) },
        },
        NetworkInterfaces: {
          NetworkInterface: held.map((nic) => ({
            ...{ NetworkInterfaceId: nic.id, Type: nic.type, PrimaryIpAddress: privateIpsOf(nic)[0] },
            Ipv6Sets: { Ipv6Set: addressesOf(context, nic.id).map((each) => ({ Ipv6Address: each.address })) },
          })),
        },
      };
    }
  },
});

function idsOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  try {
    const ids: unknown = JSON.parse(text);
    if (Array.isArray(ids) && ids.length <= 100) return ids.map(String);
  } catch {
    // Refused below, as a list that is too long is.
  }
  throw new Refusal("InvalidInstanceIds.Malformed");
}
