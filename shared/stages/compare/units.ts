import { spelling } from './spelling.ts';

/**
 * A piece of a text that is compared as one: an article, an item of it, a numbered section or a paragraph. `label` is its whole place
 * (`第七条（二）`, `附件1 一、`, `第五条 ¶2`, `¶3`), `own` the last heading of it (empty for a paragraph without), `key` its words in one spelling
 * without that heading.
 */
export type Unit = { readonly label: string; readonly own: string; readonly text: string; readonly key: string };

/** Headings from the outermost inwards. A heading ends every one of its own rank or below. */
const ranks: readonly RegExp[] = [
  /^(附件\s{0,3}\d{0,2}|附录\s{0,3}[\d一二三四五六七八九十]{0,3})(?=[:：\s]|$)/,
  /^(第[一二三四五六七八九十百千零〇两\d]{1,8}[编章节])(?=\s|[^，。；]{0,40}$)/,
  /^(第[一二三四五六七八九十百千零〇两\d]{1,8}条|Article \d{1,4})/,
  /^([一二三四五六七八九十]{1,4}、)/,
  /^([（(][一二三四五六七八九十]{1,4}[）)])/,
  /^(\d{1,3}[.、．](?!\d))/,
  /^([（(]\d{1,3}[）)]|[①-⑳])/,
];
/** Chapters say where an article stands, and articles are counted through them. */
const chapter = 1;
const signature = /^\d{4}年\d{1,2}月\d{1,2}日$/;

type Place = { readonly rank: number; readonly label: string };

function headingOf(line: string): Place | undefined {
  for (const [rank, pattern] of ranks.entries()) {
    const label = pattern.exec(line)?.[1];
    if (label !== undefined) return { rank, label: label.trim() };
  }
  return undefined;
}

const named = (path: readonly Place[]): string =>
  path
    .filter(({ rank }, i) => rank !== chapter || i === path.length - 1)
    .map(({ label, rank }) => (rank === 0 ? `${label} ` : label))
    .join('')
    .trim();

/** The units of a text in their order. */
export function unitsOf(lines: readonly string[]): Unit[] {
  const units: Unit[] = [];
  let path: Place[] = [];
  let paragraph = 0;
  for (const raw of lines) {
    const text = raw.trim();
    if (text === '') continue;
    const heading = headingOf(text);
    if (heading) {
      path = [...path.filter(({ rank }) => rank < heading.rank), heading];
      paragraph = 1;
      units.push({ label: named(path), own: heading.label, text, key: spelling(text.slice(heading.label.length)) });
      continue;
    }
    paragraph += 1;
    const place = named(path);
    units.push({ label: place === '' ? `¶${paragraph}` : `${place} ¶${paragraph}`, own: '', text, key: spelling(text) });
    // What stands behind a signature is another text: its paragraphs are not the last section's.
    if (signature.test(spelling(text))) {
      path = [];
      paragraph = 0;
    }
  }
  return units;
}
