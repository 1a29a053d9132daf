import type { Alarm } from '../../model/alarm.ts';
import { type Ledger, staleMinutes } from '../../model/digest.ts';
import { isBounce, messageOf } from '../../model/errors.ts';
import type { WatchContext } from '../../model/ports.ts';
import type { Slowed } from '../../model/run.ts';
import { withoutSecretsIn } from '../../model/secrets.ts';
import type { UnseenReason } from '../../model/source.ts';
import { addDays, dayOf, daysOfWeek, lastWeek, weekdays, weekOfDay } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DeadLetter, WebhookState } from '../../model/webhook.ts';
import { isSlowed } from '../../stages/watch/cadence.ts';
import { awayIn, failedWay, findUnseenReason, isOffline, type WatchedSource } from '../../stages/watch/silence.ts';
import type { SourceStates } from '../collect/source-states.ts';
import { type NamedWebhook, nameWebhooks } from '../webhooks/named-webhooks.ts';

const meanings: Readonly<Record<Slowed['every'], string>> = {
  day: 'sources of each hour are asked once a day',
  week: 'every source is asked once a week',
  never: 'no source is asked and no page visited any more',
};

/** The budget of the month is nearly used up: polling was slowed, and stops at its end. */
export function budgetAlarms({ round }: SourceStates): readonly Alarm[] {
  const slowed = round?.slowed;
  if (!isSlowed(slowed)) return [];
  const { every, usd, budgetUsd, since } = slowed;
  return [
    {
      subject: 'budget',
      state: every === 'never' ? 'spent' : 'slowed',
      since,
      detail: `this month has cost about ${usd} of ${budgetUsd} dollars by its counters and list prices, so ${meanings[every]} until it ends`,
      remedy:
        'raise "budgetUsd" and deploy, or ask less often by "sources": { "every": … }; "hongtou cost --stack NAME" says what would make it cheaper',
    },
  ];
}

const mostNamed = 500;

/** A mail that may have been sent is not sent again: only its reader can say whether it arrived. */
function mailRemedy({ state, unasked, took, period, detail }: Ledger): string {
  if (isBounce(detail)) return `no more mails go there; "hongtou subscribers remove ADDRESS" forgets it (${detail})`;
  const week = period.slice(0, 8);
  const byHand = took
    ? `when its reader says that it did not: hongtou digest --week ${week} --to ADDRESS --not-arrived`
    : `hongtou digest --week ${week} --format eml writes it to hand on`;
  const again =
    state === 'failed' || unasked
      ? `send it again with: hongtou digest --week ${week} --to ADDRESS`
      : `not sent again, since it may have arrived; ${byHand}`;
  return detail ? `${again} (${detail})` : again;
}

/** A reader who has no mailbox any more is told for a week: nothing is left to do. */
const bounceMinutes = 7 * 24 * 60;

/**
 * Deliveries that were refused, are uncertain, or were started a while ago without an outcome, from a list that holds only these, however
 * old.
 */
export async function deliveryAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const ago = (minutes: number): string => new Date(context.now().getTime() - minutes * 60_000).toISOString();
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
  const away = await mailer.ready?.().then(() => undefined, messageOf);
  const remedy = 'mend it or its settings (mail.smtp); what is to be sent waits, and goes by itself then';
  return away === undefined ? [] : [{ subject: 'mail', state: 'away', detail: away, remedy }];
}

/**
 * The last week that was mailed; before the first, the one before the store began, where a clock (`mailing`) sends digests and not a
 * person.
 */
async function newestWeek({ round }: SourceStates, context: WatchContext): Promise<string | undefined> {
  const mailed = (await context.journal.read('mailed'))?.week;
  if (mailed !== undefined || !round || !(await context.journal.read('mailing'))) return mailed;
  return weekOfDay(addDays(dayOf(new Date(round.firstAt)), -7));
}

