import { alibaba } from "./alibaba";
import type { CloudMaker } from "./kit/cloud";
import { tencent } from "./tencent";
import { zenlayer } from "./zenlayer";

/** The simulated clouds, asked in this order whose a request is. Alibaba takes whatever no other claims: keep it last. */
export const clouds: readonly CloudMaker[] = [tencent, zenlayer, alibaba];
