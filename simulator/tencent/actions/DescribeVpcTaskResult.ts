import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";

/**
 * Shows the state of a task of a network interface. Its id is the RequestId of the call that began it.
 * Source: DescribeVpcTaskResult.
 */
export const describeVpcTaskResult = defineRead({
  name: "DescribeVpcTaskResult",
  takes: ["TaskId"],
  rules: [
    documented("TaskId is the RequestId of Assign or Unassign."),
    assumed("An unknown task answers ResourceNotFound. Output and Result are empty."),
  ],
  read: ({ parameters, state, account }) => {
    const id = parameters.required("TaskId");
    const task = state.tasks.find(id, account.id);
    if (!task) throw new Refusal("ResourceNotFound", `The task ${id} is not found.`);
    return { Status: task.result, Output: "", Result: [] };
  },
});
