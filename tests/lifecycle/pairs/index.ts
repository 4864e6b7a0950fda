import { CLOUDS } from "../../../provider/clouds";
import type { Cloud } from "../../../provider/core/cloud";
import { alibabaPairs } from "./alibaba";
import type { Pair } from "./pair";
import { tencentPairs } from "./tencent";
import { zenlayerPairs } from "./zenlayer";

/** Every pair of cloud and resource. */
export const PAIRS: readonly Pair[] = [...alibabaPairs, ...tencentPairs, ...zenlayerPairs];

const clouds: Readonly<Record<string, Cloud>> = CLOUDS;
/** Those that the cloud can list. */
export const LISTED = PAIRS.filter(({ cloud, resource }) => clouds[cloud]?.resources[resource]?.list);
