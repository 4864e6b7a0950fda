import type * as pulumi from "@pulumi/pulumi";
import { dynamicProviders } from "./dynamic-provider";
import { atEnd, processRuntime } from "./process-runtime";

/**
 * `pulumi-ipv6/dynamic`: the module that the one line of code in every state file requires. `provider(type)` is a
 * permanent contract with that state: add to it, rename nothing, and keep accepting what older versions stored.
 * Destroy and refresh run through here too.
 *
 * @param type cloud and resource: `alibaba:Ipv6InternetBandwidth`
 */
export const provider: (type: string) => pulumi.dynamic.ResourceProvider = (type) => providers(type);

const providers = dynamicProviders(processRuntime);

atEnd(() => providers.settle());
