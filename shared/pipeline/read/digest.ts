import { type Digest, type DigestEdit, type DigestItem, perSection } from '../../model/digest.ts';
import { DamagedError, InputError, NotReadyError, UsageError } from '../../model/errors.ts';
import type { ReadContext } from '../../model/ports.ts';
import { addDays, dayOf, daysBetween, daysOfWeek, elapsed, lastWeek, weekOfDay } from '../../model/time.ts';
import { compose, effectUntil } from '../../stages/digest/compose.ts';
import { editDigest } from '../../stages/digest/narrow.ts';
import { ownHeadline } from '../../stages/english/headline.ts';
import { findPastState, roundAt } from '../../stages/watch/health.ts';
import { setDamagedAside } from '../collect/set-aside.ts';
import { sourceStates, undeclaredSources } from '../collect/source-states.ts';
import { forOneQuestion } from '../context.ts';
import { changedIn, changedSince, indexed } from './candidates.ts';
import { contextAt } from './compare.ts';
import { movedFigures } from './facts.ts';

export const currentWeek = (now: Date): string => weekOfDay(dayOf(now));

/** The period of a mail: a finished week, or the day of a running week, which has its own mail when it has ended. */
export function periodOf(week: string, now: Date): string {
  const days = daysOfWeek(week);
  return days && week >= currentWeek(now) ? `${week}-${daysBetween(days.from, dayOf(now)) + 1}` : week;
}

export function weekOfPeriod(period: string, now: Date): string {
  const week = period.slice(0, '2026-W47'.length);
  if (week > currentWeek(now)) return currentWeek(now);
  return week;
}

/** Checks a week as a person types it. Throws InputError that says what a week looks like. */
export function checkWeek(week: string): string {
  if (!daysOfWeek(week)) throw new UsageError(`--week: "${week}" is no ISO week; write it as 2026-W47`);
  return week;
}

const endOf = (week: string) => new Date(`${daysOfWeek(week)?.to}T23:59:59.999+08:00`);

/**
 * Composes a week from the changes first stored in it; later changes belong to a later week whatever their date. A finished week is
 * composed from the store as it was at its end, whenever it is composed; one of which an instant `at` is asked, as it was then.
 */
export async function composeWeek(week: string, given: ReadContext, at?: string): Promise<Digest> {
  const context = forOneQuestion(given);
  const end = at === undefined ? endOf(checkWeek(week)) : new Date(at);
  const hasEnded = end < context.now();
  const now = hasEnded ? end : context.now();
  const then = hasEnded ? contextAt(context, end.toISOString()) : context;
  const today = dayOf(now);
  const { from } = daysOfWeek(week) ?? { from: today };
  const { watched, round, silent } = await sourceStates(context);
  const { changed, ...counts } = await changedIn(week, then, !hasEnded);
  const since = at === undefined ? undefined : await changedSince(at, context);
  const digest = compose({
    week,
    now,
    ...counts,
    changed,
    moved: await movedFigures(changed, from, then),
    effect: await indexed({ date: 'effective', from, to: effectUntil(today) }, then, !hasEnded, since),
    open: await indexed({ type: 'draft', date: 'commentBy', from: today }, then, !hasEnded, since),
    sources: watched.map(({ source, state }) => ({ source, ...findPastState(state, now.toISOString()) })),
    silent,
    round: round && roundAt(round, now.toISOString()),
    foreign: await undeclaredSources(context),
  });
  return { ...digest, sections: perSection((id) => digest.sections[id].map(headed)) };
}

const inEnglish = <T extends Pick<DigestItem, 'title' | 'english' | 'type'>>(one: T) => ({ ...one, english: ownHeadline(one).english });
const headed = (item: DigestItem) => inEnglish({ ...item, coverage: item.coverage.map(inEnglish) });

async function composeRunning(week: string, context: ReadContext) {
  const news = await context.documents.newsEnd();
  const digest = await composeWeek(week, context);
  await context.digests.keepRunning(digest, news);
  return digest;
}

export async function keptWeek(week: string, context: ReadContext): Promise<Digest> {
  checkWeek(week);
  if (week >= currentWeek(context.now())) return composeRunning(week, context);
  const kept = await unlessDamaged(week, () => context.digests.get(week), context);
  if (kept !== undefined && kept !== 'damaged') return kept;
  const digest = await composeWeek(week, context);
  if (kept === 'damaged') await context.digests.replace(digest);
  // With another configuration than the store was filled with, the digest is not stored.
  return kept === 'damaged' || (await undeclaredSources(context)).length > 0 ? digest : context.digests.keep(digest);
}

