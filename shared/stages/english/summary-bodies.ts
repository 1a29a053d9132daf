import type { ShownDocument } from '../../model/document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { bodyOn, findIssuer } from '../../registry/issuers.ts';
import { withThe } from './issuing-bodies.ts';
import { parseHanNumber, renderNumberName } from './numbers.ts';
import type { kindOf } from './summary-parts.ts';
import { told } from './summary-parts.ts';
import { joinNames } from './title-text.ts';

/** Who issued an act, and what kind of act it is. */

const mostNames = 3;

type Issued = Pick<ShownDocument, 'title' | 'type' | 'issuers' | 'dates' | 'status'>;
type Kind = NonNullable<ReturnType<typeof kindOf>>;

/** The one name of a body, as lists have it and as it was called on the day of the act; nothing where the registry does not know it. */
function nameOf({ id, name, english }: Issued['issuers'][number], day: string | undefined): string | undefined {
  const written = findIssuer(name);
  const today = id === undefined ? undefined : bodyOn(id, day)?.english;
  // 中国银保监会 is told by its own name also where no day is.
  const short = (written !== undefined && written.id === id && day === undefined ? written.english : today) ?? written?.english ?? english;
  return short === undefined
    ? undefined
    : /^[A-Z]{2,8} (?:General Office|Department|Standing Committee)/.test(short)
      ? `the ${short}`
      : withThe(short);
}

/** 等七部门: of some pages only the first is named. */
function countOf({ title, issuers }: Issued): number {
  const [, number] = /等([一二三四五六七八九十]{1,3}|\d{1,2})(?:个)?(?:部门|部委|单位)/.exec(title) ?? [];
  return Math.max(issuers.length, number === undefined ? 0 : parseHanNumber(number));
}

function issuerNames(issued: Issued): string | undefined {
  const { signed, published } = issued.dates;
  const names = issued.issuers.map((issuer) => nameOf(issuer, (signed ?? published)?.value));
  const known = names.slice(0, mostNames).flatMap((name) => name ?? []);
  const [lead] = names;
  const total = countOf(issued);
  if (lead === undefined) return undefined;
  if (total === known.length) return joinNames(known);
  const others = total - 1;
  return `${lead} and ${renderNumberName(others).toLowerCase()} other ${others === 1 ? 'body' : 'bodies'}`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `The Ministry of Education and four other bodies issued this plan.` Its quote: the title where that names who issued, else the names. */
export function issuersLine(issued: Issued, kind: Kind): SummaryLine[] {
  const { title, issuers, type, dates } = issued;
  const names = issuerNames(issued);
  const own = issuers.map(({ name }) => name).join(' ');
  const inTitle = issuers[0] !== undefined && title.includes(issuers[0].name);
  const did = type === 'draft' ? `published ${kind.own}${dates.commentBy ? ' for comment' : ''}` : `issued ${kind.own}`;
  if (names !== undefined) return told(`${capital(names)} ${did}.`, 'Issued by', inTitle ? title : own);
  return told(undefined, 'Issued by', own);
}
