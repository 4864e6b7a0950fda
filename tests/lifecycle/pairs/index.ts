import { alibabaPairs } from "./alibaba";
import type { Pair } from "./pair";

/** Every (cloud, resource) that there is. */
export const PAIRS: readonly Pair[] = [...alibabaPairs];
