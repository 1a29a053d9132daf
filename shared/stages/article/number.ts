import type { Warning } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { findNumbers, parseNumber } from '../numbers/numbers.ts';
import { namesInTitle } from '../text/body-names.ts';
import { anyVerb } from '../text/words.ts';
import type { Heading } from './heading.ts';

export type OwnNumber = { readonly number?: string; readonly others: readonly string[]; readonly warnings: readonly Warning[] };

/** Titles of pages about an act: a number in them is the act's. */
const about = new RegExp(
  `解读|答记者问|一图|图解|图说|读懂|问答|发布会|吹风会|说明$|专家|转发|征求意见|公开征集|${anyVerb('repeal')}|修改|延长`,
);

/**
 * The page's own number (docs/chinese-documents.md 1): in the metadata table, alone above the addressee, or at the end or start of the title.
 * A number in running words is a citation and never taken.
 */
export function readOwnNumber(facts: {
  readonly table?: string | undefined;
  readonly heading: Heading;
  readonly title: string;
}): OwnNumber {
  const table = facts.table === undefined ? undefined : numberIn(facts.table);
  const { number: heading } = facts.heading;
  const title = numberInTitle(facts.title);
  const candidates = [table?.first, heading, title].filter((number) => number !== undefined);
  const number = candidates[0];
  const others = [...new Set([...(table?.more ?? []), ...candidates.slice(1)])].filter(
    (other) => number !== undefined && !sameAct(other, number),
  );
  const warnings: Warning[] = [];
  if (facts.table !== undefined && facts.table !== '' && !table && /\d/.test(facts.table)) {
    warnings.push({
      field: 'number',
      reason: 'the number field of the page holds no number that could be read',
      quote: facts.table.slice(0, 80),
    });
  }
  if (others.length > 0)
    warnings.push({ field: 'otherNumbers', reason: 'the page shows more than one number as its own', quote: others.join(' ') });
  return { ...opt('number', number), others, warnings };
}

function numberIn(value: string): { readonly first: string; readonly more: readonly string[] } | undefined {
  const hits = findNumbers(value);
  const [first, ...more] = hits.map((hit) => hit.canonical);
  if (first !== undefined) return { first, more };
  const read = parseNumber(value);
  return read.canonical === undefined ? undefined : { first: read.canonical, more: [] };
}

/** 省政府令第3号公布！: a headline about the act. */
const reported = /^[）)】\]]{0,3}(?:已|正式|日前|今日|将)?(?:公布|发布|颁布|出台|印发|签发|施行|实施|生效|来了)(?:[!！，,。:：]|$)/;

/** A number that closes the title (in brackets or after a blank) or opens it. */
function numberInTitle(title: string): string | undefined {
  if (about.test(title)) return undefined;
  const circular = /通告\s?[（(【[](\d{4}年第\d{1,4}号)[)）】\]]$/.exec(title)?.[1];
  const body = circular === undefined ? undefined : namesInTitle(title)?.names[0];
  if (body !== undefined) return parseNumber(`${body}通告${circular}`).canonical;
  const hits = findNumbers(title).filter((hit) => hit.kind !== 'standard');
  for (const hit of hits) {
    const closes = /^[\s）)】\]]{0,3}$/.test(title.slice(hit.end));
    const before = title.slice(0, hit.start).replace(/[\s（(【[]{1,3}$/, '');
    if (closes && before !== '' && !/(?:根据|按照|依据|落实|贯彻|关于)$/.test(before)) return hit.canonical;
    if (before === '' && hit.kind !== 'document' && !reported.test(title.slice(hit.end))) return hit.canonical;
  }
  return undefined;
}

/** Two spellings of one order: …令第98号 and 2026年第98号令. */
function sameAct(a: string, b: string): boolean {
  if (a === b) return true;
  const n = (text: string): string | undefined => /第(\d{1,6})号/.exec(text)?.[1];
  const year = (text: string): string | undefined => /(\d{4})年/.exec(text)?.[1];
  return n(a) !== undefined && n(a) === n(b) && (year(a) === undefined || year(b) === undefined || year(a) === year(b));
}
