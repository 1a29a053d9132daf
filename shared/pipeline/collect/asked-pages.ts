/**
 * Pages that no list names and that are asked for all the same, each once: landmark acts at their official addresses, and texts that a
 * page cites with a link.
 */
import { type Alarm, alarmOf } from '../../model/alarm.ts';
import type { Article, Citation } from '../../model/article.ts';
import type { CollectContext, Context, ScheduleContext, WatchContext } from '../../model/ports.ts';
import type { Round } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { type Landmark, landmarks } from '../../registry/known.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl, hostOf, registrableDomainOf } from '../../stages/urls/address.ts';
import { isEnabled, isOffline } from '../../stages/watch/health.ts';
import type { SourceStates } from './source-states.ts';

/** The name under which notes of them stand in a report: an address that fails is no fault of the source on whose site it lies. */
export const landmarkPages = 'landmarks';

type Addressed = Landmark & { readonly url: string };
const addressed = landmarks.filter((landmark): landmark is Addressed => landmark.url !== undefined);
const byAddress = new Map(addressed.map((landmark) => [canonicalUrl(landmark.url), landmark]));

export const isLandmarkPage = (url: string) => byAddress.has(canonicalUrl(url));

type Wanted = Readonly<{ url: string; sources: readonly Source[] }>;

function wantedOf(only: ReadonlySet<string> | undefined, { settings, web }: ScheduleContext) {
  const read = settings.sources.filter(
    (source) => isEnabled(source) && (source.kind === 'official' || source.kind === 'standards') && (!only || only.has(source.id)),
  );
  // On whose site an address lies: on its host, else on its domain. No other site is asked.
  const [onHost, onDomain] = [hostOf, registrableDomainOf].map((part) => Map.groupBy(read, ({ listing }) => part(listing.url)));
  return addressed
    .filter(({ url }) => web.holds === undefined || web.holds(url))
    .map(({ url }) => ({ url, sources: onHost?.get(hostOf(url)) ?? onDomain?.get(registrableDomainOf(url)) ?? [] }))
    .filter(({ sources }) => sources.length > 0);
}

const taskOf = ({ url, sources }: Wanted): Task[] =>
  sources
    .slice(0, 1)
    .map(({ id }) => ({ kind: 'page', id: sha256(`${landmarkPages}\n${canonicalUrl(url)}`), sourceId: id, url, backfill: true }));

async function unasked(wanted: readonly Wanted[], context: ScheduleContext) {
  const urls = wanted.map(({ url }) => canonicalUrl(url));
  const seen = await context.documents.seen(landmarkPages, urls);
  const left: Wanted[] = [];
  for (const [i, each] of wanted.entries()) {
    if (seen[i] || (await context.documents.address(canonicalUrl(each.url)))) continue;
    if (context.takeBudget(1) < 1) break;
    left.push(each);
  }
  return left;
}

async function markAsked({ url, sources }: Wanted, context: ScheduleContext) {
  const seen = { url: canonicalUrl(url), seen: { at: context.now().toISOString(), lines: [] } };
  for (const id of [landmarkPages, ...sources.map((source) => source.id)]) {
    const [before] = await context.documents.seen(id, [seen.url]);
    if (!before) await context.documents.markSeen(id, [seen]);
  }
}

/**
 * Sends the pages of landmark acts that were never asked for, on the sites of sources that are read; in a replay those that the files hold.
 * The note of the round says when all were sent, so that a round with nothing new to ask costs no read. Returns the note.
 */
export async function scheduleLandmarks(round: Round, only: ReadonlySet<string> | undefined, context: ScheduleContext): Promise<Round> {
  const wanted = wantedOf(only, context);
  const all = sha256(wanted.map(({ url }) => url).join('\n'));
  if (wanted.length === 0 || round.landmarks === all) return round;
  const left = await unasked(wanted, context);
  await context.tasks.send(left.flatMap(taskOf));
  for (const each of left) await markAsked(each, context);
  const urls = wanted.map(({ url }) => canonicalUrl(url));
  const done = (await context.documents.seen(landmarkPages, urls)).every((each) => each !== undefined);
  if (only || !done) return round;
  const next = { ...round, landmarks: all };
  await context.journal.write('round', next);
  return next;
}

export async function landmarkTrouble({ url }: Pick<Landmark, 'url'>, context: Pick<Context, 'documents'>) {
  const address = url === undefined ? undefined : await context.documents.address(canonicalUrl(url));
  return address?.documentId === undefined ? address?.trouble : undefined;
}

/** One alarm for all official addresses that brought nothing; none while nothing answers this machine. */
export async function landmarkAlarms({ watched }: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  if (isOffline(watched)) return [];
  const dead: Readonly<{ said: string; since: string }>[] = [];
  for (const landmark of addressed) {
    const trouble = await landmarkTrouble(landmark, context);
    if (trouble) dead.push({ said: `${landmark.id}: ${trouble.detail} (${landmark.url})`, since: trouble.since });
  }
  const [since] = dead.map((each) => each.since).toSorted();
  return since === undefined ? [] : [alarmOf(landmarkPages, 'unread', { acts: dead.map(({ said }) => said).join('; ') }, { since })];
}

const mostAPage = 5;

export const requestedList = 'wanted';

/** Relations whose texts are requested; a text that is only mentioned is requested when it is cited by number. */
const worthRequesting: ReadonlySet<Relation> = new Set([
  'implements',
  'interprets',
  'reports',
  'forwards',
  'repeals',
  'supersedes',
  'draft-of',
  'final-of',
]);

const sourceAt = (url: string, sources: readonly Source[]) =>
  sources.find(({ listing, kind }) => (kind === 'official' || kind === 'standards') && hostOf(listing.url) === hostOf(url));

async function isStored(citation: Citation, context: CollectContext) {
  for (const key of citationKeys(citation)) if ((await context.documents.byKey(key, 1)).length > 0) return true;
  return false;
}

/**
 * Requests once the texts that a page cites with a link and that are not stored: on hosts of declared sources, within the budget of the
 * round.
 */
export async function requestMissingTexts({ citations }: Pick<Article, 'citations'>, context: CollectContext): Promise<number> {
  const tasks: Readonly<{ task: Task; url: string }>[] = [];
  for (const citation of citations) {
    if (citation.url === undefined || tasks.length >= mostAPage) continue;
    if (!worthRequesting.has(citation.relation) && citation.number === undefined) continue;
    const url = canonicalUrl(citation.url);
    const source = sourceAt(url, context.settings.sources);
    if (!source || tasks.some((each) => each.url === url)) continue;
    if ((await isStored(citation, context)) || (await context.documents.address(url))) continue;
    if ((await context.documents.seen(requestedList, [url]))[0] || context.takeBudget(1) < 1) continue;
    const id = sha256(`${requestedList}\n${url}`);
    tasks.push({ task: { kind: 'page', id, sourceId: source.id, url: citation.url, wanted: true }, url });
  }
  if (tasks.length === 0) return 0;
  await context.tasks.send(tasks.map(({ task }) => task));
  const at = context.now().toISOString();
  await context.documents.markSeen(
    requestedList,
    tasks.map(({ url }) => ({ url, seen: { at, lines: [] } })),
  );
  return tasks.length;
}
