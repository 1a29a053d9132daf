import { type Attachment, type Dates, dateKinds, type Issuer } from '../../model/article.ts';
import type { FieldChange } from '../../model/document.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { numberKey } from '../numbers/numbers.ts';
import { simplify } from '../text/language.ts';
import { titleKey } from '../text/titles.ts';
import { either, expressionsOf } from '../text/words.ts';
import { align, comparedSpelling, normaliseSpelling, type Step, unitsOf } from './align.ts';
import expressions from './expressions.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

const { released, fileLine } = expressionsOf(expressions.boilerplate);

/**
 * Page tools and counters. They are taken off a line only where nothing else stands on it, so that the words stay where a text uses them.
 */
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
function toolsOnly(line: string) {
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

const spelledDays = ({ dates = {} }: PageFields) => {
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
const isDay = (spelled: string, days: ReadonlySet<string>) =>
  days.has(spelled) || (dayLine.test(spelled) && chineseDigits.includes(spelled.charAt(0)));

/**
 * Lines of the wording alone: without the title, number, issuers, signed day, credits, editors, datelines and names of files that pages set
 * around a text, each of which is compared as a field. Two carriers of one text have the same.
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

const { picture } = expressionsOf(expressions.compare);

/** Name of the file in its address, without what a server adds for one visit; scripts are told apart by their query. */
function fileName({ url }: Attachment) {
  if (!URL.canParse(url)) return url;
  const { pathname, searchParams } = new URL(url);
  const name = orEmpty(pathname.split('/').at(-1));
  if (!/\.(?:jsp|do|action|aspx?|php|html?)$/i.test(name) && name.includes('.')) return name.toLowerCase();
  const kept = [...searchParams].filter(([key]) => !/^(?:t|_|v|token|sid|csrf|nonce|timestamp|sign|expires?)$/i.test(key));
  return `${name}?${kept
    .map((pair) => pair.join('='))
    .toSorted()
    .join('&')}`.toLowerCase();
}

const titleOf = ({ title, url }: Attachment) =>
  normaliseSpelling(
    (title || url).replace(
      /^\s{0,3}(?:附件|附录)\s{0,3}\d{0,2}\s{0,3}[:：.．、]?\s{0,3}|\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar)\s{0,3}$/gi,
      '',
    ),
  );
const naming = (all: readonly Attachment[]) => all.map(({ title, url }) => title || url).join('、');

function sameFile(a: Attachment, b: Attachment) {
  if (a.textHash !== undefined && b.textHash !== undefined) return a.textHash === b.textHash;
  const [x, y] = [a.evidence?.split('/')[2], b.evidence?.split('/')[2]];
  if (x !== undefined && y !== undefined && x === y) return true;
  return fileName(a) === fileName(b);
}

const replaced = (a: Attachment, b: Attachment) => {
  const [before, after] = [a.title || a.url, b.title || b.url];
  return before === after
    ? { field: 'attachments', before: `${before} (${fileName(a)})`, after: `${after} (${fileName(b)})` }
    : { field: 'attachments', before, after };
};

/**
 * What became of the files: one put in the place of another, taken away, or added. Pictures, the order and the wording of links do not
 * count.
 */
function attachmentChanges(before: readonly Attachment[] = [], after: readonly Attachment[] = []) {
  const left = before.filter(({ format }) => !picture.test(format));
  const right = after.filter(({ format }) => !picture.test(format));
  const changes: FieldChange[] = [];
  for (const test of [
    sameFile,
    (a: Attachment, b: Attachment) => titleOf(a) === titleOf(b),
    (a: Attachment, b: Attachment) => fileName(a) === fileName(b),
  ]) {
    for (const old of [...left]) {
      const at = right.findIndex((each) => test(old, each));
      const fresh = right[at];
      if (!fresh) continue;
      left.splice(left.indexOf(old), 1);
      right.splice(at, 1);
      if (!sameFile(old, fresh)) changes.push(replaced(old, fresh));
    }
  }
  if (left.length > 0 || right.length > 0) {
    const [gone, came] = [naming(left), naming(right)].map((names) => names || undefined);
    changes.push({ field: 'attachments', ...opt({ before: gone, after: came }) });
  }
  return changes;
}

type NumberRun = { readonly first: readonly [string, string]; readonly last: readonly [string, string] };

const span = (first: string, last: string) => (first === last ? first : `${first} – ${last}`);
const headingKind = (heading: string) => heading.replace(/[一二三四五六七八九十百千零〇两\d①-⑳]{1,8}/, '');

/** Articles that kept their words under another number: one change for each run of them, `第三条 – 第九条` before and `第四条 – 第十条` after. */
function findRenumbered(steps: readonly Step[]): FieldChange[] {
  const runs: NumberRun[] = [];
  let open = false;
  let kind = '';
  for (const { before, after } of steps) {
    if (!before?.own || !after?.own) continue;
    const shifted = before.own !== after.own;
    const same = open && shifted && headingKind(after.own) === kind;
    const last = runs.at(-1);
    if (same && last) runs[runs.length - 1] = { ...last, last: [before.own, after.own] };
    else if (shifted) runs.push({ first: [before.own, after.own], last: [before.own, after.own] });
    // Items between two articles do not end a run of articles.
    if (shifted || headingKind(after.own) === kind) {
      open = shifted;
      kind = headingKind(after.own);
    }
  }
  return runs.map(({ first, last }) => ({ field: 'text renumbered', before: span(first[0], last[0]), after: span(first[1], last[1]) }));
}

const longest = 600;
const lead = 120;

/** Quotes of one revision together: it is stored in one item, and for a moment within its head (an item may hold 400 KB). */
const mostOfAll = 24_000;
const shorter = 200;
const mostChanges = 80;

export function limitQuotes(changes: readonly FieldChange[]): readonly FieldChange[] {
  const shown = changes.slice(0, mostChanges);
  const size = shown.reduce((sum, { before = '', after = '' }) => sum + before.length + after.length, 0);
  if (size <= mostOfAll) return shown;
  const cut = (text: string | undefined) => (text === undefined ? undefined : clip(text, 0, shorter));
  return shown.map(({ before, after, ...rest }) => ({ ...rest, ...opt({ before: cut(before), after: cut(after) }) }));
}

/** Never in the middle of a character. */
const start = (text: string, at: number) => (at > 0 && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);

function clip(text: string, at = 0, most = longest) {
  const begin = start(text, at);
  const end = start(text, Math.min(text.length, begin + most));
  return `${begin > 0 ? '…' : ''}${text.slice(begin, end)}${end < text.length ? '…' : ''}`;
}

function quoteDifference(before: string, after: string) {
  if (before.length <= longest && after.length <= longest) return { before, after };
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) same += 1;
  const at = same <= lead ? 0 : same - lead;
  return { before: clip(before, at), after: clip(after, at) };
}

