/** Names that begin at a place of a text: a map of all, and by their first character the lengths that there are. */
export class Trie<T> {
  readonly #values = new Map<string, T>();
  readonly #lengths = new Map<string, number[]>();

  /** The first value of a key stays, unless another is to replace it. */
  set(key: string, value: T, replaces = false): void {
    const isKnown = this.#values.has(key);
    if (isKnown && !replaces) return;
    this.#values.set(key, value);
    if (isKnown) return;
    const known = this.#lengths.get(key.charAt(0));
    if (!known) this.#lengths.set(key.charAt(0), [key.length]);
    else if (!known.includes(key.length)) {
      known.push(key.length);
      known.sort((a, b) => a - b);
    }
  }

  allAt(text: string, at: number): { value: T; end: number }[] {
    return (this.#lengths.get(text.charAt(at)) ?? []).flatMap((length) => {
      const value = this.#values.get(text.slice(at, at + length));
      return value === undefined || at + length > text.length ? [] : [{ value, end: at + length }];
    });
  }

  longestAt(text: string, at: number): { value: T; end: number } | undefined {
    return this.allAt(text, at).at(-1);
  }
}

export function longestSpan<T extends { end: number }>(...spans: (T | undefined)[]): T | undefined {
  let best: T | undefined;
  for (const span of spans) if (span && (!best || span.end > best.end)) best = span;
  return best;
}
