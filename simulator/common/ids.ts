const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * Ids and random numbers from a seeded generator (mulberry32), so that a run can be repeated exactly.
 * Not for secrets.
 */
export class Ids {
  #state: number;
  readonly #seed: number;

  constructor(seed = 1) {
    this.#seed = seed;
    this.#state = seed;
  }

  reset(): void {
    this.#state = this.#seed;
  }

  save(): number {
    return this.#state;
  }

  load(saved: number): void {
    this.#state = saved;
  }

  /** A number in [0, 1). */
  chance(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.chance() * limit);
  }

  /** `prefix` and `length` lower case letters and digits: the form of most vendor ids. */
  name(prefix: string, length = 20): string {
    let text = prefix;
    for (let index = 0; index < length; index++) text += LETTERS[this.below(LETTERS.length)];
    return text;
  }

  uuid(): string {
    let hex = "";
    for (let index = 0; index < 32; index++) hex += this.below(16).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
