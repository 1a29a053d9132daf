import { type FoundDate, findDates } from '../dates.ts';
import { fold } from '../link/fold.ts';
import { endOfMonth, nearest } from './count.ts';
import { addTerms } from './terms.ts';
import { type DeadlineKind, deadlineTopic } from './topic.ts';

export type MomentKind = DeadlineKind | 'effective' | 'expires' | 'signed' | 'published' | 'event';

/**
 * A moment that a sentence states. `value` is a day, month or year, or a term: `on-publication`, `+30d after publication`, `+5y`.
 * `start`–`end` are the date's (or the term's) own words.
 */
export type Moment = {
  readonly k: MomentKind;
  readonly value: string;
  readonly time?: string;
  readonly start: number;
  readonly end: number;
};

export type MomentContext = {
  /** Day or month from which missing years are counted. */
  readonly base?: string;
  /** What stands before the sentence and the page's title: they say what a bare deadline is for. */
  readonly around?: readonly string[];
  /** Spans in which dates belong to something else (citations). */
  readonly taken?: readonly { readonly start: number; readonly end: number }[];
};

/** Base of incomplete dates as the reader of dates takes it: a day. The month alone stands for its middle. */
const dayOf = (base: string | undefined): string | undefined => (base?.length === 7 ? `${base}-15` : base);

type Written = Pick<FoundDate, 'value' | 'precision' | 'start' | 'end'> & Pick<FoundDate, 'time' | 'yearless'>;

/** The reader's dates; what counts from another date (次年) is read with the base in front; then the forms that need a neighbour. */
function writtenDates(text: string, plain: string, base: string | undefined): Written[] {
  const day = dayOf(base) ?? findDates(text).find((each) => each.precision === 'day')?.value;
  const lead = day && /次年|翌年|同年/.test(plain) ? `${day.replace('-', '年').replace('-', '月')}日。` : '';
  // A full stop behind a figure ends the sentence, and is no part of a number.
  const found: Written[] = findDates(lead + text.replace(/(?<=\d)\.(?=\s|$)/g, '。'), day)
    .filter((each) => each.start >= lead.length)
    .map((each) => ({ ...each, start: each.start - lead.length, end: each.end - lead.length }));
  return [...found, ...incompleteDates(plain, found, day)].sort((a, b) => a.start - b.start);
}

