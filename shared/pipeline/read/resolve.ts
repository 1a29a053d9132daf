import type { Resolution } from '../../model/answers.ts';
import { dayPutOut } from '../../model/article.ts';
import type { CitationLine, RegisteredDocument } from '../../model/citations.ts';
import type { Head, Link, ShownDocument } from '../../model/document.ts';
import type { Chain, KnownAct, KnownResult } from '../../model/lineage.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import type { CrossIndex, DocumentWithKey, MissingText, MissingTextQuery, NumberingGap, Query, SequenceQuery } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import { hasHan, omit, opt, orEmpty } from '../../model/values.ts';
import { findIssuer, type IssuerEntry, issuerById, issuerOfPrefix } from '../../registry/issuers.ts';
import { isVerified, type Landmark, landmarks, loadKnownActs } from '../../registry/known.ts';
import {
  beyondPage,
  chooseCited,
  findKnown,
  findKnownAct,
  isDraftTitle,
  type KnownActs,
  searchKnown,
  toKnownActs,
} from '../../stages/identity/known-acts.ts';
import { citationKeys, preferBearers } from '../../stages/identity/resolve.ts';
import { numberKey, type ParsedNumber, parseNumber } from '../../stages/numbers/numbers.ts';
import { familyOf, gapOf } from '../../stages/numbers/sequence.ts';
import { findSynonyms } from '../../stages/query/synonyms.ts';
import { isAct } from '../../stages/text/acts.ts';
import { distinctiveWords, englishTitleKey } from '../../stages/text/english-title-key.ts';
import { withoutUnseen } from '../../stages/text/printable.ts';
import { titleKey, workKey } from '../../stages/text/titles.ts';
import { canonicalUrl, formerAddress } from '../../stages/urls/address.ts';
import { requestedList } from '../collect/asked-pages.ts';

/** Acts that are known and not read: found in memory, and left out as soon as the index has them. No question here reads the store. */

let prepared: Promise<KnownActs> | undefined;
export const knownActs = () => {
  prepared ??= loadKnownActs().then(toKnownActs);
  return prepared;
};

const mostNamed = 20;
const mostChecked = 200;

/** The keys of an act are worked out once: the acts are the same as long as the process runs. */
const keysOfActs = new WeakMap<KnownAct, readonly string[]>();
function keysOf(act: KnownAct) {
  const own = keysOfActs.get(act) ?? [...citationKeys(act), `w:${workKey(act.title)}`];
  keysOfActs.set(act, own);
  return own;
}
const isDraft = ({ title }: KnownAct) => /征求意见稿|草案/.test(title);

function isStoredAs(act: KnownAct, { key, number, issuerNames, draft }: DocumentWithKey) {
  if (key.startsWith('n:')) return true;
  if (draft !== isDraft(act)) return false;
  if (act.number !== undefined && number !== undefined && numberKey(act.number) !== numberKey(number)) return false;
  const named = act.issuers.some(({ name }) => issuerNames.some((each) => each.includes(name) || name.includes(each)));
  return named || (key.startsWith('t:') && (act.issuers.length === 0 || issuerNames.length === 0));
}

async function withoutStored(acts: readonly KnownAct[], context: Pick<Context, 'search'>) {
  if (acts.length === 0) return [];
  const keys = acts.map(keysOf);
  const stored = Map.groupBy(await context.search.withKeys(keys.flat()), ({ key }) => key);
  return acts.filter((act, at) => !keys[at]?.some((key) => stored.get(key)?.some((document) => isStoredAs(act, document))));
}

export const knownAs = async (ref: string, context: Pick<Context, 'search'>): Promise<readonly KnownAct[]> =>
  withoutStored(findKnown(ref, await knownActs()).slice(0, mostNamed), context);

/** What nothing is known of: an act that was not read has no status, level, source or entity. */
const unanswerable = ['level', 'status', 'source', 'entity'] as const;

function passes({ themes, issuers, type, dates }: KnownAct, { theme, issuer, date, from, to, ...query }: Query) {
  if (date === 'commentBy' || date === 'firstSeen' || date === 'expires') return false;
  const day = orEmpty(date === undefined ? dayPutOut(dates) : dates[date]?.value);
  return (
    (theme === undefined || themes.some((each) => each === theme)) &&
    (issuer === undefined || issuers.some(({ id, name }) => id === issuer || name === issuer)) &&
    (query.type === undefined || type === query.type) &&
    (from === undefined || day >= from.slice(0, day.length || 10)) &&
    (to === undefined || (day !== '' && day <= to))
  );
}

