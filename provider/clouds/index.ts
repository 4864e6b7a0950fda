import { alibaba } from "./alibaba";
import { tencent } from "./tencent";

/** Every cloud; a new one is a folder here and a line in this list. */
export const CLOUDS = { alibaba, tencent } as const;
