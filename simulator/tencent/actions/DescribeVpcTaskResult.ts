import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";

/**
 * How a task of a network card stands; its id is the RequestId of the call that began it.
 * Source: DescribeVpcTaskResult.
 */
export const describeVpcTaskResult = defineRead({
  name: "DescribeVpcTaskResult",
  product: "vpc",
  takes: ["TaskId"],
  perSecond: 20,
  rules: [
    rule("documented", "TaskId is the RequestId of Assign or Unassign."),
    rule("assumed", "A task of nobody answers ResourceNotFound. Output and Result are empty."),
  ],
  read: ({ input, world, account }) => {
    const id = input.required("TaskId");
    const task = world.tasks.find(id, account.id);
    if (!task) throw new Refusal("ResourceNotFound", `The task ${id} is not found.`);
    return { Status: task.result, Output: "", Result: [] };
  },
});
