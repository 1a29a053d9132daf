import type { Citation, Issuer } from '../../model/article.ts';
import type { ShownDocument } from '../../model/document.ts';
import { type CatalogueFacts, type KnownAct, knownDates } from '../../model/lineage.ts';
import { daysBetween, wholeDay } from '../../model/time.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { isVerified, landmarkById, type MadeOfAct } from '../../registry/known.ts';
import { numberKey } from '../numbers/numbers.ts';
import { englishTitleKey, englishWords } from '../text/english-title-key.ts';
import { draftRoundOf, titleKey, workKey } from '../text/titles.ts';
import { canonicalUrl } from '../urls/address.ts';

type KnownEntry = {
  readonly act: KnownAct;
  readonly number: string | undefined;
  readonly title: string;
  readonly work: string;
  /** Title and issuers, for words of a query. */
  readonly text: string;
  /** Worked out when a query in English first asks, as the address is when one is asked for. */
  readonly english: () => { readonly words: ReadonlySet<string>; readonly key: string | undefined };
  readonly url: () => string | undefined;
};

const bareKey = (key: string | undefined) => key?.replace(/@.*/, '');

function once<T>(work: () => T) {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

export function makeOfAct({ title: zh, number }: Pick<KnownAct, 'title' | 'number'>): MadeOfAct {
  return { zh, title: titleKey(zh), work: workKey(zh), ...opt({ number: number === undefined ? undefined : numberKey(number) }) };
}

const issuerKeys = new Map<string, string>();

function keyOfIssuers({ issuers }: KnownAct) {
  const names = issuers.map(({ name }) => name).join(' ');
  const key = issuerKeys.get(names) ?? titleKey(names);
  issuerKeys.set(names, key);
  return key;
}

function toEntry(act: KnownAct, made: MadeOfAct = makeOfAct(act)): KnownEntry {
  const english = once(() => {
    const title = orEmpty(act.english?.title);
    const words = englishWords(`${title} ${act.issuers.map((each) => orEmpty(each.english)).join(' ')}`);
    return { words: new Set(words), key: englishTitleKey(title) };
  });
  return {
    act,
    number: bareKey(made.number),
    title: made.title,
    work: made.work,
    text: `${made.title} ${keyOfIssuers(act)}`,
    english,
    url: once(() => (act.url === undefined ? undefined : canonicalUrl(act.url))),
  };
}

const joined = (first: KnownAct, second: KnownAct): KnownAct => ({
  ...second,
  ...first,
  issuers: first.issuers.length > 0 ? first.issuers : second.issuers,
  dates: { ...second.dates, ...first.dates },
  themes: first.themes.length > 0 ? first.themes : second.themes,
});

const sharesIssuer = (a: KnownAct, b: KnownAct) =>
  a.issuers.length === 0 || b.issuers.length === 0 || a.issuers.some(({ name }) => b.issuers.some((each) => each.name === name));

export const isDraftTitle = (title: string): boolean => /征求意见稿|草案/.test(title);

/** The draft of an act is another entry than the act. */
const isSame = (a: KnownEntry, b: KnownEntry) => {
  if (isDraftTitle(a.act.title) !== isDraftTitle(b.act.title)) return false;
  return a.number !== undefined && b.number !== undefined ? a.number === b.number : a.work === b.work && sharesIssuer(a.act, b.act);
};

/** Those with an official address stand first: the others are names. The shorter the title, the more of it a query says. */
export type KnownActs = readonly KnownEntry[];

const unlinked = ({ act }: KnownEntry): number => (act.url === undefined ? 1 : 0);

/** `made`: of most acts what is made of them, so that it is not made again by each process. */
export function toKnownActs({
  acts,
  made,
}: {
  readonly acts: readonly KnownAct[];
  readonly made: ReadonlyMap<string, MadeOfAct>;
}): KnownActs {
  const found = new Map<string, KnownEntry[]>();
  const all: KnownEntry[] = [];
  for (const entry of acts.map((act) => toEntry(act, made.get(act.title)))) {
    const near = [...(found.get(orEmpty(entry.number)) ?? []), ...(found.get(entry.work) ?? [])];
    const twin = near.find((each) => isSame(each, entry));
    const kept = twin ? toEntry(joined(twin.act, entry.act)) : entry;
    if (twin) all[all.indexOf(twin)] = kept;
    else all.push(kept);
    for (const key of [kept.number, kept.work].filter((each) => each !== undefined && each !== '')) {
      const beside = (found.get(orEmpty(key)) ?? []).filter((each) => each !== twin);
      found.set(orEmpty(key), [...beside, kept]);
    }
  }
  return all.toSorted((a, b) => unlinked(a) - unlinked(b) || a.title.length - b.title.length);
}

export function findKnown(ref: string, known: KnownActs): readonly KnownAct[] {
  const text = ref.trim();
  const number = bareKey(numberKey(text));
  // A standard is also named without its year.
  if (number !== undefined)
    return known.filter((each) => each.number === number || each.number?.startsWith(`${number}-`)).map(({ act }) => act);
  if (/^https?:\/\//i.test(text)) {
    const url = URL.canParse(text) ? canonicalUrl(text) : undefined;
    return known.filter((each) => each.url() === url).map(({ act }) => act);
  }
  const english = englishTitleKey(text);
  if (english !== undefined) return known.filter((each) => each.english().key === english).map(({ act }) => act);
  const title = /《(.{2,200})》/.exec(text)?.[1] ?? text;
  const [key, work] = [titleKey(title), workKey(title)];
  return key.length < 4 ? [] : known.filter((each) => each.title === key || each.work === work).map(({ act }) => act);
}

type QueryPart = { readonly text: string; readonly not: boolean };

/** Parts of a query as in the search of documents: quoted phrases, and words between blanks; after a minus they are excluded. */
const partsOf = (query: string): readonly QueryPart[] =>
  [...query.slice(0, 300).matchAll(/(?:(?<=^|\s)(-))?(?:["“”]([^"“”]{1,300})["“”]|([^\s"“”]{1,300}))/g)]
    .map(([, minus, phrase, word]) => ({ text: orEmpty(phrase ?? word), not: minus !== undefined }))
    .slice(0, 20);

