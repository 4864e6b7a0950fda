import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";

/**
 * How a task of the public addresses stands. Source: DescribeTaskResult.
 */
export const describeTaskResult = defineRead({
  name: "DescribeTaskResult",
  product: "vpc",
  takes: ["TaskId", "DealName"],
  perSecond: 20,
  rules: [
    rule("documented", "TaskId is a number here, and a text where it comes from; the result is one word."),
    rule("assumed", "A task of nobody answers InvalidParameter. DealName is not imitated."),
  ],
  read: ({ input, world, account }) => {
    if (input.text("DealName") !== undefined) throw new Refusal("InvalidParameter", "DealName is not known.");
    input.required("TaskId");
    const number = input.integer("TaskId");
    const task = world.tasks.find(String(number), account.id);
    if (!task) throw new Refusal("InvalidParameter", `The task ${number} does not exist.`);
    return { TaskId: number, Result: task.result, DealName: "" };
  },
});
