import { REPLACES } from "../core/diff";

/** Hidden inputs of a dynamic resource that say how it is handled, and are no outputs. */
export const HANDLING = ["__provider", "__identity", "__timeouts", REPLACES];

/**
 * Hidden input of a dynamic resource: this is a preview, of which the engine does not tell dynamic providers. With it comes
 * what only the program knows: the note (note.ts) on which the provider tells it what the cloud would refuse, whether the
 * resource depends on another one, and whether what it replaces is retained.
 */
export const PREVIEW = "__preview";
