import { group, opt } from '../../model/values.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { parseNumber } from '../numbers/numbers.ts';
import { emptyWords } from '../text/english-title-key.ts';
import { type FieldName, filterOf, type QueryFilter } from './fields.ts';
import { bare, normalise, type Piece, piecesOf, tokensBetween, tokensOf, tokensOfPiece } from './pieces.ts';
import { type QueryNode, readQuery } from './read-query.ts';
import { isProvedByTokens, type Sought } from './sought.ts';

import { findSynonyms } from './synonyms.ts';

/** What a query asks of an index: which tokens stand where, what only the text can prove, and filters. Both engines answer it. */

export type Column = 'text' | 'title' | 'english' | 'number' | 'issuer';
type Phrase = {
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
  /** At least so many of several. */
  | { readonly some: readonly Condition[]; readonly least: number }
  | { readonly not: Condition };

export type Meaning = {
  readonly condition: Condition;
  readonly ranked: readonly Condition[];
  /** What highlights mark: of each word that is asked for its names, the first that a text has. */
  readonly sought: readonly (readonly Sought[])[];
};

const hasPieces = (text: string) => bare(text) !== '';

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

type Group = Made & { readonly typed: string };
type Words = { readonly made: Made; readonly ranked: readonly Condition[]; readonly groups: readonly Group[] };

/** Words beside each other: names are taken together, and words that say nothing are passed over unless there are no others. */
function wordsMeaning(typed: readonly string[], columns?: readonly Column[]): Words | undefined {
  const words = typed.filter(hasPieces);
  const onlyEmpty = words.every((word) => emptyWords.has(word));
  const groups: Group[] = [];
  for (let at = 0; at < words.length; ) {
    if (!onlyEmpty && emptyWords.has(group(words, at))) {
      at += 1;
      continue;
    }
    const { taken, ...made } = groupOf(words.slice(at), columns);
    groups.push({ ...made, typed: words.slice(at, at + taken).join(' ') });
    at += taken;
  }
  const conditions = groups.map(({ condition }) => condition);
  if (conditions.length === 0) return undefined;
  return {
    made: { condition: all(conditions), sought: groups.flatMap(({ sought }) => sought) },
    ranked: conditions.filter(isRanked),
    groups,
  };
}

/** What tokens decide, so that it can be asked where they stand. */
const isRanked = (condition: Condition): boolean =>
  'phrase' in condition || ('all' in condition && condition.all.every(isRanked)) || ('any' in condition && condition.any.every(isRanked));

/** `groups`: of words alone, each of them; `others` is what is asked beside them. */
type Part = Meaning & { readonly groups?: readonly Group[]; readonly others?: readonly Condition[] };

const single = (made: Made | undefined): Part | undefined =>
  made && {
    ...made,
    sought: [made.sought],
    ranked: 'all' in made.condition ? made.condition.all.filter(isRanked) : [made.condition].filter(isRanked),
  };

/** A bracket, phrase or field, of which nothing may be wanting. */
const whole = (part: Part | undefined): Part | undefined => part && { condition: part.condition, ranked: part.ranked, sought: part.sought };

const partOf = ({ made: { condition }, ranked, groups }: Words): Part => ({
  condition,
  ranked,
  groups,
  sought: groups.map(({ sought }) => sought),
});

function allMeaning(nodes: readonly QueryNode[]): Part | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < nodes.length; ) {
    const end = nodes.findIndex((node, index) => index >= at && !('word' in node));
    const run = nodes.slice(at, end === -1 ? nodes.length : end).flatMap((node) => ('word' in node ? node.word.split(/\s{1,20}/) : []));
    const next = nodes[at];
    const words = run.length > 0 ? wordsMeaning(run) : undefined;
    const part: Part | undefined = run.length > 0 ? words && partOf(words) : next && whole(meaningOf(next));
    if (part) parts.push(part);
    at = run.length > 0 && end === -1 ? nodes.length : run.length > 0 ? end : at + 1;
  }
  if (parts.length === 0) return undefined;
  return {
    condition: all(parts.map(({ condition }) => condition)),
    ranked: parts.flatMap(({ ranked }) => ranked),
    sought: parts.flatMap(({ sought }) => sought),
    groups: parts.flatMap(({ groups = [] }) => groups),
    others: parts.flatMap(({ condition, groups }) => (groups ? [] : condition)),
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
    sought: [parts.flatMap(({ sought }) => sought.flat())],
  };
}

const isPlain = (node: QueryNode): boolean => 'word' in node || ('all' in node && node.all.every(isPlain));

const mostGroups = 10;

/** The words and names of a query of which some may be wanting: none of a query of one, or of too many. */
export function wordsApart(query: string): readonly string[] {
  const { node } = readQuery(query);
  const typed = (node && meaningOf(node)?.groups?.map((each) => each.typed)) ?? [];
  return typed.length > 1 && typed.length <= mostGroups ? typed : [];
}

