import { typeOf } from "./urn";

/** The hidden output that tells one entry of the state from another, though both may name the same object. */
export const ENTRY = "__entry";

/**
 * Which entry of the state holds which object, as far as this run has seen. The engine tells nobody that a
 * replacement is forced (`--replace`, a taint): it has the new one made first, the cloud answers that order with
 * the live object, and then the engine deletes it as the old one; if the run fails meanwhile, the next one does. The same
 * goes for an object adopted under a new name. Two entries, one object: then an entry can go and the object stays.
 */
export class Entries {
  private readonly holders = new Map<string, unknown>();

  /** This entry is in the program, and stays. */
  hold(object: string, entry: unknown): void {
    this.holders.set(object, entry);
  }

  release(object: string): void {
    this.holders.delete(object);
  }

  heldByAnother(object: string, entry: unknown): boolean {
    return this.holders.has(object) && this.holders.get(object) !== entry;
  }
}

export const KEPT = [
  "kept, because it is what another entry of the state now holds: it was to be replaced without being deleted first",
  "(--replace, a taint), or was adopted elsewhere.",
  "For a new one, set the resource option deleteBeforeReplace: true and replace again",
].join(" ");

export function objectOf(urn: string, id: string): string {
  return `${typeOf(urn)} ${id}`;
}
