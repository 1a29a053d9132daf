import { group, orEmpty } from '../../model/values.ts';
import { wordLists, wordPairs } from '../../registry/glossary.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { joinNames } from './title-text.ts';
import type { Token } from './tokens.ts';

const {
  single,
  /** Adjectives that stay directly before the next word, also where the glossary has them as nouns. */
  leaning,
  /** National and Typical belong to the head, not to what it is made of. */
  ofHead,
  /** 综合试点, 参考框架, 典型案例: a head that is described stands first in English. */
  described,
  /** Texts of which only some are meant: 部分数据中心节能审查文件 are Certain Documents. */
  texts,
  bodies,
  wide,
} = expressionsOf(expressions.nouns);

/**
 * Singular and plural of the words that stand last in what a title is about. Chinese does not say; a title speaks of the kind
 * ("Data Centers", "Robots"), and before another noun English has the singular ("Data Center Standards").
 */
const pluralForms = Object.entries(wordPairs.plurals);
const plurals: ReadonlyMap<string, string> = new Map(pluralForms);
const singulars = new Map<string, string>(
  pluralForms.filter(([one]) => !['Standard', 'Service', 'Right'].includes(one)).map(([one, many]) => [many, one]),
);
/** Things of which a title means one: 体系 and 网络 are systems and networks as such. */
const defined = new RegExp(`${oneOf(wordLists['one-of-a-kind'])}$`);

/** Which of a series, and bodies that have the article. */
const ordinal = /^(?:\d{1,2}(?:st|nd|rd|th) |[A-Z][a-z]{2,6} (?:Batch|Quarter) of )/;

const last = /[\p{L}-]{1,60}$/u;

export const toPlural = (en: string): string => en.replace(last, (word) => plurals.get(word) ?? word);
export const toSingular = (en: string): string => en.replace(last, (word) => singulars.get(word) ?? word);
const isCounted = (en: string): boolean => {
  const word = group(last.exec(en), 0);
  return plurals.has(word) || singulars.has(word);
};

/** What is done to something: the Development of X. */
const deeds = new RegExp(
  `^(?!(?:Further |[A-Z][a-z]+ly )?[A-Z]\\w+ing\\b(?! (?:of|and Early)))(?:(?!for )[\\w+-]+ (?:and )?){0,4}${oneOf(wordLists.deeds)} of `,
);

/** With the article that such a thing has: the AI Industry, the Computing Market. */
export const withArticle = (en: string): string =>
  !/^(?:the|an?|each|this) /i.test(en) &&
  ((defined.test(en) && !/[,:]| (?:the|of|for) /.test(en)) || ordinal.test(en) || bodies.test(en) || deeds.test(en))
    ? `the ${en}`
    : en;

/** Heads that are made for something; the others are of something. */
const madeFor = new RegExp(`${oneOf(wordLists['made-for'])}$`);
/** Words that take what comes before them with "of", however short it is. */
const takesOf: ReadonlySet<string> = new Set(wordLists['takes-of']);
/** Words that only say what kind a thing is: Agent Products, Robot Enterprises. */
const kindsOfThings: ReadonlySet<string> = new Set(wordLists['kinds-of-things']);
export const activityNouns: ReadonlySet<string> = new Set(wordLists.activities);
/** Places and bodies that have names: with the name of a place before them they are one. */
const named = new RegExp(`\\b${oneOf(wordLists.named)}$`);
const count = (en: string): number => en.split(' ').length;
const say = (some: readonly Token[]): string => some.map(({ en }) => en).join(' ');
const isLink = ({ part, en }: Token): boolean =>
  (part === 'link' && /^(?:and|or)$/.test(en)) || (/^(?:link|mark)$/.test(part) && en === ',');
const noun = (en: string): Token => ({ zh: '', en, part: 'noun' });

