import type { DateFact, Warning } from '../../../model/article.ts';
import { addDays } from '../../../model/time.ts';
import { group, opt } from '../../../model/values.ts';
import type { DocumentType } from '../../../model/vocabulary.ts';
import { addWorkingDays } from '../../../registry/holidays.ts';
import { readDayFact } from '../../dates/dates.ts';
import { isAct } from '../../text/acts.ts';
import { foldScript } from '../../text/language.ts';
import { expressionsOf } from '../../text/words.ts';
import type { LifecycleInput } from '../lifecycle.ts';
import { findMentions, type Mention } from '../link/mentions.ts';
import { splitSentences, textFlags } from '../link/sentences.ts';
import { findLifecycleDates, type LifecycleDate, readTableDate } from './dates.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  lifecycleWords,
  englishLifecycleWords,
  /** What an act says of another's term or day of effect that it moves: 该标准延期至2027年7月1日起实施. */
  moves,
  ofOwn,
  ofThis,
  consultation,
  /** 关于组织学习《X》的通知: a notice that has X taught or carried out does not issue it. */
  taught,
  /** “自7月1日起施行”修改为“自9月1日起施行”: either of the two. */
  putForOther,
  putForAnother,
  fromToday,
  mayMove,
  issues,
  /** 截至9月30日，共收到反馈意见3条: what came in, added to the page when the window was over. */
  tellsResult,
  /** A line of its own beside that of the last day: 开始时间：2026-03-02. */
  openingLine,
} = expressionsOf(expressions.statedDates);

export type StatedDate = LifecycleDate & { readonly quote: string; readonly own: boolean; readonly sentence: string; readonly at: number };
const bareRange = /^[\s\d年月日:：./—–－~～至到起止-]{12,60}。?\s{0,4}$/;

/** Every day and every term has one of these. */
const timed = /[年月日天周起届\d]|[A-Za-z]{3}/;

/** A draft that is shown to the public (公示) invites views; a list invites objections. */
const kept: ReadonlySet<LifecycleDate['k']> = new Set(['effective', 'commentBy', 'objectBy', 'expires']);

/** 《X》已于…通过，自…起施行, where the page is not that of X and does not publish it here. */
function subject(before: string, title: string): boolean {
  const cited = /《([^《》]{2,80})》([^。；《》]{0,80})$/.exec(before);
  if (!cited || /现(?:予|将)?[^。；]{0,8}(?:公布|发布|印发|颁布)/.test(before) || /本\p{Script=Han}/u.test(group(cited, 2))) return false;
  if (taught.test(title) && title.includes(group(cited, 1))) return true;
  return !title.includes(group(cited, 1)) && !/令|公告|公报|决定/.test(title);
}
const movesBehind =
  /^(?:日?起?(?:至|到)[\d年月日]{4,14})?[^，。；]{0,6}(?:期间)?[，,]?\s{0,2}(?:[对将]?《[^《》]{2,120}》(?:[（(][^（）()]{0,60}[）)])?[^，。；《》]{0,12})?(?:暂停|暂缓|中止|恢复|停止|不再)/;

/** A day that the act gives to another one. */
function ofChangedAct(plain: string, { start, end }: LifecycleDate): boolean {
  const before = (/[^。；\n]{0,300}$/.exec(plain.slice(0, start)) ?? [''])[0].replace(mayMove, '');
  if (putForOther.test(before) || (/[“"][^“”"]{0,60}$/.test(before) && putForAnother.test(plain.slice(end)))) return true;
  const verb = moves.exec(before);
  if (!verb) return movesBehind.test(plain.slice(end)) || (/暂停|暂缓|中止/.test(plain.slice(start, end)) && !ofOwn.test(before));
  return !ofOwn.test(before.slice(0, verb.index));
}

/** 《X》将于10月31日到期: the last day of another act, which the page does not put out. */
function endsAnother(plain: string, { start, end }: LifecycleDate, title: string): boolean {
  // 下列文件自8月1日起失效
  if (/(?:下列|以下|所列|上述|前述)[^。；《》]{0,24}$/.test(plain.slice(0, start)) && /^[^，。；]{0,8}(?:失效|废止)/.test(plain.slice(end)))
    return true;
  const cited = /《([^《》]{2,80})》([^。；《》]{0,80})$/.exec(plain.slice(0, start));
  if (!cited || /现(?:予|将)?[^。；]{0,8}(?:公布|发布|印发|颁布)/.test(plain.slice(0, start)) || /本\p{Script=Han}/u.test(group(cited, 2)))
    return false;
  const name = group(cited, 1);
  return !title.includes(name) || (/《/.test(title) && !issues.test(title.replaceAll(name, '')));
}

