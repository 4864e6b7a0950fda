import * as alibaba from "./alibaba";
import * as zenlayer from "./zenlayer";

export { alibaba, zenlayer };
