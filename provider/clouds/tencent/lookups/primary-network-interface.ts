import { text } from "../../../core/field";
import { lookup, region, thePrimary } from "../../../core/lookup";
import { maybe, textOutput } from "../../../core/resource";
import { type NetworkInterfaceRow, TITLE } from "../wire";
import { type Ctx, nicsAt } from "./find";

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
        pattern: /^(?!eni-)[a-z]+-[\w-]+$/,
        shape: "the id of an instance, such as ins-r8hr2upy",
        source: PAGE,
      }),
    },
    rules: [],
    outputs: {
      networkInterfaceId: textOutput("Id of the network interface. Pass it to `NicIpv6Assignment`."),
      instanceId: textOutput("Id of the instance."),
      state: maybe(textOutput("State of the network interface, such as `AVAILABLE`.")),
      vpcId: maybe(textOutput("Id of the VPC of the network interface.")),
      subnetId: maybe(textOutput("Id of the subnet of the network interface.")),
    },
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const nics = await nicsAt(ctx, args);
    const nic = thePrimary(nics, ({ Primary }) => Primary === true, {
      ...{ where: `${TITLE} getPrimaryNetworkInterface`, args },
      describe: (each: NetworkInterfaceRow) => each.NetworkInterfaceId,
      none: "There is no such instance: check the region and the account",
    });
    return {
      networkInterfaceId: nic.NetworkInterfaceId,
      instanceId: args.instanceId,
      state: nic.State || undefined,
      vpcId: nic.VpcId || undefined,
      subnetId: nic.SubnetId || undefined,
    };
  },
);
