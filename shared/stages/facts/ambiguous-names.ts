import {
  abroad,
  abroadInEnglish,
  ambiguousCompanies,
  ambiguousPlaces,
  credited,
  localBefore,
  type NameExceptions,
  placeBearer,
  safeEnd,
} from '../../registry/ambiguous-names.ts';
import { fold } from '../../registry/script.ts';

const reach = 24;
/** So many places are looked at before a name is believed. */
const mostLooks = 40;

const beside = (folded: string, start: number, end: number): readonly [string, string] => [
  folded.slice(Math.max(0, start - reach), start),
  folded.slice(end, end + reach),
];

function isException({ before, after, only }: NameExceptions, folded: string, start: number, end: number): boolean {
  const [left, right] = beside(folded, start, end);
  return (before?.test(left) ?? false) || (after?.test(right) ?? false) || (only !== undefined && !only.test(right));
}

/** Whether an occurrence of a firm's or a product's name is another word. `folded` is the whole text, folded. */
export function isOtherWord(folded: string, start: number, end: number): boolean {
  const rule = ambiguousCompanies.get(folded.slice(start, end));
  return rule !== undefined && isException(rule, folded, start, end);
}

const names = new Map<readonly string[], readonly string[]>();
function foldedNames(aliases: readonly string[]): readonly string[] {
  const known = names.get(aliases) ?? aliases.map(fold);
  names.set(aliases, known);
  return known;
}

let last = { text: '', folded: '' };
/** A text folded, kept until another one is asked for: several readers of names look at the same one. */
export function foldCached(text: string): string {
  if (last.text !== text) last = { text, folded: fold(text) };
  return last.folded;
}

/** Whether a text names a firm by one of its names; `another` when each that it holds is another word there. */
export function findNaming(folded: string, aliases: readonly string[]): 'named' | 'another' | undefined {
  const all = foldedNames(aliases);
  let mistaken = false;
  for (const name of all) {
    const rule = ambiguousCompanies.get(name);
    let at = folded.indexOf(name);
    for (let looks = 0; at >= 0 && looks < mostLooks; looks += 1) {
      const end = at + name.length;
      const inWord =
        /^[a-z0-9]/.test(name) && (/[a-z0-9]$/.test(folded.slice(Math.max(0, at - 1), at)) || /^[a-z]/.test(folded.slice(end, end + 1)));
      if (!inWord) {
        const carries = credited.test(folded.slice(Math.max(0, at - 8), at));
        if (!carries && (!rule || !isException(rule, folded, at, end))) return 'named';
        mistaken = true;
      }
      at = folded.indexOf(name, end);
    }
  }
  return mistaken ? 'another' : undefined;
}

/** Whether the name of a city is part of other words. */
export function isNotAPlace(folded: string, start: number, end: number): boolean {
  const name = folded.slice(start, end);
  const [, right] = beside(folded, start, end);
  if (placeBearer.test(right)) return true;
  if (name.endsWith('安') && safeEnd.test(right)) return true;
  const rule = ambiguousPlaces.get(name);
  return rule !== undefined && isException(rule, folded, start, end);
}

/** Whether a body or an act of this name belongs to another country or region. */
export function isAbroad(folded: string, start: number): boolean {
  const before = folded.slice(Math.max(0, start - reach), start);
  return abroad.test(before) || abroadInEnglish.test(before);
}
/** Whether an act is a place's own by the name of a national one. */
export const isLocalNamesake = (folded: string, start: number): boolean =>
  localBefore.test(folded.slice(Math.max(0, start - reach), start));
