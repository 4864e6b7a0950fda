import * as pulumi from "@pulumi/pulumi";

/**
 * An error for users: the language host shows the message of a `RunError` without its stack. The stack is removed
 * because the host formats it anyway, and Node's colouring of a frame in the SDK (`node_modules/@pulumi/resource.ts`)
 * takes half a minute and half a gigabyte.
 */
export function refusal(message: string): Error {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