/**
 * The acts whose title or issuers have all words of a query, in Chinese or English (as in the search of documents), or whose number it is.
 */
export function searchKnown(query: string, known: KnownActs): readonly KnownAct[] {
  const exact = findKnown(query, known);
  if (exact.length > 0 || numberKey(query.trim()) !== undefined) return exact;
  const parts = partsOf(query);
  const split = (not: boolean) => {
    const texts = parts.filter((part) => part.not === not).map(({ text }) => text);
    return {
      han: texts.filter(hasHan).map(titleKey).filter(Boolean),
      words: englishWords(texts.filter((text) => !hasHan(text)).join(' ')),
    };
  };
  const [wanted, left] = [split(false), split(true)];
  if (
    !parts.some(({ text, not }) => !not && /\p{L}/u.test(text)) ||
    wanted.han.length + wanted.words.length === 0 ||
    wanted.han.some((part) => part.length < 2)
  )
    return [];
  const fits = ({ text, english }: KnownEntry) => {
    const says = (word: string) => text.includes(word) || english().words.has(word);
    return (
      wanted.han.every((part) => text.includes(part)) &&
      wanted.words.every(says) &&
      !left.han.some((part) => text.includes(part)) &&
      !left.words.some(says)
    );
  };
  return known.filter(fits).map(({ act }) => act);
}

/** What the catalogue of known acts says of a document that is held: which of them it is, and what its page does not state. */

type StoredAct = Pick<ShownDocument, 'title' | 'number' | 'issuers' | 'type' | 'dates' | 'copies'>;

/** Days of one act as two sources tell them differ by no more. */
export const leeway = 60;

const days = ({ dates }: Pick<KnownAct, 'dates'> | StoredAct) => ({
  out: [dates.signed, dates.published].flatMap((each) => wholeDay(each?.value) ?? []),
  effective: wholeDay(dates.effective?.value),
});

/** An act that was revised keeps its title: with another day of effect, or put out long before or after, it is another edition. */
function isEdition(act: KnownAct, document: StoredAct) {
  const [said, stated] = [days(act), days(document)];
  if (said.effective !== undefined && stated.effective !== undefined && said.effective !== stated.effective) return false;
  // Who copies an act later says the day of the copy: only what was put out before the catalogue's edition is surely another.
  const [first] = said.out.toSorted();
  const signed = wholeDay(document.dates.signed?.value);
  if (first !== undefined && stated.out.some((day) => daysBetween(day, first) > leeway)) return false;
  if (first !== undefined && signed !== undefined && daysBetween(first, signed) > leeway) return false;
  // Two years from signature to effect is what the longest laws take.
  return signed === undefined || said.effective === undefined || Math.abs(daysBetween(signed, said.effective)) < 731;
}

const isOfOneIssuer = (act: KnownAct, { issuers }: StoredAct) =>
  act.issuers.length === 0 ||
  issuers.length === 0 ||
  act.issuers.some((one) => issuers.some(({ id, name }) => (id !== undefined && id === one.id) || name.includes(one.name)));

const sameNumber = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined || (numberKey(a) ?? a) === (numberKey(b) ?? b);

/** The acts whose number or whose title and body a document has, in whatever edition. */
export function actsLike(document: StoredAct, known: KnownActs): readonly KnownAct[] {
  const { number, title, type } = document;
  const byNumber = number === undefined ? [] : findKnown(number, known).filter((act) => workKey(act.title) === workKey(title));
  const byTitle = findKnown(title, known).filter((act) => isOfOneIssuer(act, document));
  return [...new Set([...byNumber, ...byTitle])].filter((act) => isDraftTitle(act.title) === (type === 'draft' || isDraftTitle(title)));
}

