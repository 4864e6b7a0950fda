import { alibabaPairs } from "./alibaba";
import type { Pair } from "./pair";
import { tencentPairs } from "./tencent";

/** Every (cloud, resource) that there is. */
export const PAIRS: readonly Pair[] = [...alibabaPairs, ...tencentPairs];
