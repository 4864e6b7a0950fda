import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { mine } from "../find";
import { cardView } from "../views";

/** Shows one network card, flat. Source: ECS API reference, DescribeNetworkInterfaceAttribute. */
export const describeNetworkInterfaceAttribute = defineRead({
  name: "DescribeNetworkInterfaceAttribute",
  product: "ecs",
  rules: [
    rule("documented", "The fields of the list, flat at the top of the answer."),
    rule("assumed", "An unknown id answers InvalidEniId.NotFound."),
  ],
  read: (context) => {
    const { input, world } = context;
    const id = input.required("NetworkInterfaceId");
    const lag = lagOf(context);
    const card = world.networkInterfaces.asOf(lag).find((row) => row.id === id && mine(context, row));
    if (!card) throw new Refusal("InvalidEniId.NotFound");
    const addresses = world.ipv6Addresses.asOf(lag).filter((row) => row.networkInterface === id);
    return cardView(
      context,
      card,
      addresses.map((row) => row.address),
    );
  },
});
