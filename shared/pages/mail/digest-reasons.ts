import type { HighlightReason } from '../../model/digest.ts';
import { opt } from '../../model/values.ts';
import { hasHan } from '../../stages/text/language.ts';
import { renderTimeLeft } from '../words/days.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { bracketed, plainLine } from '../words/escape.ts';
import { themeNames } from '../words/words.ts';
import { countWords } from './english-words.ts';

/** Why an item matters, in words: one clause for each reason, without a stop. */

const titleWords = 12;

/** The text that a reason speaks of: its English, else, and where that is too long to stand whole, its Chinese title in brackets. */
function namedText({ title }: HighlightReason, { language, say }: DigestLocale): string {
  if (!title) return say('an earlier text', '此前文件');
  const chinese = bracketed(plainLine(title.zh, 200));
  const english = plainLine(title.en, 240);
  return language === 'zh' || hasHan(english) || countWords(english) > titleWords ? chinese : english;
}

/** A day, month or year as it is said within a sentence. */
const when = (value: string, { day, say }: DigestLocale): string => {
  const whole = day(value);
  return value.length === 10 ? whole : say(whole.split(',', 1).join(''), whole.split('（', 1).join(''));
};

const shortened = (text: string): string => {
  const letters = [...plainLine(text, 400)];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('');
};
const quoted = (text: string | undefined, { say }: DigestLocale): string => (text === undefined ? say('none') : `“${shortened(text)}”`);

/** Of what the store holds nothing earlier, which is all that can be known. */
function firstOfKind({ first }: HighlightReason, { say, word }: DigestLocale): string {
  if (!first) return say('first of its kind that we hold', '本库所藏同类首件');
  const theme = word(themeNames, first.theme);
  if (first.of === 'mandatory-standard')
    return say(`first mandatory standard on ${theme} that we hold`, `本库所藏${theme}领域首件强制性标准`);
  const { en, zh } = first.place ?? { en: 'this place', zh: '当地' };
  return say(`first act of ${en} on ${theme} that we hold`, `本库所藏${zh}首件${theme}文件`);
}

type Clause = (reason: HighlightReason, tongue: DigestLocale, today: string) => string;

const clauses: Partial<Readonly<Record<string, Clause>>> = {
  'first-of-kind': firstOfKind,
  replaces: (reason, tongue) => tongue.say(`replaces ${namedText(reason, tongue)}`, `替代${namedText(reason, tongue)}`),
  repeals: (reason, tongue) => tongue.say(`repeals ${namedText(reason, tongue)}`, `废止${namedText(reason, tongue)}`),
  implements: (reason, tongue) => tongue.say(`implements ${namedText(reason, tongue)}`, `落实${namedText(reason, tongue)}`),
  finalises: ({ days }, { say }) =>
    days === undefined
      ? say('final text of a draft', '为征求意见后的正式文本')
      : say(`final text, ${days} days after the draft`, `征求意见${days}天后的正式文本`),
  'deadline-moved': ({ before = '', after = '' }, tongue) =>
    tongue.say(
      `deadline moved from ${when(before, tongue)} to ${when(after, tongue)}`,
      `期限由${when(before, tongue)}改为${when(after, tongue)}`,
    ),
  changed: ({ before, after }, tongue) =>
    tongue.say(
      `changed: was ${quoted(before, tongue)}; now ${quoted(after, tongue)}`,
      `改动：原为${quoted(before, tongue)}；现为${quoted(after, tongue)}`,
    ),
  withdrawn: (_, { say }) => say('withdrawn from its official page', '已从官方页面撤下'),
  closes: ({ day }, tongue, today) => {
    if (day === undefined) return tongue.say('open for comment', '公开征求意见');
    const left = renderTimeLeft(day, today, tongue.say);
    return tongue.say(
      `comments due ${tongue.day(day)}${left === undefined ? '' : `, ${left}`}`,
      `意见截止${tongue.day(day)}${left === undefined ? '' : `，${left}`}`,
    );
  },
  'takes-effect': ({ day, days = 1 }, tongue) =>
    day === undefined
      ? tongue.say('has a day of effect', '已定施行日期')
      : tongue.say(`${days < 0 ? 'took' : 'takes'} effect ${when(day, tongue)}`, `${when(day, tongue)}${days < 0 ? '已' : '起'}施行`),
  target: ({ day }, tongue) =>
    tongue.say(`sets targets${day === undefined ? '' : ` for ${day}`}`, `设定${day === undefined ? '' : `${day}年`}目标`),
  binding: (_, { say }) => say('binding', '具有约束力'),
  new: (_, { say }) => say('new this week', '本周新增'),
  national: ({ quote }, { say }) =>
    quote.startsWith('国务院')
      ? say('issued by the State Council', '由国务院发布')
      : say('issued by a central authority', '由中央机关发布'),
};

/** What a reason says, with the words that prove it. */
export type ReasonView = { readonly text: string; readonly quote?: string };

/** Reasons in words, the strongest first; of a kind that is not known here none. `today` (Beijing) is where days are counted from. */
export const reasonViews = (reasons: readonly HighlightReason[], today: string, tongue: DigestLocale): readonly ReasonView[] =>
  reasons.flatMap((reason) => {
    const text = clauses[reason.kind]?.(reason, tongue, today);
    return text === undefined ? [] : [{ text, ...opt('quote', reason.quote || undefined) }];
  });
