import { orEmpty } from '../../model/values.ts';
import { typeWords, wordLists } from '../../registry/glossary.ts';
import { places } from '../../registry/places.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { TitlePiece } from './title-text.ts';

const { describing } = expressionsOf(expressions.sure);

/**
 * Whether the sense of a rendered title is sure. Its grammar may be right and its sense wrong: a row of nouns that can be divided in two
 * ways, a term taken apart, a word of the dictionary, which has one sense of several. Such a title stays Chinese, with its known words as
 * glosses.
 */

const link = /^(?:和|及|与|以及|或|、)$/;
const end = /^[《》〈〉（()）：:\s—-]{1,4}$|的$|^(?:关于|对|在|为|以|等|的.{1,12})/;
const kinds: ReadonlySet<string> = new Set(typeWords.map(({ zh }) => zh));
const isEnd = ({ zh, en }: TitlePiece): boolean =>
  end.test(zh) || kinds.has(zh.replace(/^的/, '')) || /ing$/.test(orEmpty(en.split(' ')[0])) || link.test(zh);

function rowFrom(pieces: readonly TitlePiece[], from: number, step: 1 | -1, linked = false): readonly TitlePiece[] {
  const row: TitlePiece[] = [];
  for (let at = from; at >= 0 && at < pieces.length; at += step) {
    const each = pieces[at];
    if (each && linked && link.test(each.zh)) continue;
    if (!each || (isEnd(each) && each.en !== 'Administering')) break;
    row.push(each);
  }
  return step < 0 ? row.toReversed() : row;
}

const plain = (text: string): string => text.toLowerCase().replace(/s\b/g, '');
const isOneOf = (words: readonly string[], text: string): boolean => words.some((word) => text.includes(word));
const pairs: ReadonlySet<string> = new Set(['产品服务', '技术产品', '产业企业', '数据信息', '开放共享', '共享开放']);
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
    if (!link.test(zh)) return false;
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
const isTakenApart = (title: string, pieces: readonly TitlePiece[]): boolean =>
  whole.some((term) => title.includes(term) && !pieces.some(({ zh }) => zh.replace(/[“”"]/g, '').includes(term)));

const placeNames: readonly string[] = [...new Set(places.map(({ english }) => english))];
/** A place behind a name that it does not belong to: Global AI Governance Shanghai. */
function endsInPlace(english: string): boolean {
  const place = placeNames.find((name) => english.endsWith(` ${name}`));
  const before = place === undefined ? '' : english.slice(0, -place.length - 1);
  return /\s[A-Z][a-z]{1,20}$/.test(before) && !describing.test(before);
}

const faults: readonly RegExp[] = [
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
  !faults.some((fault) => fault.test(english)) &&
  !/(?:措施|办法|政策|规定)(?:意见|方案)/.test(title) &&
  !endsInPlace(english) &&
  !isTakenApart(title, pieces) &&
  !isTwoWays(pieces, english);
