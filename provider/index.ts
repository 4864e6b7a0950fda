import * as alibaba from "./alibaba";
import * as tencent from "./tencent";

export { alibaba, tencent };
