import { group } from '../../model/values.ts';
import { wordLists } from '../../registry/glossary.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  links,
  /** After these a gerund may stand. */
  before,
} = expressionsOf(expressions.grammar);

/**
 * Whether an English headline reads as English. A headline follows no form of official titles, and a rendering word by word
 * of one that the rules do not know says something else than its Chinese. What is not surely a title or a sentence is refused.
 */

const gerundNames: ReadonlySet<string> = new Set(wordLists['gerund-names']);

const opened = new RegExp(
  `^(?:[A-Z][\\w'’-]{1,20} ){0,6}?\\b${oneOf(wordLists.papers)}\\b(?: \\([^)]{1,40}\\))?(?:$| (?:of|on|for|to|from|with|in)\\b|\\s?[(:])`,
);

const finite = new RegExp(`^(?:${oneOf(wordLists['headline-verbs'])}(?:s|es)?|${oneOf(wordLists['other-headline-verbs'])})$`);
const subject = /^(?:The |(?:[A-Z]\w+) Departments?\b|[A-Z]\w+(?: [A-Z]\w+)? (?:Issues|Publishes|Releases|Launches) )/;

function longestRow(words: readonly string[]): number {
  let row = 0;
  let most = 0;
  for (const word of words) {
    row = links.test(word) || !/^[A-Z\d]/.test(word) ? 0 : row + 1;
    most = Math.max(most, row);
    if (/[,:;()?]$/.test(word)) row = 0;
  }
  return most;
}

const faults: readonly RegExp[] = [
  /[\p{Script=Han}|…]/u,
  /^[a-z]|[(:] [a-z]/,
  /\b(\w+) \1\b/i,
  /\b(?:of|on|for|in|to|by|with|from|and|or|the|a|an|will|not)(?:$|[\s,]*[,:;.)?])/i,
  /\b(?:of|for|by|with|from|to|the) (?:of|on|for|in|by|to|with|from|and|or)\b/,
  /\b(?:will|has|have|should|must|can|is|are) /i,
  /\bof [A-Z]\w+ of\b|\bOut in\b|\s[+=]\s/,
];

/** Gerunds that stand where no English has them: after a noun that they neither name nor follow a preposition of. */
function strayGerund(words: readonly string[]): boolean {
  return words.some((raw, i) => {
    const word = raw.replace(/[^A-Za-z-]/g, '');
    if (!/^[A-Z][a-z-]{2,}ing$/.test(word) || gerundNames.has(word)) return false;
    const last = group(words, i - 1);
    return i > 0 && !before.test(last) && !/[:,(“"]$/.test(last) && !/ly$/.test(last);
  });
}

const kept = new RegExp(`${oneOf(wordLists['kept-plurals'])}$`);

/** Plurals before another noun: Localities Practices. */
function strayPlural(words: readonly string[]): boolean {
  return words.some((word, i) => {
    const next = group(words, i + 1);
    return /^[A-Z][a-z-]{3,}s$/.test(word) && !kept.test(word) && !finite.test(word) && /^[A-Z]/.test(next) && !finite.test(next);
  });
}

export function isEnglish(text: string): boolean {
  if (faults.some((fault) => fault.test(text))) return false;
  const bare = text.replace(/[“”"]/g, '').replace(/^(?:[A-Z][A-Za-z ]{2,24}|\([A-Z][A-Za-z ]{2,24}\)):? (?=The |[A-Z])(?<=:\s|\)\s)/, '');
  const words = bare.split(/\s+/);
  const capitals = words.filter((word) => !links.test(word) && /^[a-z]/.test(word));
  if (strayGerund(words) || strayPlural(words) || longestRow(words) > 7 || capitals.length > 0) return false;
  const verbs = words.filter((word, i) => i > 0 && finite.test(word) && !before.test(group(words, i - 1))).length;
  return opened.test(bare) || (subject.test(bare) && verbs === 1);
}

/**
 * Whether a headline is a sentence and not a title: outside of quoted names it has several clauses, a question, or words that only a
 * sentence has.
 */
export function isSpoken(title: string): boolean {
  const outside = title.replace(/《[^》]{0,200}》/g, 'X').trim();
  return (
    /[，,；;？?！!。…]|[\p{Script=Han}“”"X][ 　]{1,3}[\p{Script=Han}“]/u.test(outside) ||
    /将(?!来)|已|被(?!动)|需|让|即|如何|怎|为什么|吗$|了$/.test(outside)
  );
}
