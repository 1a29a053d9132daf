/** Slots of the smallest table; always a power of two. */
const fewest = 64;

/**
 * Names by their UTF-16 units: finds those that begin at a place. States are numbers and edges stand in one hash table, probed from slot to slot:
 * a map for each state would take most of the time in which the registry loads.
 */
export class Trie<T> {
  /** State an edge comes from, its unit, and where it leads (0: empty slot; the root is state 0, and nothing leads to it). */
  #from = new Uint32Array(fewest);
  #unit = new Uint16Array(fewest);
  #to = new Uint32Array(fewest);
  /** Values by state. */
  readonly #values: (T | undefined)[] = [undefined];
  /** Keys by their first unit, until a text has that unit: a short command meets a few hundred of thousands. */
  readonly #waiting = new Map<number, { readonly key: string; readonly value: T }[]>();
  readonly #waits = new Uint8Array(65_536);

  /** The first value of a key stays. */
  set(key: string, value: T): void {
    const first = key.charCodeAt(0);
    const waiting = this.#waiting.get(first);
    if (waiting) waiting.push({ key, value });
    else this.#waiting.set(first, [{ key, value }]);
    this.#waits[first] = 1;
  }

  #admit(first: number): void {
    for (const { key, value } of this.#waiting.get(first) ?? []) {
      let state = 0;
      for (let i = 0; i < key.length; i += 1) state = this.#follow(state, key.charCodeAt(i));
      this.#values[state] ??= value;
    }
    this.#waiting.delete(first);
    this.#waits[first] = 0;
  }

  /** Every key that begins at `at`, shortest first. */
  allAt(text: string, at: number): { value: T; end: number }[] {
    const found: { value: T; end: number }[] = [];
    if (this.#waits[text.charCodeAt(at)] === 1) this.#admit(text.charCodeAt(at));
    for (let i = at, state = 0; i < text.length; i += 1) {
      state = this.#to[this.#slot(state, text.charCodeAt(i))] ?? 0;
      if (state === 0) break;
      const value = this.#values[state];
      if (value !== undefined) found.push({ value, end: i + 1 });
    }
    return found;
  }

  /** The longest key that begins at `at`. */
  longestAt(text: string, at: number): { value: T; end: number } | undefined {
    if (this.#waits[text.charCodeAt(at)] === 1) this.#admit(text.charCodeAt(at));
    let best: T | undefined;
    let end = at;
    for (let i = at, state = 0; i < text.length; i += 1) {
      state = this.#to[this.#slot(state, text.charCodeAt(i))] ?? 0;
      if (state === 0) break;
      const value = this.#values[state];
      if (value === undefined) continue;
      best = value;
      end = i + 1;
    }
    return best === undefined ? undefined : { value: best, end };
  }

  /** Slot of an edge, or the empty one where it would stand. */
  #slot(state: number, unit: number): number {
    const from = this.#from;
    const units = this.#unit;
    const to = this.#to;
    const mask = to.length - 1;
    let slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7;
    for (slot &= mask; to[slot] !== 0; slot = (slot + 1) & mask) if (from[slot] === state && units[slot] === unit) break;
    return slot;
  }

  /** The state behind an edge, made when there is none. */
  #follow(state: number, unit: number): number {
    const slot = this.#slot(state, unit);
    const known = this.#to[slot] ?? 0;
    if (known !== 0) return known;
    const made = this.#values.length;
    this.#values.push(undefined);
    this.#put(slot, state, unit, made);
    if (made * 2 > this.#to.length) this.#grow();
    return made;
  }

  #put(slot: number, state: number, unit: number, to: number): void {
    this.#from[slot] = state;
    this.#unit[slot] = unit;
    this.#to[slot] = to;
  }

  #grow(): void {
    const [from, unit, to] = [this.#from, this.#unit, this.#to];
    this.#from = new Uint32Array(to.length * 4);
    this.#unit = new Uint16Array(to.length * 4);
    this.#to = new Uint32Array(to.length * 4);
    for (let i = 0; i < to.length; i += 1) {
      const held = to[i] ?? 0;
      if (held !== 0) this.#put(this.#slot(from[i] ?? 0, unit[i] ?? 0), from[i] ?? 0, unit[i] ?? 0, held);
    }
  }
}

/** The span that reaches furthest; the first of equals. */
export function longestSpan<T extends { end: number }>(...spans: (T | undefined)[]): T | undefined {
  let best: T | undefined;
  for (const span of spans) if (span && (!best || span.end > best.end)) best = span;
  return best;
}
