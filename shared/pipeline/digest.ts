import type { Digest } from '../model/digest.ts';
import type { Revision } from '../model/document.ts';
import { InputError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import type { Query } from '../model/query.ts';
import { addDays, dayOf, daysOfWeek, weekOfDay } from '../model/time.ts';
import { findIssuer } from '../registry/issuers.ts';
import { type Candidate, compose, effectUntil } from '../stages/compose.ts';
import { foreignSources } from './foreign.ts';
import { shown } from './shown.ts';
import { sceneOf } from './watched.ts';

const mostAhead = 100;

/** The last finished ISO week, Beijing. */
export const lastWeek = (now: Date): string => weekOfDay(addDays(dayOf(now), -7));
export const currentWeek = (now: Date): string => weekOfDay(dayOf(now));

/** Checks a week as a person types it. Throws InputError that says what a week looks like. */
export function checkWeek(week: string): string {
  if (!daysOfWeek(week)) throw new InputError(`--week: "${week}" is no ISO week; write it as 2026-W47`, { usage: true });
  return week;
}

async function candidate(id: string, revisions: readonly Revision[], context: Context): Promise<Candidate | undefined> {
  const head = await context.documents.head(id);
  if (!head) return undefined;
  const level = head.issuers[0] ? findIssuer(head.issuers[0].name)?.level : undefined;
  return { document: await shown(head, context), revisions, ...(level === undefined ? {} : { level }) };
}

const present = <T>(value: T | undefined): value is T => value !== undefined;

async function changedIn(week: string, context: Context): Promise<readonly Candidate[]> {
  const byDocument = Map.groupBy(await context.documents.changes(week), ({ documentId }) => documentId);
  const found: (Candidate | undefined)[] = [];
  for (const [id, revisions] of byDocument) found.push(await candidate(id, revisions, context));
  return found.filter(present);
}

async function indexed(query: Omit<Query, 'limit' | 'today'>, context: Context): Promise<readonly Candidate[]> {
  const { hits } = await context.search.query({ ...query, limit: mostAhead, today: dayOf(context.now()) });
  const found: (Candidate | undefined)[] = [];
  for (const { id } of hits) found.push(await candidate(id, [], context));
  return found.filter(present);
}

/** Composes a week from the changes first stored in it; what is stored later belongs to a later week whatever its date. */
export async function composeWeek(week: string, context: Context): Promise<Digest> {
  const now = context.now();
  const today = dayOf(now);
  const days = daysOfWeek(checkWeek(week));
  const { watched, round } = await sceneOf(context);
  return compose({
    week,
    now,
    changed: await changedIn(week, context),
    effect: await indexed({ date: 'effective', from: days?.from ?? today, to: effectUntil(today) }, context),
    open: await indexed({ type: 'draft', date: 'commentBy', from: today }, context),
    sources: watched,
    round,
    foreign: await foreignSources(context),
  });
}

/** Composes a week, keeps it in S3 by its hash, and lists it. */
async function publishWeek(week: string, context: Context): Promise<Digest> {
  const digest = await composeWeek(week, context);
  const key = await context.snapshots.saveText(JSON.stringify(digest));
  await context.digests.put({ week, composedAt: digest.composedAt, key });
  return digest;
}

/** Publishes a week once; one that was composed before its week had ended is composed anew. */
export async function ensurePublished(week: string, context: Context): Promise<void> {
  const stored = await context.digests.get(week);
  const last = daysOfWeek(week)?.to ?? '';
  if (!stored || dayOf(new Date(stored.composedAt)) <= last) await publishWeek(week, context);
}

/** The digest as it was published, so that every reader of a week gets the same; composed now when it was not. */
export async function publishedWeek(week: string, context: Context): Promise<Digest> {
  const stored = await context.digests.get(week);
  return stored ? (JSON.parse(await context.snapshots.loadText(stored.key)) as Digest) : composeWeek(week, context);
}