/** What is stored of a week; a damaged digest is set aside: it is composed again from what it was composed of. */
async function unlessDamaged<T>(week: string, load: () => Promise<T>, context: ReadContext) {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    await setDamagedAside(error, { url: week, title: `the digest of ${week}` }, context);
    return 'damaged';
  }
}

async function runningWeek(week: string, context: ReadContext) {
  const stored = await unlessDamaged(week, () => context.digests.running(week), context);
  return stored === 'damaged' ? undefined : stored;
}

/** The digest for the mails of a period: of a running week the stored composition, so that all readers get the same. */
export const weekForMail = async (week: string, context: ReadContext): Promise<Digest> =>
  (week >= currentWeek(context.now()) ? (await runningWeek(week, context))?.digest : undefined) ?? keptWeek(week, context);

const mostBehind = 26;

async function keepFinished(context: ReadContext) {
  let day = addDays(dayOf(context.now()), -7);
  for (let n = 0; n < mostBehind; n += 1, day = addDays(day, -7)) {
    const week = weekOfDay(day);
    if (await context.digests.has(week)) return;
    if ((await context.documents.changes(week)).length > 0) await keptWeek(week, context);
  }
}

const minute = 60_000;
/** A running week without news: what it says of sources that were not seen may be so old. */
const mostAge = 60 * minute;

/**
 * Stores what pages read: the finished weeks, and the running one when something is new or it was composed a while ago. `changed`: the
 * index changed, so that relevance and status may differ.
 */
export async function keepDigests(context: ReadContext, changed: boolean): Promise<void> {
  const end = await context.documents.newsEnd();
  if (end === 0) return;
  await keepFinished(context);
  const week = currentWeek(context.now());
  const stored = changed ? undefined : await runningWeek(week, context);
  const age = stored ? elapsed(stored.digest.composedAt, context.now()) : Number.POSITIVE_INFINITY;
  if (age >= mostAge || stored?.news !== end) await keptWeek(week, context);
}

/** The stored digest of a week: the finished one, else the last one of the running week. `undefined` when there is neither. */
async function storedWeek(week: string, context: ReadContext) {
  const kept = week < currentWeek(context.now()) ? await unlessDamaged(week, () => context.digests.get(week), context) : undefined;
  return kept === undefined || kept === 'damaged' ? (await runningWeek(week, context))?.digest : kept;
}

/**
 * The digest of a week for pages, from what is stored: a bounded number of items. `mayKeep`: a laptop composes and stores a missing week
 * now; a deployed instance has a function of its own for that.
 */
export async function pageWeek(week: string, mayKeep: boolean, context: ReadContext, at?: string): Promise<Digest | undefined> {
  if (week > currentWeek(at === undefined ? context.now() : new Date(at))) return undefined;
  if (at !== undefined && week === currentWeek(new Date(at))) return composeWeek(week, context, at);
  const finished = week < currentWeek(context.now());
  if (mayKeep && finished) return keptWeek(week, context);
  const stored = await storedWeek(week, context);
  if (stored) return stored;
  if (mayKeep) return keptWeek(week, context);
  return (await context.documents.newsEnd()) === 0 ? composeWeek(week, context) : undefined;
}

/** A digest as its editor wants it. */
export async function asEdited(digest: Digest, context: Pick<ReadContext, 'digests'>, past?: string): Promise<Digest> {
  const edit = await context.digests.edit(digest.week);
  return past !== undefined && edit && edit.at > past ? digest : editDigest(digest, edit);
}

/** Keeps what an editor changed. Throws InputError for a week that is long over, or whose digest has gone out. */
export async function editWeek(week: string, edit: Omit<DigestEdit, 'week' | 'at'>, context: ReadContext): Promise<void> {
  const now = context.now();
  if (week < lastWeek(now) || week > currentWeek(now))
    throw new InputError(`${week}: the digests of the running week and of the one before can be edited`);
  if ((await context.digests.ledgers(week)).some(({ state }) => state !== 'failed'))
    throw new InputError(`the digest of ${week} has gone out: it stays as it was sent`);
  await context.digests.keepEdit({ week, at: now.toISOString(), ...edit });
}

const hasNews = ({ counts }: Digest) => counts.new + counts.changed + counts.withdrawn > 0;

/** What the first page shows: the running week once it has news, else the last finished one. */
export async function frontWeek(mayKeep: boolean, context: ReadContext): Promise<Digest> {
  const week = currentWeek(context.now());
  const running = await pageWeek(week, mayKeep, context);
  if (running && hasNews(running)) return running;
  const last = await pageWeek(lastWeek(context.now()), mayKeep, context);
  const shown = last ?? running;
  if (!shown) throw new NotReadyError('the digest is being composed; it is here within ten minutes');
  return shown;
}
