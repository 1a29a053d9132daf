import type { Capped } from '../../model/run.ts';
import { beijing } from './days.ts';
import type { Say } from './words.ts';

/** That a list was cut off at the last page that a round reads, and which days may be missing. */
export function cappedWords(
  { at, pages, since, until }: Capped,
  { say, day }: { readonly say: Say; readonly day: (value: string) => string },
): string {
  const on = day(beijing(at).slice(0, 10));
  const cut = say(`Its list went on behind the ${pages} pages read on ${on}`, `${on}读取${pages}页后列表仍有后续`);
  if (since === undefined) return say(`${cut}; older entries were not read.`, `${cut}，更早的条目未读取。`);
  const last = until === undefined ? '' : day(until);
  return say(
    `${cut}; entries ${last === '' ? `after ${day(since)}` : `from ${day(since)} to ${last}`} may be missing.`,
    `${cut}，${day(since)}${last === '' ? '之后' : `至${last}`}的条目可能缺漏。`,
  );
}
