import { group, orEmpty } from '../../model/values.ts';
import { glossary, typeWords } from '../../registry/glossary.ts';
import { places } from '../../registry/places.ts';
import { wordLists } from '../../registry/title-words.ts';
import { oneOf } from '../text/words.ts';
import type { TitlePiece } from './title-text.ts';

/**
 * Whether the English of a title holds together. The rules put words in the order of English; where they do not know a form, the words are right and the
 * sense is not. Such a title is shown in Chinese: what misleads is worse than what is missing.
 */

const link = '(?:of|on|for|in|to|by|with|from|and|or|as|at|over|through|under|between|among|via)';
const faults: readonly RegExp[] = [
  /[\u3400-\u9fff\uf900-\ufaff《》〈〉【】]/,
  // A preposition, link or article with nothing behind it, or with another one.
  new RegExp(`\\b(?:${link}|the|an?)(?:$|\\s?[,:;.()—])`),
  new RegExp(`\\b(?:of|for|on|by|with|from|the|an?|and|or|as|at|under|between) ${link}\\b(?! (?:and|or)\\b)`),
  /\bto (?:of|on|for|in|by|and|or)\b/,
  /(?:^|[(:—“] ?)(?:of|and|or|by|with|from|over|between)\b/,
  // The same word twice, also round a preposition.
  /\b(\w{2,}) \1\b/i,
  /\b([A-Z][a-z]{3,}) (?:of|for|on) (?:the )?(?:[A-Z]\w{1,20} )?\1\b/,
  /[(:] ?(?!for\b)[a-z](?!\d)|^[a-z]/,
  /[+=~|] ?(?:$|[,:;)])(?<!AI\+ ?[,:;)]?)/,
  /\bthe (?:the|an?)\b|\( | \)|\(\)|,,/,
  // What belongs to a sentence, not to a name.
  /\b(?:will|has|have|should|must|can|is|are|not)\b/,
];

const gerund = /^[A-Z][a-z-]+ing$/;
const bare = (word: string): string => word.replace(/[^A-Za-z-]/g, '');
/** Gerunds that are names of things: Computing, Labelling. */
const things: ReadonlySet<string> = new Set([
  ...wordLists['gerund-names'],
  ...places.flatMap(({ english }) => english.split(' ')),
  ...[...glossary, ...typeWords]
    .filter(({ part }) => part === 'noun' || part === 'adjective')
    .flatMap(({ en }) => en.split(' ').filter((word) => gerund.test(word))),
]);
/** After these a gerund may stand. */
const before = new RegExp(`^(?:${link}|without|not|Further|Better|More|Fully|[A-Z][a-z]+ly|than)$`);
const opens = /[,:;(“—–-]$/;
/** Verbs that have their object behind a preposition of their own. */
const phrasal = /^(?:out|for|to|in|with|up|on|from|and|off|over|into|against)$/i;

/** A participle needs its object, and does not stand behind a noun; two of them in a row are two verbs. */
function strayGerund(words: readonly string[], named: ReadonlySet<string>): boolean {
  return words.some((raw, i) => {
    const word = bare(raw);
    if (!gerund.test(word)) return false;
    const [last, next] = [group(words, i - 1), group(words, i + 1)];
    const first = i === 0 || before.test(last) || opens.test(last);
    if (things.has(word) || named.has(word)) return false;
    if (!first) return true;
    if (/[,;]$/.test(raw)) return false;
    if (next === '' || /[:;)]$/.test(raw)) return true;
    if (gerund.test(bare(next)) && !things.has(bare(next))) return true;
    return /^[a-z]+$/.test(next) && !/^(?:the|an?|its|their)$/.test(next) && !phrasal.test(next);
  });
}

const headWords = new Set(glossary.filter(({ part }) => part === 'noun').flatMap(({ en }) => [en, orEmpty(en.split(' ').at(-1))]));
const describing = [
  ...wordLists['only-before'],
  ...glossary.flatMap(({ en, part }) => (part === 'adjective' && !headWords.has(en) ? [en] : [])),
];
/** What describes stands before what it describes. */
const adjectiveAtEnd = new RegExp(
  `[a-z] ${oneOf(describing.filter((en) => /^[A-Z]/.test(en)))}(?:$| \\(|[:;]| —| (?:of|for|on|in|by|with|from)\\b)`,
);

const small = new RegExp(`^(?:${link}|the|an?|its|their)$`);
/** Words with a capital and nothing between them: more than this is a heap of words and no name. */
const longestName = 7;

function isHeap(words: readonly string[]): boolean {
  let row = 0;
  return words.some((word) => {
    row = small.test(word) || /[,:;)—]$/.test(word) || /^\W/.test(word) ? 0 : row + 1;
    return row > longestName;
  });
}

/** Whether a rendered title is whole English whose words hold together. `pieces`: what it is made of; gerunds that the dictionary has as nouns are names. */
export function isSound(english: string, pieces: readonly TitlePiece[] = []): boolean {
  if (faults.some((fault) => fault.test(english)) || adjectiveAtEnd.test(english)) return false;
  if ((english.match(/\(/g)?.length ?? 0) !== (english.match(/\)/g)?.length ?? 0)) return false;
  const words = english.split(/\s+/);
  const named = new Set(pieces.flatMap(({ en, by }) => (by === undefined ? [] : en.split(' ').filter((word) => gerund.test(word)))));
  return !strayGerund(words, named) && !isHeap(words);
}
