import * as alibaba from "./alibaba";

export { alibaba };
