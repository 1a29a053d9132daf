import type { Alarm } from '../../model/alarm.ts';
import type { Context, ScheduleContext, WatchContext } from '../../model/ports.ts';
import type { Round } from '../../model/run.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { type Landmark, landmarks } from '../../registry/known.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl, hostOf, registrableDomainOf } from '../../stages/urls/address.ts';

import { isEnabled, isOffline } from '../../stages/watch/silence.ts';
import type { SourceStates } from './source-states.ts';

/** The name under which notes of them stand in a report: an address that fails is no fault of the source on whose site it lies. */
export const landmarkPages = 'landmarks';

type Addressed = Landmark & { readonly url: string };
const addressed = landmarks.filter((landmark): landmark is Addressed => landmark.url !== undefined);
const byAddress = new Map(addressed.map((landmark) => [canonicalUrl(landmark.url), landmark]));

export const isLandmarkPage = (url: string): boolean => byAddress.has(canonicalUrl(url));

/** The sources on whose site an address lies: on its host, else on its domain. No other site is asked. */
function sourcesAt(url: string, sources: readonly Source[]): readonly Source[] {
  const onHost = sources.filter(({ listing }) => hostOf(listing.url) === hostOf(url));
  return onHost.length > 0 ? onHost : sources.filter(({ listing }) => registrableDomainOf(listing.url) === registrableDomainOf(url));
}

type Wanted = { readonly url: string; readonly sources: readonly Source[] };

function wantedOf(only: ReadonlySet<string> | undefined, { settings, web }: ScheduleContext): readonly Wanted[] {
  const read = settings.sources.filter(
    (source) => isEnabled(source) && (source.kind === 'official' || source.kind === 'standards') && (!only || only.has(source.id)),
  );
  return addressed
    .filter(({ url }) => web.holds === undefined || web.holds(url))
    .map(({ url }) => ({ url, sources: sourcesAt(url, read) }))
    .filter(({ sources }) => sources.length > 0);
}

const taskOf = ({ url, sources }: Wanted): Task[] =>
  sources
    .slice(0, 1)
    .map(({ id }) => ({ kind: 'page', id: sha256(`${landmarkPages}\n${canonicalUrl(url)}`), sourceId: id, url, backfill: true }));

async function unasked(wanted: readonly Wanted[], context: ScheduleContext): Promise<readonly Wanted[]> {
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
  const dead: { readonly said: string; readonly since: string }[] = [];
  for (const landmark of addressed) {
    const trouble = await landmarkTrouble(landmark, context);
    if (trouble) dead.push({ said: `${landmark.id}: ${trouble.detail} (${landmark.url})`, since: trouble.since });
  }
  const [first] = dead.map(({ since }) => since).toSorted();
  if (first === undefined) return [];
  return [
    {
      subject: landmarkPages,
      state: 'unread',
      since: first,
      detail: `official addresses of landmark acts that brought no document: ${dead.map(({ said }) => said).join('; ')}`,
      remedy:
        'they are asked for again each day; where an act has moved, mend its "url" in shared/registry/tables/landmarks/acts.json, or "hongtou add URL"',
    },
  ];
}
