/** Hidden input of a dynamic resource: this is a preview. The engine does not tell dynamic providers. */
export const PREVIEW = "__preview";
