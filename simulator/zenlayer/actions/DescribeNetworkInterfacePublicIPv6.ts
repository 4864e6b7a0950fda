import { lagOf } from "../../common/action";
import { documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { isVisible, publicNetworkInterfaces } from "../network-interfaces";
import { publicView } from "../views";

/**
 * The public IPv6 of one network interface with its billing. Capital P in IPv6. May lag behind changes.
 * Source: the vendor's SDKs, since September 2025.
 */
export const describeNetworkInterfacePublicIPv6 = defineRead({
  name: "DescribeNetworkInterfacePublicIPv6",
  takes: ["nicId"],
  rules: [
    documented(
      "address is null for a network interface without IPv6 and for private IPv6; a missing network interface is a 404.",
    ),
    documented("The id is called ipv6CidrId here, the package trafficPackageSize."),
  ],
  read: (context) => {
    const id = context.parameters.required("nicId");
    const lag = lagOf(context);
    const nic = context.state.networkInterfaces.asOf(lag).find((row) => row.id === id);
    if (!nic || !isVisible(context, nic)) throw new Refusal("INVALID_NIC_NOT_FOUND");
    const found = publicNetworkInterfaces(context, lag).find((row) => row.id === id);
    return { address: found ? publicView(context, found) : null };
  },
});