export async function digestAlarms(states: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const newest = await newestWeek(states, context);
  const week = lastWeek(context.now());
  const ended = daysOfWeek(week)?.to;
  if (newest === undefined || newest >= week || ended === undefined) return [];
  const dueOn = addDays(ended, 1 + Math.max(0, weekdays.indexOf(context.settings.digest.weekday)));
  // The day after, since the hour of sending is of another time zone.
  if (dayOf(context.now()) <= dueOn) return [];
  return [
    {
      subject: 'digest',
      state: 'overdue',
      since: dueOn,
      detail: `${week} has ended and its digest was not sent; the last one is ${newest}`,
      remedy: `is "hongtou start" running, or the schedule of the stack? "hongtou digest --week ${week} --all" sends it by hand`,
    },
  ];
}

const plural = (ids: readonly string[]): string => `${ids.length} ${ids.length === 1 ? 'source' : 'sources'}: ${ids.join(', ')}`;

export function egressAlarms({ watched, silent }: SourceStates): readonly Alarm[] {
  const collectors = silent.map(
    ({ name, since, waiting }): Alarm => ({
      subject: `collector ${name}`,
      state: 'silent',
      since,
      detail: `not seen while tasks wait for it, of ${plural(waiting)}`,
      remedy: `start it again on its machine: hongtou collect --stack NAME --egress ${name}; what waits is kept and worked off`,
    }),
  );
  const failing = Map.groupBy(
    watched.filter(({ state }) => state?.trouble?.proxy !== undefined),
    ({ state }) => orEmpty(state?.trouble?.proxy),
  );
  const proxies = [...failing].map(([name, sources]): Alarm => {
    const [first] = sources.flatMap(({ state }) => state?.since ?? []).toSorted();
    return {
      subject: `proxy ${name}`,
      state: 'failing',
      ...opt('since', first),
      detail: `${orEmpty(sources[0]?.state?.trouble?.detail)}; ${plural(sources.map(({ source }) => source.id))}`,
      remedy: 'nothing is wrong with the sources: mend the proxy, its credentials or its address in the configuration ("egress")',
    };
  });
  return [...collectors, ...proxies];
}

const remedies: Readonly<Record<UnseenReason, string>> = {
  unread: 'its turn has not come: "hongtou run" reads what is due, "hongtou start" goes on reading',
  late: 'rounds went by without it: were they asked for other sources only, or does its host not come to an end?',
  suspect: 'open the listing: either it is really silent (raise freshWithinDays) or its layout changed (mend the declaration)',
  unreachable: 'nothing to do at first: it is tried again; look whether the address still exists',
  refused: 'the site does not want to be read from here; look for the same acts in the gov.cn library',
  unrecognised: 'the page is no longer what was declared: record it again and mend the declaration',
  partial: 'some pages could not be read: see `hongtou sources show ID`; they are tried again tomorrow',
  away: 'open the listing: where the site moved, declare it at its new address; nothing of it is called withdrawn before its lists or its pages say so',
};

const awayWords = (pages: number): string => `the site moved or is down: ${pages} of its pages ${pages === 1 ? 'is' : 'are'} gone`;