/** 产品和服务 is one thing of two words: what stands before and after it goes with both. Longer lists are rendered member by member. */
function joined(list: readonly Token[]): { readonly tokens: readonly Token[]; readonly whole?: string } {
  const at = list.flatMap((token, i) => (isLink(token) ? [i] : []));
  if (at.length === 0) return { tokens: list };
  const [only = 0] = at;
  const [before, after] = [list[only - 1], list[only + 1]];
  if (at.length === 1 && before && after && list[only]?.en !== ',') {
    const ends = only + 2 === list.length;
    const both = before.part === 'adjective' && after.part === 'adjective';
    const attribute = only + 3 === list.length && takesOf.has(orEmpty(list.at(-1)?.en));
    if (both || ends || only === 1 || attribute) {
      const many = (ends || attribute) && !both;
      const en = `${many && !before.proper ? toPlural(before.en) : before.en} ${list[only]?.en} ${many && !after.proper ? toPlural(after.en) : after.en}`;
      const pair: Token = both ? { zh: '', en, part: 'adjective' } : noun(en);
      return { tokens: [...list.slice(0, only - 1), pair, ...list.slice(only + 2)] };
    }
  }
  const last = list.at(-1);
  const link = list.some(({ en }) => en === 'or') ? 'or' : 'and';
  const turned = last && activityNouns.has(last.en) && !isLink(list.at(-2) ?? last) ? last : undefined;
  const members: Token[][] = [[]];
  for (const token of turned ? list.slice(0, -1) : list) {
    if (isLink(token)) members.push([]);
    else members.at(-1)?.push(token);
  }
  const filled = members.filter((member) => member.length > 0);
  const all = joinNames(
    filled.map((member) => withArticle(renderNounPhrase(member))),
    link,
  );
  return { tokens: list, whole: turned ? `${turned.en} of ${all}` : all.replace(/^the /, '') };
}
const people: ReadonlySet<string> = new Set(wordLists.people);
const theirs = new RegExp(`${oneOf(wordLists['of-people'])}$`);

/** Where a long name is best divided: after the last thing that is counted, else so that the head keeps two or three words. */
function divide(list: readonly Token[]): number | undefined {
  const words = count(say(list));
  const head = list.at(-1);
  if (list.length < 2 || !head) return undefined;
  const things = list.slice(0, -1).flatMap(({ en, part, proper }, i) => (part === 'noun' && !proper && isCounted(en) ? [i + 1] : []));
  if (takesOf.has(head.en) && words > 2) return list.length - 1;
  const after = things.at(-1);
  if (after !== undefined && words > 3 && !(after === list.length - 1 && (words < 6 || list.length === 2) && kindsOfThings.has(head.en)))
    return after;
  if (words <= 4) return undefined;
  let start = list.length - 1;
  while (start > 1 && count(say(list.slice(start - 1))) <= 3) start -= 1;
  if (start === list.length - 1 && kindsOfThings.has(head.en)) start -= 1;
  while (start > 1 && leaning.test(orEmpty(list[start - 1]?.en))) start -= 1;
  return start > 0 && list[start - 1]?.part !== 'adjective' ? start : undefined;
}

/** Things as they stand before others: Industrial Data, Financial Services. */
const attributive = wordPairs.attributive;
function compound(list: readonly Token[], many: boolean): string {
  const words = list.map(({ en, part, proper }, i) => {
    if (i === list.length - 1 || part !== 'noun' || proper) return en;
    return (i === 0 ? attributive[en] : undefined) ?? toSingular(en).replace(/(?<=^|[a-z] )Services$/, 'Service');
  });
  const [first, head] = [list[0], list.at(-1)];
  if (head?.part !== 'noun' || head.proper) return words.join(' ');
  const alone = single.test(group(words, 0)) || (first?.proper !== undefined && list.length > 1 && named.test(toSingular(head.en)));
  words[words.length - 1] = alone ? toSingular(head.en) : many ? toPlural(head.en) : head.en;
  return words.join(' ');
}

/** No name has more words than this; what has is no name, and is not looked at again and again. */
const longest = 40;

const wideZh = /(?:领域|領域|行业|行業)$/;
/** A place with the article that it has: the Greater Bay Area. */
export const withPlaceArticle = (en: string): string =>
  /\b(?:Region|Area|Delta|Zone|Circle|Park)(?:$| in )/.test(en) && !/^the /.test(en) && !/New Area$/.test(en) ? `the ${en}` : en;
/** Words before a name that stay before it: years, and which of a series it is. */
const opening = /^(?:\d{4}|\d{4}–\d{4}|(?:\d{1,2}(?:st|nd|rd|th)|[A-Z][a-z]{2,6}) Batch of(?: \d{4})?|Annual)$/;

/**
 * Nouns and adjectives in the order of Chinese as an English name: 能源领域应用场景 → Application Scenarios in the Energy Field,
 * 算力设施接口规范 → Interface Specifications for Computing Facilities. `many` asks for the plural of what is counted.
 */
