import { dayPutOut, type Section } from '../../model/article.ts';
import type { MovedFigure } from '../../model/digest.ts';
import type { ActInEnglish, Head, Link, ShownDocument } from '../../model/document.ts';
import type { DraftStages } from '../../model/facts.ts';
import type { FigureArea, Mentions, SourcedFigure } from '../../model/landmark.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import type { CrossIndexFacts, Hit, IndexedCitation } from '../../model/query.ts';
import { addDays, dayOf, wholeDays } from '../../model/time.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { storedWorks } from '../../stages/attachment/attached-works.ts';
import type { DigestCandidate } from '../../stages/digest/item.ts';
import { isFolded } from '../../stages/digest/outcome.ts';
import { sectionOf } from '../../stages/digest/section-of.ts';
import {
  areaOf,
  contradicts,
  figureEntityId,
  findLandmarkFigures,
  findStatedTotal,
  isLater,
  type LandmarkFigure,
  type StatedTotal,
} from '../../stages/facts/landmark-figures.ts';
import { actName, isOfficialEnglish } from '../../stages/facts/link/translation.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { announcedKey, bareTitleKey, citationKeys } from '../../stages/identity/resolve.ts';
import type { FactsInput, RegisteredFacts, StatedFacts } from '../../stages/jobs.ts';
import { sequenceOf } from '../../stages/numbers/sequence.ts';
import { isAct } from '../../stages/text/acts.ts';
import { hostOf } from '../../stages/urls/address.ts';
import { siteNames } from '../collect/publishers.ts';
import { textWithWorks } from '../collect/reading.ts';
import { factsWithin, noFacts, textOf } from '../collect/set-aside.ts';
import { openMemo, thisMinute, work } from '../context.ts';
import type { CitingDocument } from './status.ts';

const documentDay = ({ dates }: Head) => dates.published?.value ?? dates.signed?.value;

const known = openMemo<StatedFacts>(1000, (facts) => facts !== noFacts);

/** Facts count wherever they are stated: on the page or in the work attached to it. */
async function inputOf(head: Head, text: string, context: LookupContext): Promise<Omit<FactsInput, 'text'>> {
  const { title, type, dates, language } = head;
  return { title, type, dates, language, whole: await textWithWorks(head, text, context), ...opt({ day: documentDay(head) }) };
}

const statedIn = (head: Head, text: string, context: LookupContext) =>
  known(context, `${head.id} ${head.version} ${head.textHash}`, async () => {
    const input = await inputOf(head, text, context);
    return factsWithin(head, () => work('facts', [{ ...input, text }], head.url, context), context);
  });

export async function factsOf(
  head: Head,
  text: string,
  links: readonly Link[],
  context: LookupContext,
): Promise<Omit<StatedFacts, 'structure'> & Readonly<{ stages?: DraftStages; structure?: readonly Section[] }>> {
  const { structure, ...stated } = await statedIn(head, text, context);
  const stages = await stagesOf(head, links, context);
  return { ...stated, ...(structure.length > 0 && { structure }), ...opt({ stages }) };
}

async function registeredFacts(head: Head, text: string, context: LookupContext): Promise<RegisteredFacts> {
  if (!head.relevant) return { figures: [], windows: [] };
  const input = await inputOf(head, text, context);
  const { figures, windows } = await factsWithin(head, () => work('registeredFacts', [input], head.url, context), context);
  return { figures, windows };
}

export const englishOf = ({ english: { title }, title: original }: Head): { readonly english?: string } =>
  title === '' || title === original ? {} : { english: title };

const stageOf = (head: Head) => {
  const date = documentDay(head);
  return { id: head.id, title: head.title, ...englishOf(head), ...opt({ date }) };
};

/** The draft or final text of a document: of several the nearest in time, and never a draft that is younger than the final text. */
async function stagesOf(head: Head, links: readonly Link[], context: LookupContext) {
  const others = links.filter(({ relation, to }) => (relation === 'draft-of' || relation === 'final-of') && to.id !== undefined);
  const heads = await context.documents.heads(others.flatMap(({ to }) => to.id ?? []));
  const ordered = heads
    .map((other) =>
      head.type === 'draft' ? { draft: stageOf(head), final: stageOf(other) } : { draft: stageOf(other), final: stageOf(head) },
    )
    .map((each) => ({ ...each, days: wholeDays(each.draft.date, each.final.date) }))
    .filter(({ days }) => days === undefined || days >= 0)
    .toSorted((a, b) => (a.days ?? Number.MAX_SAFE_INTEGER) - (b.days ?? Number.MAX_SAFE_INTEGER));
  const [nearest] = ordered;
  if (!nearest) return undefined;
  const { days, ...stages } = nearest;
  return { ...stages, ...opt({ days }) };
}