/** 自…起施行的《X》, 第X条自…起施行: a day of another text, or of a part. */
function ofAnother(plain: string, moment: LifecycleDate, title: string): boolean {
  if (subject(plain.slice(0, moment.start), title)) return true;
  if (/^[^，。；]{0,8}(?:施行|实施|执行|生效)的/.test(plain.slice(moment.end))) return true;
  if (plain[moment.start] === '本') return false;
  const left = (/[^，,。；]{0,200}$/.exec(plain.slice(Math.max(0, moment.start - 200), moment.start)) ?? [''])[0];
  return /第[一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+款)?(?:的规定)?(?:自|从|于)?$/.test(left);
}

const longestQuote = 200;

function clip(text: string, { start, end }: LifecycleDate): string {
  const trimmed = text.trim();
  if (trimmed.length <= longestQuote) return trimmed;
  const from = Math.max(0, end + 10 <= longestQuote ? 0 : Math.min(start - 60, text.length - longestQuote));
  return text.slice(from, from + longestQuote).trim();
}

export function findStatedDates(title: string, text: string, base: string | undefined): StatedDate[] {
  const stated: StatedDate[] = [];
  const folded = foldScript(text);
  for (const span of splitSentences(text)) {
    if ((span.held & (textFlags.figure | textFlags.letter | textFlags.time)) === 0) continue;
    const plain = folded.slice(span.start, span.end);
    if (
      !timed.test(plain) ||
      !(lifecycleWords.test(plain) || bareRange.test(plain) || ((span.held & textFlags.letter) !== 0 && englishLifecycleWords.test(plain)))
    )
      continue;
    const sentence = text.slice(span.start, span.end);
    const around = [text.slice(Math.max(0, span.start - 100), span.start), title];
    let mentions: readonly Mention[] | undefined;
    const context = {
      ...(base ? { base } : {}),
      around,
      get taken() {
        mentions ??= findMentions(sentence, plain);
        return mentions;
      },
    };
    const moments = findLifecycleDates(sentence, context);
    for (const each of moments) {
      if (!kept.has(each.k)) continue;
      if ((each.k === 'effective' || each.k === 'expires') && ofChangedAct(plain, each)) continue;
      if (each.k === 'expires' && endsAnother(plain, each, foldScript(title))) continue;
      if (each.k === 'effective' && ofAnother(plain, each, foldScript(title))) continue;
      stated.push({ ...each, quote: clip(sentence, each), own: ofThis.test(plain), sentence: plain, at: span.start });
    }
  }
  return stated;
}

export type DateFinding = { readonly fact?: DateFact; readonly warning?: Warning };

export function factFromBody(value: string, quote: string, time?: string): DateFact {
  const precision = value.length === 10 ? 'day' : value.length === 7 ? 'month' : 'year';
  return { value, precision, ...(time ? { time } : {}), from: 'body', quote };
}

export const dateWarning = (field: string, reason: string, quote: string): Warning => ({ field: `dates.${field}`, reason, quote });

export const joinQuotes = (quote: string, from: string | undefined): string =>
  from === undefined || quote.includes(from) ? quote : from.startsWith(quote) ? from : `${quote} … ${from}`;

/** The notice stands in front of the draft; what its articles say of opinions and days is no deadline of the consultation. */
const noticeLength = 2500;

/** 公示时间：…至…, in front of a draft. */
const isShown = ({ k, value, at }: StatedDate): boolean => k === 'objectBy' && value.length === 10 && at < noticeLength;

const postponed = (each: StatedDate): boolean => /延长|延期|顺延|推迟/.test(each.sentence);

