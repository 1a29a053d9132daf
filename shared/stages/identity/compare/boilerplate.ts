import { orEmpty } from '../../../model/values.ts';
import { simplify } from '../../text/fold.ts';
import { either, expressionsOf } from '../../text/words.ts';
import lists from '../word-lists.json' with { type: 'json' };
import expressions from './expressions.json' with { type: 'json' };
import { normaliseSpelling } from './spelling.ts';

const { released, fileLine } = expressionsOf(expressions.boilerplate);

/** Page tools and counters. They are taken off a line only where nothing else stands on it, so that the words stay where a text uses them. */
const tool = new RegExp(either(lists.pageTools), 'gu');
/** The same of English pages. */
const toolInEnglish = new RegExp(either(lists.englishPageTools), 'gi');
const rest = /[\s|/\\:：【】[\]()（）<>《》·,，。、+\-_—~～]/g;
const token = /[?&](?:t|v|token|timestamp|_|csrf|sid|nonce)=[\w-]{1,80}|\b(?=\d{0,127}[a-f])[0-9a-f]{24,128}\b/gi;
/** A line of its own that heads links to other pages. */
const relatedHead = new RegExp(
  String.raw`^\s{0,6}[【[]?\s{0,6}${either(lists.relatedHeadings)}\s{0,6}[】\]]?\s{0,6}[:：>》]{0,3}\s{0,6}$|^\s{0,6}(?:上|下)一(?:篇|条)\s{0,3}[:：]`,
);
/** A text goes on behind the links when a line opens an article of it or is this long. */
const textAgain = /^\s{0,6}(?:第[一二三四五六七八九十百千零〇两\d]{1,8}[条章节编]|附件|附录)/;
const longLine = 60;

/** A line that holds nothing but tools and counters, or their remains. */
function toolsOnly(line: string): boolean {
  if (line.length > 200) return false;
  const bare = line.replace(tool, '').replace(toolInEnglish, '');
  return bare !== line && bare.replace(rest, '') === '';
}

/** Lines of a text without what changes by itself: counters, page tools, tokens, and links to other pages. */
export function withoutVolatileLines(text: string): string[] {
  const kept: string[] = [];
  let related = false;
  for (const line of text.split('\n')) {
    const simple = simplify(line);
    if (relatedHead.test(simple)) related = true;
    else if (related && (line.trim().length > longLine || textAgain.test(simple))) related = false;
    if (related || line.trim() === '' || toolsOnly(simple)) continue;
    kept.push(line.replace(token, ''));
  }
  return kept;
}

/** What a reading says of its text elsewhere, so that the lines that say it again are no part of the wording. */
export type PageFields = {
  readonly title?: string;
  readonly number?: string;
  readonly issuers?: readonly { readonly name: string }[];
  readonly dates?: Readonly<Record<string, { readonly value: string } | undefined>>;
};

const information = new RegExp(String.raw`^\s{0,6}${either(lists.pageLabels)}\s{0,6}[:：]`);
const editors = /^\s{0,6}[【[(（]\s{0,3}(?:责任?编辑?|编辑|作者|来源|记者|纠错|原标题)[^\n]{0,40}[】\])）]\s{0,6}$/;
const dateline =
  /^\s{0,6}(?:新华社|人民网|中新社|央视网|本报)[^\n，。]{0,20}?\d{1,2}月\d{1,2}日(?:电|讯)\s{0,6}(?:[（(][^（）()\n]{0,30}[）)])?\s{0,6}/;
const annexLine = /^\s{0,6}(?:附件?|附录)\s{0,3}\d{0,2}\s{0,3}[:：.．、]/;
const dayLine = /^\d{4}年\d{1,2}月\d{1,2}日$|^[二〇零一三四五六七八九十○]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日$/;
/** Address blocks stand at the edges of a text; `时间：` further in says when something is. */
const edgeLines = 6;
const longestFrame = 120;
const chineseDigits = '〇一二三四五六七八九';

const spelledDays = ({ dates = {} }: PageFields): ReadonlySet<string> => {
  const days = new Set<string>();
  for (const fact of Object.values(dates)) {
    const [year = '', month = '', day = ''] = fact?.value.split('-') ?? [];
    if (day === '') continue;
    days.add(normaliseSpelling(`${year}年${Number(month)}月${Number(day)}日`));
    days.add(normaliseSpelling(`${year}年${month}月${day}日`));
  }
  return days;
};

/** Days in Chinese digits are read loosely: the line stands behind the issuer's name, and the day itself is compared as a field. */
const isDay = (spelled: string, days: ReadonlySet<string>): boolean =>
  days.has(spelled) || (dayLine.test(spelled) && chineseDigits.includes(spelled.charAt(0)));

/**
 * Lines of the wording alone: without the title, number, issuers, signed day, credits, editors, datelines and names of files that pages set around a
 * text, each of which is compared as a field. Two carriers of one text have the same.
 */
export function coreLines(text: string, said: PageFields): string[] {
  const title = normaliseSpelling(orEmpty(said.title));
  const number = normaliseSpelling(orEmpty(said.number));
  const names = (said.issuers ?? []).map(({ name }) => normaliseSpelling(name));
  const all = new Set([...names, names.join(''), names.join('、')].filter(Boolean));
  const days = spelledDays(said);
  const lines: string[] = [];
  const given = withoutVolatileLines(text);
  for (const [i, raw] of given.entries()) {
    const simple = simplify(raw);
    const line = raw.slice(dateline.exec(simple)?.[0].length ?? 0);
    const spelled = normaliseSpelling(line);
    const edge = i < edgeLines || i >= given.length - edgeLines;
    const frame =
      spelled === '' ||
      (spelled.length > 5 && (spelled === title || (title.endsWith(spelled) && title.length - spelled.length < 14))) ||
      spelled === number ||
      all.has(spelled) ||
      isDay(spelled, days) ||
      (edge && information.test(simple)) ||
      released.test(simple) ||
      (line.length < longestFrame && (editors.test(simple) || annexLine.test(simple) || fileLine.test(simple)));
    if (!frame) lines.push(line);
  }
  return lines;
}
