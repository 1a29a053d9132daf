import type { Answers } from '../../model/answers.ts';
import type { DocumentFigure, Strength } from '../../model/facts.ts';
import type { NearMiss } from '../../model/query.ts';
import type { Grant } from '../../model/reader.ts';
import { hasHan, orEmpty, tableOf } from '../../model/values.ts';
import { tellIndicator } from '../../stages/english/clause/figures.ts';
import { isBrief, isOfLessons, type Quantity, renderFigure, type Stated } from '../../stages/english/quantity.ts';
import { type QueryNote, readQuery, renderQuery } from '../../stages/query/read-query.ts';
import { type Locale, localeOf } from './days.ts';
import { type Html, type HtmlPart, html } from './escape.ts';
import names from './names.json' with { type: 'json' };
import { dateNames, type Language, type LanguagePair, named, type Say, sayIn } from './words.ts';

type Given = Readonly<Record<string, string | undefined>>;

/** An address with what is asked there. */
export function withQuery(path: string, given: Given): string {
  const asked = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
}

/** How one page speaks and links: the language of the interface travels in every link. */
export type View = Locale & {
  /** The day of which a page tells; `now` is the day on which it is read. */
  readonly today: string;
  readonly now: string;
  readonly origin: string;
  readonly path: string;
  readonly search: URLSearchParams;
  /** Whether who sees data has signed in for it, and may sign out. */
  readonly signedIn: boolean;
  /** Whether the page may load scripts: who asked for it may see data, so the files are theirs, too. */
  readonly scripts: boolean;
  readonly open: boolean;
  /** The page becomes a file that lies for long. */
  readonly still: boolean;
  readonly to: (path: string, given?: Given) => string;
};

/** The view of a request; `?lang=zh` makes the interface Chinese. */
export function viewOf(
  request: Pick<View, 'path' | 'search'> & {
    readonly given: ReadonlyMap<string, string>;
    readonly who?: Grant | undefined;
    readonly origin?: string;
  },
  answers: Pick<Answers, 'today'> & Partial<Pick<Answers, 'signUp' | 'needsToken' | 'public' | 'still'>>,
): View {
  const language: Language = request.given.get('lang') === 'zh' ? 'zh' : 'en';
  return {
    ...localeOf(language),
    today: answers.today(),
    now: answers.today(),
    origin: orEmpty(request.origin),
    path: request.path,
    search: request.search,
    signedIn: answers.needsToken === true && (!answers.public || request.who?.name !== undefined),
    scripts: answers.needsToken === false || request.who !== undefined,
    open: answers.signUp !== 'invited',
    still: answers.still === true,
    to(path, given) {
      const [bare = '', fragment] = path.split('#');
      return `${withQuery(bare, { ...given, ...(language === 'zh' && { lang: 'zh' }) })}${fragment === undefined ? '' : `#${fragment}`}`;
    },
  };
}

/** What can be asked for as it was at the end of a day. */
const byDay = /^\/(?:documents\/[\w%-]+(?:\/text)?|landmarks(?:\/(?!figures)[\w-]+)?|lineage\/[^/?]+|digests\/\d[\w-]+)(?:#|$)/;

/** The view of a past day: days left are counted from it, and it goes on in links to what can be asked by day. */
export const pastView = (view: View, asOf: string | undefined): View =>
  asOf === undefined ? view : { ...view, today: asOf, to: (path, given) => view.to(path, byDay.test(path) ? { asOf, ...given } : given) };

export const languageField = ({ language }: Pick<View, 'language'>): Html | false =>
  language === 'zh' && html`<input type="hidden" name="lang" value="zh">`;

/** Where a document stands. */
export const documentPath = (id: string): string => `/documents/${encodeURIComponent(id)}`;

/** Two words or more of Latin letters and no Chinese: a page in English is quoted and named beside Chinese ones. */
const isEnglish = (text: HtmlPart): boolean =>
  typeof text === 'string' && !hasHan(text) && /[A-Za-z]{2}\S{0,40} \S{0,40}[A-Za-z]{2}/.test(text);

/** Words that are Chinese as a rule. */
export const zh = (text: HtmlPart, kind = 'zh-Hans'): Html => html`<span lang="${isEnglish(text) ? 'en' : kind}">${text}</span>`;
/** A heading in English with the Chinese word for it beside. */
export const bothTitles = (title: string, chinese: string, { language }: View): Html =>
  html`${title}${language === 'en' && html` ${zh(chinese)}`}`;

/** Text in the interface's language followed by the other one, softer. */
export const both = (pair: LanguagePair, { language }: View): Html =>
  language === 'zh' ? html`${pair[1]}` : html`${pair[0]} <span class="soft" lang="zh-Hans">${pair[1]}</span>`;

/** Han letters with what stands among them: numbers in their brackets, marks of the script. */
const hanRun = /[《（〔【「『]?\p{Script=Han}[\p{Script=Han}\d\u3001-\u303f\uff00-\uffef·]*/gu;

const markRuns = (text: string, mark: (run: string) => Html): Html => {
  const parts: HtmlPart[] = [];
  let at = 0;
  for (const found of text.matchAll(hanRun)) {
    parts.push(text.slice(at, found.index), mark(found[0]));
    at = found.index + found[0].length;
  }
  return html`${parts}${text.slice(at)}`;
};

export const markHan = (text: string): Html => markRuns(text, zh);

/** Words in whichever language they were written, on a page in either. */
export const asWritten = (text: string, { language }: Pick<View, 'language'>): Html => {
  if (language === 'en') return markHan(text);
  return isEnglish(text) ? html`<span lang="en">${text}</span>` : html`${text}`;
};

/**
 * The same in a `<text>` of a picture: a parser of HTML leaves the picture where it meets a `<span>`, and all that follows stands below it
 * as text.
 */
export const markHanInPicture = (text: string): Html => markRuns(text, (run) => html`<tspan lang="zh-Hans">${run}</tspan>`);

/** How a quantity is written: 1.05 trillion yuan; 280 EFLOPS; more than 70%; at least 6 months. */

const strengthNames = named<Strength>(names.strengths);

export const commitment = ({ strength }: DocumentFigure, language: Language): string =>
  (strength === undefined ? ['as quoted', '见原文'] : strengthNames[strength])[language === 'zh' ? 1 : 0];

const round = (value: number): string => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value);
const inChinese = (value: number): string =>
  value >= 1e12
    ? `${round(value / 1e12)}万亿`
    : value >= 1e8
      ? `${round(value / 1e8)}亿`
      : value >= 1e4
        ? `${round(value / 1e4)}万`
        : round(value);