export function findKnownAct(document: StoredAct, known: KnownActs): KnownAct | undefined {
  const { number, title, type } = document;
  const fits = (act: KnownAct) => isDraftTitle(act.title) === (type === 'draft' || isDraftTitle(title)) && isEdition(act, document);
  const byNumber = number === undefined ? [] : findKnown(number, known).filter(fits);
  if (byNumber.length > 0) return byNumber.length === 1 ? byNumber[0] : undefined;
  const byTitle = findKnown(title, known).filter((act) => fits(act) && isOfOneIssuer(act, document) && sameNumber(number, act.number));
  return byTitle.length === 1 ? byTitle[0] : undefined;
}

export function beyondPage({ number, dates, issuers, copies }: StoredAct, act: KnownAct): CatalogueFacts | undefined {
  const unstated = Object.fromEntries(knownDates.flatMap((kind) => (act.dates[kind] && !dates[kind] ? [[kind, act.dates[kind]]] : [])));
  const facts = {
    dates: unstated,
    ...(number === undefined ? opt({ number: act.number }) : {}),
    ...(issuers.length === 0 && act.issuers.length > 0 ? { issuers: act.issuers } : {}),
  };
  if (Object.keys(unstated).length === 0 && Object.keys(facts).length === 1) return undefined;
  const mark = landmarkById(orEmpty(act.landmark))?.mark;
  const elsewhere = act.url !== undefined && !copies.some(({ url }) => canonicalUrl(url) === canonicalUrl(orEmpty(act.url)));
  return {
    ...facts,
    ...(elsewhere ? opt({ url: act.url }) : {}),
    ...opt({ landmark: act.landmark }),
    ...(mark === undefined || isVerified(mark) ? {} : { unverified: true }),
    from: act.from,
  };
}

type CitableAct = {
  readonly id: string;
  readonly title: string;
  readonly draft: boolean;
  readonly issuers: readonly Pick<Issuer, 'id' | 'name'>[];
};

/** Acts with issuers, where only one has any: the act itself rather than the page of a news agency, which names no issuer. */
function signedOf<T extends CitableAct>(acts: readonly T[]) {
  const signed = acts.filter(({ issuers }) => issuers.length > 0);
  return signed.length === 1 ? signed : acts;
}

export function ofStage<T extends CitableAct>(acts: readonly T[], { title }: Pick<Citation, 'title'>): readonly T[] {
  if (acts.length < 2) return acts;
  const draft = /征求意见|草案|送审稿|修改稿|审议稿|[二三四]审稿/.test(orEmpty(title));
  const fitting = acts.filter((act) => act.draft === draft);
  if (!draft || fitting.length < 2) return signedOf(fitting.length > 0 ? fitting : acts);
  const reading = draftRoundOf(orEmpty(title));
  const ofReading = fitting.filter((act) => draftRoundOf(act.title) === reading);
  return ofReading.length > 0 ? ofReading : fitting;
}

export function namesIssuer(quote: string, { issuers: [lead] }: Pick<CitableAct, 'issuers'>): boolean {
  if (!lead) return false;
  return lead.id === undefined ? quote.includes(lead.name) : findIssuers(quote).some(({ id }) => id === lead.id);
}

type Named = Pick<Citation, 'title' | 'quote'>;
type WithKey = CitableAct & { readonly key: string; readonly number?: string };

const ofKind = (candidates: readonly WithKey[], kinds: readonly string[]): readonly WithKey[] =>
  candidates.filter(({ key }) => kinds.some((kind) => key.startsWith(kind)));
const bears = ({ key, number }: WithKey) => number !== undefined && `n:${numberKey(number)}` === key;

/**
 * The one stored act that a citation surely names, of those that bear one of its keys: by its number, else by its whole title at its stage,
 * else by a title without issuer (`w:`) whose issuer stands in the words around it. `citing` is the title of the document that cites.
 */
export function chooseCited<T extends WithKey>(citation: Named, citing: string, candidates: readonly T[]): T | undefined {
  const numbered = ofKind(candidates, ['n:', 's:']);
  const today = numbered.filter(bears);
  const bare = ofKind(candidates, ['w:']).filter((act) => namesIssuer(`${citation.quote} ${citing}`, act));
  const rounds = [today.length > 0 ? today : numbered, ofStage(ofKind(candidates, ['t:']), citation), ofStage(bare, citation)];
  const fitting = rounds.find((acts) => acts.length > 0) ?? [];
  const ids = new Set(fitting.map(({ id }) => id));
  return ids.size === 1 ? candidates.find(({ id }) => ids.has(id)) : undefined;
}
