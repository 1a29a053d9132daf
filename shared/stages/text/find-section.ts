import type { Section } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { foldText } from './language.ts';
import { parseNumeral } from './numerals.ts';
import { structureOf } from './structure.ts';

/** How a reader names a place in an act: 第三条, 第3条, Article 3, 3, 三, 一、, （二）, 三（二）, 附件1. */

const numeral = '[一二三四五六七八九十百零〇两\\d]{1,8}';
const places = new RegExp(
  `第(?<article>${numeral})条(?:之(?<of>[一二三四五六七八九十]{1,2}))?|第(?<unit>${numeral})(?<kind>[编章节])|\\bart(?:icle|\\.)?\\s{0,2}(?<english>\\d{1,4})|` +
    `[（(](?<item>${numeral})[）)]|(?<annex>附[件录表]?)\\s{0,2}(?<annexed>${numeral})?|(?<plain>${numeral})、?`,
  'gi',
);

type Place = {
  readonly kind: 'article' | 'item' | 'annex' | 'plain' | '编' | '章' | '节';
  readonly n: number | undefined;
  readonly of?: string;
};

function placesIn(words: string): readonly Place[] {
  return [...foldText(words).matchAll(places)].map(({ groups = {} }): Place => {
    const { article, of, unit, kind, english, item, annex, annexed, plain } = groups;
    if (annex !== undefined) return { kind: 'annex', n: annexed === undefined ? undefined : parseNumeral(annexed) };
    if (unit !== undefined && kind !== undefined) return { kind: kind as Place['kind'], n: parseNumeral(unit) };
    if (item !== undefined) return { kind: 'item', n: parseNumeral(item) };
    const named = article ?? english;
    if (named !== undefined) return { kind: 'article', n: parseNumeral(named), ...opt({ of }) };
    return { kind: 'plain', n: parseNumeral(orEmpty(plain)) };
  });
}

const placeOf = ({ label }: Section): Place | undefined => placesIn(label)[0];

const kindsOf: Readonly<Record<Place['kind'], readonly Place['kind'][]>> = {
  article: ['article'],
  item: ['item'],
  annex: ['annex'],
  plain: ['article', 'plain'],
  编: ['编'],
  章: ['章'],
  节: ['节'],
};

function findPlace(sections: readonly Section[], { kind, n, of }: Place) {
  for (const wanted of kindsOf[kind]) {
    const found = sections.filter((section) => {
      const place = placeOf(section);
      return place?.kind === wanted && (n === undefined || place.n === n) && place.of === of;
    });
    // Two sections of one name (those of an annex, say) are told apart by nothing.
    if (found[0]) return found[0];
  }
  return undefined;
}

const itemLine = new RegExp(`^\\s{0,4}([（(]${numeral}[）)])`);

function findItem(text: string, { start, end }: Section, n: number | undefined): Section | undefined {
  let at = start;
  let found: { readonly label: string; readonly start: number } | undefined;
  for (const line of text.slice(start, end).split('\n')) {
    const label = itemLine.exec(line)?.[1];
    if (found && label !== undefined) return { kind: 'article', ...found, end: at };
    if (label !== undefined && placesIn(label)[0]?.n === n) found = { label, start: at };
    at += line.length + 1;
  }
  return found && { kind: 'article', ...found, end };
}

/** The section of a text that these words name; `undefined` when there is none, or when the words name no place. */
export function findSection(text: string, words: string): Section | undefined {
  const named = placesIn(words).filter(({ n, kind }) => n !== undefined || kind === 'annex');
  let within: readonly Section[] = structureOf(text);
  let found: Section | undefined;
  for (const place of named) {
    found = findPlace(within, place) ?? (found && place.kind === 'item' ? findItem(text, found, place.n) : undefined);
    if (!found) return undefined;
    const { start, end } = found;
    within = within.filter((each) => each.start > start && each.end <= end);
  }
  return found;
}