/** A query as an index takes it, without `lacking` of its words, whichever; undefined when nothing in it can be searched. */
export function meaningOfQuery(query: string, lacking = 0): Meaning | undefined {
  const { node } = readQuery(query);
  const meant = node && meaningOf(node);
  if (!meant) return undefined;
  const { groups = [], others = [] } = meant;
  const some = { some: groups.map(({ condition }) => condition), least: groups.length - lacking };
  if (lacking > 0) return some.least > 0 ? { ...meant, condition: all([...others, some]) } : undefined;
  // The whole query may be a number, in a spelling that texts do not use.
  const number = isPlain(node) ? numberOf(query) : undefined;
  if (number === undefined || !isRanked(meant.condition) || tokensOf(number).join() === tokensOf(query).join()) return meant;
  const asNumber = phraseOf(number);
  return {
    condition: any([meant.condition, asNumber]),
    ranked: [...meant.ranked, asNumber],
    sought: [...meant.sought, [{ words: number }]],
  };
}

type Made = { readonly condition: Condition; readonly sought: readonly Sought[] };
const all = (parts: readonly Condition[]): Condition => (parts[0] && parts.length === 1 ? parts[0] : { all: parts });
const any = (parts: readonly Condition[]): Condition => (parts[0] && parts.length === 1 ? parts[0] : { any: parts });
const phraseOf = (text: string, columns?: readonly Column[]): Phrase => ({ phrase: tokensOf(text), ...opt({ columns }) });

function numberOf(query: string) {
  const { kind, canonical } = parseNumber(query.trim().slice(0, 100));
  return kind === 'none' ? undefined : canonical;
}

const isLone = ({ kind, text }: Piece) => kind === 'han' && [...text].length === 1;

/**
 * A Han character alone beside letters or digits (第15届) is part of a longer run in most texts, and so in no pair of the query: at the end a
 * prefix finds it, elsewhere the text decides.
 */
function termOf(text: string, columns?: readonly Column[]): readonly Condition[] {
  const pieces = [...piecesOf(normalise(text))];
  const [only] = pieces;
  if (only && pieces.length === 1 && isLone(only)) return [{ character: only.text }];
  const found: Condition[] = [];
  let tokens: string[] = [];
  const finish = (prefix: boolean) => {
    if (tokens.length > 0) found.push({ phrase: tokens, ...(prefix && { prefix }), ...opt({ columns }) });
    tokens = [];
  };
  for (const [at, piece] of pieces.entries()) {
    const joins = tokens.length > 0 ? tokensBetween(pieces[at - 1], piece) : [];
    if (!isLone(piece) || piece === pieces.at(-1)) tokens.push(...joins, ...tokensOfPiece(piece));
    else finish(false);
  }
  const last = pieces.at(-1);
  finish(last !== undefined && isLone(last));
  const unsure = pieces.some((piece) => isLone(piece) && piece !== last);
  const within = columns?.includes('title') ? 'title' : 'document';
  return unsure ? [...found, { literal: text, within }] : found;
}

/** GB45438 is written GB 45438 in most texts. */
const spaced = (text: string): readonly string[] => {
  const [, letters, digits] = /^([a-z]{1,5})(\d{3,8})$/.exec(text) ?? [];
  return letters === undefined ? [] : [`${letters} ${digits}`];
};

/** Words that form a name together, or the first of them alone: under all its names. What only the text can prove is taken literally. */
function groupOf(words: readonly string[], columns?: readonly Column[]): Made & { readonly taken: number } {
  const other = findSynonyms(words);
  const taken = other?.taken ?? 1;
  const typed = words.slice(0, taken);
  const meaningful = typed.filter((word) => !emptyWords.has(word));
  const terms = (meaningful.length > 0 ? meaningful : typed).flatMap((word) => termOf(word, columns));
  const sure = terms.length > 0 && terms.every((term) => 'phrase' in term);
  const names = sure ? (other?.names ?? spaced(group(words, 0))) : [];
  const parts = (meaningful.length > 1 ? meaningful : []).map((words): Sought => ({ words, part: true }));
  const sought = [...[typed.join(' '), ...names].map((words): Sought => ({ words })), ...parts];
  return { taken, sought, condition: any([all(terms), ...names.map((name) => phraseOf(name, columns))]) };
}

const titles: readonly Column[] = ['title', 'english'];
const written: readonly Column[] = ['text', 'title', 'english'];

/** A phrase is found where text or title holds it as it is written; one that is a number also where the document has it. */
function phraseMeaning(text: string, columns = written): Made {
  const terms = termOf(text, columns).filter((term) => !('literal' in term));
  const within = columns === titles ? 'title' : 'document';
  const exact: readonly Condition[] =
    isProvedByTokens(text) || terms.some((term) => 'character' in term) ? [] : [{ literal: text, within }];
  const number = columns === written ? numberOf(text) : undefined;
  const found = all([...terms, ...exact]);
  return {
    condition: number === undefined ? found : any([found, phraseOf(number, ['number'])]),
    sought: [{ literal: text }],
  };
}
