import { lagOf, visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { networkInterfaceView } from "../views";

/** Shows one network interface, flat. Source: ECS API reference, DescribeNetworkInterfaceAttribute. */
export const describeNetworkInterfaceAttribute = defineRead({
  name: "DescribeNetworkInterfaceAttribute",
  takes: ["NetworkInterfaceId"],
  product: "ecs",
  rules: [
    documented("The fields of the list, flat at the top of the answer."),
    assumed("An unknown id answers InvalidEniId.NotFound."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const id = parameters.required("NetworkInterfaceId");
    const nic = visibleRows(context, state.networkInterfaces).find((row) => row.id === id);
    if (!nic) throw new Refusal("InvalidEniId.NotFound");
    const addresses = state.ipv6Addresses.asOf(lagOf(context)).filter((row) => row.networkInterface === id);
    return networkInterfaceView(
      context,
      nic,
      addresses.map((row) => row.address),
    );
  },
});