const chineseUnits: Readonly<Record<string, string>> = { CNY: '元', count: '', hour: '小时', month: '个月', second: '秒', times: '倍' };

export const unitName = (unit: string, { language }: Pick<View, 'language'>): string =>
  language === 'zh' ? (unit === 'count' ? '数量' : (chineseUnits[unit] ?? unit)) : unit;

const chineseBound = ({ bound, strict }: Quantity): string => {
  if (bound === 'at-least') return strict ? '超过' : '不少于';
  if (bound === 'at-most') return strict ? '不足' : '不超过';
  return bound === 'about' ? '约' : '';
};

/** A quantity for a page; of what comes anew each year, that it does. */
export function quantity(figure: Stated, view: Pick<View, 'language'>): string {
  if (view.language !== 'zh') return renderFigure(figure);
  return `${figure.every === undefined ? '' : '每年'}${chineseQuantity(figure)}`;
}

function chineseQuantity(figure: Stated): string {
  if (isBrief(figure)) return `${chineseBound(figure)}${round(figure.value * 1000)} 毫秒`;
  const name = isOfLessons(figure) ? '课时' : (chineseUnits[figure.unit] ?? figure.unit);
  const number = inChinese(figure.value);
  // 1,000万元, 6 个月: a blank stands between digits and a word alone.
  return `${chineseBound(figure)}${number}${name === '%' || name === '' || hasHan(number) ? name : ` ${name}`}`;
}

/** What a figure is of; in English where each word of it is known, with the Chinese beside. */
export function ofWhat(scope: string, { language }: Pick<View, 'language'>): Html {
  if (!hasHan(scope)) return html`<span lang="en">${scope}</span>`;
  const english = language === 'en' ? tellIndicator(scope) : undefined;
  return english === undefined ? zh(scope) : html`<span lang="en">${english}</span> <span class="soft">${zh(scope)}</span>`;
}

/** How a query was read, and what is near it, in words for page, API and command line. */

export const inEnglish = sayIn('en');

const notes: Readonly<Record<QueryNote['kind'], (of: string, say: Say) => string>> = {
  'open-quote': (of, say) => say('The quotation mark is not closed: "{of}" is read as a phrase.', { of }),
  'open-bracket': (_, say) => say('The bracket is not closed: it is read to the end.'),
  'stray-operator': (of, say) => say('{of} has nothing to join: it is left out.', { of }),
  'unknown-field': (of, say) => say('There is no field "{of}": it is read as words.', { of }),
  'unknown-value': (of, say) => say('"{of}": the field has no such value; it is read as words.', { of }),
  'too-long': (of, say) => say('Only the first {of} characters are read.', { of }),
};

type ReadAs = { readonly as: string; readonly notes: readonly string[] };

export function readingOf(q: string | undefined, say: Say): ReadAs | undefined {
  if (q === undefined) return undefined;
  const { node, notes: found } = readQuery(q);
  const isPlain = !node || 'word' in node || 'phrase' in node || ('all' in node && node.all.every((each) => 'word' in each));
  if (isPlain && found.length === 0) return undefined;
  return { as: node ? renderQuery(node) : '', notes: found.map(({ kind, of }) => notes[kind](of, say)) };
}

const filterNames = named<Exclude<NearMiss['without'], undefined>>(names.filters);

export function renderNearMiss({ q, without, date, kind }: Omit<NearMiss, 'total'>, say: Say): string {
  if (q !== undefined) return without === undefined ? q : say('{q}, without the filters', { q });
  if (without === 'filters') return say('without the filters');
  if (without !== undefined) return say('without the filter by {name}', { name: say(...filterNames[without]) });
  if (kind === 'date' && date === undefined) return say('by the date shown in lists');
  return say('by the day: {kind}', { kind: say(...dateNames[date ?? 'published']) });
}

/** The language of queries, with an example of each: the help of page, API and command line. */
export const queryHelp: readonly (readonly [example: string, english: string, chinese: string])[] = tableOf(names.queryHelp);
