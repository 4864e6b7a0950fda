// The policy pack. The rules are in rules.ts. None forbids anything until it is configured.
import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules";

new PolicyPack("pulumi-ipv6", { enforcementLevel: "mandatory", policies: rules() });
