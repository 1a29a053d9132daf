type Node<T> = { readonly next: Map<string, Node<T>>; value?: T };

/** Names by their characters: finds the longest one that begins at a place. */
export class Trie<T> {
  readonly #root: Node<T> = { next: new Map() };

  set(key: string, value: T): void {
    let node = this.#root;
    for (const unit of key) {
      let next = node.next.get(unit);
      if (!next) {
        next = { next: new Map() };
        node.next.set(unit, next);
      }
      node = next;
    }
    node.value ??= value;
  }

  /** Every key that begins at `at`, shortest first. */
  allAt(text: string, at: number): { value: T; end: number }[] {
    const found: { value: T; end: number }[] = [];
    let node: Node<T> | undefined = this.#root;
    for (let i = at; i < text.length; i += 1) {
      node = node.next.get(text[i] ?? '');
      if (!node) break;
      if (node.value !== undefined) found.push({ value: node.value, end: i + 1 });
    }
    return found;
  }

  longestAt(text: string, at: number): { value: T; end: number } | undefined {
    return this.allAt(text, at).at(-1);
  }
}

/** The span that reaches furthest; the first of equals. */
export function longest<T extends { end: number }>(...spans: (T | undefined)[]): T | undefined {
  let best: T | undefined;
  for (const span of spans) if (span && (!best || span.end > best.end)) best = span;
  return best;
}