/** The known acts that a query finds, beside the documents. None without words, and none behind the first page of the list. */
export async function searchKnownActs(query: Query, context: Pick<Context, 'search'>): Promise<KnownResult> {
  const { q = '', offset = 0 } = query;
  if (q.trim() === '' || offset > 0 || unanswerable.some((name) => query[name] !== undefined)) return { total: 0, items: [] };
  const fitting = searchKnown(q, await knownActs()).filter((act) => passes(act, query));
  const left = await withoutStored(fitting.slice(0, mostChecked), context);
  return { total: left.length, items: left.slice(0, mostNamed) };
}

/** The known act that a citation names: by its number, else by its title. The draft of an act is not the act. */
export async function knownText({ number, title }: Readonly<{ number?: string; title?: string }>): Promise<KnownAct | undefined> {
  const known = await knownActs();
  const [byNumber] = number === undefined ? [] : findKnown(number, known);
  const byTitle =
    byNumber || title === undefined ? [] : findKnown(title, known).filter((act) => isDraftTitle(title) === isDraftTitle(act.title));
  return byNumber ?? (byTitle.length === 1 ? byTitle[0] : undefined);
}

const withKnown = async <T extends Readonly<{ number?: string; title?: string }>>(text: T) => {
  const known = await knownText(text);
  return known ? { ...text, known } : text;
};

export const linkWithKnown = async (link: Link) => (link.state === 'unresolved' ? { ...link, to: await withKnown(link.to) } : link);

export async function showKnown(document: ShownDocument): Promise<ShownDocument> {
  const known = isAct(document.type) ? findKnownAct(document, await knownActs()) : undefined;
  const links = await Promise.all(document.links.map(linkWithKnown));
  return { ...document, ...opt({ catalogue: known && beyondPage(document, known) }), links };
}

async function wantedTexts(query: MissingTextQuery, context: Pick<Context, 'search' | 'documents'>) {
  const found = await context.search.missingTexts(query);
  const items = await Promise.all(found.items.map((each): Promise<MissingText> => withKnown(each)));
  const urls = items.map(({ url, known }) => url ?? known?.url);
  const seen = await context.documents.seen(
    requestedList,
    urls.flatMap((url) => (url === undefined ? [] : [canonicalUrl(url)])),
  );
  const left = seen[Symbol.iterator]();
  return {
    ...found,
    items: items.map((each, i) => (urls[i] === undefined ? each : { ...each, ...opt({ asked: left.next().value?.at }) })),
  };
}

export const registerWithKnown = (context: Pick<Context, 'search' | 'documents'>): CrossIndex => ({
  ...context.search,
  missingTexts: (query) => wantedTexts(query, context),
  async edges(query) {
    const found = await context.search.edges(query);
    const named = found.items.map(async (edge) => (edge.to.id === undefined ? { ...edge, to: await withKnown(edge.to) } : edge));
    return { ...found, items: await Promise.all(named) };
  },
});

/** What a title names, in either language and in anybody's translation. */

const mostCandidates = 8;

type ResolutionCandidate = NonNullable<Resolution['candidates']>[number];

const toCandidate = ({ id, title, number }: { id: string; title: string; number?: string | undefined }) => ({
  id,
  title,
  ...opt({ number }),
});

async function namedBy(key: string, context: LookupContext) {
  const found = (await context.documents.citedBy(key)).slice(0, mostCandidates);
  const heads = await context.documents.heads(found.map(({ documentId }) => documentId));
  return found.flatMap(({ documentId, relation }) => {
    const head = heads.find(({ id }) => id === documentId);
    return head ? [{ id: head.id, title: head.title, relation }] : [];
  });
}

const titled = (heads: readonly ResolutionCandidate[]): Resolution | undefined => {
  const [first, ...more] = heads;
  if (!first) return undefined;
  const ids = heads.map(({ id }) => id);
  if (more.length > 0) return { kind: 'title', held: true, ids, candidates: heads.map(toCandidate) };
  return { kind: 'title', held: true, ids, title: first.title, ...(first.number && { canonical: first.number }) };
};

const mostCompared = 20;

const landmarkAct = (zh: string) => landmarks.find((each) => each.kind === 'act' && each.zh !== '' && each.zh === zh);

async function byLandmark(landmark: Landmark, context: LookupContext): Promise<Resolution> {
  const known = await byTitle(landmark.zh, context);
  if (known.held) return known;
  const number = landmark.number !== undefined && isVerified(landmark.numberMark ?? '?') ? { canonical: landmark.number } : {};
  return { ...known, kind: 'title', title: landmark.zh, ...number };
}

async function byCommonName(title: string, context: LookupContext) {
  const words = title.split(/\s{1,20}/);
  const { taken, names } = findSynonyms(words) ?? { taken: 0, names: [] };
  if (taken < words.length) return undefined;
  for (const name of names) {
    const landmark = landmarkAct(name) ?? landmarkAct(`中华人民共和国${name}`);
    const found = landmark ? await byLandmark(landmark, context) : await byTitle(name, context);
    if (landmark || found.held) return found;
  }
  return undefined;
}