function notAllowed(detail: string): string {
  const [, address, port] = /([\d.]{7,15}|[\da-f:]{3,39}) port (\d{1,5}) may not be dialled/.exec(detail) ?? [];
  const pair = address === undefined ? 'address:port' : `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const opens = `fetch.allow in the configuration opens it ("fetch": { "allow": ["${pair}"] }, where the instance is not deployed)`;
  return `the site is not at fault: this instance dials no private address and no such port; ${opens}, else declare a public address`;
}

const offline = 'nothing to do about this one: look first whether this machine is online';

function remedyOf(sight: UnseenReason, { source, state }: WatchedSource, offlineNow: boolean): string {
  if (offlineNow && sight === 'unreachable') return offline;
  if (state?.draft?.declared) {
    const { at, listed, entries } = state.draft;
    const reads = `a declaration drafted on ${at.slice(0, 10)} reads ${listed} entries there, first "${orEmpty(entries[0]?.title)}"`;
    return `${reads}; "hongtou sources show ${source.id}" sets both side by side, "hongtou sources adopt ${source.id}" takes it`;
  }
  return sight === 'refused' && state?.trouble?.kind === 'forbidden-address' ? notAllowed(state.trouble.detail) : remedies[sight];
}

function alarmOf(watched: WatchedSource, roundAt: string | undefined, offlineNow: boolean): readonly Alarm[] {
  const { source, state } = watched;
  const sight = findUnseenReason(watched, roundAt);
  if (sight === undefined) return [];
  const away = sight === 'away' ? awayIn(state) : undefined;
  const since = away?.since ?? (sight === 'late' ? state?.checkedAt : sight === 'unread' ? undefined : state?.since);
  return [
    {
      source: source.id,
      names: source.names,
      state: sight,
      ...opt({ since, lastGoodAt: state?.lastGoodAt, lastEvidence: state?.lastEvidence, trouble: state?.trouble }),
      ...opt({ detail: away && awayWords(away.pages), draft: state?.draft?.declared && withoutSecretsIn(state.draft) }),
      remedy: remedyOf(sight, watched, offlineNow),
    },
  ];
}

export function sourceAlarms({ watched, roundAt, silent }: SourceStates): readonly Alarm[] {
  const away = isOffline(watched);
  // Named once, by the way that fails (alarms-egress.ts).
  const own = watched.filter((each) => failedWay(each, roundAt, silent) === undefined);
  return own.flatMap((each) => alarmOf(each, roundAt, away));
}

type Finding = Pick<Alarm, 'state' | 'since' | 'count' | 'detail' | 'remedy'>;

const again = '"hongtou webhooks retry" sends again what was given up and what waits';

/** Tries after which a waiting message is named: the first pauses are minutes, as for a receiver that restarts. */
const manyTries = 3;

function deadFinding(dead: readonly DeadLetter[]): readonly Finding[] {
  const [first] = dead;
  const last = dead.at(-1);
  if (!first || !last) return [];
  const detail = `${dead.length} ${dead.length === 1 ? 'message was' : 'messages were'} given up after ${last.tries} tries: ${last.reason}`;
  return [{ state: 'given-up', since: first.at, count: dead.length, detail, remedy: `mend the receiver; ${again}` }];
}

function waitingFinding({ waiting }: WebhookState): readonly Finding[] {
  const late = waiting.find(({ tries }) => tries >= manyTries);
  if (!late) return [];
  const detail = `${waiting.length} waiting, the next at ${late.dueAt}: ${late.reason}`;
  return [{ state: 'failing', detail, remedy: 'it is tried again by itself: look at the receiver' }];
}

async function wishFindings({ wants }: NamedWebhook, context: WatchContext): Promise<readonly Finding[]> {
  if (!('document' in wants)) return [];
  // Loaded here: few webhooks are about one document, and what finds it by any of its names is large.
  const { idsOf } = await import('../read/resolve.ts');
  if ((await idsOf(wants.document, context)).length > 0) return [];
  const detail = `no document of this store is ${wants.document}`;
  return [{ state: 'no-document', detail, remedy: 'it is told nothing until there is one: correct "document", or wait for it' }];
}

async function findingsOf(webhook: NamedWebhook, context: WatchContext): Promise<readonly Finding[]> {
  const { id, secretParameter } = webhook;
  const state = await context.webhooks.state(id);
  const missing = secretParameter !== undefined && (await context.webhooks.secrets.isMissing(secretParameter));
  const reason = missing ? `there is no secret ${secretParameter}` : state?.trouble?.reason;
  const put = 'put it into DIR/secrets on a laptop, into a SecureString parameter of the account for a stack; what is new waits for it';
  const gone = 'the receiver answered that it is gone (410)';
  return [
    ...(reason === undefined ? [] : [{ state: 'no-secret' as const, ...opt('since', state?.trouble?.since), detail: reason, remedy: put }]),
    ...(state?.off ? [{ state: 'off' as const, since: state.off.since, detail: gone, remedy: `remove it, or: ${again}` }] : []),
    ...(await wishFindings(webhook, context)),
    ...(state ? waitingFinding(state) : []),
    ...deadFinding(await context.webhooks.dead(id)),
  ];
}

/**
 * Webhooks without their secret, switched off, failing, or with dead letters. Their addresses may hold secrets: they are named by host and
 * id.
 */
export async function webhookAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for (const webhook of nameWebhooks(context.settings.webhooks))
    for (const each of await findingsOf(webhook, context)) found.push({ subject: `webhook ${webhook.name}`, ...each });
  return found;
}
