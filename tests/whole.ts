/**
 * Every variant of a story, as CI and the tables of docs/reliability.md need them. Without it a suite tells each kind
 * once.
 */
export const WHOLE = Boolean(process.env.LONG || process.env.WRITE_RELIABILITY);