/**
 * Finds an English title in anybody's translation: a stored act whose English title is alike, else the landmark of that name, stored or
 * not.
 */
async function byEnglishTitle(title: string, context: LookupContext) {
  if (hasHan(title)) return undefined;
  const key = englishTitleKey(title);
  if (key === undefined) return byCommonName(title, context);
  const { hits } = await context.search.query({ q: distinctiveWords(key), limit: mostCompared, today: dayOf(context.now()) });
  const stored = titled(hits.filter(({ type, english }) => isAct(type) && englishTitleKey(english) === key));
  const landmark = landmarks.find(
    ({ kind, zh, en, aliases }) => kind === 'act' && zh !== '' && [en, ...aliases].some((each) => englishTitleKey(each) === key),
  );
  return stored ?? (landmark ? byLandmark(landmark, context) : byCommonName(title, context));
}

/** Resolves a title in any spelling: what it surely names, else what is similar. */
async function byTitle(text: string, context: LookupContext): Promise<Resolution> {
  const title = /《(.{2,200})》/.exec(text)?.[1] ?? text;
  const exact = titleKey(title);
  const none: Resolution = { kind: 'none', held: false, ids: [] };
  if (exact.length < 3) return none;
  for (const key of [`t:${exact}`, `w:${workKey(title)}`]) {
    const heads = (await context.documents.heads(await context.documents.byKey(key))).filter(({ type }) => isAct(type));
    const found = titled(heads);
    if (found) return found;
  }
  const english = await byEnglishTitle(title, context);
  if (english) return english;
  // A document that cites a text is no candidate for being it.
  const named = await namedBy(`t:${exact}`, context);
  if (named.length > 0) return { kind: 'title', held: false, ids: [], namedBy: named };
  const { hits } = await context.search.query({
    // An English title is anybody's wording: its words, also under their Chinese names.
    q: hasHan(title) ? `"${title.slice(0, 120).replaceAll('"', ' ')}"` : title.slice(0, 120),
    limit: mostCandidates,
    today: dayOf(context.now()),
  });
  return hits.length === 0 ? none : { kind: 'title', held: false, ids: [], candidates: hits.map(toCandidate) };
}

const idForm = /^[0-9a-f]{16}$/;
const isAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);

export async function idsOf(ref: string, context: Pick<Context, 'documents'>): Promise<readonly string[]> {
  const text = withoutUnseen(ref).trim();
  if (idForm.test(text)) {
    if (await context.documents.head(text)) return [text];
    const became = (await context.documents.address(formerAddress(text)))?.documentId;
    return became === undefined ? [] : idsOf(became, context);
  }
  if (isAddress(text)) {
    const address = await context.documents.address(canonicalUrl(text));
    return address?.documentId === undefined ? [] : [address.documentId];
  }
  const key = numberKey(text);
  if (key === undefined) return [];
  const stored = await context.documents.heads(await context.documents.byKey(`n:${key}`));
  return preferBearers(`n:${key}`, stored).map(({ id }) => id);
}

export async function findHead(ref: string, context: LookupContext): Promise<Head | undefined> {
  const [id] = await idsOf(ref, context);
  return context.documents.head(id);
}

function issuerOf({ prefix, canonical }: ParsedNumber) {
  if (prefix === undefined) return undefined;
  if (prefix === '国令') return findIssuer('国务院');
  if (prefix === '主席令') return findIssuer('全国人民代表大会常务委员会');
  return issuerOfPrefix(prefix) ?? findIssuer(prefix) ?? issuerById(orEmpty(/^[A-Z]{3,6}\b/.exec(orEmpty(canonical))?.[0]?.toLowerCase()));
}

function describeNumber(reading: ParsedNumber) {
  const { kind, canonical, prefix, year, number } = reading;
  const issuer = issuerOf(reading);
  return {
    ...opt({ canonical, numberKind: kind === 'none' ? undefined : kind, prefix, year, number }),
    ...(issuer && { issuer: { id: issuer.id, name: issuer.name, english: issuer.full } }),
  };
}

const family = (entry: IssuerEntry) => [entry.id, ...(entry.parent === undefined ? [] : [entry.parent])];

/**
 * Documents of the same year and number, and of the same body where it is known: candidates for a number of an unknown series or without
 * its body.
 */
async function alike(reading: ParsedNumber, context: LookupContext) {
  if (reading.number === undefined || reading.kind === 'standard') return [];
  const stored = await context.search.withNumber({ n: reading.number, ...opt({ year: reading.year }), limit: 50 });
  const issuer = issuerOf(reading);
  const fitting = stored.filter(({ prefix }) => {
    const other = issuerOfPrefix(prefix) ?? findIssuer(prefix.replace(/(?:令|公告)$/, ''));
    return issuer ? other !== undefined && family(other).some((id) => family(issuer).includes(id)) : reading.prefix === undefined;
  });
  return fitting.slice(0, mostCandidates).map(toCandidate);
}

