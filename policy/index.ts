// The pack. The rules are in rules.ts, one list; none forbids anything until the configuration says so.
import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules";

new PolicyPack("pulumi-ipv6", { enforcementLevel: "mandatory", policies: rules() });
