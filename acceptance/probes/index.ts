import { ALIBABA } from "./alibaba";
import type { Probe } from "./probe";
import { TENCENT } from "./tencent";
import { ZENLAYER } from "./zenlayer";

export const PROBES: readonly Probe[] = [...ALIBABA, ...TENCENT, ...ZENLAYER];
