import * as alibaba from "./alibaba";
import * as tencent from "./tencent";
import * as zenlayer from "./zenlayer";

export { alibaba, tencent, zenlayer };
