import { type Article, type Attachment, type DateFact, type Dates, scanWarning, type Warning } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { parseNumberLine } from '../article/heading.ts';
import { isConsultation } from '../facts/lifecycle/stated-dates.ts';
import { readLifecycle, statusOf } from '../facts/lifecycle.ts';
import { mergeCitations } from '../facts/link/merge-citations.ts';
import { readCitations } from '../facts/link.ts';
import { readParticipation } from '../facts/participate.ts';
import { isAct } from '../text/acts.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { comparisonKey, foldScript } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readWithTitle } from './file-article.ts';

const { announces, beside } = expressionsOf(expressions.attached);

export type AttachedFile = { readonly attachment: Attachment; readonly text?: string | undefined };

function quoteWithFile(title: string, quote: string) {
  const name = title.replace(/^附\s?件\s{0,3}[一二三四五六七八九十\d]{0,3}\s{0,3}[:：.．、]?\s{0,3}/, '').slice(0, 80);
  return `${name === '' ? title : `附件《${name.replace(/^《|》$/g, '')}》`}：${quote}`;
}

/** The file is the notice, not the draft alone: what a draft says of addresses is no way to comment on it. */
const isNotice =
  /公开征求意见|征求[^。；\n]{0,60}意见的?(?:通知|公告|函|通告)|现[^。；\n]{0,20}征求[^。；\n]{0,12}意见|\b(?:public|for) comments?\b/i;

type AttachedFacts = Required<Pick<Article, 'dates' | 'citations' | 'warnings' | 'participate'>>;

function readAttachedFacts(article: Article, { attachment, text = '' }: AttachedFile, today: string): AttachedFacts {
  const { title, type, dates, language, number } = article;
  const days = opt({ signed: dates.signed?.value, published: dates.published?.value });
  const life = readLifecycle({ title, text, type, ...days, today });
  const there = (fact: DateFact): DateFact => ({ ...fact, quote: quoteWithFile(attachment.title, fact.quote) });
  const cited = readCitations({ title, text, type, language, ...opt({ number }) });
  const ways = isConsultation(type, title) && isNotice.test(foldScript(text.slice(0, 600))) ? readParticipation(text) : [];
  return {
    participate: ways.map((way) => ({ ...way, quote: quoteWithFile(attachment.title, way.quote) })),
    dates: Object.fromEntries(Object.entries(life.dates).map(([kind, fact]) => [kind, there(fact)])),
    citations: cited.map((each) => ({ ...each, quote: quoteWithFile(attachment.title, each.quote) })),
    warnings: life.warnings.map((each) => ({
      ...each,
      ...(each.quote === undefined ? {} : { quote: quoteWithFile(attachment.title, each.quote) }),
    })),
  };
}

const headLimits = { lines: 30, chars: 700, line: 120 } as const;

/** A number that shares its line with who signed. */
const signer = /\s{1,40}签\s{0,4}发\s{0,4}人\s{0,4}[:：].{0,40}$/;

/** The copy of an act that is handed on bears the number of that act. */
const handedOn = /转发|翻印|转载|批转/;

type PrintedFacts = Pick<Article, 'number' | 'issuers' | 'dates'>;

function coreOf(title: string) {
  const about = /关于|印发/.exec(title)?.index ?? 0;
  const names = title.slice(0, about).trim();
  const bare = about > 0 && (parseBodyNames(names) || /(?:部门|委|局|厅|府|会|院|部|办)$/.test(names)) ? title.slice(about) : title;
  return comparisonKey(
    bare.replace(/\.(?:pdf|ofd|docx?|wps)$/i, '').replace(/[（(](?:附\s?件|全文|pdf版|ofd版)[^（()）]{0,20}[)）]$/i, ''),
  );
}

function headOf(text: string) {
  const lines = text
    .slice(0, 4_000)
    .split('\n')
    .slice(0, headLimits.lines)
    .map((line) => line.replace(signer, '').trim());
  const end = lines.findIndex((line) => /[：:]$/.test(line) || /[。；]/.test(line) || line.length > headLimits.line);
  return end < 0 ? lines : lines.slice(0, end);
}

/**
 * Whether a file is the very act that the page shows (the printed one with its red head): under the page's own title, in the head of its
 * first page. An act that is handed on in the same words is another's.
 */
function isPrintedAct({ title, type }: Pick<Article, 'title' | 'type'>, text: string) {
  const core = coreOf(title);
  if (!isAct(type) || core.length < 8) return false;
  const head = headOf(text);
  const words = comparisonKey(head.join(''));
  return words.length <= headLimits.chars && words.includes(core) && (handedOn.test(title) || !handedOn.test(head.join('')));
}

