import { hasHan } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import { compileForms, topicForms } from '../phrases/phrases.ts';
import type { DateMention } from './dates.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };

const {
  isAct,
  opensWithAct,
  /** 本规则施行前签发的证明: what the act was only the time of. */
  relative,
} = compileForms(forms.surroundings);

const {
  /** Periods of something else than a hand-in: lessons, contracts, insurance, hours. The words beside the date decide. */
  otherPeriod,
  handIn,
} = expressionsOf(expressions.deadlineKind);

/** What a deadline is for. Only `commentBy` is a fact of an act; the others are told apart so that they are never taken for it. */
export type DeadlineKind = 'commentBy' | 'applyBy' | 'objectBy' | 'tenderBy';

/** 关于…的指导意见, 本意见: an act is called so, nobody is asked for views. */
const actsNamed = /《[^《》]{0,120}》|(?:指导|实施|若干|处理|关于[^，。；]{2,60}的|[本该])意见(?!反馈|征|建议|稿)/g;

function topicOf(text: string, otherwise?: 'otherwise'): DeadlineKind | undefined {
  const said = text.replace(actsNamed, '');
  return topicForms().find((row) => row.if === otherwise && row.form.test(said) && !row.unless?.test(said))?.says;
}

/** The topic by the nearest words that say one: the part between commas, the sentence, what stands before it, the page's title. */
export function findDeadlineKind(places: readonly string[]): DeadlineKind | undefined {
  const [part = '', sentence = ''] = places;
  if (otherPeriod.test(part) && !handIn.test(part)) return undefined;
  // Who may object to what is said elsewhere in the sentence; the part with the day names only where to write.
  if (/异议|不同看法/.test(sentence) && !/投标|开标/.test(part)) return 'objectBy';
  if (/公示期[间内]|公示期(?:限|为|[:：])/.test(sentence) && !/征求|征集|投标|开标/.test(sentence)) return 'objectBy';
  for (const words of [undefined, 'otherwise'] as const)
    for (const each of places) {
      const topic = topicOf(each, words);
      if (topic) return topic;
    }
  return undefined;
}

const {
  adverbs,
  /** 该条政策试行一年: one item of the act. */
  ofPart,
  opensWithTime,
  /** The last word for a term before a day, in its clause or one before: 有效期至, 继续有效至, 许可有效期两年，自. */
  termBefore,
  /** 中心拟放宽贷款条件，有效期1年: what the act itself does, for a time. */
  measures,
  times,
} = expressionsOf(expressions.termSubject);

/**
 * Whose term a sentence states: the act's, that of one of its items (该条政策), that of something else (a result, a licence, a list), or nobody
 * is named.
 */
type TermSubject = 'act' | 'part' | 'other' | 'none';

/** Numbering and words that name nobody. */
const numbering = /^[\s\u3000]*(?:第[〇零一二三四五六七八九十百\d]{1,7}[条款项]|[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．])?[\s\u3000]*/;
const endsWithAct = /《》(?:[（(][^（）()]{0,30}[）)])?$/;
const ofPolicy = /^(?:政策)?(?:实施|执行|施行|政策)期限/;
const opener = /^\s{0,3}(?:【[^【】]{1,16}】)?\s{0,3}(?:将|把|现将|现对)?/;
const onlyFigures = /^[\d\s:/.年月日-]*$/;

function withoutAdverbs(part: string): string {
  let rest = part;
  for (let times = 0; times < 6 && adverbs.test(rest); times += 1) rest = rest.replace(adverbs, '');
  return rest;
}

function subjectOf(part: string, last: boolean): TermSubject {
  const bare = part.replace(numbering, '').replace(opener, '').trim();
  const plain = last ? withoutAdverbs(bare) : bare;
  if (ofPart.test(bare)) return 'part';
  if (relative.test(plain)) return 'other';
  if (endsWithAct.test(plain)) return 'act';
  if (/^(?:本|该|此|这|这份|这项|上述|以上)$/.test(plain)) return 'act';
  if (isAct.test(plain) || (opensWithAct.test(plain) && (!last || isAct.test(plain.replace(times, ''))))) return 'act';
  const rest = withoutAdverbs(plain.replace(times, ''));
  if (rest === '') return 'none';
  if (isAct.test(rest)) return 'act';
  return !last && (opensWithTime.test(plain) || measures.test(plain)) ? 'none' : 'other';
}

/** 以上政策除明确时限的外, 以上政策，未明确期限的: what the act excepts from its term says nothing of whose it is. */
const except = /除[^，,。；]{1,30}外(?=[，,]|$)|[，,]?凡?未[^，,。；]{0,8}(?:期限|时限|有效期)的/g;

/**
 * Whose term the words at `start` say: 本办法有效期五年 is the act's, 评估结果有效期2年 is not, and neither is that of 对纳入名单的企业，有效期为2年. The subject stands
 * right before the words, else in the parts of the clause before them.
 */
export function termSubjectOf(plain: string, start: number): TermSubject {
  if (!hasHan(plain)) return 'none';
  const clause = (/[^。；;\n]{0,240}$/.exec(plain.slice(0, start)) ?? [''])[0]
    .replace(/《[^《》]{0,160}》|\p{Script=Han}{1,14}〔\d{4}〕\s?\d{1,5}号/gu, '《》')
    .replace(/[（(][^（）()]{0,60}[）)]/g, '')
    .replace(except, '');
  const parts = clause.split(/[，,：:]/);
  if (parts.at(-1)?.trim() === '' && ofPolicy.test(plain.slice(start)) && /政策/.test(clause)) return 'act';
  for (const [at, part] of [...parts].reverse().entries()) {
    // A day before a label, in a table on one line: 生成日期：2026-09-08 有效期至.
    if (onlyFigures.test(part) && part.trim() !== '') return 'none';
    const found = subjectOf(part, at === 0);
    if (found !== 'none') return found;
  }
  return 'none';
}

export function lastDaySubjectOf(plain: string, start: number): TermSubject {
  const from = Math.max(0, start - 60);
  const found = termBefore.exec(plain.slice(from, start));
  if (!found) return 'none';
  return /^(?:聘期|任期|存续期|过渡期)/.test(found[0]) ? 'other' : termSubjectOf(plain, from + found.index);
}

const { weekday } = expressionsOf(expressions.surroundings);

/**
 * Words around a date, Simplified: `clause` has `◆` for the date, one form of punctuation, no blanks between Chinese, and `《》` for each
 * title.
 */
export type Surroundings = {
  readonly clause: string;
  readonly left: string;
  readonly right: string;
  readonly part: string;
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
