import { alibaba } from "./alibaba";
import type { CloudMaker } from "./common/cloud";
import { tencent } from "./tencent";
import { zenlayer } from "./zenlayer";

/** The simulated clouds. The first that matches a request answers it; Alibaba matches every request, so it stands last. */
export const clouds: readonly CloudMaker[] = [tencent, zenlayer, alibaba];
