import type { Head } from '../../model/document.ts';
import type { LandmarkNews, SourcedFigure } from '../../model/landmark.ts';
import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { isVerified, type Landmark } from '../../registry/landmarks.ts';
import { figureEntityId, findLandmarkFigures } from '../../stages/facts/landmark-figures.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { isAct } from '../../stages/text/acts.ts';
import { workKey } from '../../stages/text/titles.ts';
import { textWithWorks } from '../collect/files.ts';

/** The stored document of a landmark: found by its number, else by its title and issuer. */
async function heldAct(landmark: Landmark, context: Context): Promise<Head | undefined> {
  if (landmark.kind !== 'act') return undefined;
  const number = landmark.number && isVerified(landmark.numberMark ?? '?') ? { number: landmark.number } : {};
  const keys = [...citationKeys({ title: landmark.zh, ...number }), `w:${workKey(landmark.zh)}`];
  for (const key of keys) {
    const held = await context.documents.heads(await context.documents.byKey(key));
    const own = held.find((head) => isAct(head.type) && (key.startsWith('n:') || isOwn(landmark, head)));
    if (own) return own;
  }
  return undefined;
}

/** A work of the same name may be another body's, and a draft is not its final text. */
const isOwn = ({ zh, issuers }: Landmark, head: Head): boolean =>
  (issuers.length === 0 || head.issuers.some(({ id }) => id !== undefined && issuers.includes(id))) &&
  (head.type === 'draft') === /征求意见稿|草案/.test(zh);

/** A landmark with its stored document, and the newest `limit` documents that cite it. */
export async function landmarkNews(landmark: Landmark, limit: number, context: Context): Promise<LandmarkNews> {
  const today = dayOf(context.now());
  const { total, hits } = await context.search.query({ entity: landmark.id, sort: 'newest', limit, today });
  const head = await heldAct(landmark, context);
  const held = head && (hits.find(({ id }) => id === head.id) ?? (await context.search.one(head.id, today)));
  return { total, newest: hits.filter(({ id }) => id !== head?.id), ...(held ? { held } : {}) };
}

/** Figures of levels L0 to L2 count for the country unless they name a part of it; others only where they name the country. */
const nationalAuthority = 80;
/** Newest documents with a figure that are searched for one of the country. */
const most = 20;
const isLocalAct = ({ authority, issuers }: Head): boolean => issuers.length > 0 && authority < nationalAuthority;
const ofTheCountry = (quote: string, { authority }: Head): boolean =>
  /全国|我国|中国|八大枢纽|八个(?:国家)?(?:算力)?枢纽|\bthe eight hubs|\bChina\b|\bnational|\bnationwide/i.test(quote) ||
  (authority >= nationalAuthority && !/(?:全|本|我|该)(?:省|市|区|州|县)/.test(quote));

/** The newest documents that state a figure of the same quantity, with the sentence, newest first, at most `limit`. */
export async function sourcedFigures(landmark: FigureLandmark, limit: number, context: Context): Promise<readonly SourcedFigure[]> {
  const query = {
    entity: figureEntityId(landmark.id),
    sort: 'newest',
    limit: landmark.national ? most : limit,
    today: dayOf(context.now()),
  } as const;
  const { hits } = await context.search.query(query);
  const found: SourcedFigure[] = [];
  for (const { id, title, english, published, signed, url } of hits) {
    if (found.length === limit) break;
    const head = await context.documents.head(id);
    if (!head || (landmark.national && isLocalAct(head))) continue;
    const day = published ?? signed;
    const text = await textWithWorks(head, await context.snapshots.loadText(head.textHash), context);
    const stated = findLandmarkFigures(text, day === undefined ? undefined : Number(day.slice(0, 4)));
    const own = stated.find((each) => each.landmark.id === landmark.id);
    if (!own || (landmark.national && !ofTheCountry(own.quote, head))) continue;
    const { value, unit, year, bound } = own.figure;
    const document = { id, title, english, url, ...opt('day', day) };
    found.push({ value, unit, bound, quote: own.quote, document, ...(year === null ? {} : { year }) });
  }
  return found;
}