/** 2026.9.7—9.11: the last day of a window in figures. 21日，…: a day of the base's month, at the head of a sentence. */
function incompleteDates(plain: string, found: readonly Written[], base: string | undefined): Written[] {
  const out: Written[] = [];
  for (const each of found) {
    const tail = /^\s*(?:[—–~～至到-]{1,2})\s*(\d{1,2})[./-](\d{1,2})(?![\d./-])/.exec(plain.slice(each.end, each.end + 16));
    if (!tail || !/^20\d\d[./-]/.test(plain.slice(each.start, each.end))) continue;
    const value = `${each.value.slice(0, 4)}-${(tail[1] ?? '').padStart(2, '0')}-${(tail[2] ?? '').padStart(2, '0')}`;
    const end = each.end + tail[0].length;
    if (value > each.value) out.push({ value, precision: 'day', start: end - `${tail[1]}.${tail[2]}`.length, end });
  }
  const head = base ? /^[“"]?(\d{1,2})日[，,]/.exec(plain) : null;
  const day = Number(head?.[1]);
  if (base && head && day >= 1 && day <= 31) {
    const same = `${base.slice(0, 8)}${String(day).padStart(2, '0')}`;
    if (same <= base) out.push({ value: same, precision: 'day', start: head[0].indexOf(head[1] ?? ''), end: head[0].length - 1 });
  }
  return out;
}

type Dated = { value: string; precision: string; time?: string; start: number; end: number; yearless: boolean; from?: Dated };

const rangeGap =
  /^\s*(?:[（(][^（）()]{0,10}[）)])?\s*(?:\d{1,2}[:：]\d{2})?\s*(?:日?起)?\s*(?:至|到|—{1,2}|－|-|–|~|～|to|until|through)\s*$/i;

/** Dates of the sentence; of a range the last one, with the first behind it. */
function datesIn(text: string, plain: string, context: MomentContext): Dated[] {
  const found: Dated[] = [];
  for (const each of writtenDates(text, plain, context.base)) {
    if (context.taken?.some((span) => span.start <= each.start && each.end <= span.end)) continue;
    const date: Dated = {
      value: each.value,
      precision: each.precision,
      ...(each.time ? { time: each.time } : {}),
      start: each.start,
      end: each.end,
      yearless: each.yearless === true,
    };
    const previous = found.at(-1);
    if (previous && rangeGap.test(plain.slice(previous.end, date.start))) {
      found.pop();
      found.push({ ...withYearOf(date, previous), from: previous });
    } else found.push(date);
  }
  return found;
}

/** The end of a window whose year is left out has the year of its start, or the next one. */
function withYearOf(date: Dated, start: Dated): Dated {
  if (!date.yearless || start.yearless) return date;
  const year = Number(start.value.slice(0, 4));
  const rest = date.value.slice(5);
  return { ...date, value: `${rest < start.value.slice(5) ? year + 1 : year}-${rest}`, yearless: false };
}

/** Words around a date, Simplified: to the clause's borders, and to the commas. */
type Place = {
  readonly left: string;
  readonly right: string;
  readonly part: string;
  readonly sentence: string;
  readonly around: readonly string[];
};

const reach = 150;

function placeOf(plain: string, date: Dated, around: readonly string[]): Place {
  const start = date.from?.start ?? date.start;
  const left = (/[^。；;]*$/.exec(plain.slice(Math.max(0, start - reach), start)) ?? [''])[0].replace(/\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*$/, '');
  const right = (/^[^。；;]*/.exec(plain.slice(date.end, date.end + reach)) ?? [''])[0];
  const part = `${(/[^，,。；;]*$/.exec(left) ?? [''])[0]}|${(/^[^，,。；;]*/.exec(right) ?? [''])[0]}`;
  return { left, right, part, sentence: plain, around };
}

const clock =
  '(?:\\s*(?:上午|下午|晚上?|中午|北京时间)?\\s*[\\d〇一二三四五六七八九十]{1,3}\\s*[:：时点]\\s*(?:[\\d一二三四五六七八九十]{1,3}\\s*分?)?(?:整|正|半)?)?';
const note = '(?:\\s*[（(][^（）()]{0,16}[）)])?';
const skip = `^${note}${clock}${note}\\s*`;

const effectiveRight = new RegExp(`${skip}(?:之?日)?(?:起|后|始)(?:正式|开始|全面|试)?(?:施行|实施|执行|生效|试行|实行)`);
const effectiveRightWeak = new RegExp(`${skip}(?:正式|开始|全面)?(?:施行|实施|执行|生效)`);
const effectiveLeft = /(?:实施|施行|生效|执行)(?:日期|时间|日)\s*[\]】]?\s*[:：]?\s*(?:为|是)?\s*$/;
const effectiveEnglish =
  /\b(?:tak(?:es?|ing) effect|took effect|effective|ent(?:er|ers|ered|ering) into force|c(?:o|a)me(?:s)? into (?:force|effect)|(?:been )?in force|applies|apply|takes? force)(?: (?:on|from|since|as of|as from|in))?\s*$/i;
const expiresLeft =
  /(?:有效期|有效期限|(?:执行|实施|政策)期限|试行期|时效|执行|施行|实施|暂行)[^，。；]{0,14}?(?:至|到|延长至|截至|截止到?|为)\s*$|(?:失效|废止|终止|截止有效)(?:日期|时间)\s*[\]】]?\s*[:：]?\s*$/;
const expiresRight = /^\s*(?:年?底)?\s*(?:止|为止)?[^，。；]{0,6}(?:届满|到期|失效|期满)/;
const expiresEnglish =
  /\b(?:valid|in force|effective) (?:through|until|till|to)\s*$|\b(?:expires?|expired|runs? out|lapsed?|lapses|ends?) (?:on|at|in)(?: the end of)?\s*$/i;
const license = /许可证|证书|凭证|执照|资质|合同|证件|投标|会员|签证|保函|质保|保证金|licen[cs]e|contract|certificate|permit/i;

function isEffective(place: Place): boolean {
  if (effectiveRight.test(place.right) || effectiveLeft.test(place.left) || effectiveEnglish.test(place.left)) return true;
  return effectiveRightWeak.test(place.right) && /(?:将于|将在|定于|自|从|拟于|已于|于)\s*$/.test(place.left);
}

function isExpiry(place: Place): boolean {
  if (license.test(place.part)) return false;
  return expiresLeft.test(place.left) || expiresRight.test(place.right) || expiresEnglish.test(place.left);
}

