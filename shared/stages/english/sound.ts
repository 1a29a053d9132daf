import { group, orEmpty } from '../../model/values.ts';
import { glossary, typeWords, wordLists } from '../../registry/glossary.ts';
import { places } from '../../registry/places.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import words from './sound-words.json' with { type: 'json' };
import type { TitlePiece } from './title-text.ts';
import { toPlural, toSingular } from './word-order.ts';

const link = '(?:of|on|for|in|to|by|with|from|and|or|as|at|over|through|under|between|among|via)';
/** A form of words with its flags, and what it is for. */
const faultsOf = (rows: readonly (readonly string[])[]) =>
  rows.map(([form = '', flags = '']) => new RegExp(form.replaceAll('{link}', link), flags));

const { describing } = expressionsOf(expressions.sure);

/**
 * Whether the sense of a rendered title is sure. Its grammar may be right and its sense wrong: a row of nouns that can be divided in two
 * ways, a term taken apart, a word of the dictionary, which has one sense of several. Such a title stays Chinese, with its known words as
 * glosses.
 */

const conjunction = /^(?:和|及|与|以及|或|、)$/;

const kinds = new Set(typeWords.map(({ zh }) => zh));
const isEnd = ({ zh, en }: TitlePiece) =>
  end.test(zh) || kinds.has(zh.replace(/^的/, '')) || /ing$/.test(orEmpty(en.split(' ')[0])) || conjunction.test(zh);

function rowFrom(pieces: readonly TitlePiece[], from: number, step: 1 | -1, linked = false): readonly TitlePiece[] {
  const row: TitlePiece[] = [];
  for (let at = from; at >= 0 && at < pieces.length; at += step) {
    const each = pieces[at];
    if (each && linked && conjunction.test(each.zh)) continue;
    if (!each || (isEnd(each) && each.en !== 'Administering')) break;
    row.push(each);
  }
  return step < 0 ? row.toReversed() : row;
}

const plain = (text: string) => text.toLowerCase().replace(/s\b/g, '');
const isOneOf = (words: readonly string[], text: string) => words.some((word) => text.includes(word));
const pairs = new Set(['产品服务', '技术产品', '产业企业', '数据信息', '开放共享', '共享开放']);
/** 气象设施和气象探测环境, 数据产业和人工智能产业发展: two of a kind, which stand side by side in English too. */
function isPair(left: readonly TitlePiece[], right: readonly TitlePiece[], english: string): boolean {
  const [first, last, other] = [orEmpty(left[0]?.zh), orEmpty(left.at(-1)?.zh), right[0]];
  const alike =
    pairs.has(last.slice(-2) + orEmpty(other?.zh.slice(0, 2))) ||
    first.slice(0, 2) === other?.zh.slice(0, 2) ||
    right.slice(0, -1).some(({ zh }) => zh.slice(-2) === last.slice(-2));
  const word = plain(orEmpty(orEmpty(other?.en).split(' ')[0]));
  return alike && isOneOf([`and ${word}`, `and the ${word}`], plain(english));
}

/** A和BC: who reads it does not know whether C is A's too. English that has the words in the same order says no more than the Chinese. */
function isTwoWays(pieces: readonly TitlePiece[], english: string): boolean {
  return pieces.some(({ zh }, at) => {
    if (!conjunction.test(zh)) return false;
    const [left, right] = [rowFrom(pieces, at - 1, -1), rowFrom(pieces, at + 1, 1)];
    if (left.length === 0 || right.length < 2 || isPair(left, right, english)) return false;
    // 公共数据和一网通办管理: one thing and another, and what is done to both.
    if (rowFrom(pieces, at - 1, -1, true).length === 1 && right.length === 2) return false;
    // The deeds at the end may stand before both.
    const words = plain(english);
    const before = `${left.at(-1)?.en}${zh === '、' ? ',' : ' and'}`;
    // 智能网联汽车道路测试与示范应用: both are of what stands first.
    if (words.includes(plain(`${before} ${right[0]?.en} of ${left[0]?.en}`))) return false;
    const rows = right.slice(1).map((_, n) => right.slice(0, n + 2).map(({ en }) => en));
    return !isOneOf(
      rows.map((row) => plain(`${before} ${row.join(' ')}`)),
      words,
    );
  });
}