function citesOf({ citations }: Head): IndexedCitation[] {
  return citations.map((citation) => {
    const bare = bareTitleKey(citation);
    const { title, number, relation, quote, url, issuer } = citation;
    const sequence = sequenceOf(number);
    return {
      keys: [...citationKeys(citation), ...(bare === undefined ? [] : [bare]), ...(issuer === undefined ? [] : [announcedKey(issuer)])],
      ...opt({ title, number }),
      relation,
      quote,
      ...opt({ url, sequence }),
    };
  });
}

export async function toCrossIndexFacts(head: Head, text: string, context: LookupContext): Promise<CrossIndexFacts> {
  const day = documentDay(head);
  const act = isAct(head.type);
  const sequence = act ? sequenceOf(head.number) : undefined;
  return {
    keys: head.keys,
    act,
    draft: head.type === 'draft',
    ...opt({ day, sequence }),
    cites: citesOf(head),
    ...(await registeredFacts(head, text, context)),
  };
}

const most = 20;
const mostRead = 100;

type NewestFigures = ReadonlyMap<string, SourcedFigure>;

/** What a text states of all figures: it is read once for all of them, and again only when it has changed. */
const readings = openMemo<readonly LandmarkFigure[]>(300);
/** Whether the text is still the same is looked up once a minute. */
const newest = openMemo<NewestFigures>(50);
const stated = openMemo<readonly SourcedFigure[]>(200);

const hitsOf = async ({ id }: FigureLandmark, limit: number, { search, now }: LookupContext) =>
  (await search.query({ entity: figureEntityId(id), sort: 'newest', limit, today: dayOf(now()) })).hits;

const dayOfText = ({ published, signed }: Hit) => published ?? signed;

function readFigures(head: Head, day: string | undefined, context: LookupContext) {
  const year = day?.slice(0, 4);
  const hashes = [head.textHash, ...storedWorks(head.attachments).map(({ textHash }) => textHash)];
  return readings(context, `${head.id} ${year} ${hashes.join(' ')}`, async () => {
    const text = await textWithWorks(head, await textOf(head, context), context);
    return findLandmarkFigures(text, year === undefined ? undefined : Number(year));
  });
}

/** What a document states against stated figures, of the whole country where those are. */
export async function figuresAgainst(head: Head, context: LookupContext): Promise<readonly LandmarkFigure[]> {
  if (!head.entities.some(({ kind }) => kind === 'figure')) return [];
  const { title, issuers, authority } = head;
  const isHere = ({ landmark, clause, quote }: LandmarkFigure) =>
    !landmark.national || areaOf({ clause, quote, title, issuers, authority }).of === 'country';
  return (await readFigures(head, dayPutOut(head.dates), context)).filter((each) => contradicts(each) && isHere(each));
}

async function statedFigure(landmark: FigureLandmark, hit: Hit, context: LookupContext) {
  const { id, title, english, type, url } = hit;
  const head = await context.documents.head(id);
  const day = dayOfText(hit);
  const own = head && (await readFigures(head, day, context)).find((each) => each.landmark.id === landmark.id);
  if (!own) return undefined;
  const { value, unit, year, bound, strict } = own.figure;
  const area = areaOf({ clause: own.clause, quote: own.quote, title, issuers: head.issuers, authority: head.authority });
  const document = { id, title, english, type, url, ...opt({ day }) };
  return { value, unit, bound, ...opt({ strict }), quote: own.quote, area, document, ...(year === null ? {} : { year }) };
}

/** The newest documents that state a figure of the same quantity, with the sentence and where it holds, newest first, at most `limit`. */
export async function sourcedFigures(landmark: FigureLandmark, limit: number, context: LookupContext): Promise<readonly SourcedFigure[]> {
  const hits = await hitsOf(landmark, limit, context);
  return stated(context, [landmark.id, thisMinute(), ...hits.map(({ id }) => id)].join(' '), async () => {
    const found = await Promise.all(hits.map((hit) => statedFigure(landmark, hit, context)));
    return found.filter((each) => each !== undefined);
  });
}

