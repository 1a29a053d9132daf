type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };
/** What of these fields is there: of one by its name, or of several; a field that is undefined is left out. */
export function opt<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V };
export function opt<T extends object>(fields: T): Given<T>;
export function opt(fields: string | object, value?: unknown): object {
  const all = (typeof fields === 'string' ? { [fields]: value } : fields) as Readonly<Record<string, unknown>>;
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(all)) if (all[name] !== undefined) found[name] = all[name];
  return found;
}

export async function inPortions<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += atOnce) done.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))));
  return done;
}

/** Changes of one letter, and swaps of neighbours, that lead from one word to another. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1)));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

export type Near = { readonly id: string; readonly names?: readonly string[] };

/** More letters are no misspelt name. */
const longestName = 60;

/** Ids that are written, or called, almost like a word: it begins them, stands in their Chinese name, or differs in a letter out of three. */
export function nearestTo(written: string, all: readonly Near[], most: number): readonly string[] {
  if (written.length > longestName) return [];
  const word = written.toLowerCase();
  const isPart = (name: string): boolean =>
    (word.length > 2 && name.startsWith(word)) || (word.length > 1 && hasHan(word) && name.includes(word));
  const near = all.flatMap(({ id, names = [] }) => {
    const far = [id, ...names].flatMap((each) => {
      const name = each.toLowerCase();
      if (isPart(name)) return [1];
      const allowed = Math.max(1, Math.floor(Math.max(name.length, word.length) / 3));
      if (Math.abs(name.length - word.length) > allowed) return [];
      const letters = editDistance(word, name);
      return letters <= allowed ? [letters] : [];
    });
    return far.length > 0 ? [{ id, far: Math.min(...far) }] : [];
  });
  return [...new Set(near.toSorted((a, b) => a.far - b.far).map(({ id }) => id))].slice(0, most);
}

/** ` Did you mean "x"?` of what stands nearest; nothing where nothing is near. */
export function didYouMean(written: string, words: readonly string[]): string {
  const [near] = nearestTo(
    written,
    words.map((id) => ({ id })),
    1,
  );
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

const size = 200;
/** Portions of a long list; between two of them everything else has its turn. */
export async function* portionsInTurn<T>(all: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) {
    if (from > 0) await new Promise<void>((done) => setImmediate(done));
    yield all.slice(from, from + size);
  }
}

export const group = (texts: ArrayLike<string | undefined> | null | undefined, at: number): string => texts?.[at] ?? '';

/** A text that may be missing, for a test or a comparison that an empty one fails as well. */
export const orEmpty = (text: string | null | undefined): string => text ?? '';

/** A table of JSON as the type of its rows: TypeScript reads a row of two texts there as a list of any length. */
export const tableOf = <T>(rows: unknown): T => rows as T;

/** A number with so many digits at least, so that texts sort as numbers do. */
export const digits = (n: number, width: number): string => String(n).padStart(width, '0');

export const han = '\\p{Script=Han}';

export const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Whether a code of UTF-16 is a Chinese character, without the rare ones. */
export const isHanCode = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

export type Fields = Readonly<Record<string, string | number | undefined>>;
/** A text with fields in the places that name them: `{count} of {total}`. */
export const fill = (text: string, fields: Fields): string =>
  text.replaceAll(/\{(\w{1,20})\}/g, (place, name: string) => String(fields[name] ?? place));

/** An object without some of its fields. */
export const omit = <T extends object, K extends keyof T>(from: T, ...names: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.some((each) => each === name))) as Omit<T, K>;

export const sum = <T>(all: Iterable<T>, of: (each: T) => number): number => [...all].reduce((total, each) => total + of(each), 0);

/** For `toSorted`: by what of each is the least. */
export const ascending =
  <T>(of: (each: T) => string | number) =>
  (a: T, b: T): number => {
    const [one, other] = [of(a), of(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  };
