import * as alibaba from "./alibaba";
import { PublicIpv6 } from "./doors/component";
import type { LookupOptions, LookupOutputOptions, ResourceClass } from "./doors/types";
import type { PublicIpv6Args } from "./public-ipv6";
import * as tencent from "./tencent";
import * as zenlayer from "./zenlayer";

export type { LookupOptions, LookupOutputOptions, PublicIpv6Args, ResourceClass };
export { alibaba, PublicIpv6, tencent, zenlayer };
