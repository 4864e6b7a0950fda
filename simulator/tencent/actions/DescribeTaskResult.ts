import { assumed, documented } from "../../kit/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";

/**
 * How a task of the public addresses stands. Source: DescribeTaskResult.
 */
export const describeTaskResult = defineRead({
  name: "DescribeTaskResult",
  takes: ["TaskId", "DealName"],
  rules: [
    documented("TaskId is a number here, and a text where it comes from; the result is one word."),
    assumed("A task of nobody answers InvalidParameter. DealName is not imitated."),
  ],
  read: ({ parameters, state, account }) => {
    if (parameters.text("DealName") !== undefined) throw new Refusal("InvalidParameter", "DealName is not known.");
    parameters.required("TaskId");
    const number = parameters.integer("TaskId");
    const task = state.tasks.find(String(number), account.id);
    if (!task) throw new Refusal("InvalidParameter", `The task ${number} does not exist.`);
    return { TaskId: number, Result: task.result, DealName: "" };
  },
});