const deadlineRight = new RegExp(`${skip}(?:下班)?(?:或?之?前|以前|止|截止|为止|结束|关闭|截标|24时)`);
const deadlineLeft =
  /(?:截止|截至|截标|截止日|期限|时限|受理时间|报名时间|申报时间|公示时间|公示期|公示|反馈期|时间|日期|期间)(?:日期?|时间|期限)?(?:[^，。；：:]{0,10})?\s*(?:均?[为是:：]|定为)?\s*$|(?:收至|顺延至|延长至|延期至|推迟至|不晚于|即日起至|即日起到|至|到|前于)\s*$/;
const deadlineEnglish =
  /\b(?:by|until|till|through|before|no later than|close[sd]?(?: at [^,.;]{0,30})? on|closes? on|shuts? on|due(?: by| on)?|deadline(?: is| of)?|to)(?: \d{1,2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: on)?)?\s*$/i;
const asOf = /(?:截至|截止|截止到)\s*$/;

function deadlineOf(place: Place, date: Dated): DeadlineKind | undefined {
  const ranged = date.from !== undefined;
  const marked = deadlineRight.test(place.right) || deadlineLeft.test(place.left) || deadlineEnglish.test(place.left);
  if (!ranged && !marked) return undefined;
  const topic = deadlineTopic([place.part, place.sentence, ...place.around]);
  if (asOf.test(place.left) && !/意见|建议|申报|报名|投标|公示|反馈|征集|comment/i.test(place.part)) return undefined;
  if (!topic || (ranged && !marked && !saysTopic(place))) return undefined;
  return topic;
}

/** A bare range is a window only where the clause itself says of what. */
function saysTopic(place: Place): boolean {
  return deadlineTopic([place.left, place.right]) !== undefined;
}

const signedLeft = /(?:成文|签署|发文|落款|签发|制发)(?:日期|时间)\s*[\]】]?\s*[:：]?\s*$|\b(?:signed|signature date|Date:)(?: on)?\s*$/i;
const bodyEnd =
  /(?:局|部|委|厅|办|政府|院|会|署|社|中心|处|公司|大学|学院|协会|科协|妇联|残联|工商联|银行|集团|室|组|军|司|馆|站|所|学会|联合会|委员会|Ministry[^.]{0,60}|Administration|Commission|Bureau|Office|Council|Commerce|Transport|Technology|Education)\s*$/;
const signatureRight = /^\s*(?:[（(][^（）()]{0,20}[）)])?\s*$/;

/** A signature: bodies and a day, nothing else since the line began. */
function isSigned(place: Place): boolean {
  if (signedLeft.test(place.left) || /签署(?:了)?\s*$|\bsigned\b[^;]{0,140}\bon\s*$/.test(place.left)) return true;
  if (/^\s*(?:联合)?(?:签署|签发)|^，[^。；]{0,110}(?:联合)?(?:签署|签发)/.test(place.right)) return true;
  const line = place.left.slice(place.left.lastIndexOf('\n') + 1);
  return (
    signatureRight.test(place.right) &&
    bodyEnd.test(line.replace(/\s+$/, '')) &&
    !/[，,：:]\s*\S{0,12}$/.test(line) &&
    !/(?:会议|大会|代表)/.test(line)
  );
}

const publishedLabel = /(?:发布|公布|公开|发稿|刊发|发表|上线|更新|印发|下发|生成)(?:日期|时间)\s*[\]】]?\s*[:：]?\s*$|\b(?:posted|released online|published)\s*:?\s*$/i;
const publishedLeft =
  /(?:发布|公布|公开|发稿|刊发|发表|上线|更新|推送|印发|下发|生成|发文|日期|时间|来源\S{0,16})(?:日期|时间|于)?\s*[\]】]?\s*(?:[:：]|于)\s*$|^\s*时间\s*[:：]?\s*$|\b(?:released online|posted|published|issued|released|made public|promulgated|unveiled)(?: on)?\s*:?\s*$/i;
const publishedRight = /^[^。；]{0,60}?(?:消息|发布|公布|印发|出台|下发|颁布|制发|对外公开|公诸)/;
const publishedEnglish = /\b(?:issued|released|published|promulgated|unveiled|posted)\b[^.;]{0,120}\bon\s*$/i;
const publishedEnglishRight = /^,?[^.;]{0,80}\b(?:released|issued|published|unveiled|promulgated)\b/i;
const eventWords =
  /通过|审议|举行|召开|举办|启动|成立|开幕|会议|听证|开班|博览会|论坛|报告政府工作|宣告|试点期|表决|审定|挂牌|揭牌|揭幕|\b(?:endorsed|carried|voted|adopted|passed|held|opened|launched)\b/i;

