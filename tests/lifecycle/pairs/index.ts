import { alibabaPairs } from "./alibaba";
import type { Pair } from "./pair";
import { tencentPairs } from "./tencent";
import { zenlayerPairs } from "./zenlayer";

/** Every (cloud, resource) that there is. */
export const PAIRS: readonly Pair[] = [...alibabaPairs, ...tencentPairs, ...zenlayerPairs];
