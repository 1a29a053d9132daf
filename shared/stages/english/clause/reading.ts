import { type Act, actsAt } from './acts.ts';
import { itemsAt, listsAt, type Noun, rowsAt } from './nouns.ts';

/** A sentence as it is read: what begins at each place is worked out once. */
export class Reading {
  readonly text: string;
  readonly #kept = new Map<string, unknown>();

  constructor(text: string) {
    this.text = text;
  }

  #once<T>(name: string, at: number, make: () => readonly T[]): readonly T[] {
    const key = `${name}${at}`;
    const held = this.#kept.get(key);
    if (held !== undefined) return held as readonly T[];
    // What asks for itself again finds nothing.
    this.#kept.set(key, []);
    const made = make();
    this.#kept.set(key, made);
    return made;
  }

  items(at: number): readonly Noun[] {
    return this.#once('item', at, () => itemsAt(this, at));
  }
  lists(at: number): readonly Noun[] {
    return this.#once('list', at, () => listsAt(this, at));
  }
  rows(at: number, left: number): ReturnType<typeof rowsAt> {
    return this.#once(`row${left} `, at, () => rowsAt(this, at, left));
  }
  acts(at: number): readonly Act[] {
    return this.#once('act', at, () => actsAt(this, at));
  }
}