/** The surest of several: a deadline that was moved, else one in words of a deadline, else what the notice says. */
function surest(found: readonly StatedDate[]): readonly StatedDate[] {
  const rounds: ((each: StatedDate) => boolean)[] = [
    postponed,
    (each) => /截止|截至|意见反馈|反馈意见|征求意见|征集意见|修改意见|公示|comment/i.test(each.sentence),
    (each) => each.at < noticeLength,
  ];
  return rounds.reduce<readonly StatedDate[]>((left, keep) => (left.some(keep) ? left.filter(keep) : left), found);
}

type CommentDays = DateFinding & { readonly first?: DateFact };

export const isConsultation = (type: DocumentType, title: string): boolean =>
  type === 'draft' || (isAct(type) && type !== 'public-notice' && consultation.test(foldScript(title)));

function writtenDays(all: readonly StatedDate[], input: LifecycleInput): CommentDays {
  const found = all.filter((each) => (each.k === 'commentBy' || isShown(each)) && !tellsResult.test(each.sentence));
  const [said] = found;
  if (!said) return {};
  const days = new Map<string, StatedDate>();
  for (const each of surest(found)) {
    const day = lastDay(each, input);
    if (day !== undefined && days.get(day)?.from === undefined) days.set(day, each);
  }
  const ordered = [...days].toSorted(([a], [b]) => (a < b ? 1 : -1));
  const [latest] = ordered;
  if (!latest) return { warning: dateWarning('commentBy', 'the term counts from a day that the page does not give', said.quote) };
  const [day, source] = latest;
  if (days.size > 1 && !postponed(source))
    return { warning: dateWarning('commentBy', `the text gives ${[...days.keys()].join(' and ')}`, said.quote) };
  const ranged = found.find((each) => each.value === day && each.from !== undefined) ?? source;
  const counted = source.value.startsWith('+') ? input.words?.published : undefined;
  return { fact: factFromBody(day, joinQuotes(source.quote, counted), source.time), ...opt('first', firstDay(ranged, day, input)) };
}

/** The day that the words name, or that of publication where they say from this day on (即日起至…). */
function firstDay(source: StatedDate, last: string, { published, words, text }: LifecycleInput): DateFact | undefined {
  if (source.from !== undefined) return factFromBody(source.from, source.quote);
  const opened = openingLine.exec(foldScript(text.slice(0, noticeLength)));
  const line = opened ? readDayFact(opened[0], 'body') : undefined;
  if (line && line.value <= last) return line;
  return published !== undefined && published <= last && fromToday.test(source.sentence)
    ? factFromBody(published, joinQuotes(source.quote, words?.published))
    : undefined;
}

/** A day as written, or one counted from publication; working days only in years whose holidays and worked weekends are known. */
function lastDay(stated: StatedDate, { published }: LifecycleInput): string | undefined {
  const term = /^\+(\d+)d/.exec(stated.value);
  if (!term) return /^\d{4}/.test(stated.value) ? stated.value : undefined;
  if (published === undefined) return undefined;
  const count = Number(term[1]);
  return /工作日|working/.test(stated.sentence) ? addWorkingDays(published, count) : addDays(published, count);
}

function tabledDays(table: Readonly<Record<string, string>>, written: DateFact | undefined): CommentDays | undefined {
  const stated = readTableDate(table, 'commentBy');
  if (!stated) return undefined;
  const { fact, first } = stated;
  const warning =
    written && written.value !== fact.value ? { warning: dateWarning('commentBy', `the text says ${written.value}`, written.quote) } : {};
  const { time: _time, ...opens } = fact;
  return { fact, ...(first === undefined ? {} : { first: { ...opens, value: first } }), ...warning };
}

const listedDay = (value: string, quote: string): DateFact => ({ value, precision: 'day', from: 'listing', quote });

const listedDays = ({ listed }: LifecycleInput): CommentDays =>
  listed
    ? {
        fact: listedDay(listed.until, listed.quote),
        ...(listed.from === undefined ? {} : { first: listedDay(listed.from, listed.quote) }),
      }
    : {};

export function readCommentWindow(stated: readonly StatedDate[], input: LifecycleInput): CommentDays {
  if (!isConsultation(input.type, input.title)) return {};
  const written = writtenDays(stated, input);
  const found = tabledDays(input.table ?? {}, written.fact) ?? written;
  return found.fact === undefined && found.warning === undefined ? listedDays(input) : found;
}