async function byNumber(reading: ParsedNumber, key: string, context: LookupContext) {
  const ids = await context.documents.byKey(`n:${key}`);
  const heads = await context.documents.heads(ids);
  const what = { kind: 'number' as const, ...describeNumber(reading) };
  if (heads[0]) return { ...what, held: true, ids, title: heads[0].title, ...(heads.length > 1 && { candidates: heads.map(toCandidate) }) };
  const [candidates, named] = [await alike(reading, context), await namedBy(`n:${key}`, context)];
  return { ...what, held: false, ids, ...(candidates.length > 0 && { candidates }), ...(named.length > 0 && { namedBy: named }) };
}

/** What is known of a text that is not stored, by its number, its title or a part of it, or its official address. */
async function orKnown(text: string, found: Resolution, context: LookupContext): Promise<Resolution> {
  if (found.held) return found;
  const known = await knownAs(text, context);
  const named = known.length > 0 || found.title === undefined ? known : await knownAs(found.title, context);
  const [first, ...more] = named;
  if (!first) {
    const { items } = found.kind === 'none' ? await searchKnownActs({ q: text, limit: mostCandidates, today: '' }, context) : { items: [] };
    return items.length === 0 ? found : { ...found, kind: 'title', known: items.slice(0, mostCandidates) };
  }
  const sure = omit(found, 'candidates');
  const one = more.length > 0 ? {} : { title: first.title, ...opt({ canonical: found.canonical ?? first.number }) };
  return { ...sure, ...one, kind: found.kind === 'none' ? 'title' : found.kind, known: named };
}

/**
 * What a reference names, stored, known or neither: id, address, number in any spelling (orders, announcements, standards, romanised), or
 * title.
 */
export async function resolve(ref: string, context: LookupContext): Promise<Resolution> {
  const text = withoutUnseen(ref).trim();
  return orKnown(text, await resolveStored(text, context), context);
}

async function resolveStored(text: string, context: LookupContext): Promise<Resolution> {
  if (idForm.test(text) || isAddress(text)) {
    const ids = await idsOf(text, context);
    const head = await context.documents.head(ids[0]);
    return { kind: idForm.test(text) ? 'document' : 'url', held: head !== undefined, ids, ...opt({ title: head?.title }) };
  }
  const key = numberKey(text);
  return key === undefined ? byTitle(text, context) : byNumber(parseNumber(text), key, context);
}

export type NamedAct = Pick<Chain, 'act'> & { readonly keys: readonly string[] };

const toCitable = <T extends RegisteredDocument>({ issuers, ...rest }: T) => ({
  ...rest,
  issuers: issuers.map((name) => ({ name, ...opt({ id: findIssuer(name)?.id }) })),
});

/** The stored act that a citation surely names; undefined where none is, or several. */
export const citedIn = ({ from, candidates, quote, ...cited }: CitationLine) =>
  chooseCited({ ...opt({ title: cited.title }), quote }, from.title, candidates.map(toCitable));

export async function actOf(ref: string, context: LookupContext): Promise<NamedAct | undefined> {
  const found = await resolve(ref, context);
  const head = await context.documents.head(found.ids[0]);
  if (head) {
    const { id, title, english, number, dates } = head;
    const day = dates.signed?.value ?? dates.published?.value;
    return { act: { id, title, english: english.title, ...opt({ number, day }) }, keys: [] };
  }
  const number = found.kind === 'number' ? (found.canonical ?? ref.trim()) : undefined;
  const known = found.known?.[0];
  const title = known?.title ?? (number === undefined && /\p{Script=Han}{4}/u.test(ref) ? ref.trim().replace(/^《|》$/g, '') : undefined);
  const keys = citationKeys(opt({ number: number ?? known?.number, title }));
  if (keys.length === 0) return undefined;
  const act = opt({ number: number ?? known?.number, title, english: known?.english?.title });
  return { act, keys };
}

/** Missing numbers in sequences, newest years first; complete sequences are left out. Reads at most `limit` sequences. */
export async function findNumberingGaps(query: SequenceQuery, context: LookupContext): Promise<readonly NumberingGap[]> {
  const today = dayOf(context.now());
  const prefix = query.prefix === undefined ? {} : { prefix: familyOf(query.prefix) };
  return (await context.search.sequences({ ...query, ...prefix })).flatMap((sequence) => {
    const gap = gapOf(sequence, today);
    if (!gap || gap.missing === 0) return [];
    const issuer = issuerOfPrefix(gap.prefix) ?? findIssuer(gap.prefix.replace(/(?:令|公告)$/, ''));
    return [issuer ? { ...gap, issuer: { id: issuer.id, name: issuer.name, english: issuer.english } } : gap];
  });
}
