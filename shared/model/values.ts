export function opt<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}

export async function inPortions<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += atOnce) done.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))));
  return done;
}

/** Portions of a long list; between two of them everything else has its turn. */
export async function* portionsInTurn<T>(all: readonly T[], size = 200): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) {
    if (from > 0) await new Promise<void>((done) => setImmediate(done));
    yield all.slice(from, from + size);
  }
}

export const group = (texts: ArrayLike<string | undefined> | null | undefined, at: number): string => texts?.[at] ?? '';

/** A text that may be missing, for a test or a comparison that an empty one fails as well. */
export const orEmpty = (text: string | null | undefined): string => text ?? '';

export const han = '\\p{Script=Han}';

export const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Whether a code of UTF-16 is a Chinese character, without the rare ones. */
export const isHanCode = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
