import type { Choices } from '../../model/choices.ts';
import type { Digest } from '../../model/digest.ts';
import type { MailContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { chooseFrom } from '../../stages/digest/choices.ts';
import { countOutside, findFollowed, keepToday } from '../../stages/digest/followed.ts';
import type { ReminderDays } from '../../stages/digest/moments.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { type MailRanges, newsNumbers } from '../../stages/digest/reader-mark.ts';
import { openMemo, thisMinute } from '../collect/memo.ts';
import { currentWeek, weekForMail } from '../read/digest.ts';
import { remindersFor } from './reminders.ts';
import { findAmong } from './saved-searches.ts';
import { mailFor } from './unread-news.ts';

type Reminding = { readonly choices: Choices | undefined; readonly remind?: ReminderDays | undefined };
/** What one mail is to hold. `daily`: the mail of a day of a daily reader. */
export type MailContent = Reminding & { readonly week: string; readonly taken: MailRanges; readonly daily: boolean };

/** A digest and the key by which mails with the same content are known: their text is written once. */
export type KeyedDigest = { readonly digest: Digest; readonly key: string };

const mostKept = 64;
const weeks = openMemo<KeyedDigest>(8);
const wholes = openMemo<KeyedDigest>(mostKept);
const chosen = openMemo<KeyedDigest>(mostKept * 16);

/** A composed digest is read again after a minute: that of a running week grows. */
const readWeek = (week: string, context: MailContext): Promise<KeyedDigest> =>
  weeks(context, `${week} ${thisMinute()}`, async () => {
    const digest = await weekForMail(week, context);
    return { digest, key: `${week} ${digest.composedAt} ${newsNumbers(digest).length}` };
  });

/** Where the reader's news begin, as far as it matters for this week: it does not when all of its events lie behind. */
const beginIn = (digest: Digest, begin: number): number => (begin < Math.min(...newsNumbers(digest)) ? 0 : begin);

/** What a mail could tell: the same for all readers with the same mark. */
async function wholeMail({ week, taken, daily }: MailContent, context: MailContext): Promise<KeyedDigest> {
  const held = await readWeek(week, context);
  const { before, ranges } = taken;
  const today = dayOf(context.now());
  const key = JSON.stringify([held.key, before.given.includes(week), beginIn(held.digest, before.begin), ranges, today, daily]);
  return wholes(context, key, async () => {
    const digest = await mailFor(held.digest, taken, context);
    return { digest: daily ? keepToday(digest, today) : digest, key };
  });
}

/** The part of the choices that decides what a mail holds; readers who chose the same share it. */
export function contentKey({ themes, issuers, levels, places, searches = [], only, acts: followed, landmarks }: Choices): string {
  const sorted = (ids: readonly string[] = []): readonly string[] => ids.toSorted();
  return JSON.stringify([
    ...[themes, issuers, levels, places, followed, landmarks].map(sorted),
    only,
    searches.map(({ filters }) => filters),
  ]);
}

async function choose(digest: Digest, choices: Choices, context: MailContext): Promise<Digest> {
  const mail = chooseFrom(digest, choices, await findAmong(itemsOf(digest), choices, context));
  const acts = await context.documents.heads(choices.acts ?? []);
  const names = new Map(acts.map(({ id, title, english }) => [id, { title, english: english.title }]));
  const followed = findFollowed(mail, choices, (id) => names.get(id));
  const outside = countOutside(digest, mail);
  // The counts speak of all that was read, and stay those of the whole.
  return { ...mail, counts: digest.counts, ...(followed.length > 0 ? { followed } : {}), ...(outside > 0 ? { outside } : {}) };
}

async function withReminders({ digest, key }: KeyedDigest, { choices, remind }: Reminding, context: MailContext): Promise<KeyedDigest> {
  const reminders = remind ? await remindersFor(choices, remind, context) : [];
  if (reminders.length === 0) return { digest, key };
  return {
    digest: { ...digest, reminders },
    key: `${key} ${JSON.stringify(reminders.map(({ kind, until, item }) => [kind, until, item.id]))}`,
  };
}

/** The digest of one reader: what is new for the mark, filtered by the choices, with what touches followed acts, and the deadlines to be reminded of. */
export async function readerDigest(content: MailContent, context: MailContext): Promise<KeyedDigest> {
  const { choices } = content;
  const whole = await wholeMail(content, context);
  if (!choices) return whole;
  const key = `${whole.key} ${contentKey(choices)}`;
  const mail = await chosen(context, key, async () => ({ digest: await choose(whole.digest, choices, context), key }));
  return withReminders(mail, content, context);
}

/** A mail of reminders alone; without one that is due it is empty. */
export async function reminderDigest(reminding: Reminding, context: MailContext): Promise<KeyedDigest> {
  const week = currentWeek(context.now());
  const day = dayOf(context.now());
  const nothing: Digest = {
    week,
    from: day,
    to: day,
    composedAt: context.now().toISOString(),
    sections: { binding: [], drafts: [], effect: [], plans: [], enforcement: [], local: [], companies: [], readings: [] },
    unseen: [],
    sources: { total: 0, inOrder: 0 },
    counts: { new: 0, changed: 0, withdrawn: 0, irrelevant: 0 },
  };
  return withReminders({ digest: nothing, key: `reminders ${day}` }, reminding, context);
}
