import { orEmpty } from '../../model/values.ts';
import { toPrintable } from '../../stages/text/printable.ts';

const plainText = (text: string): string => toPrintable(text).toWellFormed();

/** A value as JSON would carry it, every text in it without what steers a screen and without what only a machine would read. */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [plainText(name), toPlain(field)]));
}

const bytesOf = (value: unknown): number => Buffer.byteLength(orEmpty(JSON.stringify(value)));

/** Bytes of one answer as JSON; what an assistant can read at once. */
const mostBytes = 22_000;

export const fits = (value: unknown): boolean => bytesOf(value) <= mostBytes;

/** At most so many characters of a quote; a cut one ends with …. */
export const brief = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
};

/** The same value with every text in it at most so long. */
export function briefly(value: unknown, most: number): unknown {
  if (typeof value === 'string') return brief(value, most);
  if (Array.isArray(value)) return value.map((each) => briefly(each, most));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, briefly(field, most)]));
}

/** Asks for a list of at most `limit` items, and for fewer where the answer would be too long; its cursor goes on behind what was given. */
export async function within<T extends object>(limit: number, ask: (limit: number) => Promise<T>): Promise<T> {
  const found = await ask(limit);
  const bytes = bytesOf(found);
  return bytes <= mostBytes || limit <= 1 ? found : within(Math.max(1, Math.floor((limit * mostBytes * 0.9) / bytes)), ask);
}
