import { foldText } from '../text/fold.ts';
import { isCondition } from './concerns.ts';
import type { Term } from './english-terms.ts';
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

/** A duty with more to it than is claimed is still a duty; whom it binds, and what is forbidden or allowed, has to be the same. */
function isAccounted(clause: Clause, terms: readonly Term[], duty: string | undefined): boolean {
  const text = foldText(clause.text);
  const left = restOf(text, terms);
  if (isEmpty(left.replace(modals, ''))) return true;
  const [modal] = modals.exec(left) ?? [];
  if (duty !== 'must' || modal === undefined) return false;
  const [before = '', ...after] = left.split(modal);
  return isEmpty(before) && !narrow.test(after.join(modal));
}

/** What a clause without a word of the claim does to the others. */
function isHarmless({ text, lead }: Clause, isLater: boolean): boolean {
  const plain = foldText(text).replace(/[，,：:；;。]$/, '');
  if (frame.test(plain)) return true;
  if (exception.test(plain)) return false;
  if (isLater) return !isCondition(plain);
  return lead !== true && harmless.test(plain) && !isCondition(plain);
}

const roles = /[由被向对给把将经]$/;

/** Who acts stands first; after "by" comes the one whom 由 names. */
function inRoles(piece: string, terms: readonly Term[], termsOf: (text: string) => readonly Term[], text: string): boolean {
  const placeOf = (term: Term | undefined): number =>
    Math.min(...(term?.chinese ?? []).concat(term?.words[0] ?? []).flatMap((word) => (text.includes(word) ? [text.indexOf(word)] : [])));
  const by = piece.toLowerCase().indexOf(' by ');
  const agent = by < 0 ? undefined : piece.slice(by + 4);
  if (agent !== undefined) {
    const place = placeOf(termsOf(agent)[0]);
    return Number.isFinite(place) && /[由经被]$/.test(text.slice(0, place));
  }
  const place = placeOf(terms[0]);
  return Number.isFinite(place) && isEmpty(text.slice(0, place)) && !roles.test(text.slice(0, place));
}

const passive = /\b(?:be|is|are|was|were|been) (?:[a-z]+ly )?[a-z]+(?:ed|en|t|ld|ut|un|et|ade)\b/i;
const fewest = 3;

type Plain = { readonly piece: string; readonly terms: readonly Term[]; readonly duty: string | undefined };

/** `termsOf` reads the words of an English text. */
export function saysPlainly(
  { piece, terms, duty }: Plain,
  clauses: readonly Clause[],
  termsOf: (text: string) => readonly Term[],
): boolean {
  if (terms.length < fewest) return false;
  const meant = clauses.map((clause) => meantIn(foldText(clause.text), terms).length > 0);
  const [first, last] = [meant.indexOf(true), meant.lastIndexOf(true)];
  const accounted = clauses.every((clause, at) => (meant[at] ? isAccounted(clause, terms, duty) : isHarmless(clause, at > last)));
  const text = foldText(
    clauses
      .slice(first)
      .map((clause) => clause.text)
      .join(''),
  );
  // What is done to a thing, by nobody who is named, leaves no room for another who does it.
  const free = duty !== undefined && passive.test(piece) && !/ by /i.test(piece);
  return accounted && (free || inRoles(piece, terms, termsOf, text));
}
