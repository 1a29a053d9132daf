/** Forms of English verbs, for the word list that `bench/cut-words.ts` writes. */

/** Verbs of more than one syllable whose last letter is doubled. */
const doubled =
  /^(?:control|transfer|refer|submit|permit|commit|emit|remit|transmit|sublet|occur|admit|begin|regret|patrol|propel|expel|compel|prefer|infer|defer|forget|omit|equip|format)$/;
const oneSyllable = /^[^aeiou]*[aeiou][bdgklmnprt]$/;

function gerundOf(word: string): string {
  if (/ie$/.test(word)) return word.replace(/ie$/, 'ying');
  if (/[^eoy]e$/.test(word)) return word.replace(/e$/, 'ing');
  return doubled.test(word) || (oneSyllable.test(word) && !/[aeiou]{2}/.test(word)) ? `${word}${word.slice(-1)}ing` : `${word}ing`;
}

/** to carry out → carrying out. */
export const toGerund = (verb: string): string => {
  const words = verb.split(' ');
  const at = /ly$/.test(verb.split(' ', 1)[0] ?? '') && words.length > 1 ? 1 : 0;
  return words.map((word, i) => (i === at ? gerundOf(word) : word)).join(' ');
};

const endings: readonly (readonly [RegExp, string])[] = [
  [/$/, 'ment'],
  [/ate$/, 'ation'],
  [/ite$/, 'ition'],
  [/ute$/, 'ution'],
  [/([st])$/, '$1ion'],
  [/([iy])ze$/, '$1zation'],
  [/ify$/, 'ification'],
  [/([lrv])e$/, '$1ation'],
  [/([ou])ce$/, '$1ction'],
  [/scribe$/, 'scription'],
  [/mit$/, 'mission'],
  [/end$/, 'ension'],
  [/([iou])de$/, '$1sion'],
  [/vise$/, 'vision'],
];

/** The noun of a verb, where `english` has it: disseminate → dissemination, park → parking; none where nobody says so. */
export function toNominal(verb: string, english: ReadonlySet<string>): string | undefined {
  if (/ /.test(verb)) return undefined;
  if (verb.length > 4 && !/^(?:catch|state)$/.test(verb))
    for (const [end, noun] of endings) {
      const made = end.test(verb) ? verb.replace(end, noun) : verb;
      if (made !== verb && english.has(made)) return made;
    }
  const gerund = toGerund(verb);
  return english.has(gerund) ? gerund : undefined;
}
