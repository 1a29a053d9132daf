import { group, orEmpty } from '../../../model/values.ts';
import { countPattern, parseCount } from '../../dates/count.ts';
import { findDeadlineKind } from './deadline-kind.ts';
import type { DateRole, LifecycleDate, SentenceContext } from './lifecycle-dates.ts';

const license =
  /许可证|证书|凭证|身份证|[证照](?:的)?有效期|执照|资质|合同|投标|会员|质保|保函|保证金|令牌|签证|资格|券(?![^，。；]{0,16}(?:办法|细则|方案|政策|措施|规定))|licen[cs]e|contract|certificate|permit/i;
const publicationDay = '(?:印发|发布|公布|颁布|下发|公告|签发|发文)';
const inForce = '(?:正式|开始)?(?:施行|实施|执行|生效|试行|实行)';

const atOnce = new RegExp(
  `(?:自|从|于)?(?:本\\S{0,8}?)?${publicationDay}之?日(?:起|(?=施行|实施))(?:零时起?)?(?:开始|正式)?(?:施行|实施|执行|生效|试行|实行)`,
  'g',
);
/** 即日起施行, 即日生效: on the day of the act itself. */
const atOnceToday = /(?:自|从)?即[日时]起?(?:正式|开始)?(?:施行|实施|执行|生效|试行)/g;
const atOnceEnglish =
  /\b(?:tak(?:es?|ing) effect|effective|enters? into force|comes? into (?:force|effect))\s{1,6}(?:immediately )?(?:on|upon|from|as of) (?:the (?:date|day) of )?(?:its |their )?(?:promulgation|publication|issuance|release|issue)\b/gi;
const delayed = new RegExp(
  `(?:自|从)?(?:本\\S{0,6}?)?${publicationDay}(?:之?日)?(?:起|后)(?:满)?第?(${countPattern})(?:个)?(?:工作)?(日|天|个月|月)(?:后|起)?(?:起)?${inForce}`,
  'g',
);
const yearsOfValidity = new RegExp(
  `(?:有效期(?:限)?|试行期(?:限)?|施行期(?:限)?|政策期(?:限)?|试行|执行期(?:限)?|实施期(?:限)?|暂定|暂行|重新计算)(?:暂定)?\\s{0,6}(?:为|是|:|：)?\\s{0,6}(${countPattern})\\s{0,6}(?:个)?(年|月)`,
  'g',
);
const termFromStart = new RegExp(
  `有效期(?:限)?自[^，。；]{2,16}?起(?:计算|算)?[，,]?(?:为期?|共|满)?\\s{0,6}(${countPattern})\\s{0,6}(?:个)?(年|月)`,
  'g',
);
const termEnglish = new RegExp(
  `\\b(?:remains? )?(?:valid|in force|effective) for (?:a (?:term|period) of )?(${countPattern})[- ](year|month)s?`,
  'gi',
);
const within = new RegExp(
  `(?:自|从)?(?:本\\S{0,4}?)?(?:公示|公告|发布|公布|印发|刊登|通知)(?:发布|公布|印发)?(?:之日)?(?:起|后)?(${countPattern})\\s{0,6}(?:个)?(?:工作)?(?:日|天)(?:之?内|以内)|` +
    `(?:公示期(?:限)?|公示时间|反馈期(?:限)?|征求意见(?:期(?:限)?)?(?:为期)?|(?:意见|公示|反馈|异议)的?(?:期限|时间|期)|为期|公示(?:期)?|(?:意见)?(?:征集|反馈|征求|异议)(?:意见)?(?:期限?|时间))[（(]?(?:为|是|：|:)?(?:自?(?:即日|(?:本?(?:公告|通知|公示)?(?:公告|发布|公布|公示|印发|刊登))之日)起)?\\s{0,6}(${countPattern})\\s{0,6}(?:个)?(?:工作)?(?:日|天)`,
  'g',
);
const withinEnglish = new RegExp(
  `\\bwithin (${countPattern}) (?:working |calendar )?days of (?:its |the )?(?:publication|date|release|notice)|(${countPattern}) (?:working |calendar )?days from the (?:date|day) of (?:this |the )?(?:notice|publication)|(${countPattern}) (?:working |calendar )?days (?:after|following|of) (?:the |its )?(?:posting|publication|release|notice|date of (?:posting|publication))`,
  'gi',
);

type CountedDate = LifecycleDate;

function push(out: CountedDate[], k: DateRole, value: string, found: RegExpMatchArray): void {
  const start = found.index ?? 0;
  out.push({ k, value, start, end: start + found[0].length });
}

