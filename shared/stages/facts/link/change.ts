import type { DateFact, DateKind, StatedChange } from '../../../model/article.ts';
import { group, opt } from '../../../model/values.ts';
import type { ChangingRelation } from '../../../model/vocabulary.ts';
import { parseCount } from '../../text/numerals.ts';
import { expressionsOf, firstOf } from '../../text/words.ts';
import { type DateMention, findDateMentions } from '../lifecycle/dates.ts';
import { factFromBody } from '../lifecycle/stated-dates.ts';
import { compileForms } from '../phrases/phrases.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };

const {
  termForm,
  /** 自2026年7月1日起继续有效，有效期5年: counted from that day. */
  renewedTerm,
  dayOfWhole,
  /** 暂停实施一年, 为期6个月. */
  restTerm,
  newTerm,
  newStart,
  ownTerm,
  planned,
} = compileForms(forms.change);

const {
  ofWhole,
  verdicts,
  /** 中关于首次备案奖励的规定: what the ended rules are about. */
  about,
  newLast,
} = expressionsOf(expressions.change);

type Stretch = { readonly text: string; readonly plain: string; readonly quote: string; readonly base?: string | undefined };

type Day = { readonly before: string; readonly after: string; readonly date: DateMention };

function daysIn({ text, plain, base }: Stretch): readonly Day[] {
  return findDateMentions(text, plain, base === undefined ? {} : { base }).map((date) => ({
    date,
    before: (/[^。；]{0,40}$/.exec(plain.slice(0, date.from?.start ?? date.start)) ?? [''])[0].replace(/[“"‘]$/, ''),
    after: plain.slice(date.end, date.end + 16).replace(/^[”"’]/, ''),
  }));
}

const factOf = (date: Pick<DateMention, 'value'>, { quote }: Stretch): DateFact => factFromBody(date.value, quote);

/** 由2026年6月1日推迟至…, 原定2026年6月1日: what was said before. */
const former = /(?:由|从|原[^，。；]{0,12}|此前的)\s{0,2}$/;
const lapses = /^\s{0,2}日?(?:到期|届满|期满|失效)/;

/** Words before a day, or behind it, that make it the one looked for; of several days the last that fits. */
type Wanted = { readonly before: RegExp; readonly after?: RegExp };
const lastDay = (days: readonly Day[], { before, after }: Wanted): DateMention | undefined =>
  days.findLast(
    (each) => !former.test(each.before) && !lapses.test(each.after) && (before.test(each.before) || after?.test(each.after) === true),
  )?.date;

const until: Wanted = { before: /(?:至|到|为|截至|截止)\s{0,2}[：:]?\s{0,2}$/, after: /^\s{0,2}(?:日|底)?止/ };

/** `+5y`, `+6m`. */
function lengthOf({ count = '', unit = '' }: Readonly<Record<string, string | undefined>> = {}): string | undefined {
  if (count === '半') return unit === '年' ? '+6m' : undefined;
  const length = parseCount(count);
  return length === undefined ? undefined : `+${length}${unit === '年' ? 'y' : 'm'}`;
}

function readExtension(stretch: Stretch): Partial<StatedChange> {
  const days = daysIn(stretch);
  const ranged = days.findLast(({ date, before }) => date.from && !/原[^，。；]{0,12}$/.test(before))?.date;
  const last = ranged ?? lastDay(days, until);
  if (last) return { until: factOf(last, stretch) };
  const from = days.find(({ after, before }) => !former.test(before) && /^\s{0,2}日?起/.test(after))?.date;
  const renewed = from && renewedTerm.exec(stretch.plain.slice(from.end))?.groups;
  if (renewed) return { ...opt('term', lengthOf(renewed)), from: factOf(from, stretch) };
  const term = lengthOf(termForm.exec(stretch.plain)?.groups);
  return term === undefined ? {} : { term, ...opt('from', from && factOf(from, stretch)) };
}

const movedTo: Wanted = compileForms(forms.movedTo);

function readNewStart(stretch: Stretch): Partial<StatedChange> {
  const days = daysIn(stretch);
  const day = days.find((each) => !former.test(each.before) && movedTo.before.test(each.before))?.date ?? lastDay(days, movedTo);
  // 第九条的施行时间推迟至: a part; 第十条规定的施行日期: that of the whole act.
  return { ...opt('effective', day && factOf(day, stretch)), ...(dayOfWhole.test(stretch.plain) ? {} : readParts(stretch)) };
}

const limitedTo = /^[^。；《》]{0,12}[，,]?在[^。；，《》]{2,30}(?:区|范围|区域|内|市|省|县)(?:内)?[，,]?/;

function readSuspension(stretch: Stretch): Partial<StatedChange> {
  const days = daysIn(stretch);
  const ranged = days.find(({ date }) => date.from)?.date;
  const first = ranged?.from ?? days.find(({ after }) => /^\s{0,2}(?:日)?起/.test(after))?.date;
  const last = ranged ?? lastDay(days, { before: /(?:至|到|期限[为至到]?)\s{0,2}$/, after: /^\s{0,2}日?(?:止|前)/ });
  const named = partsIn(stretch.plain);
  const place = limitedTo.exec(stretch.plain)?.[0].replace(/[，,]/g, '');
  const parts = named.length > 0 ? named : place === undefined ? [] : [place];
  return {
    ...opt({ from: first && factOf(first, stretch), to: last && factOf(last, stretch) }),
    ...(last ? {} : opt('term', lengthOf(restTerm.exec(stretch.plain.replace(/\s+/g, ''))?.groups))),
    ...(parts.length > 0 ? { parts } : {}),
  };
}

const number = '[〇零一二三四五六七八九十百千\\d]{1,8}';
const item = `第${number}(?:条|章|节|款|项|部分|页)(?:第${number}款)?(?:第[（(]?${number}[）)]?项)?`;
const named = new RegExp(`${item}(?:至${item})?|附[件表录]${number}`, 'g');

const partsIn = (plain: string): readonly string[] => [...new Set([...plain.matchAll(named)].map(([part]) => part))];

function readParts(stretch: Stretch): Partial<StatedChange> {
  const outside = stretch.plain.replace(/[“"][^“”"]{0,400}[”"]|除[^，。；]{1,30}外/g, (quoted) => ' '.repeat(quoted.length));
  const parts = partsIn(outside);
  const subject = parts.length > 0 ? undefined : about.exec(outside)?.[1];
  const all = subject === undefined ? parts : [subject];
  return all.length > 0 ? { parts: all } : {};
}

function readPartialEnd(stretch: Stretch): Partial<StatedChange> {
  const from = daysIn(stretch).find(({ after }) => /^\s{0,2}日?起/.test(after))?.date;
  return { ...readParts(stretch), ...opt('from', from && factOf(from, stretch)) };
}

/** Which day of an act the words before a corrected value name. A deadline of applications is none of them. */
const fields = expressionsOf(expressions.fields);

/** A deadline of a call for comment, which its title tells. */
const consultedBy = ({ quote }: Stretch, before: string): DateKind | undefined =>
  /截止|期限/.test(before) && /征求|征集|意见/.test(quote) && !/申报|报名|投标|申请|报送/.test(quote) ? 'commentBy' : undefined;

/** What stood in a text and what should have, in either order; the mistake is named first where nothing says which of two quotes it is. */
const corrections = Object.values(compileForms(forms.corrections));

/** “本办法自2026年5月1日起施行” in the words that are put right: the article that has the days of the whole act. */
const ownArticle = expressionsOf(expressions.ownArticle);
const fieldOfArticle = (before: string, after: string): DateKind | undefined =>
  ofWhole.test(before) && ofWhole.test(after) && firstOf(ownArticle, before) === firstOf(ownArticle, after)
    ? firstOf(ownArticle, before)
    : undefined;

/** 第十条修改为：“本办法自…起施行，有效期至2029年12月31日。” */
const newArticle =
  /([^“”"。；\n]{0,60})(?:修改|修正|修订|调整|改)为[：:]?\s{0,2}[“"](?:第[〇零一二三四五六七八九十百\d]{1,8}条)?\s{0,4}(本[^“”"]{1,200})[”"]/g;

/** The last day that an amended article gives the whole act, or its term and the day from which on it counts. */
function readArticle(article: string, quote: string): Partial<StatedChange> {
  if (!ofWhole.test(article)) return {};
  const days = findDateMentions(article, article, {}).filter(({ precision }) => precision === 'day');
  const last = days.findLast(({ start, from }) => newLast.test(article.slice(0, from?.start ?? start)));
  if (last) return { until: factFromBody(last.value, quote) };
  const [first] = days;
  if (!first) return {};
  const term = lengthOf(newTerm.exec(article.slice(first.end))?.groups);
  const day = factFromBody(first.value, quote);
  return term === undefined ? (newStart.test(article.slice(first.end)) ? { effective: day } : {}) : { term, from: day };
}

const readAmendment = (stretch: Stretch): Partial<StatedChange> => ({ ...readSwaps(stretch)[0], ...readParts(stretch) });

const swap =
  /([^“”"。；\n]{0,60})[“"]([^“”"\n]{1,60})[”"][，；;。]?\s{0,6}(?:一律|统一|均)?应?(?:更正|勘误|订正|修正|修改|修订|调整|变更|改|应)?为[：:]?\s{0,2}[“"]([^“”"\n]{1,60})[”"]/g;
/** Words that leave a day bare: it is that of whatever the act says there. */
const aroundDay =
  /^(?:自|至|到|于|为|止|起|日|[，。]|(?:政策)?(?:有效|执行|实施|施行|试行)期限?|(?:施行|实施|执行|生效)(?:日期|时间)?|本(?:办法|规定|条例|细则|规则|意见|措施|政策|方案|通知)|\s){0,12}$/;

export function bareMoment(words: string, base?: string): DateMention | string | undefined {
  const term = ownTerm.exec(words)?.groups;
  if (term) return lengthOf(term);
  const [day, more] = findDateMentions(words, words, base === undefined ? {} : { base });
  return day?.precision === 'day' && !more && !day.from && aroundDay.test(words.slice(0, day.start) + words.slice(day.end))
    ? day
    : undefined;
}

type ChangeFacts = Omit<StatedChange, 'relation'>;

function saidBy(lead: string, quote: string, said: Partial<StatedChange>): ChangeFacts[] {
  const parts = partsIn(lead);
  return lead.includes('》') || Object.keys(said).length === 0 ? [] : [{ ...(parts.length > 0 ? { parts } : {}), ...said, quote }];
}

/** What is put for a day or a term of the act: “A”修改为“B” where both are nothing but that, and a new last article. */
export function readSwaps({ text, plain, base }: Omit<Stretch, 'quote'>): readonly ChangeFacts[] {
  const quoteOf = (found: RegExpExecArray): string => text.slice(found.index, found.index + found[0].length).trim();
  const swaps = [...plain.matchAll(swap)].flatMap((found) => {
    const [before, after] = [group(found, 2), group(found, 3)];
    const [was, is] = [bareMoment(before, base), bareMoment(after, base)];
    if (was === undefined || is === undefined || typeof was !== typeof is) return [];
    const moment = typeof is === 'string' ? { term: is } : { value: factFromBody(is.value, quoteOf(found)) };
    return saidBy(group(found, 1), quoteOf(found), { before, after, ...moment });
  });
  const articles = [...plain.matchAll(newArticle)].flatMap((found) =>
    saidBy(group(found, 1), quoteOf(found), readArticle(group(found, 2), quoteOf(found))),
  );
  return [...swaps, ...articles];
}

function readCorrection(stretch: Stretch): Partial<StatedChange> {
  const found = corrections.map((form) => form.exec(stretch.plain)).find((each) => each);
  const { was: before, is: after } = found?.groups ?? {};
  if (before === undefined || after === undefined) return readParts(stretch);
  const words = stretch.plain.slice(0, found?.index);
  const day = findDateMentions(after, after, stretch.base === undefined ? {} : { base: stretch.base }).at(-1);
  const field = day && (firstOf(fields, words) ?? firstOf(fields, before) ?? fieldOfArticle(before, after) ?? consultedBy(stretch, before));
  return {
    ...readParts(stretch),
    ...opt('field', field),
    before: written(stretch, before),
    after: written(stretch, after),
    ...opt('value', day && factOf(day, stretch)),
  };
}

function written({ text, plain }: Stretch, words: string): string {
  const at = plain.indexOf(words);
  return at < 0 ? words : text.slice(at, at + words.length);
}

const readers: Readonly<Record<ChangingRelation, (stretch: Stretch) => Partial<StatedChange>>> = {
  extends: readExtension,
  postpones: readNewStart,
  suspends: readSuspension,
  corrects: readCorrection,
  'ends-in-part': readPartialEnd,
  amends: readAmendment,
  'prevails-over': () => ({}),
};

export const isChanging = (relation: string): relation is ChangingRelation => Object.hasOwn(readers, relation);

/** What a label of a table, a heading over a list or a verdict on an act does to the acts it stands for. */
const labels = compileForms(forms.labels);

export const relationOfLabel = (label: string): ChangingRelation | 'repeals' | undefined =>
  label.length > 40 || planned.test(label) ? undefined : firstOf(labels, label);

/** The columns of a table's head that say what is done to the acts of its rows, with what they say where all rows have it done. */
export const columnsOf = (plain: string): readonly (readonly [column: number, label: string])[] =>
  plain.split('\t').flatMap((cell, at) => {
    const relation = relationOfLabel(cell);
    return (relation && relation !== 'repeals') || verdicts.test(cell.trim()) ? [[at, cell.trim()] as const] : [];
  });

/** What a row says is done to its act, in the first column that says something: 有效期延长1年 as a verdict, a day under 延长后有效期. */
export function readRow(
  { text, plain }: Pick<Stretch, 'text' | 'plain'>,
  columns: ReturnType<typeof columnsOf>,
): { readonly relation: ChangingRelation | 'repeals'; readonly change?: StatedChange } | undefined {
  const cells = plain.split('\t');
  for (const [at, label] of columns) {
    const cell = group(cells, at).trim();
    const relation = relationOfLabel(cell) ?? (/\d|年|月/.test(cell) ? relationOfLabel(label) : undefined);
    const words = `${label}为${cell}`;
    if (relation === 'repeals') return { relation };
    if (relation) return { relation, change: readChange(relation, { text: words, plain: words, quote: text.trim() }) };
  }
  return undefined;
}

/** What the words around a mention say of the change, in the form of `StatedChange`. */
export const readChange = (relation: ChangingRelation, stretch: Stretch): StatedChange => ({
  relation,
  ...readers[relation](stretch),
  quote: stretch.quote,
});
