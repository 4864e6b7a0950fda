import { randomUUID } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import { systemClock } from "../core/clock";
import { stderrLog } from "../core/log";
import { dynamicProviders } from "./dynamic-provider";

/**
 * `pulumi-ipv6/dynamic`: what the one line of code in every state file requires. `provider(type)` is a contract
 * with all of them for ever: add to it, rename nothing, and go on accepting what older versions stored. Destroy
 * and refresh run through here too.
 *
 * @param type cloud and resource: `alibaba:Ipv6InternetBandwidth`
 */
export const provider: (type: string) => pulumi.dynamic.ResourceProvider = dynamicProviders({
  clock: systemClock,
  random: Math.random,
  unique: randomUUID,
  log: stderrLog(process.env),
  environment: process.env,
});
