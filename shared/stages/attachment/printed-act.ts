import type { Article } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import { parseNumberLine } from '../article/heading.ts';
import { isAct } from '../text/acts.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { comparisonKey } from '../text/clean.ts';
import { readWithTitle } from './file-article.ts';

/** What the head of a printed act holds: names, number, title. */
const headLimits = { lines: 30, chars: 700, line: 120 } as const;
/** A number that shares its line with who signed. */
const signer = /\s{1,40}签\s{0,4}发\s{0,4}人\s{0,4}[:：].{0,40}$/;
/** The copy of an act that is handed on bears the number of that act. */
const handedOn = /转发|翻印|转载|批转/;

/** What the act itself says that a page only shows a part of. */
export type PrintedFacts = Pick<Article, 'number' | 'issuers' | 'dates'>;

/** A title without the bodies before it and without what a page adds to it. */
function coreOf(title: string): string {
  const about = /关于|印发/.exec(title)?.index ?? 0;
  const names = title.slice(0, about).trim();
  const bare =
    about > 0 && (parseBodyNames(names) !== undefined || /(?:部门|委|局|厅|府|会|院|部|办)$/.test(names)) ? title.slice(about) : title;
  return comparisonKey(
    bare.replace(/\.(?:pdf|ofd|docx?|wps)$/i, '').replace(/[（(](?:附\s?件|全文|pdf版|ofd版)[^（()）]{0,20}[)）]$/i, ''),
  );
}

/** The lines down to the addressee or the first sentence. */
function headOf(text: string): string[] {
  const lines = text
    .slice(0, 4_000)
    .split('\n')
    .slice(0, headLimits.lines)
    .map((line) => line.replace(signer, '').trim());
  const end = lines.findIndex((line) => /[：:]$/.test(line) || /[。；]/.test(line) || line.length > headLimits.line);
  return end < 0 ? lines : lines.slice(0, end);
}

/**
 * Whether a file is the very act that the page shows (the printed one with its red head): under the page's own title, in the head of its first page. An
 * act that is handed on in the same words is another's.
 */
export function isPrintedAct({ title, type }: Pick<Article, 'title' | 'type'>, text: string): boolean {
  const core = coreOf(title);
  if (!isAct(type) || core.length < 8) return false;
  const head = headOf(text);
  const words = comparisonKey(head.join(''));
  return words.length <= headLimits.chars && words.includes(core) && (handedOn.test(title) || !handedOn.test(head.join('')));
}

/**
 * Number, bodies and signed day that the printed act gives. The number has to stand alone on a line of its head: inside a sentence or a bracket it is
 * another's (docs/chinese-documents.md 1).
 */
export function readPrintedAct(
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
const isOrder = (number: string | undefined): boolean => number !== undefined && /(?:令|公告|通告)/.test(number);
