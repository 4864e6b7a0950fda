import { alibaba } from "./alibaba";

/** Every cloud; a new one is a folder here and a line in this list. */
export const CLOUDS = { alibaba } as const;
