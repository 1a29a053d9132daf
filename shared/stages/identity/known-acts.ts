import type { KnownAct } from '../../model/known.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import type { MadeOfAct } from '../../registry/known.ts';
import { numberKey } from '../numbers/numbers.ts';
import { englishTitleKey, englishWords } from '../text/english-title-key.ts';
import { titleKey, workKey } from '../text/titles.ts';
import { canonicalUrl } from '../urls/address.ts';

/** A known act with what it is found by. */
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

const bareKey = (key: string | undefined): string | undefined => key?.replace(/@.*/, '');

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

/** The keys by which an act is found. */
export function makeOfAct({ title: zh, number }: Pick<KnownAct, 'title' | 'number'>): MadeOfAct {
  return { zh, title: titleKey(zh), work: workKey(zh), ...opt('number', number === undefined ? undefined : numberKey(number)) };
}

const issuerKeys = new Map<string, string>();

/** The key of the names of issuers: many acts have the same ones. */
function keyOfIssuers({ issuers }: KnownAct): string {
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

/** One act of two rows: the later one adds what the first does not say. */
const joined = (first: KnownAct, second: KnownAct): KnownAct => ({
  ...second,
  ...first,
  issuers: first.issuers.length > 0 ? first.issuers : second.issuers,
  dates: { ...second.dates, ...first.dates },
  themes: first.themes.length > 0 ? first.themes : second.themes,
});

const sharesIssuer = (a: KnownAct, b: KnownAct): boolean =>
  a.issuers.length === 0 || b.issuers.length === 0 || a.issuers.some(({ name }) => b.issuers.some((each) => each.name === name));

const isSame = (a: KnownEntry, b: KnownEntry): boolean =>
  a.number !== undefined && b.number !== undefined ? a.number === b.number : a.work === b.work && sharesIssuer(a.act, b.act);

/** Known acts made ready for questions, each act once. */
export type KnownActs = readonly KnownEntry[];

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
  return all;
}

/** The acts that a reference surely names: by number in any spelling, by its whole title in either language, by its official address. */
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

function holds({ text, english }: KnownEntry, han: readonly string[], words: readonly string[]): boolean {
  return han.every((part) => text.includes(part)) && words.every((word) => text.includes(word) || english().words.has(word));
}

/**
 * The acts whose title or issuers have all words of a query, in Chinese or English (as in the search of documents), or whose number it is. The shorter the title, the
 * more of it the query says: those stand first.
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
  return known
    .filter((entry) => holds(entry, wanted.han, wanted.words))
    .filter(
      (entry) =>
        ![...left.han, ...left.words].some((part) => entry.text.includes(part) || (!hasHan(part) && entry.english().words.has(part))),
    )
    .toSorted((a, b) => a.title.length - b.title.length)
    .map(({ act }) => act);
}