const whole: readonly string[] = wordLists['never-apart'];
/** A term of policy of which only the parts are known. */
const isTakenApart = (title: string, pieces: readonly TitlePiece[]) =>
  whole.some((term) => title.includes(term) && !pieces.some(({ zh }) => zh.replace(/[“”"]/g, '').includes(term)));

const placeNames: readonly string[] = [...new Set(places.map(({ english }) => english))];
/** A place behind a name that it does not belong to: Global AI Governance Shanghai. */
function endsInPlace(english: string): boolean {
  const place = placeNames.find((name) => english.endsWith(` ${name}`));
  const before = place === undefined ? '' : english.slice(0, -place.length - 1);
  return /\s[A-Z][a-z]{1,20}$/.test(before) && !describing.test(before);
}

const doubtful = faultsOf(words.doubtful);

/** `title` is folded. */
export const isSure = (title: string, english: string, pieces: readonly TitlePiece[]): boolean =>
  !pieces.some(({ by }) => by === 'dictionary') &&
  !doubtful.some((fault) => fault.test(english)) &&
  !/(?:措施|办法|政策|规定)(?:意见|方案)/.test(title) &&
  !endsInPlace(english) &&
  !isTakenApart(title, pieces) &&
  !isTwoWays(pieces, english);

const {
  /** Verbs that have their object behind a preposition of their own. */
  phrasal,
  onThings,
  inTheMiddle,
  /** Participles that are prepositions: Provisions Concerning X. */
  prepositions,
  end,
  subject,
} = expressionsOf(expressions.sound);

/**
 * Whether the English of a title holds together. The rules put words in the order of English; where they do not know a form, the words are
 * right and the sense is not. Such a title is shown in Chinese: what misleads is worse than what is missing.
 */

const faults = faultsOf(words.faults);

const gerund = /^[A-Z][a-z-]+ing$/;
const bare = (word: string) => word.replace(/[^A-Za-z-]/g, '');

/**
 * What the tables tell of English words: gerunds that are names of things (Computing, Labelling), and descriptions at the end, where none
 * stands.
 */
/** `named`: gerunds with the word that makes them a name (Guiding Opinions). */
type Lexicon = { readonly things: ReadonlySet<string>; readonly named: ReadonlySet<string>; readonly adjectiveAtEnd: RegExp };
let lexicon: Lexicon | undefined;

function readLexicon(): Lexicon {
  const english = (wanted: 'noun' | 'verb' | 'adjective') =>
    [...glossary, ...typeWords].flatMap(({ part, en }) => (part === wanted ? [en] : []));
  const nouns = english('noun');
  const doing = new Set(english('verb').map((en) => group(en.split(' '), 0)));
  const gerunds = nouns.flatMap((en) => en.split(' ')).filter((word) => gerund.test(word) && !doing.has(word));
  const named = [...nouns, 'Leading Group'].flatMap((en) => en.match(/\b[A-Z][a-z-]{1,20}ing [A-Z][a-z]{1,20}/g) ?? []);
  const heads = new Set(nouns.flatMap((en) => [en, orEmpty(en.split(' ').at(-1))]));
  const describing = [...wordLists['only-before'], ...english('adjective').filter((en) => /^[A-Z]/.test(en) && !heads.has(en))];
  return {
    things: new Set([...wordLists['gerund-names'], ...places.flatMap((place) => place.english.split(' ')), ...gerunds]),
    named: new Set(named.flatMap((en) => [en, toPlural(en), toSingular(en)])),
    adjectiveAtEnd: new RegExp(`[a-z] ${oneOf(describing)}(?:$| \\(|[:;]| —| (?:of|for|on|in|by|with|from)\\b)`),
  };
}

/** After these a gerund may stand. */
const before = new RegExp(
  `^(?:${link}|without|not|Further|Better|More|Fully|Concerning|Regarding|Involving|Including|[A-Z][a-z]+ly|than)$`,
);
const opens = /[,:;(“—–-]$/;

/** A participle needs its object, and does not stand behind a noun; two of them in a row are two verbs. */
function strayGerund(words: readonly string[], isThing: (word: string, next: string) => boolean): boolean {
  return words.some((raw, i) => {
    const word = bare(raw);
    if (!gerund.test(word)) return false;
    const [last, next] = [group(words, i - 1), group(words, i + 1)];
    const first = i === 0 || before.test(last) || opens.test(last);
    // A building or an opening in the middle of a name is one that nobody put in order: Smart Cities Building Technology.
    if (inTheMiddle.test(word) && !first && /^[A-Z]/.test(next)) return true;
    if (prepositions.test(word) || isThing(word, bare(next))) return false;
    if (!first) return true;
    if (/[,;]$/.test(raw)) return false;
    if (next === '' || /[:;)]$/.test(raw)) return true;
    if (gerund.test(bare(next)) && !isThing(bare(next), bare(group(words, i + 2)))) return true;
    return /^[a-z]+$/.test(next) && !/^(?:the|an?|its|their)$/.test(next) && !phrasal.test(next) && !(next === 'on' && onThings.test(word));
  });
}

const small = new RegExp(`^(?:${link}|the|an?|its|their)$`);
const longestName = 7;

function isHeap(words: readonly string[]): boolean {
  let row = 0;
  return words.some((word) => {
    row = small.test(word) || /[,:;)—]$/.test(word) || /^\W/.test(word) ? 0 : row + 1;
    return row > longestName;
  });
}

const deeds = `(?:${oneOf([...wordLists['headline-verbs'], 'Shape'])}(?:s|es)|${oneOf(wordLists['other-headline-verbs'])})`;
const keptPlural = new RegExp(
  `(?:${oneOf(wordLists['kept-plurals'])}|Standards|Elements|Futures|Glasses|Departments|Matters|Issues|Overseas|Offices|Cases|Securities|Provisions)$|^${deeds}$`,
);
/** Many things before another noun: Violations Collection. */
const strayPlural = (words: readonly string[]) =>
  words.some((word, i) => {
    const next = group(words, i + 1);
    return (
      /^[A-Z][a-z-]{3,}s$/.test(word) &&
      !keptPlural.test(word) &&
      /^[A-Z]/.test(next) &&
      !prepositions.test(bare(next)) &&
      !/^(?:Issues?|Based|Built)$/.test(next)
    );
  });

/**
 * Whether a rendered title is whole English whose words hold together. `pieces`: what it is made of; gerunds that the dictionary has as
 * nouns are names.
 */
export function isSound(english: string, pieces: readonly TitlePiece[] = []): boolean {
  lexicon ??= readLexicon();
  const { things, named, adjectiveAtEnd } = lexicon;
  if (faults.some((fault) => fault.test(english)) || adjectiveAtEnd.test(english)) return false;
  if (english.split('(').length !== english.split(')').length) return false;
  const words = english.split(/\s+/);
  const given = new Set(pieces.flatMap(({ en, by }) => (by === undefined ? [] : en.split(' ').filter((word) => gerund.test(word)))));
  return (
    !strayGerund(words, (word, next) => things.has(word) || given.has(word) || named.has(`${word} ${next}`)) &&
    !isHeap(words) &&
    !strayPlural(words)
  );
}

/** What a headline has besides that no English has, in words that stand one by one where the rules know no form of it. */
const notSaid = /…|\bof [A-Z]\w+ of\b|\bOut in\b|\s[+=]\s/;
const opened = new RegExp(
  `^(?:[A-Z][\\w'’-]{1,20} ){0,6}?\\b${oneOf(wordLists.papers)}\\b(?: \\([^)]{1,40}\\))?(?:$| (?:of|on|for|to|from|with|in)\\b|\\s?[(:])`,
);
const finite = new RegExp(`^(?:${oneOf(wordLists['headline-verbs'])}(?:s|es)?|${oneOf(wordLists['other-headline-verbs'])})$`);

/**
 * Whether sound English reads as a headline: as the title of a paper, or as a sentence with one verb. A rendering word by word of what the
 * rules do not know says something else than its Chinese.
 */
export function isHeadline(text: string): boolean {
  const bare = text.replace(/[“”"]/g, '').replace(/^(?:[A-Z][A-Za-z ]{2,24}|\([A-Z][A-Za-z ]{2,24}\)):? (?=The |[A-Z])(?<=:\s|\)\s)/, '');
  const words = bare.split(/\s+/);
  if (notSaid.test(text) || words.some((word) => !small.test(word) && /^[a-z]/.test(word))) return false;
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
