/** Alarms of sources, ways, mails, digests, budget and webhooks. Their words stand in model/alarm-rows.json. */
import { type Alarm, alarmOf, alarmRows } from '../../model/alarm.ts';
import { type Ledger, staleMinutes } from '../../model/digest.ts';
import { isBounce, messageOf } from '../../model/errors.ts';
import type { WatchContext } from '../../model/ports.ts';
import { withoutSecretsIn } from '../../model/secrets.ts';
import type { UnseenReason } from '../../model/source.ts';
import { addDays, dayOf, daysOfWeek, lastWeek, later, weekdays, weekOfDay } from '../../model/time.ts';
import { fill, opt, orEmpty } from '../../model/values.ts';
import { isSlowed } from '../../stages/watch/cadence.ts';
import { awayIn, failedWay, findUnseenReason, isOffline, type WatchedSource } from '../../stages/watch/health.ts';
import type { SourceStates } from '../collect/source-states.ts';
import { type NamedWebhook, nameWebhooks } from '../webhooks/named-webhooks.ts';

/** The budget of the month is nearly used up: polling was slowed, and stops at its end. */
export function budgetAlarms({ round }: SourceStates): readonly Alarm[] {
  const slowed = round?.slowed;
  if (!isSlowed(slowed)) return [];
  const { every, usd, budgetUsd, since } = slowed;
  if (every === 'never') return [alarmOf('budget', 'spent', { usd, budgetUsd }, { since })];
  return [alarmOf('budget', 'slowed', { usd, budgetUsd, pace: alarmRows.budget.slowed[every] }, { since })];
}

const mostNamed = 500;

/** A mail that may have been sent is not sent again: only its reader can say whether it arrived. */
function mailRemedy({ state, unasked, took, period, detail }: Ledger) {
  const { failed, uncertain } = alarmRows.reader;
  const isUnsent = state === 'failed' || unasked;
  const remedy = isBounce(detail) ? failed.gone : isUnsent ? failed.remedy : took ? uncertain.notArrived : uncertain.remedy;
  return `${fill(remedy, { week: period.slice(0, 8) })}${detail ? ` (${detail})` : ''}`;
}

/** A reader who has no mailbox any more is told for a week: nothing is left to do. */
const bounceMinutes = 7 * 24 * 60;

/**
 * Deliveries that were refused, are uncertain, or were started a while ago without an outcome, from a list that holds only these, however
 * old.
 */
export async function deliveryAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const ago = (minutes: number) => later(context.now(), -minutes * 60_000);
  const open = (await context.digests.open(mostNamed)).filter(({ state, at, detail }) =>
    isBounce(detail) ? at > ago(bounceMinutes) : !['claimed', 'asked'].includes(state) || at < ago(staleMinutes),
  );
  return open.map((entry) => ({
    reader: entry.reader,
    state: entry.state === 'failed' ? 'failed' : 'uncertain',
    since: entry.at,
    remedy: mailRemedy(entry),
  }));
}

export async function mailAlarms(_: SourceStates, { mailer }: WatchContext): Promise<readonly Alarm[]> {
  const reason = await mailer.ready?.().then(() => undefined, messageOf);
  return reason === undefined ? [] : [alarmOf('mail', 'away', { reason })];
}

/**
 * The last week that was mailed; before the first, the one before the store began, where a clock (`mailing`) sends digests and not a
 * person.
 */
async function newestWeek({ round }: SourceStates, context: WatchContext) {
  const mailed = (await context.journal.read('mailed'))?.week;
  if (mailed !== undefined || !round || !(await context.journal.read('mailing'))) return mailed;
  return weekOfDay(addDays(dayOf(round.firstAt), -7));
}

export async function digestAlarms(states: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const newest = await newestWeek(states, context);
  const week = lastWeek(context.now());
  const ended = daysOfWeek(week)?.to;
  if (newest === undefined || newest >= week || ended === undefined) return [];
  const since = addDays(ended, 1 + Math.max(0, weekdays.indexOf(context.settings.digest.weekday)));
  // The day after, since the hour of sending is of another time zone.
  return dayOf(context.now()) <= since ? [] : [alarmOf('digest', 'overdue', { week, newest }, { since })];
}

const named = (ids: readonly string[]) => `${ids.length} ${ids.length === 1 ? 'source' : 'sources'}: ${ids.join(', ')}`;

export function egressAlarms({ watched, silent }: SourceStates): readonly Alarm[] {
  const collectors = silent.map(({ name, since, waiting }) => alarmOf('collector', 'silent', { name, sources: named(waiting) }, { since }));
  const failing = Map.groupBy(
    watched.filter(({ state }) => state?.trouble?.proxy !== undefined),
    ({ state }) => orEmpty(state?.trouble?.proxy),
  );
  const proxies = [...failing].map(([name, sources]) => {
    const [since] = sources.flatMap(({ state }) => state?.since ?? []).toSorted();
    const fields = { name, trouble: orEmpty(sources[0]?.state?.trouble?.detail), sources: named(sources.map(({ source }) => source.id)) };
    return alarmOf('proxy', 'failing', fields, opt({ since }));
  });
  return [...collectors, ...proxies];
}