/**
 * Number, bodies and signed day that the printed act gives. The number has to stand alone on a line of its head: inside a sentence or a
 * bracket it is another's (docs/chinese-documents.md 1).
 */
function readPrintedAct(
  article: Article,
  { text, url }: { readonly text: string; readonly url: string },
  today: string,
): PrintedFacts | undefined {
  if (!isPrintedAct(article, text)) return undefined;
  const lines = text
    .slice(0, 60_000)
    .split('\n')
    .map((line) => ({ text: line.replace(signer, '') }));
  try {
    const { number, issuers, dates } = readWithTitle(article.title, lines, { url, today });
    const alone = headOf(text).some((line) => parseNumberLine(line) === number) || isOrder(number);
    return { ...(number !== undefined && alone ? { number } : {}), issuers, dates: dates.signed ? { signed: dates.signed } : {} };
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** Numbers of orders and announcements stand over two lines. */
const isOrder = (number: string | undefined) => number !== undefined && /(?:令|公告|通告)/.test(number);

/** A notice says little itself. */
const longestShell = 2_500;

const articles = /(?:^|\n)第[一二三]条/;

const bareName = (title: string) =>
  comparisonKey(
    title
      .replace(/^附\s?件\s{0,3}[一二三四五六七八九十\d]{0,3}\s{0,3}[:：.．、]?\s{0,3}/, '')
      .replace(/^\d{1,2}\s?[.．、]\s{0,3}/, '')
      .replace(/\.(?:pdf|doc[xm]?|wps|rtf|od[ts]|ofd|xls[xm]?|et|zip|txt|csv)$/i, ''),
  );

const key = (title: string) =>
  comparisonKey(title.replace(/[（(](?:征求意见稿|草案|修订草案|送审稿|修改稿|试行)[^（()）]{0,20}[)）]/g, ''));

const citedTitlesIn = (title: string) =>
  [...title.matchAll(/《([^《》]{2,150})》/g)].map((hit) => key(group(hit, 1))).filter((each) => each.length >= 4);

const holds = (a: string, b: string) => a.length >= 4 && b.length >= 4 && (a.includes(b) || b.includes(a));

/**
 * Which attachments are the work that the page announces (docs/chinese-documents.md 5): named by the page's title, by their own name or at
 * the head of their text; or the only one of a short notice. Forms, lists and explanations never are.
 */
function worksOf(article: Article, files: readonly AttachedFile[]): readonly AttachedFile[] {
  // What is attached to a page about other texts is not its own.
  if (!isAct(article.type)) return [];
  const candidates = files.filter(({ text, attachment }) => text !== undefined && text !== '' && !beside.test(bareName(attachment.title)));
  const named = citedTitlesIn(article.title);
  const fitting = candidates.filter(({ attachment, text = '' }) => {
    const name = key(bareName(attachment.title));
    const head = comparisonKey(text.slice(0, 400));
    return (
      named.some((work) => holds(name, work) || head.includes(work)) ||
      (name.length >= 8 && comparisonKey(article.title).includes(name)) ||
      isPrintedAct(article, text)
    );
  });
  if (fitting.length > 0) return fitting;
  if (!announces.test(article.title)) return [];
  const [only, ...more] = candidates;
  const short = article.text.length <= longestShell && !articles.test(article.text);
  return only && more.length === 0 && short ? [only] : [];
}

const attachedKinds = ['effective', 'commentFrom', 'commentBy', 'expires'] as const;

/** A day that the page itself gives stands; where the attached text names another, a warning says so. */
function merged(article: Article, { dates, citations, warnings, participate }: AttachedFacts): Article {
  const own: { -readonly [K in keyof Dates]: Dates[K] } = { ...article.dates };
  const doubts: Warning[] = [];
  const doubted = new Set(article.warnings.map(({ field }) => field));
  for (const kind of attachedKinds) {
    const fact = dates[kind];
    const field = `dates.${kind}`;
    // The day on which another window opens is not that of the page's.
    if (kind === 'commentFrom' && own.commentBy && own.commentBy.value !== dates.commentBy?.value) continue;
    if (fact && !own[kind] && !(doubted.has(field) && kind === 'commentBy')) own[kind] = fact;
    else if (fact && own[kind] && own[kind].value !== fact.value)
      doubts.push({ field, reason: `the attached text says ${fact.value}`, quote: fact.quote });
  }
  doubts.push(...warnings.filter(({ field }) => !doubted.has(field) && !Object.keys(own).some((kind) => field === `dates.${kind}`)));
  // What the page could not tell and the attached text does is no doubt any more.
  const left = article.warnings.filter(({ field }) => !(field.startsWith('dates.') && isNew(field, article.dates, own)));
  const ways = !article.participate && participate.length > 0 ? { participate } : {};
  return {
    ...article,
    ...ways,
    dates: own,
    citations: mergeCitations([...article.citations, ...citations]),
    warnings: [...left, ...doubts],
  };
}

const isNew = (field: string, before: Dates, after: Dates) =>
  attachedKinds.some((kind) => field === `dates.${kind}` && before[kind] === undefined && after[kind] !== undefined);

/** A file that could not be had or read is a doubt of the document, never a failure of its source. */
const doubtOf = ({ title, state, reason }: Attachment): Warning[] =>
  state === undefined || state === 'read'
    ? []
    : [{ field: 'attachments', reason: `${state}: ${reason ?? 'no reason given'}`, quote: title.slice(0, 200) }];

/** A page says little beside the act that it announces. */
const mostBeside = 200;

/** All that a page holds stands in files that are pictures. */
const scanOf = ({ length }: string, files: readonly Attachment[]): Warning[] =>
  length < mostBeside && files.some(({ state }) => state === 'needs-ocr') && !files.some(({ state }) => state === 'read')
    ? [scanWarning('the files beside the page hold no text')]
    : [];

/**
 * What the printed act among the files says and the page does not: its number, its bodies, the day it was signed. Two that differ prove
 * nothing, and a page's own number stands against another one in the file.
 */
function withPrinted(article: Article, files: readonly AttachedFile[], today: string) {
  const printed = files.flatMap(({ attachment, text = '' }): (PrintedFacts & { readonly title: string })[] => {
    const found = text === '' ? undefined : readPrintedAct(article, { text, url: article.url }, today);
    return found ? [{ ...found, title: attachment.title }] : [];
  });
  const [first] = printed;
  if (!first) return article;
  const warnings: Warning[] = [];
  const numbers = new Set(printed.flatMap(({ number }) => number ?? []));
  const [number] = numbers;
  const doubted = numbers.size > 1 || (article.number !== undefined && number !== undefined && number !== article.number);
  if (doubted)
    warnings.push({
      field: 'number',
      reason: `the attached act says ${[...numbers].join(', ')}`,
      quote: quoteWithFile(first.title, [...numbers].join(' ')),
    });
  const signed = printed.find(({ dates }) => dates.signed)?.dates.signed;
  const issuers = printed.find((each) => each.issuers.length > 0)?.issuers;
  const { dates } = article;
  const takes = {
    number: article.number === undefined && number !== undefined && !doubted,
    signed: dates.signed === undefined && signed !== undefined,
  };
  return {
    ...article,
    ...(takes.number && number !== undefined ? { number } : {}),
    ...(article.issuers.length === 0 && issuers ? { issuers } : {}),
    dates: takes.signed && signed ? { ...dates, signed: { ...signed, quote: quoteWithFile(first.title, signed.quote) } } : dates,
    warnings: [
      ...article.warnings.filter(({ field }) => !((field === 'number' && takes.number) || (field === 'dates.signed' && takes.signed))),
      ...warnings,
    ],
  };
}

/**
 * The article with what its attachments are and say. Citations and dates of the attached work count for the document; `text` stays the
 * words of the page. `today` is a day in Beijing.
 */
export function withAttached(article: Article, files: readonly AttachedFile[], today: string): Article {
  if (files.length === 0) return article;
  const works = worksOf(article, files);
  const own = withPrinted(article, files, today);
  const whole = works.reduce((sum, work) => merged(sum, readAttachedFacts(own, work, today)), own);
  const attachments = files.map(({ attachment }) =>
    works.some((work) => work.attachment.url === attachment.url) ? { ...attachment, work: true } : attachment,
  );
  const text = [article.text, ...works.map((work) => orEmpty(work.text))].join('\n');
  const { type, title, number, issuers, validity, dates } = whole;
  const stated = { type, title, text, issuers, dates, ...opt({ number, validity }) };
  const status = works.length === 0 ? article.status : statusOf({ ...stated, today });
  return {
    ...whole,
    attachments,
    status,
    warnings: [...whole.warnings, ...attachments.flatMap(doubtOf), ...scanOf(whole.text, attachments)],
  };
}
