import type { AnyBinding } from "../cloud";
import type { Key } from "./operation";
import type { Present } from "./preflight";

/** Hidden state that identifies an entry of the state: two entries may name the same object. */
export const ENTRY = "__entry";

/** An object that state has of a declared resource, and whether this run deleted it. */
type Known = Present & { readonly deleted?: true };

/**
 * The entries of the state, as far as this run knows. Two entries can have one object: after a forced create-first
 * replacement (--replace, a taint), in this run or an interrupted one, or after adoption under a new name. Then an
 * entry can be deleted while the object stays. Both doors share this mechanism.
 */
export class StateEntries {
  private readonly declared = new Map<string, Known>();
  private readonly holders = new Map<unknown, Present>();
  /** Entries whose object a create of this run deleted to free the place. */
  private readonly emptied = new Set<unknown>();

  constructor(private readonly binding: AnyBinding) {}

  /** @param identity the declared resource; a later create of it is a replacement */
  has(identity: string, present: Present): void {
    this.declared.set(identity, present);
    if (present.state[ENTRY] !== undefined) this.holders.set(present.state[ENTRY], present);
  }

  of(identity: string): Known | undefined {
    return this.declared.get(identity);
  }

  gone(identity: string): void {
    this.declared.delete(identity);
  }

  deleted(identity: string, present: Present): void {
    this.holders.delete(present.state[ENTRY]);
    this.declared.set(identity, { ...present, deleted: true });
  }

  /** The object was deleted for a create. Deleting the old entry must not delete the new object. */
  empty({ state }: Present): void {
    this.holders.delete(state[ENTRY]);
    this.emptied.add(state[ENTRY]);
  }

  isEmptied(entry: unknown): boolean {
    return entry !== undefined && this.emptied.has(entry);
  }

  /** The key without the parts other entries have. Undefined if nothing is left. */
  without(entry: unknown, key: Key): Key | undefined {
    let left: Key | undefined = key;
    for (const [holder, present] of this.holders) {
      const other = holder === entry ? undefined : this.keyOf(present);
      if (other === undefined || left === undefined || !this.same(other, left)) continue;
      left = this.binding.without?.(left, other);
    }
    return left;
  }

  /** Undefined for an invalid id. */
  private keyOf({ id, state }: Present): Key | undefined {
    try {
      return this.binding.keyOf(id, state);
    } catch {
      return undefined;
    }
  }

  same(a: Key, b: Key): boolean {
    return this.binding.idOf(a) === this.binding.idOf(b) || this.binding.sameObject(a, b);
  }
}