function isPublished(place: Place): boolean {
  if (publishedLeft.test(place.left) || publishedEnglish.test(place.left)) return true;
  if (/\bOn\s*$/.test(place.left) && publishedEnglishRight.test(place.right)) return true;
  if (/(?:截至|自|从)\s*$/.test(place.left)) return false;
  const opens = /(?:^|[。；，,\s（(]|官网|部门|单位|办公室|局|部|委|厅|办|政府)\s*$/.test(place.left);
  return opens && publishedRight.test(place.right) && !/^[^，]{0,20}(?:通过|审议|召开|举行|举办)/.test(place.right);
}

const notADate = /(?:收稿|修回|录用|接收|收到)(?:日期)?\s*[:：]?\s*$|\b(?:received|revised|accepted)\s*$/i;

function kindOf(place: Place, date: Dated): MomentKind | undefined {
  if (notADate.test(place.left)) return undefined;
  if (isEffective(place)) return 'effective';
  if (isExpiry(place)) return 'expires';
  if (license.test(place.part) && !/投标|招标|保证金/.test(place.sentence)) return undefined;
  if (date.precision !== 'day') return undefined;
  if (/试点期/.test(place.left) && date.from) return 'event';
  if (isSigned(place)) return 'signed';
  if (publishedLabel.test(place.left)) return 'published';
  const deadline = deadlineOf(place, date);
  if (deadline) return deadline;
  if (asOf.test(place.left)) return undefined;
  if (isPublished(place)) return 'published';
  return eventWords.test(place.left + place.right) ? 'event' : undefined;
}

const past: ReadonlySet<MomentKind> = new Set(['signed', 'published', 'event']);

/** A missing year: the nearest past day for what happened, the nearest coming one for deadlines and effective days. */
function filledIn(date: Dated, kind: MomentKind, base: string | undefined): string | undefined {
  if (!date.yearless) return date.value;
  if (!base) return date.value;
  const rest = date.value.length > 7 ? date.value.slice(5) : date.value.slice(5, 7);
  return nearest(rest, base, past.has(kind));
}

/** Moments that one sentence states, in the order of their words. The offsets are of `text`. */
export function momentsIn(text: string, context: MomentContext = {}): Moment[] {
  const plain = fold(text);
  const moments: Moment[] = [];
  for (const date of datesIn(text, plain, context)) {
    const place = placeOf(plain, date, context.around ?? []);
    const k = kindOf(place, date);
    if (!k) continue;
    const moment = momentOf(date, k, plain, context.base);
    if (moment) moments.push(moment);
  }
  return addTerms(plain, once(moments), context);
}

/** 6月3日消息，…今日印发: one moment, said twice. */
function once(moments: readonly Moment[]): Moment[] {
  return moments.filter((each, i) => moments.findIndex((other) => other.k === each.k && other.value === each.value) === i);
}

function momentOf(date: Dated, k: MomentKind, plain: string, base: string | undefined): Moment | undefined {
  const first = k === 'event' && date.from ? date.from : date;
  const value = filledIn(first, k, base);
  if (!value) return undefined;
  const first_ = date.from?.start ?? date.start;
  const start = first_ - (/^[A-Z\d]/.test(plain.slice(first_)) ? (/\b(?:close[sd]?|due|until|by|from|on)\b[^,.;]{0,40}?(?:, )?$/i.exec(plain.slice(Math.max(0, first_ - 60), first_))?.[0].length ?? 0) : 0);
  const full = k === 'expires' ? lastDay(value, date, plain) : value;
  return { k, value: full, ...(date.time && k !== 'event' ? { time: date.time } : {}), start, end: date.end };
}

/** 执行到2028年底, "at the end of June 2026": the last day of it. */
function lastDay(value: string, date: Dated, plain: string): string {
  if (value.length === 4 && /^\s*(?:年)?底/.test(plain.slice(date.end, date.end + 3))) return `${value}-12-31`;
  if (value.length === 7 && (/^\s*底/.test(plain.slice(date.end, date.end + 2)) || /end of\s*$/i.test(plain.slice(0, date.start))))
    return endOfMonth(value);
  return value;
}
