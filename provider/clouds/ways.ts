import type { Way } from "../core/path/chain";
import type { CLOUDS } from ".";
import { way as alibaba } from "./alibaba/path";
import { way as tencent } from "./tencent/path";
import { way as zenlayer } from "./zenlayer/path";

/** By cloud: how the internet reaches an address. Apart from the clouds, because only a command asks. */
export const WAYS: Readonly<Record<keyof typeof CLOUDS, Way>> = { alibaba, tencent, zenlayer };
