import { alibaba } from "./alibaba";
import { zenlayer } from "./zenlayer";

/** Every cloud; a new one is a folder here and a line in this list. */
export const CLOUDS = { alibaba, zenlayer } as const;
