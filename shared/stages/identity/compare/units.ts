import type { Section } from '../../../model/article.ts';
import { structureOf } from '../../text/structure.ts';
import { comparedSpelling, normaliseSpelling } from './spelling.ts';

/**
 * A piece of a text that is compared as one: an article, an item of it, a numbered section or a paragraph. `label` is its whole place
 * (`第七条（二）`, `附件1 一、`, `第五条 ¶2`, `¶3`), `own` the last heading of it (empty for a paragraph without), `key` its words in one spelling
 * without that heading.
 */
export type Unit = { readonly label: string; readonly own: string; readonly text: string; readonly key: string };

/** Ranks of headings from the outermost inwards; a heading ends every one of its own rank or below. */
const legal: Readonly<Record<Section['kind'], number>> = { annex: 0, part: 1, chapter: 1, section: 1, article: 2 };
/** Below articles, and in texts without any. */
const items: readonly RegExp[] = [
  /^([一二三四五六七八九十]{1,4}、)/,
  /^([（(][一二三四五六七八九十]{1,4}[）)])/,
  /^(\d{1,3}[.、．](?!\d))/,
  /^([（(]\d{1,3}[）)]|[①-⑳])/,
];
const firstItem = 3;
/** Chapters say where an article stands, and articles are counted through them. */
const chapter = 1;
const signature = /^\d{4}年\d{1,2}月\d{1,2}日$/;

type HeadingPlace = { readonly rank: number; readonly label: string };

/** Parts, articles and annexes as `structureOf` finds them, by the line that they stand on. */
function legalHeadings(lines: readonly string[]): ReadonlyMap<number, HeadingPlace> {
  const found = new Map(structureOf(lines.join('\n')).map((section) => [section.start, section]));
  const places = new Map<number, HeadingPlace>();
  let start = 0;
  for (const [i, line] of lines.entries()) {
    const section = found.get(start);
    // Without articles 一、 and （一） are its sections: here they are items.
    if (section && !items.some((pattern) => pattern.test(section.label)))
      places.set(i, { rank: legal[section.kind], label: section.label });
    start += line.length + 1;
  }
  return places;
}

function itemOf(line: string): HeadingPlace | undefined {
  for (const [i, pattern] of items.entries()) {
    const label = pattern.exec(line)?.[1];
    if (label !== undefined) return { rank: firstItem + i, label: label.trim() };
  }
  return undefined;
}

const headingPath = (path: readonly HeadingPlace[]): string =>
  path
    .filter(({ rank }, i) => rank !== chapter || i === path.length - 1)
    .map(({ label, rank }) => (rank === 0 ? `${label} ` : label))
    .join('')
    .trim();

/** The units of a text in their order. */
export function unitsOf(given: readonly string[]): Unit[] {
  const lines = given.map((line) => line.trim()).filter((line) => line !== '');
  const headings = legalHeadings(lines);
  const units: Unit[] = [];
  let path: HeadingPlace[] = [];
  let paragraph = 0;
  for (const [i, text] of lines.entries()) {
    const heading = headings.get(i) ?? itemOf(text);
    if (heading) {
      path = [...path.filter(({ rank }) => rank < heading.rank), heading];
      paragraph = 1;
      units.push({ label: headingPath(path), own: heading.label, text, key: comparedSpelling(text.slice(heading.label.length)) });
      continue;
    }
    paragraph += 1;
    const place = headingPath(path);
    units.push({ label: place === '' ? `¶${paragraph}` : `${place} ¶${paragraph}`, own: '', text, key: comparedSpelling(text) });
    // What stands behind a signature is another text: its paragraphs are not the last section's.
    if (signature.test(normaliseSpelling(text))) {
      path = [];
      paragraph = 0;
    }
  }
  return units;
}
