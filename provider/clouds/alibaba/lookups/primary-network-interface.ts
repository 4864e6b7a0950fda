import { text } from "../../../core/field";
import { lookup, region, thePrimary } from "../../../core/lookup";
import { maybe, textOutput } from "../../../core/resource";
import { type NetworkInterfaceRow, TITLE } from "../wire";
import { type Ctx, nicsOf } from "./find";

const PAGE = "DescribeNetworkInterfaces";

export const getPrimaryNetworkInterface = lookup(
  {
    name: "getPrimaryNetworkInterface",
    doc: "Finds the primary network interface (ENI) of an instance, which came with it.",
    fields: {
      region,
      instanceId: text({
        doc: "Id of the instance.",
        required: true,
        pattern: /^i-[\w-]+$/,
        shape: "the id of an ECS instance, such as i-bp1g6zv0ce8oghu7****",
        source: PAGE,
      }),
    },
    rules: [],
    outputs: {
      networkInterfaceId: textOutput("Id of the network interface. Pass it to `NicIpv6Assignment`."),
      instanceId: textOutput("Id of the instance."),
      status: maybe(textOutput("State of the network interface, such as `InUse`.")),
      vpcId: maybe(textOutput("Id of the VPC of the network interface.")),
      vSwitchId: maybe(textOutput("Id of the vSwitch of the network interface.")),
    },
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const nics = await nicsOf(ctx, args.region, args.instanceId);
    const nic = thePrimary(nics, ({ Type }) => Type === "Primary", {
      ...{ where: `${TITLE} getPrimaryNetworkInterface`, args },
      describe: (each: NetworkInterfaceRow) => each.NetworkInterfaceId,
      none: "There is no such instance: check the region and the account",
    });
    return {
      networkInterfaceId: nic.NetworkInterfaceId,
      instanceId: args.instanceId,
      status: nic.Status || undefined,
      vpcId: nic.VpcId || undefined,
      vSwitchId: nic.VSwitchId || undefined,
    };
  },
);
