import type { Citation, StatedChange } from '../../../model/article.ts';
import type { Relation } from '../../../model/vocabulary.ts';
import { numberKey } from '../../numbers/numbers.ts';
import { isChanging } from './change.ts';
import { citedTitleKeys } from './mentions.ts';

/** Later ones win when one text is named twice (sentences.md). */
const strength: readonly Relation[] = [
  'cites',
  'implements',
  'draft-of',
  'final-of',
  'reports',
  'interprets',
  'translates',
  'forwards',
  'prevails-over',
  'corrects',
  'amends',
  'postpones',
  'extends',
  'suspends',
  'ends-in-part',
  'supersedes',
  'repeals',
];

/** A page that names more texts than this is a list of links, not an act. */
const mostCitations = 400;

type CitedText = {
  readonly title?: string | undefined;
  readonly number?: string | undefined;
  readonly relation: Relation;
  readonly quote: string;
  readonly changes?: readonly StatedChange[];
  readonly keys?: CitedKeys;
};
export type CitedKeys = { readonly own: readonly string[]; readonly tails: readonly string[] };
type PartialCitation = { title?: string; number?: string; relation: Relation; quote: string; changes?: readonly StatedChange[] };

export function keysOf(title: string | undefined, number: string | undefined): CitedKeys {
  const [whole, ...tails] = title ? citedTitleKeys(title) : [];
  const known = number ? numberKey(number) : undefined;
  return { own: [...(whole ? [`t:${whole}`] : []), ...(known ? [`n:${known}`] : [])], tails: tails.map((each) => `t:${each}`) };
}

type CitationIndex = {
  readonly entries: PartialCitation[];
  readonly byKey: Map<string, PartialCitation>;
  readonly byTail: Map<string, PartialCitation>;
};

function findKnown(book: CitationIndex, keys: CitedKeys, number: string | undefined): PartialCitation | undefined {
  const candidates = [
    ...keys.own.map((each) => book.byKey.get(each)),
    ...keys.own.map((each) => book.byTail.get(each)),
    ...keys.tails.map((each) => book.byKey.get(each)),
  ];
  return candidates.find((each) => each !== undefined && !differs(each, number));
}

function fresh(book: CitationIndex, { title, number, relation, quote }: CitedText): PartialCitation | undefined {
  if (book.entries.length >= mostCitations) return undefined;
  const entry: PartialCitation = { ...(title ? { title } : {}), ...(number ? { number } : {}), relation, quote };
  book.entries.push(entry);
  return entry;
}

function addCitedText(book: CitationIndex, found: CitedText): void {
  const keys = found.keys ?? keysOf(found.title, found.number);
  const entry = findKnown(book, keys, found.number) ?? fresh(book, found);
  if (!entry) return;
  for (const each of keys.own) if (!book.byKey.has(each)) book.byKey.set(each, entry);
  for (const each of keys.tails) if (!book.byTail.has(each)) book.byTail.set(each, entry);
  if (!entry.title && found.title) entry.title = found.title;
  if (!entry.number && found.number) entry.number = found.number;
  if (strength.indexOf(found.relation) > strength.indexOf(entry.relation)) {
    entry.relation = found.relation;
    entry.quote = found.quote;
  }
  if (found.changes && found.changes.length > 0) entry.changes = [...(entry.changes ?? []), ...found.changes];
}

const bare = (change: StatedChange): boolean => Object.keys(change).length === 2;
const detailOf = ({ quote: _quote, ...rest }: StatedChange): string =>
  JSON.stringify(rest, (key, value: unknown) => (key === 'quote' ? undefined : value));
/** 延期执行 in a title is either: the words that give the day tell which. */
const alike: ReadonlySet<Relation> = new Set(['extends', 'postpones']);

/** Each change once; one that tells nothing but its kind gives way to words that tell more. */
function withChanges({ changes = [], ...entry }: PartialCitation): Citation {
  const stated = changes.filter((each, i) => {
    if (
      bare(each) &&
      changes.some((other) => !bare(other) && (other.relation === each.relation || (alike.has(other.relation) && alike.has(each.relation))))
    )
      return false;
    return !changes.slice(0, i).some((other) => detailOf(other) === detailOf(each));
  });
  const [first, ...more] = stated;
  if (!first) return entry;
  const strongest = more.reduce((best, each) => (strength.indexOf(each.relation) > strength.indexOf(best.relation) ? each : best), first);
  const changed = isChanging(entry.relation) ? { relation: strongest.relation, quote: strongest.quote } : {};
  return { ...entry, ...changed, changes: stated };
}

export function mergeCitations(all: readonly CitedText[]): Citation[] {
  const book: CitationIndex = { entries: [], byKey: new Map(), byTail: new Map() };
  for (const each of all) addCitedText(book, each);
  return book.entries.map(withChanges);
}

/** Editions of one title have different numbers. */
function differs(entry: PartialCitation, number: string | undefined): boolean {
  return number !== undefined && entry.number !== undefined && numberKey(number) !== numberKey(entry.number);
}
