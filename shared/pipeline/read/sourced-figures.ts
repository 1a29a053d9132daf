import type { Head } from '../../model/document.ts';
import type { SourcedFigure } from '../../model/landmark.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { storedWorks } from '../../stages/attachment/attached-works.ts';
import { areaOf } from '../../stages/facts/figure-area.ts';
import { figureEntityId, findLandmarkFigures, type LandmarkFigure } from '../../stages/facts/landmark-figures.ts';
import { textWithWorks } from '../collect/files.ts';
import { openMemo, thisMinute } from './memo.ts';

/** Figures of the backgrounder as documents state them. */

/** Newest documents with a figure that are searched for one of the country. */
const most = 20;
/** Documents that are read for the newest of many figures, however many those are. */
const mostRead = 100;

/** What a text states of all figures: it is read once for all of them, and again only when it has changed. */
const readings = openMemo<readonly LandmarkFigure[]>(300);
/** Whether the text is still the same is looked up once a minute. */
const newest = openMemo<ReadonlyMap<string, SourcedFigure>>(50);
const stated = openMemo<readonly SourcedFigure[]>(200);

const hitsOf = async ({ id }: FigureLandmark, limit: number, { search, now }: LookupContext): Promise<readonly Hit[]> =>
  (await search.query({ entity: figureEntityId(id), sort: 'newest', limit, today: dayOf(now()) })).hits;

const dayOfText = ({ published, signed }: Hit): string | undefined => published ?? signed;

function readFigures(head: Head, day: string | undefined, context: LookupContext): Promise<readonly LandmarkFigure[]> {
  const year = day?.slice(0, 4);
  const hashes = [head.textHash, ...storedWorks(head.attachments).map(({ textHash }) => textHash)];
  return readings(context, `${head.id} ${year} ${hashes.join(' ')}`, async () => {
    const text = await textWithWorks(head, await context.snapshots.loadText(head.textHash), context);
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
  const { value, unit, year, bound } = own.figure;
  const area = areaOf({ quote: own.quote, title, issuers: head.issuers, authority: head.authority });
  const document = { id, title, english, type, url, ...opt('day', day) };
  return { value, unit, bound, quote: own.quote, area, document, ...(year === null ? {} : { year }) };
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

/** Looks at the newest document of each figure, then at the next one of those that have none yet, until enough documents were read. */
async function seekNewest(sought: readonly Sought[], context: LookupContext): Promise<ReadonlyMap<string, SourcedFigure>> {
  const found = new Map<string, SourcedFigure>();
  const read = new Set<string>();
  const look = async (landmark: FigureLandmark, hit: Hit | undefined): Promise<void> => {
    if (!hit || found.has(landmark.id) || (read.size >= mostRead && !read.has(hit.id))) return;
    read.add(hit.id);
    const figure = await statedFigure(landmark, hit, context);
    if (figure && !(landmark.national && figure.area.of === 'place')) found.set(landmark.id, figure);
  };
  for (let round = 0; round < most; round += 1) await Promise.all(sought.map(({ landmark, hits }) => look(landmark, hits[round])));
  return found;
}

/**
 * The newest figure of each landmark, by its id: what holds for one place alone is left out where the backgrounder states a figure of the country. Of many figures
 * whose newest documents all speak of places, some are missing: 100 documents are read at most.
 */
export async function newestFigures(list: readonly FigureLandmark[], context: LookupContext): Promise<ReadonlyMap<string, SourcedFigure>> {
  const sought = await Promise.all(
    list.map(async (landmark) => ({ landmark, hits: await hitsOf(landmark, landmark.national ? most : 1, context) })),
  );
  const asked = sought.map(({ landmark, hits }) => [landmark.id, ...hits.map(({ id }) => id)].join(' '));
  return newest(context, [thisMinute(), ...asked].join('; '), () => seekNewest(sought, context));
}
