import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";

/** Shows the state of a task of public addresses. Source: DescribeTaskResult. */
export const describeTaskResult = defineRead({
  name: "DescribeTaskResult",
  takes: ["TaskId"],
  rules: [
    documented("TaskId is a number here, and text in the answers that name it; the result is one word."),
    assumed("An unknown task answers InvalidParameter."),
  ],
  read: ({ parameters, state, account }) => {
    parameters.required("TaskId");
    const number = parameters.integer("TaskId");
    const task = state.tasks.find(String(number), account.id);
    if (!task) throw new Refusal("InvalidParameter", `The task ${number} does not exist.`);
    return { TaskId: number, Result: task.result };
  },
});
