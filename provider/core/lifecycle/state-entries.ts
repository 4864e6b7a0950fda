import type { AnyBinding } from "../cloud";
import type { Key } from "./operation";
import type { Present } from "./preflight";

/** Hidden state that tells one entry of the state from another, though both may name the same object. */
export const ENTRY = "__entry";

/** Something that state has of a declared resource, and whether this run has deleted it. */
type Known = Present & { readonly deleted?: true };

/**
 * What state has, as far as this run was told. Two entries with one object: a replacement that is forced (--replace, a
 * taint) and made first, in this run or one before that died, or an object adopted under a new name. Then an entry can
 * go, and the object stays. One mechanism, for both doors.
 */
export class StateEntries {
  private readonly declared = new Map<string, Known>();
  private readonly holders = new Map<unknown, Present>();
  /** Those whose object a create of this run has deleted to have its place. */
  private readonly emptied = new Set<unknown>();

  constructor(private readonly binding: AnyBinding) {}

  /** @param identity the declared resource: what is created as this one from now on replaces it */
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

  /** Its object was deleted for a create, and what that ordered is not to be deleted with the old entry. */
  empty({ state }: Present): void {
    this.holders.delete(state[ENTRY]);
    this.emptied.add(state[ENTRY]);
  }

  isEmptied(entry: unknown): boolean {
    return entry !== undefined && this.emptied.has(entry);
  }

  /** The object, or what of it no other entry has. Undefined: another one has it all. */
  without(entry: unknown, key: Key): Key | undefined {
    let left: Key | undefined = key;
    for (const [holder, present] of this.holders) {
      const other = holder === entry ? undefined : this.keyOf(present);
      if (other === undefined || left === undefined || !this.same(other, left)) continue;
      left = this.binding.without?.(left, other);
    }
    return left;
  }

  /** Undefined for an id that names nothing. */
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