/** Patterns that begin with what may be missing are slow: they are tried where what they cannot do without stands. */
const published = new RegExp(publicationDay);
const latin = /[A-Za-z]{4}/;

/** The month that lies `step` months after that of the base. */
function monthFrom(base: string, step: number): string {
  const count = Number(base.slice(0, 4)) * 12 + Number(base.slice(5, 7)) - 1 + step;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

function findCountedEffect(plain: string, base: string | undefined, out: CountedDate[]): void {
  const inChinese = published.test(plain);
  for (const each of inChinese ? plain.matchAll(delayed) : []) {
    const count = parseCount(group(each, 1));
    if (count !== undefined) push(out, 'effective', `+${count}${each[2]?.includes('月') ? 'm' : 'd'} after publication`, each);
  }
  for (const each of base ? plain.matchAll(/(?:将?(?:于|自|从))?(下|本)个?月起(?:正式|开始|全面)?(?:施行|实施|生效|执行)/g) : [])
    push(out, 'effective', monthFrom(orEmpty(base), each[1] === '下' ? 1 : 0), each);
  const patterns = [
    ...(inChinese ? [atOnce] : []),
    ...(plain.includes('即') ? [atOnceToday] : []),
    ...(latin.test(plain) ? [atOnceEnglish] : []),
  ];
  for (const pattern of patterns) for (const each of plain.matchAll(pattern)) push(out, 'effective', 'on-publication', each);
}

/** A term of a licence, contract or membership is no term of an act. */
function clauseOf(plain: string, at: number): string {
  return (/[^。；;]{0,400}$/.exec(plain.slice(Math.max(0, at - 40), at)) ?? [''])[0];
}

/** 上月, 去年底: the month before that of the base, the last month of the year before. */
function lapsedMonth(word: string, base: string): string {
  if (word.includes('年')) return `${Number(base.slice(0, 4)) - 1}-12`;
  const month = Number(base.slice(5, 7)) - (word.startsWith('上') ? 1 : 0);
  return month === 0 ? `${Number(base.slice(0, 4)) - 1}-12` : `${base.slice(0, 4)}-${String(month).padStart(2, '0')}`;
}

function findCountedExpiry(plain: string, moments: readonly LifecycleDate[], base: string | undefined, out: CountedDate[]): void {
  if (moments.some((each) => each.k === 'expires')) return;
  const lapsed = base ? /(上个?月|本月|去年底|上年底)[^，。；]{0,6}(?:试行期|有效期|到期|期满|届满)满?/.exec(plain) : null;
  if (lapsed && base) push(out, 'expires', lapsedMonth(group(lapsed, 1), base), lapsed);
  for (const pattern of [...(/[年月]/.test(plain) ? [yearsOfValidity, termFromStart] : []), ...(latin.test(plain) ? [termEnglish] : [])]) {
    for (const each of plain.matchAll(pattern)) {
      const count = parseCount(group(each, 1));
      const unit = /年|year/i.test(group(each, 2)) ? 'y' : 'm';
      if (count !== undefined && !license.test(clauseOf(plain, each.index))) push(out, 'expires', `+${count}${unit}`, each);
    }
  }
}

/** Windows counted from publication; a last day in the same sentence wins. */
function findCountedWindows(plain: string, moments: readonly LifecycleDate[], context: SentenceContext, out: CountedDate[]): void {
  for (const pattern of [...(/[日天]/.test(plain) ? [within] : []), ...(latin.test(plain) ? [withinEnglish] : [])]) {
    for (const each of plain.matchAll(pattern)) {
      const count = parseCount(orEmpty(each[1] ?? each[2] ?? each[3]));
      const topic = findDeadlineKind([each[0], plain, ...(context.around ?? [])]);
      if (/(?:收到|接到|送达|受理|知道)[^，。；]{0,24}$/.test(plain.slice(Math.max(0, each.index - 30), each.index))) continue;
      if (count === undefined || !topic || moments.some((one) => one.k === topic)) continue;
      push(out, topic, `+${count}d after publication`, each);
    }
  }
}

/** Adds what a sentence states without a date: at once, after N days, for N years, within N days of publication. */
export function addCountedDates(plain: string, moments: readonly LifecycleDate[], context: SentenceContext): LifecycleDate[] {
  const out: CountedDate[] = [];
  findCountedEffect(plain, context.base, out);
  findCountedExpiry(plain, moments, context.base, out);
  findCountedWindows(plain, moments, context, out);
  const free = out.filter((each) => !context.taken?.some((span) => span.start <= each.start && each.end <= span.end));
  return [...moments, ...free].sort((a, b) => a.start - b.start);
}
