import { CLOUDS } from "../../../provider/clouds";
import type { Cloud } from "../../../provider/core/cloud";
import { alibabaPairs } from "./alibaba";
import type { Pair } from "./pair";
import { tencentPairs } from "./tencent";
import { zenlayerPairs } from "./zenlayer";

/** Every (cloud, resource) that there is. */
export const PAIRS: readonly Pair[] = [...alibabaPairs, ...tencentPairs, ...zenlayerPairs];

const clouds: Readonly<Record<string, Cloud>> = CLOUDS;
/** Those of which the cloud can say what there is. */
export const LISTED = PAIRS.filter(({ cloud, resource }) => clouds[cloud]?.resources[resource]?.list);