export type Comparable = {
  readonly title: string;
  readonly text: string;
  readonly dates: Dates;
  readonly number?: string;
  readonly issuers?: readonly Issuer[];
  readonly attachments?: readonly Attachment[];
  readonly type?: string;
  readonly validity?: string;
};

/** A revision is stored whole, so the number of its quotes is bounded. */
const mostQuotedChanges = 80;

/**
 * The text as the hash of a wording sees it: a change of blanks, width, script, quotation marks, counters, tokens or related links is none.
 * With what the reading says elsewhere, also none of the title, number, signature and credits that a page sets around the text.
 */
export function normaliseForHash(text: string, said?: PageFields): string {
  return (said ? coreLines(text, said) : withoutVolatileLines(text)).map(normaliseSpelling).join('');
}

export const sameWords = (a: string, b: string): boolean => normaliseForHash(a) === normaliseForHash(b);

function change(field: string, before = '', after = '', key: (text: string) => string = normaliseSpelling): FieldChange[] {
  if (key(before) === key(after)) return [];
  return [{ field, ...(before ? { before: clip(before) } : {}), ...(after ? { after: clip(after) } : {}) }];
}

const names = (all: readonly Issuer[] | undefined) => (all ?? []).map(({ name }) => name).join('、');
const numbered = (number: string) => numberKey(number) ?? normaliseSpelling(number);

