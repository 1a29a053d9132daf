import type { Issuer, Warning } from '../../model/article.ts';
import { group, opt } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { namesInTitle, parseBodyNames, withoutTerm } from '../text/body-names.ts';
import type { Heading } from './heading.ts';
import type { Signature } from './signature.ts';

export type IssuerFacts = {
  readonly table?: string | undefined;
  readonly joint?: string | undefined;
  readonly signature?: Signature | undefined;
  /** Names that close a text without a day. */
  readonly undated?: readonly string[];
  readonly heading: Heading;
  readonly title: string;
};
export type IssuersFound = {
  readonly names: readonly string[];
  readonly warnings: readonly Warning[];
  /** The table names a body that is not among those who issued the act: the page is a repost. */
  readonly reposter?: string;
};

/**
 * All issuers in their order, lead first, as written. The signature counts before the table (which often names the lead or the
 * reposter alone), then the head of an order or joint act, then the names that open the title.
 */
export function readIssuers(facts: IssuerFacts): IssuersFound {
  const table = tableNames(facts.table, facts.joint);
  const headed = facts.heading.issuers;
  const signed = facts.signature?.issuers ?? facts.undated ?? [];
  const titled = namesInTitle(facts.title);
  const named = titled?.names ?? [];
  const reposter = table[0] !== undefined && isReposter(table, named.length > 0 ? named : signed) ? table[0] : undefined;
  const own = reposter === undefined ? table : [];
  const names = longest([facts.heading.order ? headed : [], signed, headed, own, named]);
  const warnings: Warning[] = [];
  const wanted = titled?.count ?? named.length;
  if (names.length > 0 && names.length < Math.min(wanted, 2)) {
    warnings.push({ field: 'issuers', reason: 'a joint act: the page does not name all issuers', quote: facts.title.slice(0, 80) });
  }
  return { names, warnings, ...opt('reposter', reposter) };
}

/** The first list that is not empty, or a later one that holds the same lead and more names. */
function longest(lists: readonly (readonly string[])[]): readonly string[] {
  const filled = lists.filter((list) => list.length > 0);
  const first = filled[0];
  if (!first) return [];
  return filled.find((list) => list.length > first.length && list.some((name) => isSameBody(name, group(first, 0)))) ?? first;
}

function tableNames(table: string | undefined, joint: string | undefined): string[] {
  const lead =
    table === undefined
      ? []
      : (parseBodyNames(table.replace(/ ?等(?:[\d一二三四五六七八九十]{1,3}个?)?(?:部门|单位|部委|家)?$/, '')) ?? []);
  const more = joint === undefined ? [] : (parseBodyNames(joint) ?? []);
  return [...lead, ...more.filter((name) => !lead.some((other) => isSameBody(name, other)))];
}

/** No name of the table is the lead that title or signature name, nor its parent or office. */
function isReposter(table: readonly string[], real: readonly string[]): boolean {
  const lead = real[0];
  if (lead === undefined) return false;
  return !table.some(
    (name) => isSameBody(name, lead) || lead.startsWith(name) || name.startsWith(lead) || real.some((each) => isSameBody(each, name)),
  );
}

/** Whether two names are one body. */
export function isSameBody(a: string, b: string): boolean {
  if (plainName(a) === plainName(b)) return true;
  const one = findIssuer(a);
  return one !== undefined && one.id === findIssuer(b)?.id;
}

const plainName = (name: string): string =>
  withoutTerm(name)
    .replace(/^中华人民共和国/, '')
    .replace(/\s/g, '');

/** Names with what the registry knows of them. */
export function toIssuers(names: readonly string[]): Issuer[] {
  return [...new Set(names.map(withoutTerm))].map((name) => {
    const known = findIssuer(name);
    return known ? { id: known.id, name, english: known.english } : { name };
  });
}
