import type { Context } from "../../../core/context";
import { text } from "../../../core/field";
import { lookup, thePrimary } from "../../../core/lookup";
import { everything } from "../../../core/reads/list-cache";
import { maybe, textOutput } from "../../../core/resource";
import type { ZenlayerClient } from "../client";
import { pagesOf } from "../reads";
import { type NetworkInterfaceRow, TITLE } from "../wire";

const PAGE = "DescribeNetworkInterfaces";
/** Rows in one page. */
const ROWS = 100;

export const getPrimaryNic = lookup(
  {
    name: "getPrimaryNic",
    doc: "Finds the primary network interface (vNIC) of an instance, which came with it.",
    fields: {
      region: text({
        doc: "Region that the network interface is in. Unset: the `region` setting, else any; calls need no region.",
        source: PAGE,
      }),
      instanceId: text({
        doc: "Id of the instance.",
        required: true,
        pattern: /^\d+$/,
        shape: 'an id as a string, such as "1680855999352675875"',
        source: PAGE,
      }),
    },
    rules: [],
    outputs: {
      nicId: textOutput("Id of the network interface (vNIC). Pass it to `NicIpv6Assignment`."),
      instanceId: textOutput("Id of the instance."),
      status: maybe(textOutput("State of the network interface, such as `USED`.")),
      vpcId: maybe(textOutput("Id of the VPC that the network interface is in.")),
      subnetId: maybe(textOutput("Id of the subnet that the network interface is in.")),
    },
    sources: [PAGE],
  },
  async (ctx: Context<ZenlayerClient>, args) => {
    const { region: regionId, instanceId } = args;
    const pages = pagesOf(ctx.client, PAGE, ROWS, { regionId, instanceId }, { subject: instanceId });
    const nics = await everything(ctx, pages);
    const nic = thePrimary(nics, ({ nicType }) => nicType === "Primary", {
      ...{ where: `${TITLE} getPrimaryNic`, args },
      describe: (each: NetworkInterfaceRow) => each.nicId,
      none: "There is no such instance: check the account, and the region if one is set",
    });
    return {
      nicId: nic.nicId,
      instanceId,
      status: nic.status ?? undefined,
      vpcId: nic.vpcId ?? undefined,
      subnetId: nic.subnetId ?? undefined,
    };
  },
);