const words = alarmRows.source;

function notDialled(detail: string) {
  const [, host, port] = /([\d.]{7,15}|[\da-f:]{3,39}) port (\d{1,5}) may not be dialled/.exec(detail) ?? [];
  const address = host === undefined ? 'address:port' : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return fill(words.refused.notDialled, { address });
}

type Now = Readonly<{ offlineNow: boolean; deployed: boolean }>;

function remedyOf(sight: UnseenReason, { source: { id }, state }: WatchedSource, { offlineNow, deployed }: Now) {
  if (offlineNow && sight === 'unreachable') return words.unreachable.offline;
  if (state?.draft?.declared) {
    const { at, listed, entries } = state.draft;
    return fill(words.unrecognised.drafted, { id, day: at.slice(0, 10), listed, first: orEmpty(entries[0]?.title) });
  }
  if (sight === 'unread' && deployed) return words.unread.deployed;
  if (sight !== 'refused' || state?.trouble?.kind !== 'forbidden-address') return words[sight].remedy;
  return deployed ? words.refused.deployed : notDialled(state.trouble.detail);
}

function alarmsOf(watched: WatchedSource, roundAt: string | undefined, now: Now): readonly Alarm[] {
  const { source, state } = watched;
  const sight = findUnseenReason(watched, roundAt);
  if (sight === undefined) return [];
  const away = sight === 'away' ? awayIn(state) : undefined;
  const since = away?.since ?? (sight === 'late' ? state?.checkedAt : sight === 'unread' ? undefined : state?.since);
  const detail = away && fill(words.away.detail, { pages: away.pages, are: away.pages === 1 ? 'is' : 'are' });
  return [
    {
      source: source.id,
      names: source.names,
      state: sight,
      ...opt({ since, lastGoodAt: state?.lastGoodAt, lastEvidence: state?.lastEvidence, trouble: state?.trouble, detail }),
      ...opt({ draft: state?.draft?.declared && withoutSecretsIn(state.draft) }),
      remedy: remedyOf(sight, watched, now),
    },
  ];
}

export function sourceAlarms({ watched, roundAt, silent }: SourceStates, { stack }: Pick<WatchContext, 'stack'> = {}): readonly Alarm[] {
  const now = { offlineNow: isOffline(watched), deployed: stack !== undefined };
  // Named once, by the way that fails.
  const own = watched.filter((each) => failedWay(each, roundAt, silent) === undefined);
  return own.flatMap((each) => alarmsOf(each, roundAt, now));
}

/** Tries after which a waiting message is named: the first pauses are minutes, as for a receiver that restarts. */
const manyTries = 3;

async function isUnknown({ wants }: NamedWebhook, context: WatchContext) {
  if (!('document' in wants)) return false;
  // Loaded here: few webhooks are about one document, and what finds it by any of its names is large.
  const { idsOf } = await import('../read/resolve.ts');
  return (await idsOf(wants.document, context)).length === 0;
}

async function alarmsOfWebhook(webhook: NamedWebhook, context: WatchContext): Promise<readonly Alarm[]> {
  const { id, name, secretParameter, wants } = webhook;
  const { trouble, off, waiting = [] } = (await context.webhooks.state(id)) ?? {};
  const dead = await context.webhooks.dead(id);
  const [first, last] = [dead[0], dead.at(-1)];
  const late = waiting.find(({ tries }) => tries >= manyTries);
  const isMissing = secretParameter !== undefined && (await context.webhooks.secrets.isMissing(secretParameter));
  const reason = isMissing ? `there is no secret ${secretParameter}` : trouble?.reason;
  const found: Alarm[] = [];
  if (reason !== undefined) found.push(alarmOf('webhook', 'no-secret', { name, reason }, opt({ since: trouble?.since })));
  if (off) found.push(alarmOf('webhook', 'off', { name }, { since: off.since }));
  if ('document' in wants && (await isUnknown(webhook, context)))
    found.push(alarmOf('webhook', 'no-document', { name, document: wants.document }));
  if (late) found.push(alarmOf('webhook', 'failing', { name, waiting: waiting.length, dueAt: late.dueAt, reason: late.reason }));
  if (first && last) {
    const messages = `${dead.length} ${dead.length === 1 ? 'message was' : 'messages were'}`;
    const { tries, reason: why } = last;
    found.push(alarmOf('webhook', 'given-up', { name, messages, tries, reason: why }, { since: first.at, count: dead.length }));
  }
  return found;
}

/**
 * Webhooks without their secret, switched off, failing, or with dead letters. Their addresses may hold secrets: they are named by host and
 * id.
 */
export async function webhookAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for (const webhook of nameWebhooks(context.settings.webhooks)) found.push(...(await alarmsOfWebhook(webhook, context)));
  return found;
}
