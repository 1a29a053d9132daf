import { foldText } from '../text/fold.ts';
import { isCondition } from './concerns.ts';
import { type Term, termsOf } from './english-terms.ts';
import { isLightText } from './light.ts';
import type { Segment } from './segments.ts';
import wordings from './wordings.json' with { type: 'json' };

/**
 * An English claim without a figure is said only where the Chinese has nothing besides: each word of the clauses that it speaks of stands for one of the claim, and whoever
 * acts stands where the one that acts does.
 */
type Clause = Segment['clauses'][number];

const emptyWords = new RegExp(`${wordings.empty.join('|')}|[、，,。；;：:（）()《》“”\\s的之了]`, 'g');
/** 下列行为: what an item stands under. */
const frame =
  /^(?:任何人?|任何[单位组织和个人或者、]{2,12})?(?:应当?|不得|禁止|严禁|可以|有|从事|实施|在)*(?:下列|以下)[^，。；]{0,10}[：:]?$/;
const harmless = /^(?:为|为了|根据|依据|按照|依照)/;
const exception = /^(?:但|除)|除外|另有/;
const narrow = /[仅只除非未无不]/;
const modals = /应当|应该|必须|不得|可以|禁止|严禁|有权/;

/** The words of the claim in a clause, the longer ones first. */
const meantIn = (text: string, terms: readonly Term[]): readonly string[] =>
  [...new Set(terms.flatMap(({ chinese, words }) => [...chinese, ...words.flat()]))]
    .filter((word) => text.includes(word))
    .toSorted((a, b) => b.length - a.length);

const restOf = (text: string, terms: readonly Term[]): string =>
  meantIn(text, terms).reduce((left, word) => left.replaceAll(word, '，'), text);
const isEmpty = (text: string): boolean => isLightText(text.replace(emptyWords, ''));

/** What has to be done stands right behind the word of duty: 应当停止提供, 应当审核提供的 are no duty to provide. */
const begins = /^[，在向对为由依按根从与自将把以]/;

/** A duty with more to it than is claimed is still a duty; whom it binds, and what is forbidden or allowed, has to be the same. */
function isAccounted(clause: Clause, terms: readonly Term[], duty: string | undefined): boolean {
  const text = foldText(clause.text);
  const left = restOf(text, terms);
  if (isEmpty(left.replace(modals, ''))) return true;
  const [modal] = modals.exec(left) ?? [];
  if (duty !== 'must' || modal === undefined) return false;
  const [before = '', ...after] = left.split(modal);
  const deed = after.join(modal);
  return isEmpty(before) && !narrow.test(deed) && begins.test(deed.replace(emptyWords, (word) => (word === '，' ? word : '')));
}

/** What a clause without a word of the claim does to the others. */
function isHarmless({ text, lead }: Clause, isLater: boolean): boolean {
  const plain = foldText(text).replace(/[，,：:；;。]$/, '');
  if (frame.test(plain)) return true;
  if (exception.test(plain)) return false;
  if (isLater) return !isCondition(plain);
  return lead !== true && harmless.test(plain) && !isCondition(plain);
}

const passive = /\b(?:be|is|are|was|were|been) (?:[a-z]+ly )?[a-z]+(?:ed|en|t|ld|ut|un|et|ade)\b/i;
const notFirst = /[由被向对给把将经]$/;
/** After "by" comes the one whom 由 names, after "be sold to" the one whom 向 does. */
const roles: readonly (readonly [english: RegExp, chinese: RegExp])[] = [
  [/ by (.{1,60})/i, /[由经被]$/],
  [new RegExp(`${passive.source}(?<!required|obliged|allowed|permitted|entitled) to (?!be\\b)(.{1,60})`, 'i'), /[向对给]$/],
];

const placeOf = (term: Term | undefined, text: string): number =>
  Math.min(...(term?.chinese ?? []).concat(term?.words[0] ?? []).flatMap((word) => (text.includes(word) ? [text.indexOf(word)] : [])));

/** Who acts stands first, unless the words say where else. */
function inRoles({ piece, terms, duty }: Plain, text: string): boolean {
  const stands = (term: Term | undefined, fits: (lead: string) => boolean): boolean => {
    const place = placeOf(term, text);
    return Number.isFinite(place) && fits(text.slice(0, place));
  };
  const named = roles.flatMap(([english, chinese]) => {
    const whom = english.exec(piece)?.[1];
    return whom === undefined ? [] : [stands(termsOf(whom)[0], (lead) => chinese.test(lead))];
  });
  if (named.length > 0) return named.every(Boolean);
  // What is done to a thing, by nobody who is named, leaves no room for another who does it.
  if (duty !== undefined && passive.test(piece)) return true;
  return stands(terms[0], (lead) => isEmpty(lead) && !notFirst.test(lead));
}

const fewest = 3;

type Plain = { readonly piece: string; readonly terms: readonly Term[]; readonly duty: string | undefined };

/** Whether clauses say what an English claim does, and nothing besides. */
export function saysPlainly(claim: Plain, clauses: readonly Clause[]): boolean {
  const { terms, duty } = claim;
  if (terms.length < fewest) return false;
  const meant = clauses.map(({ text }) => meantIn(foldText(text), terms).length > 0);
  const [first, last] = [meant.indexOf(true), meant.lastIndexOf(true)];
  const accounted = clauses.every((clause, at) => (meant[at] ? isAccounted(clause, terms, duty) : isHarmless(clause, at > last)));
  const text = clauses
    .slice(first)
    .map((clause) => foldText(clause.text))
    .join('');
  return accounted && inRoles(claim, text);
}
