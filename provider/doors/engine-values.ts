/** The engine's placeholder for an unknown string. Most languages send it for unknown values of every type. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine's placeholders for unknown values: string, boolean, number, list, asset, archive, object. */
export const UNKNOWN_MARKS: ReadonlySet<unknown> = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key that marks values JSON has no form for, and the signatures it can hold. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270";
export const OUTPUT_MARK = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
export const RESOURCE_MARK = "5cf8f73096256a8f31e491e813e4eb8e";
