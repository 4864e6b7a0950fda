/**
 * Hidden input of a dynamic resource: this is a preview, of which the engine does not tell dynamic providers. It names
 * the note (note.ts) on which the provider tells the program what the cloud would refuse.
 */
export const PREVIEW = "__preview";
