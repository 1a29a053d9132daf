import { group } from '../../model/values.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { emptyWords } from '../text/english-title-key.ts';
import { type FieldName, filterOf, type QueryFilter } from './fields.ts';
import { bare, tokensOf } from './pieces.ts';
import { type QueryNode, readQuery } from './read-query.ts';
import type { Sought } from './sought.ts';
import { findSynonyms } from './synonyms.ts';
import { all, any, groupOf, type Made, numberOf, phraseMeaning, phraseOf, termOf, titles } from './terms.ts';

/** What a query asks of an index: which tokens stand where, what only the text can prove, and filters. Both engines answer it. */

export type Column = 'text' | 'title' | 'english' | 'number' | 'issuer';
export type Phrase = {
  /** Tokens as `tokensOf` gives them, the last of which may be the start of one; anywhere where no columns are named. */
  readonly phrase: readonly string[];
  readonly prefix?: true;
  readonly columns?: readonly Column[];
};
export type Condition =
  | Phrase
  /** A Han character in the title. */
  | { readonly character: string }
  /** A phrase that text or title, or a title alone, must hold as it is written (literal.ts). */
  | { readonly literal: string; readonly within: 'document' | 'title' }
  | { readonly filter: QueryFilter }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export type Meaning = {
  readonly condition: Condition;
  /** Each word or name that is asked for alone: where it stands makes the relevance. */
  readonly ranked: readonly Condition[];
  /** What highlights mark, the first that a text has. */
  readonly sought: readonly Sought[];
};

const hasPieces = (text: string): boolean => bare(text) !== '';

/** By the id of the issuer, and by its names as documents write them. */
function issuerMeaning(value: string, quoted: boolean): Made {
  const names = quoted ? [] : (findSynonyms(value.split(/\s{1,20}/))?.names ?? []);
  const known = bodyById(value) ?? [value, ...names].map(findIssuer).find((found) => found !== undefined);
  const written = [value, ...names].filter(hasPieces).map((name) => phraseOf(name, ['issuer']));
  const byId: readonly Condition[] = quoted ? [] : [...new Set([known?.id ?? value, value])].map((issuer) => ({ filter: { issuer } }));
  return { condition: any([...byId, ...written]), sought: [] };
}

function fieldMeaning({ field, value, quoted }: Extract<QueryNode, { field: FieldName }>): Made | undefined {
  if (field === 'title') return quoted ? phraseMeaning(value, titles) : wordsMeaning(value.split(/\s{1,20}/), titles)?.made;
  if (field === 'number') {
    const canonical = numberOf(value) ?? value;
    const parts = [...termOf(value, ['number']), ...(canonical === value ? [] : [phraseOf(canonical, ['number'])])].filter(
      (each) => 'phrase' in each,
    );
    return { condition: any(parts), sought: [] };
  }
  if (field === 'issuer') return issuerMeaning(value, quoted);
  return { condition: { filter: filterOf(field, value) ?? {} }, sought: [] };
}

type Words = { readonly made: Made; readonly ranked: readonly Condition[] };

/** Words beside each other: names are taken together, and words that say nothing are passed over unless there are no others. */
function wordsMeaning(typed: readonly string[], columns?: readonly Column[]): Words | undefined {
  const words = typed.filter(hasPieces);
  const onlyEmpty = words.every((word) => emptyWords.has(word));
  const groups: Made[] = [];
  for (let at = 0; at < words.length; ) {
    if (!onlyEmpty && emptyWords.has(group(words, at))) {
      at += 1;
      continue;
    }
    const { taken, ...made } = groupOf(words.slice(at), columns);
    groups.push(made);
    at += taken;
  }
  const conditions = groups.map(({ condition }) => condition);
  if (conditions.length === 0) return undefined;
  return { made: { condition: all(conditions), sought: groups.flatMap(({ sought }) => sought) }, ranked: conditions.filter(isRanked) };
}

/** What tokens decide, so that it can be asked where they stand. */
const isRanked = (condition: Condition): boolean =>
  'phrase' in condition || ('all' in condition && condition.all.every(isRanked)) || ('any' in condition && condition.any.every(isRanked));

type Part = Made & { readonly ranked: readonly Condition[] };

const single = (made: Made | undefined): Part | undefined =>
  made && { ...made, ranked: 'all' in made.condition ? made.condition.all.filter(isRanked) : [made.condition].filter(isRanked) };

function allMeaning(nodes: readonly QueryNode[]): Part | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < nodes.length; ) {
    const end = nodes.findIndex((node, index) => index >= at && !('word' in node));
    const run = nodes.slice(at, end === -1 ? nodes.length : end).flatMap((node) => ('word' in node ? node.word.split(/\s{1,20}/) : []));
    const next = nodes[at];
    const words = run.length > 0 ? wordsMeaning(run) : undefined;
    const part = run.length > 0 ? words && { ...words.made, ranked: words.ranked } : next && meaningOf(next);
    if (part) parts.push(part);
    at = run.length > 0 && end === -1 ? nodes.length : run.length > 0 ? end : at + 1;
  }
  if (parts.length === 0) return undefined;
  return {
    condition: all(parts.map(({ condition }) => condition)),
    ranked: parts.flatMap(({ ranked }) => ranked),
    sought: parts.flatMap(({ sought }) => sought),
  };
}

function meaningOf(node: QueryNode): Part | undefined {
  if ('word' in node) return allMeaning([node]);
  if ('all' in node) return allMeaning(node.all);
  if ('phrase' in node) return hasPieces(node.phrase) ? single(phraseMeaning(node.phrase)) : undefined;
  if ('field' in node) return single(fieldMeaning(node));
  if ('not' in node) {
    const out = meaningOf('word' in node.not ? { phrase: node.not.word } : node.not);
    return out && { condition: { not: out.condition }, ranked: [], sought: [] };
  }
  const parts = node.any.flatMap((each) => meaningOf(each) ?? []);
  if (parts.length === 0) return undefined;
  const ranked = parts.flatMap((part) => part.ranked);
  return {
    condition: any(parts.map(({ condition }) => condition)),
    ranked: ranked.length > 0 ? [any(ranked)] : [],
    sought: parts.flatMap(({ sought }) => sought),
  };
}

const isPlain = (node: QueryNode): boolean => 'word' in node || ('all' in node && node.all.every(isPlain));

/** A query as an index takes it; undefined when nothing in it can be searched. */
export function meaningOfQuery(query: string): Meaning | undefined {
  const { node } = readQuery(query);
  const meant = node && meaningOf(node);
  if (!meant) return undefined;
  // The whole query may be a number, in a spelling that texts do not use.
  const number = isPlain(node) ? numberOf(query) : undefined;
  if (number === undefined || !isRanked(meant.condition) || tokensOf(number).join() === tokensOf(query).join()) return meant;
  const asNumber = phraseOf(number);
  return { condition: any([meant.condition, asNumber]), ranked: [...meant.ranked, asNumber], sought: [...meant.sought, { words: number }] };
}
