import type { Head } from '../../model/document.ts';
import type { Mentions, SourcedFigure } from '../../model/landmark.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { storedWorks } from '../../stages/attachment/attached.ts';
import { areaOf } from '../../stages/facts/figure-area.ts';
import { figureEntityId, findLandmarkFigures, isLater, type LandmarkFigure } from '../../stages/facts/landmark-figures.ts';
import { textWithWorks } from '../collect/reading.ts';
import { textOf } from '../collect/set-aside.ts';
import { openMemo, thisMinute } from '../context.ts';

/** Figures of the backgrounder as documents state them. */

/** Newest documents with a figure that are searched for one of the country. */
const most = 20;
/** Documents that are read for the newest of many figures, however many those are. */
const mostRead = 100;

type NewestFigures = ReadonlyMap<string, SourcedFigure>;

/** What a text states of all figures: it is read once for all of them, and again only when it has changed. */
const readings = openMemo<readonly LandmarkFigure[]>(300);
/** Whether the text is still the same is looked up once a minute. */
const newest = openMemo<NewestFigures>(50);
const stated = openMemo<readonly SourcedFigure[]>(200);

const hitsOf = async ({ id }: FigureLandmark, limit: number, { search, now }: LookupContext): Promise<readonly Hit[]> =>
  (await search.query({ entity: figureEntityId(id), sort: 'newest', limit, today: dayOf(now()) })).hits;

const dayOfText = ({ published, signed }: Hit): string | undefined => published ?? signed;

function readFigures(head: Head, day: string | undefined, context: LookupContext): Promise<readonly LandmarkFigure[]> {
  const year = day?.slice(0, 4);
  const hashes = [head.textHash, ...storedWorks(head.attachments).map(({ textHash }) => textHash)];
  return readings(context, `${head.id} ${year} ${hashes.join(' ')}`, async () => {
    const text = await textWithWorks(head, await textOf(head, context), context);
    return findLandmarkFigures(text, year === undefined ? undefined : Number(year));
  });
}

/** The figure of a landmark as one document states it. */
async function statedFigure(landmark: FigureLandmark, hit: Hit, context: LookupContext): Promise<SourcedFigure | undefined> {
  const { id, title, english, type, url } = hit;
  const head = await context.documents.head(id);
  const day = dayOfText(hit);
  const own = head && (await readFigures(head, day, context)).find((each) => each.landmark.id === landmark.id);
  if (!own) return undefined;
  const { value, unit, year, bound, strict } = own.figure;
  const area = areaOf({ clause: own.clause, quote: own.quote, title, issuers: head.issuers, authority: head.authority });
  const document = { id, title, english, type, url, ...opt('day', day) };
  return { value, unit, bound, ...opt('strict', strict), quote: own.quote, area, document, ...(year === null ? {} : { year }) };
}

/** The newest documents that state a figure of the same quantity, with the sentence and where it holds, newest first, at most `limit`. */
export async function sourcedFigures(landmark: FigureLandmark, limit: number, context: LookupContext): Promise<readonly SourcedFigure[]> {
  const hits = await hitsOf(landmark, limit, context);
  return stated(context, [landmark.id, thisMinute(), ...hits.map(({ id }) => id)].join(' '), async () => {
    const found = await Promise.all(hits.map((hit) => statedFigure(landmark, hit, context)));
    return found.filter((each) => each !== undefined);
  });
}

type Sought = { readonly landmark: FigureLandmark; readonly hits: readonly Hit[] };

/** Looks at the first document of each figure, then at the next one of those that have none yet, until enough documents were read. */
function openSeeker(context: LookupContext) {
  const found = new Map<string, SourcedFigure>();
  const read = new Set<string>();
  const look = async (landmark: FigureLandmark, hit: Hit | undefined): Promise<void> => {
    if (!hit || found.has(landmark.id) || (read.size >= mostRead && !read.has(hit.id))) return;
    read.add(hit.id);
    const figure = await statedFigure(landmark, hit, context);
    if (figure && !(landmark.national && figure.area.of === 'place') && isLater(landmark, { ...figure, ...figure.document }))
      found.set(landmark.id, figure);
  };
  const seek = async (sought: readonly Sought[], rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) await Promise.all(sought.map(({ landmark, hits }) => look(landmark, hits[round])));
  };
  return { found, seek };
}

/** The newest document of each figure mostly has it; only of those that speak of a place are the ones before asked for. */
async function seekNewest(named: readonly FigureLandmark[], mentions: Mentions, context: LookupContext): Promise<NewestFigures> {
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
 * The newest figure of each landmark, by its id: what holds for one place alone is left out where the backgrounder states a figure of the country. Of many figures
 * whose newest documents all speak of places, some are missing: 100 documents are read at most.
 */
export async function newestFigures(list: readonly FigureLandmark[], context: LookupContext): Promise<NewestFigures> {
  const mentions = await context.search.mentions(list.map(({ id }) => figureEntityId(id)));
  const named = list.filter(({ id }) => mentions[figureEntityId(id)] !== undefined);
  if (named.length === 0) return new Map();
  return newest(context, `${thisMinute()} ${JSON.stringify(mentions)}`, () => seekNewest(named, mentions, context));
}
