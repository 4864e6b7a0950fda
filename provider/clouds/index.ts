import { alibaba } from "./alibaba";
import { tencent } from "./tencent";
import { zenlayer } from "./zenlayer";

/** Every cloud; a new one is a folder here and a line in this list. */
export const CLOUDS = { alibaba, tencent, zenlayer } as const;
