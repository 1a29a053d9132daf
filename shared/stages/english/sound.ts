import { group, orEmpty } from '../../model/values.ts';
import { glossary, typeWords, wordLists } from '../../registry/glossary.ts';
import { places } from '../../registry/places.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { TitlePiece } from './title-text.ts';
import { toPlural, toSingular } from './word-order.ts';

const { describing } = expressionsOf(expressions.sure);

/**
 * Whether the sense of a rendered title is sure. Its grammar may be right and its sense wrong: a row of nouns that can be divided in two
 * ways, a term taken apart, a word of the dictionary, which has one sense of several. Such a title stays Chinese, with its known words as
 * glosses.
 */

const conjunction = /^(?:和|及|与|以及|或|、)$/;
const end = /^[《》〈〉（()）：:\s—-]{1,4}$|的$|^(?:关于|对|在|为|以|等|的.{1,12})/;
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

const doubtful = [
  // 人脸识别技术应用安全管理: the security of what is applied, not of applications.
  /\bApplication Security of\b|\bAdministration Services?\b/,
  // Domestic Service Services, and what a notice without 关于 runs into: Development Several Measures.
  /\b([A-Z]\w+) \1s?\b|\b(?!Issuing|Forwarding|Releasing|Publishing|Amending|Repealing|Approving|Adjusting|Implementing|Continuing)[A-Z]\w+ Several\b/,
  /\w \+ \w|[<>]|\bYear\)|\([A-Z]{2,8}\) [A-Z]/,
  /[a-z] (?:Rural|Urban)(?:$| \(|[:;])|\bProtection of (?:[A-Z]\w+ ){1,4}Classification and Grading\b/,
  // 征集人工智能赋能…: what is done taken for a means; 发布X指引: the guidelines are published.
  /\bwith (?:Soliciting|Carrying|Promoting|Strengthening|Accelerating|Advancing|Building|Supporting|Organizing|Applying|Selecting) /,
  /\bfor (?:Publishing|Issuing|Releasing)\b/,
  // 调整部分政策: some of the policies, not of what they are about; 科技节水建议; 措施意见, two kinds of document.
  / (?:for|of) Certain |(?<!Ministry|Department|Bureau|Commission|University|Academy|Association) of Science and Technology$/,
  /\b\d{4} China\b/,
];

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
} = expressionsOf(expressions.sound);

/**
 * Whether the English of a title holds together. The rules put words in the order of English; where they do not know a form, the words are
 * right and the sense is not. Such a title is shown in Chinese: what misleads is worse than what is missing.
 */

const link = '(?:of|on|for|in|to|by|with|from|and|or|as|at|over|through|under|between|among|via)';
const faults = [
  // 人工智能新规定: new what, stands elsewhere.
  /\bNew$/,
  /[\p{Script=Han}\uf900-\ufaff《》〈〉【】]/u,
  // A preposition, link or article with nothing behind it, or with another one.
  new RegExp(`(?<!['’])\\b(?:${link}|the|an?)(?:$|\\s?[,:;.()—])`),
  new RegExp(`(?<!['’])\\b(?:of|for|on|by|with|from|the|an?|and|or|as|at|under|between) ${link}\\b(?! (?:and|or)\\b)`),
  /\bto (?:of|on|for|in|by|and|or)\b/,
  /(?:^|[(:—“] ?)(?:of|and|or|by|with|from|over|between)\b/,
  // The same word twice, also round a preposition.
  /\b(\w{2,}) \1\b/i,
  /\b(?!Information|Data)([A-Z][a-z]{3,}) (?:of|for|on) (?:the )?(?:[A-Z]\w{1,20} )?\1\b/,
  /[(:] ?(?!for\b)[a-z](?!\d)|^[a-z]/,
  /[+=~|] ?(?:$|[,:;)])(?<!AI\+ ?[,:;)]?)/,
  /\bthe (?:\d{4} )?(?:the|an?)\b| and (?:Rural|Urban)$|\( | \)|\(\)|,,/,
  // Someone whom nobody knows, taken for what the notice is about: Notice on Centres of X on Adjusting Y.
  new RegExp(
    '^(?:Notice|Announcement|Circular|Letter|Reply|Opinions)(?: of [^(:]{1,60})? on (?!the |Several |[A-Z][a-z]+ing\\b)' +
      '[^(:]{1,160} on (?:Further |Jointly )?[A-Z][a-z]+ing\\b',
  ),
  /\b(?:Comprehensive|Effective|Phased|Thorough|Joint|Strict|Continuous) (?:Further )?(?!Training|Testing|Monitoring|Labelling|Filing|Planning|Financing)[A-Z][a-z]+ing\b/,
  // 国务院令第782号第四次修订, word by word; 外国投资者, whose parts are two words.
  /\((?:Revision|Amendment) of the \d|\bForeign Country [A-Z]/,
  /\bFurther the\b|[a-z](?:ion|ment) the [A-Z]/,
  // What only describes, at the end.
  /[a-z] (?!Professional|Table|Cable|Variable|Vegetable|Wearable|Deliverable)\w{1,20}(?:ional|ous|able|ible|ary(?<!ummary|ibrary|ocabulary|lossary|oundary|alary))(?:$| \(|[:;])/,
  // Two deeds that nothing joins.
  /\bSupervision Administration\b/,
  /\b(?:will|has|have|should|must|can|is|are|not)\b/,
];

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
const subject = /^(?:The |(?:[A-Z]\w+) Departments?\b|[A-Z]\w+(?: [A-Z]\w+)? (?:Issues|Publishes|Releases|Launches) )/;

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
