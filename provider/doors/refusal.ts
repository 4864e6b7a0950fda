import * as pulumi from "@pulumi/pulumi";

/**
 * What ends a program in plain words: of this kind the language host shows the message, and no stack. So it carries
 * none: the host colours a stack all the same, and Node's colouring never comes back from a frame of the SDK's own
 * (`node_modules/@pulumi/resource.ts`) until it has filled half a gigabyte, which takes half a minute.
 */
export function refusal(message: string): Error {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