export function renderNounPhrase(list: readonly Token[], many = true): string {
  const first = list[0];
  if (list.length > longest || list.every(isLink)) return say(list);
  if (first && isLink(first)) return `${first.en} ${renderNounPhrase(list.slice(1), many)}`;
  const end = list.at(-1);
  if (end && isLink(end)) return `${renderNounPhrase(list.slice(0, -1), many)} ${end.en}`;
  if (first && list.length > 1 && opening.test(first.en)) return `${first.en} ${renderNounPhrase(list.slice(1), many)}`;
  const batch = list.findIndex(({ en }, i) => i > 0 && / Batch of/.test(en));
  if (batch > 0 && batch < list.length - 1 && !list.some(isLink))
    return `${renderNounPhrase(list.slice(batch), many)} of ${withArticle(renderNounPhrase(list.slice(0, batch)))}`;
  const year = list.findIndex(({ en }, i) => i > 0 && /^\d{4}$/.test(en));
  if (year > 0 && !list.some(isLink)) return renderNounPhrase([list[year] as Token, ...list.slice(0, year), ...list.slice(year + 1)], many);
  const { tokens, whole } = joined(list);
  if (whole !== undefined) return whole;
  return renderName(tokens, many);
}

function renderName(tokens: readonly Token[], many: boolean): string {
  const first = tokens[0];
  const end = tokens.at(-1);
  if (end && tokens.length > 2 && first?.en === 'Certain' && texts.test(end.en))
    return `Certain ${end.en} on ${renderNounPhrase(tokens.slice(1, -1), many)}`;
  if (end && tokens.length > 1 && described.test(end.en) && !ofHead.test(orEmpty(first?.en)) && !first?.proper)
    return `${toPlural(end.en)} ${/Pilots?$/.test(end.en) ? 'for' : end.en.startsWith('Special') ? 'on' : 'of'} ${withArticle(renderNounPhrase(tokens.slice(0, -1), many))}`;
  const domain = tokens.findIndex(
    ({ zh, en }, i) => i < tokens.length - 1 && wide.test(en) && wideZh.test(zh) && (i > 0 || en.includes(' ')),
  );
  if (domain >= 0) return `${renderNounPhrase(tokens.slice(domain + 1), many)} in the ${compound(tokens.slice(0, domain + 1), false)}`;
  const second = tokens.length === 2 ? toSingular(orEmpty(tokens[1]?.en)) : '';
  if (first?.proper === 'place' && named.test(second)) return second.includes(first.en) ? second : `${first.en} ${second}`;
  if (first?.proper === 'place' && tokens.length > 1)
    return `${withArticle(renderNounPhrase(tokens.slice(1), many))} in ${withPlaceArticle(first.en)}`;
  // 人工智能教师培训 trains teachers: they are no owners of it.
  const trained = tokens.findIndex(({ en }, i) => i > 0 && people.has(en) && /^Training\b/.test(orEmpty(tokens[i + 1]?.en)));
  if (trained > 0 && tokens.length <= 4) return compound(tokens, many);
  if (first && tokens.length > 1 && people.has(first.en)) {
    const of = renderNounPhrase(tokens.slice(1), many);
    return `${of} ${theirs.test(of) ? 'of' : 'for'} ${toPlural(first.en)}`;
  }
  const last = tokens.at(-1);
  if (
    last &&
    tokens.length > 1 &&
    last.part === 'noun' &&
    activityNouns.has(last.en) &&
    tokens.some(({ part }, i) => i < tokens.length - 1 && part !== 'adjective')
  )
    return `${last.en} of ${withArticle(renderNounPhrase(tokens.slice(0, -1)))}`;
  return divided(tokens, many);
}

function divided(tokens: readonly Token[], many: boolean): string {
  const at = divide(tokens);
  if (at === undefined) return compound(tokens, many);
  const [left, right] = [tokens.slice(0, at), tokens.slice(at)];
  const made = left.findIndex(({ en }) => !ofHead.test(en));
  const counted = isCounted(orEmpty(left.at(-1)?.en)) || ofHead.test(group(right[0]?.en.split(' '), 0));
  const own = made < 0 ? left : counted ? [] : left.slice(0, made);
  const rest = left.slice(own.length);
  if (rest.length === 0) return compound(tokens, many);
  const head = compound([...own, ...right], many);
  return `${head} ${madeFor.test(head) ? 'for' : 'of'} ${withArticle(renderNounPhrase(rest))}`;
}