function textChanges(old: readonly string[], fresh: readonly string[]) {
  // A line that is broken elsewhere says the same.
  if (old.map(comparedSpelling).join('') === fresh.map(comparedSpelling).join('')) return [];
  const steps = align(unitsOf(old), unitsOf(fresh));
  const edits = steps.flatMap(({ before, after }): FieldChange[] => {
    if (before && after)
      return before.key === after.key ? [] : [{ field: `text ${after.label}`, ...quoteDifference(before.text, after.text) }];
    if (after) return [{ field: `text ${after.label}`, after: clip(after.text) }];
    return before ? [{ field: `text ${before.label}`, before: clip(before.text) }] : [];
  });
  return [...withoutBreaks(edits), ...findRenumbered(steps)];
}

function withoutBreaks(edits: readonly FieldChange[]): readonly FieldChange[] {
  const words = (pick: 'before' | 'after') => edits.map((edit) => comparedSpelling(orEmpty(edit[pick])));
  if (words('before').join('') === words('after').join('')) return [];
  const came = new Set(words('after').filter(Boolean));
  const went = new Set(words('before').filter(Boolean));
  const moved = ({ field, before, after }: FieldChange) =>
    field.includes('¶') &&
    (before === undefined) !== (after === undefined) &&
    came.has(comparedSpelling(orEmpty(before ?? after))) &&
    went.has(comparedSpelling(orEmpty(before ?? after)));
  return edits.filter((edit) => !moved(edit));
}

/**
 * What changed between two texts, by article: `field` is `text 第五条`, `text 第五条（二）`, `text 一、` or `text ¶3` (an unnumbered paragraph), with
 * the words before and after (absent when added or removed; at most 600 characters around the first difference). Articles that an insertion
 * pushed on are told in one line, `text renumbered`.
 */
export const compareTexts = (before: string, after: string): FieldChange[] =>
  textChanges(withoutVolatileLines(before), withoutVolatileLines(after)).slice(0, mostQuotedChanges);

export const compareWordings = (
  before: PageFields & { readonly text: string },
  after: PageFields & { readonly text: string },
): FieldChange[] => textChanges(coreLines(before.text, before), coreLines(after.text, after)).slice(0, mostQuotedChanges);

export type Comparison = {
  readonly changes: readonly FieldChange[];
  /** What a page says now and did not say before, while its text stayed: an address block, say. It is taken in, and is no news. */
  readonly additions: readonly FieldChange[];
};

/** Fields that a page may begin or cease to show without any change of the document. */
const furniture = new Set(['number', 'issuers', 'dates.signed', 'dates.published', 'dates.commentFrom', 'validity']);

/**
 * Compares two readings of one document: fields (`title`, `number`, `dates.effective`, `issuers`, `attachments`, `validity`) and the text
 * by article (see `compareTexts`). Blanks, width, script, counters, related links, and where on the page title, number and signature stand,
 * make no change.
 */
export function compareReadings(before: Comparable, after: Comparable): Comparison {
  const text = textChanges(coreLines(before.text, before), coreLines(after.text, after));
  const fields = [
    ...change('title', before.title, after.title, titleKey),
    ...change('number', before.number, after.number, numbered),
    ...dateKinds.flatMap((kind) => change(`dates.${kind}`, before.dates[kind]?.value, after.dates[kind]?.value)),
    ...change('issuers', names(before.issuers), names(after.issuers)),
    ...change('validity', before.validity, after.validity),
    ...attachmentChanges(before.attachments, after.attachments),
  ];
  const shown = (each: FieldChange) => each.before === undefined || each.after === undefined;
  const quiet = fields.filter((each) => furniture.has(each.field) && (shown(each) || each.field === 'issuers'));
  const real = [...fields.filter((each) => !quiet.includes(each)), ...text];
  const additions = quiet.filter(({ before: was }) => was === undefined);
  if (real.length === 0) return { changes: [], additions };
  const type = change('type', before.type, after.type);
  return {
    changes: [...fields.filter((each) => real.includes(each) || each.after !== undefined), ...type, ...text].slice(0, mostQuotedChanges),
    additions: [],
  };
}