/** Looks at the first document of each figure, then at the next one of those that have none yet, until enough documents were read. */
function openSeeker(context: LookupContext) {
  const found = new Map<string, SourcedFigure>();
  const read = new Set<string>();
  const look = async (landmark: FigureLandmark, hit: Hit | undefined) => {
    if (!hit || found.has(landmark.id) || (read.size >= mostRead && !read.has(hit.id))) return;
    read.add(hit.id);
    const figure = await statedFigure(landmark, hit, context);
    if (figure && !(landmark.national && figure.area.of === 'place') && isLater(landmark, { ...figure, ...figure.document }))
      found.set(landmark.id, figure);
  };
  const seek = async (sought: readonly Readonly<{ landmark: FigureLandmark; hits: readonly Hit[] }>[], rounds: number) => {
    for (let round = 0; round < rounds; round += 1) await Promise.all(sought.map(({ landmark, hits }) => look(landmark, hits[round])));
  };
  return { found, seek };
}

async function seekNewest(named: readonly FigureLandmark[], mentions: Mentions, context: LookupContext) {
  const among = [...new Set(Object.values(mentions).map(({ newestId }) => newestId))];
  const { hits } = await context.search.query({ among, limit: among.length, today: dayOf(context.now()) });
  const { found, seek } = openSeeker(context);
  const first = named.map((landmark) => ({
    landmark,
    hits: hits.filter(({ id }) => id === mentions[figureEntityId(landmark.id)]?.newestId),
  }));
  await seek(first, 1);
  const open = named.filter(({ id, national }) => national && !found.has(id));
  await seek(await Promise.all(open.map(async (landmark) => ({ landmark, hits: await hitsOf(landmark, most, context) }))), most);
  return found;
}

/**
 * The newest figure of each landmark, by its id: what holds for one place alone is left out where the backgrounder states a figure of the
 * country. Of many figures whose newest documents all speak of places, some are missing: 100 documents are read at most.
 */
export async function newestFigures(list: readonly FigureLandmark[], context: LookupContext): Promise<NewestFigures> {
  const mentions = await context.search.mentions(list.map(({ id }) => figureEntityId(id)));
  const named = list.filter(({ id }) => mentions[figureEntityId(id)] !== undefined);
  if (named.length === 0) return new Map();
  return newest(context, `${thisMinute()} ${JSON.stringify(mentions)}`, () => seekNewest(named, mentions, context));
}

const mostSought = 12;
const mostMoved = 8;

type Statement = Readonly<{
  landmark: FigureLandmark;
  total: StatedTotal;
  area: FigureArea;
  day?: string;
  id: string;
  scope?: string;
  enforcement?: boolean;
}>;

/** What a document states of the quantity, and where it holds: nothing of one place where the quantity is one of the country. */
function statementOf(
  landmark: FigureLandmark,
  { id, title, issuers, authority, dates }: Pick<Head, 'id' | 'title' | 'issuers' | 'authority' | 'dates'>,
  text: string,
) {
  const total = findStatedTotal(text, landmark);
  if (!total) return undefined;
  const area = areaOf({ quote: total.quote, title, issuers, authority });
  if (landmark.national && area.of !== 'country') return undefined;
  const day = total.day ?? dayPutOut(dates);
  return { landmark, total, area, id, ...opt({ day }) };
}

const isSame = (a: Statement, b: Statement) =>
  a.total.unit === b.total.unit &&
  (a.total.strength === 'target') === (b.total.strength === 'target') &&
  a.area.of === b.area.of &&
  a.area.name === b.area.name;

async function lastBefore(now: Statement, from: string, context: LookupContext) {
  const entity = figureEntityId(now.landmark.id);
  const earlier = { date: 'firstSeen', to: addDays(from, -1), sort: 'newest', limit: mostSought } as const;
  const { hits } = await context.search.query({ entity, ...earlier, today: dayOf(context.now()) });
  const found: Statement[] = [];
  for (const { id } of hits) {
    const head = id === now.id ? undefined : await context.documents.head(id);
    const one = head && statementOf(now.landmark, head, await textOf(head, context));
    if (one && isSame(now, one) && one.day !== undefined && now.day !== undefined && one.day < now.day) found.push(one);
  }
  return found.toSorted((a, b) => (orEmpty(a.day) > orEmpty(b.day) ? -1 : 1))[0];
}

