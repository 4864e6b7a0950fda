import type { Context } from "./action";
import { Refusal } from "./errors";

type Tags = Readonly<Record<string, string>>;

/** Tags that the cloud puts on every public address: its creator and its project. */
const SYSTEM_TAGS: Tags = { "tencentcloud:autotag": "1", project: "default" };
const RESERVED = /^(tencentcloud:|tencent:|qcs:)|^(project|项目)$/;

/** The tags of a row as lists show them. Those of the cloud are in no row, so no call can remove them. */
export function shownTags({ services }: Context, { id, tags }: { readonly id: string; readonly tags: Tags }): Tags {
  return services.pace.systemTags === "on" && /^eip(v6)?-/.test(id) ? { ...tags, ...SYSTEM_TAGS } : tags;
}

export function tagSet(context: Context, row: { readonly id: string; readonly tags: Tags }) {
  return Object.entries(shownTags(context, row)).map(([Key, Value]) => ({ Key, Value }));
}

export function refuseReserved(keys: readonly string[]): void {
  const key = keys.find((each) => RESERVED.test(each));
  if (key !== undefined) throw new Refusal("InvalidParameter.ReservedTagKey", `The tag key ${key} is reserved.`);
}

const LONGEST_KEY = 127;
const LONGEST_VALUE = 255;

/** Refuses keys and values that no tag can have. */
export function requireShort(keys: readonly string[], values: readonly string[] = []): void {
  if (keys.some((key) => key.length > LONGEST_KEY)) throw new Refusal("InvalidParameterValue.TagKeyLengthExceeded");
  if (values.some((value) => value.length > LONGEST_VALUE)) {
    throw new Refusal("InvalidParameterValue.TagValueLengthExceeded");
  }
}
