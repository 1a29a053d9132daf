import type { Digest, DigestItem, FollowedItem, Reminder } from '../../model/digest.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { renderTimeLeft } from '../words/days.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { bracketed, plainLine } from '../words/escape.ts';
import { capital, relationLabels } from '../words/words.ts';
import { itemView } from './digest-view.ts';

/** What only a mail to one reader has: what touches the followed acts, deadlines to be reminded of, and how much the choices left out. */
export type ReaderPart = {
  readonly name: string;
  readonly lines: readonly { readonly text: string; readonly url?: string }[];
};

const mostLines = 20;
const limit = 400;

/** A mail that holds reminders and nothing else. */
export const isReminderAlone = (digest: Digest): boolean =>
  digest.reminders !== undefined && digest.sources.total === 0 && itemsOf(digest).length === 0;

function headlineOf(item: DigestItem, today: string, tongue: DigestLocale): string {
  const { english, chinese } = itemView(item, today, tongue);
  return tongue.language === 'zh' && chinese !== undefined ? chinese : english;
}

/** `Measures for …. Based on: 《…》`, or that the act itself has news. */
function followedText({ act, landmark }: FollowedItem, headline: string, { say, word, language }: DigestLocale): string {
  if (landmark) return say(`${headline}: names ${landmark.names.en}`, `${headline}：提及${landmark.names.zh || landmark.names.en}`);
  const name = act?.title === undefined ? '' : language === 'zh' ? bracketed(act.title) : (act.english ?? bracketed(act.title));
  if (act === undefined || act.relation === 'itself') return say(`${headline}: an act that you follow`, `${headline}：您关注的文件`);
  return `${headline}${say('. ', '。')}${word(relationLabels, act.relation)}${say(': ', '：')}${name}`;
}

function followedPart(digest: Digest, today: string, tongue: DigestLocale): readonly ReaderPart[] {
  const { followed = [] } = digest;
  if (followed.length === 0) return [];
  const items = new Map(itemsOf(digest).map((item) => [item.id, item]));
  const lines = followed.slice(0, mostLines).flatMap((one) => {
    const item = items.get(one.id);
    return item ? [{ text: plainLine(followedText(one, headlineOf(item, today, tongue), tongue), limit), url: item.url }] : [];
  });
  return [{ name: tongue.say('What you follow', '您关注的内容'), lines }];
}

function reminderText({ kind, until, item }: Reminder, today: string, tongue: DigestLocale): string {
  const { say, day } = tongue;
  const left = renderTimeLeft(until, today, say);
  const what = kind === 'comment' ? say('Comments until', '征求意见截止') : say('Applications until');
  const headline = headlineOf(item, today, tongue);
  return plainLine(
    `${left === undefined ? '' : `${capital(left)}${say('. ', '。')}`}${what} ${day(until)}${say(': ', '：')}${headline}`,
    limit,
  );
}

function reminderPart({ reminders = [] }: Digest, today: string, tongue: DigestLocale): readonly ReaderPart[] {
  if (reminders.length === 0) return [];
  const lines = reminders.slice(0, mostLines).map((one) => ({ text: reminderText(one, today, tongue), url: one.item.url }));
  return [{ name: tongue.say('Deadlines', '截止日期'), lines }];
}

/** What stands before everything else in the mail of one reader. */
export const readerParts = (digest: Digest, today: string, tongue: DigestLocale): readonly ReaderPart[] => [
  ...followedPart(digest, today, tongue),
  ...reminderPart(digest, today, tongue),
];

/** `Only what you chose: themes Energy and resources; 12 more items outside your choices`; undefined where a mail tells everything. */
export function narrowedWords(
  { outside = 0 }: Digest,
  narrowed: string | undefined,
  { say }: Pick<DigestLocale, 'say'>,
): string | undefined {
  const more = say(`${outside} more ${outside === 1 ? 'item' : 'items'} outside your choices`, `另有${outside}件不在您的选择之内`);
  if (narrowed === undefined) return outside > 0 ? more : undefined;
  const left = outside > 0 ? more : say('no other item was left out', '没有其他内容被略去');
  return plainLine(say(`Only what you chose: ${narrowed}; ${left}`, `仅含您选择的内容：${narrowed}；${left}`), 2 * limit);
}

/** The subject of a mail of reminders alone. */
export function reminderSubject({ reminders = [] }: Digest, today: string, tongue: DigestLocale): string {
  const [first] = reminders;
  const more = reminders.length - 1;
  const told = first === undefined ? '' : reminderText(first, today, tongue);
  return `Hongtou 红头: ${told}${more > 0 ? tongue.say(` (and ${more} more)`, `（另有${more}项）`) : ''}`;
}