const asSaid = ({ total: { value, quote }, day, id }: Statement) => ({
  value,
  ...opt({ day }),
  document: id,
  quote,
});

/** What the figure counts in the words of the document. */
const scopeOf = ({ figures = [] }: ShownDocument, { value, unit }: StatedTotal) =>
  figures.find((each) => each.value === value && each.unit === unit)?.scope;

function statementsOf(candidate: DigestCandidate, today: string) {
  const { document } = candidate;
  if (isFolded(candidate) || document.text === '') return [];
  const named = new Set(document.entities.map(({ id }) => id));
  // Names of a document are those that were known when it was read; lists of filings are looked through for newer ones too.
  return figureLandmarks
    .filter(({ id }) => document.type === 'announcement' || named.has(figureEntityId(id)))
    .flatMap((landmark) => {
      const one = statementOf(landmark, document, document.text);
      if (!one) return [];
      return [{ ...one, ...opt({ scope: scopeOf(document, one.total) }), enforcement: sectionOf(candidate, today) === 'enforcement' }];
    });
}

function distinct(candidates: readonly DigestCandidate[], today: string) {
  const ranked = candidates.toSorted((a, b) => b.document.authority - a.document.authority || (a.document.id < b.document.id ? -1 : 1));
  const byKey = Map.groupBy(
    ranked.flatMap((one) => statementsOf(one, today)),
    ({ landmark, area }) => `${landmark.id} ${area.of} ${area.name}`,
  );
  return [...byKey.values()].flatMap(([first]) => first ?? []);
}

/**
 * Figures of landmarks that documents of the week state, beside what was last stated before it, of the same quantity, unit and area:
 * numbers of filings and enforcement whether they moved or not, others where they did.
 */
export async function movedFigures(
  candidates: readonly DigestCandidate[],
  from: string,
  context: LookupContext,
): Promise<readonly MovedFigure[]> {
  const moved: (MovedFigure & { readonly enforcement: boolean })[] = [];
  for (const now of distinct(candidates, dayOf(context.now()))) {
    const before = await lastBefore(now, from, context);
    const { added, quote, unit } = now.total;
    const enforcement = now.enforcement === true;
    if (!enforcement && added === undefined && (!before || before.total.value === now.total.value)) continue;
    const subject = { zh: now.scope ?? now.landmark.en, en: now.landmark.en };
    const more = opt({ before: before && asSaid(before), added: added === undefined ? undefined : { value: added, quote } });
    moved.push({ subject, unit, now: asSaid(now), ...more, enforcement });
  }
  return moved
    .toSorted((a, b) => Number(b.enforcement) - Number(a.enforcement))
    .slice(0, mostMoved)
    .map((figure) => omit(figure, 'enforcement'));
}

export function translationsAmong(cited: readonly CitingDocument[], context: Pick<Context, 'settings'>): readonly ActInEnglish[] {
  const pages = cited.flatMap(({ id, title, relation, source }) => {
    if (relation !== 'translates') return [];
    const url = liveAddress(source);
    const by = siteNames(url, context) ?? { zh: hostOf(url), en: hostOf(url) };
    return [{ id, title: actName(title), url, official: isOfficialEnglish(url), by }];
  });
  return pages.toSorted((a, b) => Number(b.official) - Number(a.official));
}

/** The official English title goes before all but a person's. */
export function withOfficialTitle(head: Head, cited: readonly CitingDocument[], context: Pick<Context, 'settings'>): Head {
  const [page] = translationsAmong(cited, context);
  if (!page?.official || head.english.by === 'person') return head;
  return { ...head, english: { ...head.english, title: page.title, by: 'official', page: page.url } };
}

/** A head with the official English title that the index has of it. */
export const withTitleOfRow = (head: Head, row: Pick<Hit, 'english' | 'shown'> | undefined): Head =>
  row?.shown?.page === undefined || head.english.by === 'person'
    ? head
    : { ...head, english: { ...head.english, title: row.english, by: 'official', page: row.shown.page } };
