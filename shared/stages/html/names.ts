const slots = 1024;
/** A piece of a page up to so long does not hold the page in memory: it is a copy. */
const longestKept = 12;

/** What is made of the names in pages, which hold the same few again and again: found without cutting them out of a page. */
export class Names<T> {
  private readonly names: string[] = new Array<string>(slots).fill('');
  private readonly made: T[];
  private readonly make: (name: string) => T;

  constructor(make: (name: string) => T) {
    this.make = make;
    this.made = new Array<T>(slots).fill(make(''));
  }

  /** What is made of the name between two places of a page. */
  at(html: string, start: number, end: number): T {
    const length = end - start;
    const middle = html.charCodeAt(start + (length >> 1));
    const slot = (html.charCodeAt(start) * 37 + middle * 83 + html.charCodeAt(end - 1) * 151 + length * 67) & (slots - 1);
    const name = this.names[slot];
    if (name !== undefined && name.length === length && html.startsWith(name, start)) return this.made[slot] as T;
    return this.keep(slot, html.slice(start, end));
  }

  private keep(slot: number, name: string): T {
    const made = this.make(name);
    if (name.length <= longestKept) {
      this.names[slot] = name;
      this.made[slot] = made;
    }
    return made;
  }
}
