import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { DateMention } from './lifecycle-dates.ts';

const { weekday } = expressionsOf(expressions.surroundings);

/** Words around a date, Simplified: `clause` has `◆` for the date, one form of punctuation, no blanks between Chinese, and `《》` for each title. */
export type Surroundings = {
  readonly clause: string;
  readonly left: string;
  readonly right: string;
  readonly part: string;
  /** The date as it is written. */
  readonly written: string;
  readonly sentence: string;
  readonly around: readonly string[];
};

const reach = 150;
const note = '(?:\\s{0,6}[（(][^（）()\\n]{0,30}[）)])?';
/** 下午5时30分（北京时间）, at 5 p.m., 中午: no reader of roles needs it. */
const timeOfDay = new RegExp(
  `^${note}(?:\\s{0,6}(?:上午|下午|晚上?|中午|正午|午夜|凌晨|零时|北京时间)?\\s{0,6}[\\d〇零一二三四五六七八九十]{1,3}\\s{0,6}[:：时点]\\s{0,6}(?:[\\d一二三四五六七八九十]{1,3}(?::\\d\\d)?\\s{0,6}分?)?(?:整|正|半)?|\\s{0,6}(?:上午|下午|中午|正午|午夜|晚间|当天|当日|零时))?${note}`,
);
const wide: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；', '(': '（', ')': '）' };

/** One form of punctuation, no blanks where Chinese needs none, and no words of titles. */
const tidy = (text: string): string =>
  text
    .replace(/《[^《》]{0,120}》/g, '《》')
    .replace(/(?<=[\p{Script=Han}》）】：，])[ \u3000\r]{1,9}|[ \u3000\r]{1,9}(?=[\p{Script=Han}《（【：，])/gu, '')
    .replace(/(?<=[\p{Script=Han}》])[,:;()]|[,:;()](?=[\p{Script=Han}《])/gu, (sign) => wide[sign] ?? sign)
    .replace(/(?<=：) (?=◆)/g, '')
    .replace(/(?:新闻)?发布会/g, '会议');

/** Where a date stands. `around` says what bare deadlines of the page are for. */
export function surroundingsOf(plain: string, date: DateMention, around: readonly string[]): Surroundings {
  const start = date.from?.start ?? date.start;
  const before = (/[^。；;]{0,600}$/.exec(plain.slice(Math.max(0, start - reach), start)) ?? [''])[0].replace(weekday, '');
  const behind = (/^[^。；;]*/.exec(plain.slice(date.end, date.end + reach)) ?? [''])[0];
  const part = `${(/[^，,。；;]{0,600}$/.exec(before) ?? [''])[0]}|${(/^[^，,。；;]*/.exec(behind) ?? [''])[0]}`;
  const [left, right] = [before.replaceAll('◆', ' '), behind.replaceAll('◆', ' ').replace(timeOfDay, '')];
  return {
    clause: tidy(`${left}◆${right}`).trim(),
    left: before,
    right: behind,
    part,
    written: plain.slice(start, date.end),
    sentence: plain,
    around,
  };
}
