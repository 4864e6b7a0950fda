import * as alibaba from "./alibaba";
import { PublicIpv6, type PublicIpv6Args } from "./doors/component";
import * as tencent from "./tencent";
import * as zenlayer from "./zenlayer";

export { alibaba, PublicIpv6, type PublicIpv6Args, tencent, zenlayer };
