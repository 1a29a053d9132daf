import { type Digest, type DigestItem, type SectionId, sections } from '../../model/digest.ts';
import { opt } from '../../model/values.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { sectionNames } from '../words/words.ts';
import { isFolded } from './digest-highlights.ts';
import type { UnseenDetail } from './digest-unseen.ts';
import { notEarlier } from './digest-words.ts';

/** How much a mail tells of each item. */

/**
 * `level` 0 tells everything; 1 leaves out quotes and coverage; 2 keeps a line of each item; `facts` bounds those of an item, `words` the English words of a line,
 * `most` the items of a section; `unseen` is where the detail of the sources begins.
 */
export type Detail = {
  readonly level: 0 | 1 | 2;
  readonly facts: number;
  readonly words: number;
  readonly most: number;
  readonly unseen: UnseenDetail;
};
export const everything: Detail = { level: 0, facts: 8, words: 20, most: Number.POSITIVE_INFINITY, unseen: 0 };

/** With so many facts of an item its days are listed too, although its sentences tell them. */
export const roomyFacts = 6;

const least: Detail = { ...everything, level: 2, facts: 2, words: 12, unseen: 2 };

/** What is told of an item is cut first, then what is told of the sources that were not seen, then items, and these only with the number of those that are left out. */
export const details: readonly Detail[] = [
  everything,
  { ...everything, facts: 7 },
  { ...everything, facts: 6, words: 18 },
  { ...everything, facts: 5, words: 16 },
  { ...everything, facts: 4, words: 14 },
  { ...everything, facts: 3, words: 12 },
  { ...everything, facts: 2, words: 12 },
  { ...least, level: 0 },
  { ...least, level: 1 },
  least,
  ...[80, 60, 40, 30, 24, 20, 17, 15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((most) => ({ ...least, most })),
  { ...least, most: 0, unseen: 3 },
];
/** English words of a mail without the list of sources. */
const mostWords = 900;
/** A mail of more words tells as few facts as this detail does, and is sent all the same: every item has its line. */
const fewestFacts = 2;

/** Whether a mail is short enough to be read: `words` are those of its news. */
export const isBriefEnough = (digest: Digest, { level, facts }: Detail, words: number): boolean =>
  digest.highlights === undefined || words <= mostWords || level > 0 || facts <= fewestFacts;

/** So many items are told in full, the highlights first; the others have a line, and their paragraph is on the page. */
const inFull = 5;

/** `onPage`: the digest's page has it. */
export type Told = { readonly item: DigestItem; readonly how: 'full' | 'line' | 'elsewhere'; readonly onPage: boolean };
/** `older` items are only counted; `more` are left out for want of room. */
export type ToldSection = {
  readonly name: string;
  readonly id?: SectionId;
  readonly n: number;
  readonly told: readonly Told[];
  readonly older: number;
  readonly more: number;
};

/** The items that a mail tells in full; of a digest without highlights all. */
function fullIds(digest: Digest): ReadonlySet<string> | undefined {
  if (digest.highlights === undefined) return undefined;
  const able = sections
    .filter((section) => section !== 'effect')
    .flatMap((section) => digest.sections[section].filter((item) => item.inFull === undefined && !isFolded(item)).map(({ id }) => id));
  const first = digest.highlights.map(({ id }) => id).filter((id) => able.includes(id));
  return new Set([...new Set([...first, ...able])].slice(0, inFull));
}

/** The sections of a mail or text in their order, then what an earlier mail did not have. Where no page has the rest (`page` is false), all is told in full. */
export function toldSections(digest: Digest, tongue: DigestLocale, { level, most }: Detail, page: boolean): readonly ToldSection[] {
  const full = page ? fullIds(digest) : undefined;
  const howOf = (item: DigestItem): Told['how'] =>
    item.inFull !== undefined ? 'elsewhere' : level < 2 && (full === undefined || full.has(item.id)) ? 'full' : 'line';
  const tell = (name: string, items: readonly DigestItem[], id?: SectionId): ToldSection => {
    const shown = full === undefined ? items : items.filter((item) => !isFolded(item));
    return {
      name,
      ...opt('id', id),
      n: items.length,
      told: shown.slice(0, most).map((item) => ({ item, how: howOf(item), onPage: id !== undefined })),
      older: items.length - shown.length,
      more: Math.max(0, shown.length - most),
    };
  };
  const added = digest.notInEarlierMail ?? [];
  return [
    ...sections.map((id) => tell(tongue.title(sectionNames, id), digest.sections[id], id)),
    ...(added.length > 0 ? [tell(notEarlier(tongue), added)] : []),
  ];
}
