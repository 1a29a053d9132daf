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

/** 国家教材委员会: there is one of it. */
const oneBody =
  /^(?:National|Central|State|China) (?:[\w&-]+ ){1,6}(?:Committee|Commission|Council|Administration|Bureau|Office|Group|Association|Federation|Fund|Academy)$/;

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
const takesOf = new Set(wordLists['takes-of']);
/** Words that only say what kind a thing is: Agent Products, Robot Enterprises. */
const kindsOfThings = new Set(wordLists['kinds-of-things']);
const activityNouns: ReadonlySet<string> = new Set(wordLists.activities);
/** Places and bodies that have names: with the name of a place before them they are one. */
const named = new RegExp(`\\b${oneOf(wordLists.named)}$`);
const count = (en: string) => en.split(' ').length;
const say = (some: readonly Token[]) => some.map(({ en }) => en).join(' ');
const isLink = ({ part, en }: Token) => (part === 'link' && /^(?:and|or)$/.test(en)) || (/^(?:link|mark)$/.test(part) && en === ',');
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
const people = new Set(wordLists.people);
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
  if (head?.part !== 'noun' || head.proper || oneBody.test(words.join(' '))) return words.join(' ');
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
function renderNounPhrase(list: readonly Token[], many = true): string {
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

const {
  persons,
  /** Supporting Enterprises in Building X. */
  helping,
  actions,
} = expressionsOf(expressions.wordOrder);

/** What is done to things, in a name: after its things, between them and a head, on both sides of a link. */

/** Applications for X, the Building of X. */
const doneWith = (nominal: string, objects: string, the: boolean) =>
  / for$/.test(nominal) ? `${nominal} ${objects}` : `${the ? 'the ' : ''}${nominal} of ${objects}`;

/** What is done to things; a word before the verb that only describes goes with it: 卫星网络国内协调 is Domestic Coordination. */
function closed(objects: readonly Token[], nominal: string, the: boolean): string {
  const last = objects.at(-1);
  const describes = last?.part === 'adjective' && objects.length > 1 && objects.at(-2)?.part === 'noun';
  const what = withArticle(renderNounPhrase(describes ? objects.slice(0, -1) : objects));
  return doneWith(describes ? `${last.en} ${nominal}` : nominal, what, the);
}

const acting = new RegExp(`^(?:Further |Comprehensively |Vigorously )?${oneOf(wordLists.acting)}`);
/** Verbs whose things go on to do something: 支持企业建设…. */
const asking = new RegExp(`^${oneOf(wordLists.asking)}`);

const isJoin = (token: Token | undefined) => token !== undefined && token.part !== 'noun' && /^(?:and|,|or)$/.test(token.en);

const deed = new RegExp(`${oneOf(wordLists['deed-nouns'])}$`);

/** 算法备案与大模型服务备案, 支持模型应用与语料建设: what is done on each side of the link stays on its side. */
function parallel(list: readonly Token[]): string | undefined {
  const end = list.at(-1);
  const links = list.flatMap((token, i) => (isJoin(token) ? [i] : []));
  const [link = 0] = links;
  const nominal = end?.part === 'verb' ? wordPairs.nominals[end.en] : end?.part === 'noun' && deed.test(end.en) ? end.en : undefined;
  if (links.length !== 1 || nominal === undefined || list[link]?.en !== 'and') return undefined;
  const lead = list[0]?.part === 'verb' ? list[0] : undefined;
  const left = list.slice(lead ? 1 : 0, link);
  const right = list.slice(link + 1, -1);
  const closes = left.at(-1);
  const first = closes?.part === 'verb' && left.length > 1 ? wordPairs.nominals[closes.en] : undefined;
  if (![...left.slice(0, -1), ...right].every(({ part }) => part === 'noun' || part === 'adjective') || right.length === 0)
    return undefined;
  if (!closes || (first === undefined && !(closes.part === 'noun' && deed.test(closes.en)))) return undefined;
  const named = renderNounPhrase(first ? [...left.slice(0, -1), { ...closes, en: first, part: 'noun' }] : left);
  const what = renderNounPhrase(right);
  const second = what.includes(' of ') || what.includes(' for ') ? doneWith(nominal, what, true) : `${toSingular(what)} ${nominal}`;
  return `${lead ? `${lead.en} ` : ''}${named} and ${second}`;
}

const headsOfDeeds = new Set(wordLists['heads-of-deeds']);

/** What deeds have: security, a platform, an action. */
const isHeadOfDeed = (head: readonly Token[]) =>
  head.every(({ part }) => part === 'noun' || part === 'adjective') &&
  headsOfDeeds.has(toSingular(orEmpty(head.at(-1)?.en.split(' ').at(-1))));

/**
 * 公共数据开发利用安全: something is done to what stands before, and what stands behind is its head, where it is
 * one that deeds have: 公共场所控制吸烟 is nobody's smoking. A body that does something is no thing. */
function headed(list: readonly Token[]): string | undefined {
  const at = list.findIndex(({ part }) => part === 'verb');
  const verb = list[at];
  const nominal = verb && wordPairs.nominals[verb.en];
  const [before, after] = [list.slice(0, at), list.slice(at + 1)];
  const named = ({ part }: Token) => part === 'noun' || part === 'adjective';
  if (at < 1 || nominal === undefined || !isHeadOfDeed(after) || !before.every(named) || !after.every(named)) return undefined;
  if (before[0]?.proper || acting.test(orEmpty(verb?.en)) || asking.test(orEmpty(verb?.en))) return undefined;
  const head = renderNounPhrase(after);
  return `${head} ${madeFor.test(head) ? 'for' : 'of'} ${closed(before, nominal, true)}`;
}

/** Verbs that come after their things: 人才培育, 项目征集. */
const closing = new Set(wordLists.closing);

const isThing = ({ part, en }: Token) =>
  part === 'noun' ||
  part === 'adjective' ||
  part === 'unknown' ||
  (part === 'link' && /^(?:and|,|or)$/.test(en)) ||
  (part === 'mark' && en === ',');

/** 算力产业高质量发展: the industry is named by the words before. */
const industrial =
  /^((?:High-Quality |Innovative |Healthy )?)Industrial Development$|^((?:High-Quality |Innovative |Healthy )?)Development of Industry$/;

/** Nouns with what is done to them at their end: 数据中心建设 → Building of Data Centres. */
function things(some: readonly Token[], the: boolean): string {
  const last = some.at(-1);
  const before = some.slice(0, -1);
  const industry = last ? industrial.exec(last.en) : null;
  if (industry && before.length > 0 && before.every(isThing)) {
    const of = renderNounPhrase([...before, { zh: '', en: 'Industry', part: 'noun' }]);
    return `${the ? 'the ' : ''}${orEmpty(industry[1] ?? industry[2])}Development of ${withArticle(of)}`;
  }
  // 加快发展数字经济: the second word is done to what follows.
  if (the && some[0]?.zh === '发展' && some.length > 1 && !isJoin(some[1]))
    return `the Development of ${withArticle(renderNounPhrase(some.slice(1)))}`;
  const name = renderNounPhrase(some);
  if (!the) return name;
  return last && activityNouns.has(last.en) && name.startsWith(`${last.en} of`) ? `the ${name}` : withArticle(name);
}

/** 深化改革、推进现代化: the last comma before a verb is an "and". */
function andAtLast(objects: readonly Token[], next: Token | undefined, rest: readonly Token[]): readonly Token[] {
  const last = objects.at(-1);
  if (next?.part !== 'verb' || last?.en !== ',' || rest.some(({ en }) => en === ',' || en === 'and')) return objects;
  return [...objects.slice(0, -1), { ...last, en: 'and', part: 'link' }];
}

function clause(list: readonly Token[], at: number): { readonly en: string; readonly end: number } {
  const verb = list[at];
  if (verb?.en === 'Further' && list[at + 1]?.part === 'verb') {
    const inner = clause(list, at + 1);
    return { en: `Further ${inner.en}`, end: inner.end };
  }
  let end = at + 1;
  while (end < list.length && list[end] && isThing(list[end] as Token)) end += 1;
  const next = list[end];
  const objects = andAtLast(list.slice(at + 1, end), next, list.slice(end));
  const nominal = next?.part === 'verb' ? wordPairs.nominals[next.en] : undefined;
  const helps = next?.part === 'verb' && objects.length > 0 && !isJoin(objects.at(-1)) && helping.test(orEmpty(verb?.en)) ? ' in' : '';
  if (nominal === undefined) return { en: `${verb?.en} ${things(objects, true)}${helps}`, end };
  if (objects.length === 0) {
    // Two verbs in a row: the second is what the first is done to.
    const inner = clause(list, end);
    const rest = inner.en.slice(orEmpty(next?.en).length).trim();
    return { en: rest === '' ? `${verb?.en} ${nominal}` : `${verb?.en} ${doneWith(nominal, rest, true)}`, end: inner.end };
  }
  // 开展智能工厂培育行动: the action is for what is done.
  const head = list.slice(end + 1);
  if (
    head.length > 0 &&
    actions.test(orEmpty(head.at(-1)?.en)) &&
    isHeadOfDeed(head) &&
    !asking.test(orEmpty(verb?.en)) &&
    !isJoin(objects.at(-1))
  )
    return { en: `${verb?.en} the ${renderNounPhrase(head)} for ${closed(objects, nominal, true)}`, end: list.length };
  const atEnd = end + 1 === list.length || list[end + 1]?.part === 'mark';
  // 促进云计算发展培育新业态: what is developed already has its deed; the next verb begins a task of its own.
  const done = activityNouns.has(orEmpty(objects.at(-1)?.en));
  const closes = atEnd || (closing.has(orEmpty(next?.en)) && !done && !asking.test(orEmpty(verb?.en)));
  if (closes && isJoin(objects.at(-1)))
    return { en: `${verb?.en} ${renderNounPhrase([...objects, { zh: orEmpty(next?.zh), en: nominal, part: 'noun' }])}`, end: end + 1 };
  return closes
    ? { en: `${verb?.en} ${closed(objects, nominal, true)}`, end: end + 1 }
    : { en: `${verb?.en} ${things(objects, true)}${helps}`, end };
}

/** What may be done to things in the middle of a name: 数据保护能力, 身份管理系统. */
const inName = new Set(wordLists['in-names']);

/** 引进人才 in a name are those who were brought in, and nothing that is to be done. */
export const isRecruiting = (list: readonly Token[]): boolean => list[0]?.en === 'Introducing' && persons.test(orEmpty(list[1]?.en));

/** Verbs that are nouns where they stand: between the thing they are done to and the head of the name. */
function nominalised(list: readonly Token[]): readonly Token[] {
  if (asking.test(list[0]?.part === 'verb' ? list[0].en : '')) return list;
  const recruits = isRecruiting(list) && (list.length > 2 || / of /.test(orEmpty(list[1]?.en)));
  return list.flatMap((token, i): Token[] => {
    const [before, after] = [list[i - 1], list[i + 1]];
    if (recruits && i === 0) return [];
    if (recruits && i === 1) return [{ ...token, en: token.en.replace(persons, 'Recruited $&') }];
    if (token.part !== 'verb' || !inName.has(token.en)) return [token];
    const follows = before?.part === 'noun' || (before?.part === 'verb' && i > 1 && inName.has(before.en));
    const heads = after?.part === 'noun' || (after?.part === 'verb' && inName.has(after.en)) || (after && isJoin(after));
    return [follows && heads ? { ...token, en: wordPairs.nominals[token.en] ?? token.en, part: 'noun' } : token];
  });
}

/** 有力支撑X after a blank: what the first clause is done for. */
const serving: Readonly<Record<string, string>> = {
  Supporting: 'Support',
  Serving: 'Serve',
  Boosting: 'Boost',
  Facilitating: 'Facilitate',
  Safeguarding: 'Safeguard',
};
function aimed(en: string): string | undefined {
  const [, verb = '', rest = ''] = /^(?:Strongly |Effectively |Better |Vigorously )?(\w+)( .*)?$/.exec(en) ?? [];
  return serving[verb] ? `to ${serving[verb]}${rest}` : undefined;
}

function plain(words: readonly Token[]): string {
  const both = parallel(words) ?? headed(nominalised(words));
  if (both !== undefined) return both;
  const list = nominalised(words);
  let blank = false;
  const parts: string[] = [];
  let followsClause = false;
  for (let at = 0; at < list.length; ) {
    const token = list[at] as Token;
    if (token.part === 'mark' && token.en.trim() === '') {
      followsClause ||= parts.length > 0 && list[0]?.part === 'verb';
      blank = followsClause;
      at += 1;
      continue;
    }
    if (token.part === 'verb') {
      const { en, end } = clause(list, at);
      parts.push((blank ? aimed(en) : undefined) ?? (followsClause && acting.test(token.en) ? `and ${en}` : en));
      blank = false;
      followsClause = acting.test(token.en) && !isJoin(list[end - 1]);
      at = end;
      continue;
    }
    followsClause = false;
    let end = at;
    while (end < list.length && list[end] && isThing(list[end] as Token)) end += 1;
    if (end === at) {
      parts.push(token.en);
      at += 1;
      continue;
    }
    const objects = list.slice(at, end);
    const next = list[end];
    const nominal =
      next?.part === 'verb' && (end + 1 === list.length || list[end + 1]?.part === 'mark') ? wordPairs.nominals[next.en] : undefined;
    const joint = nominal !== undefined && isJoin(objects.at(-1));
    const named: Token = { zh: orEmpty(next?.zh), en: orEmpty(nominal), part: 'noun' };
    if (joint) parts.push(renderNounPhrase([...objects, named]));
    else parts.push(nominal === undefined ? things(objects, false) : closed(objects, nominal, false));
    at = nominal === undefined ? end : end + 1;
  }
  return parts.join(' ');
}

/** 的 turns its two sides round: A的B → B of A when A is a thing; after a verb the order stays. */
export function renderInOrder(list: readonly Token[]): string {
  const at = list.findIndex(({ part }) => part === 'of');
  if (at < 0) return plain(list);
  const before = list.slice(0, at);
  const after = list.slice(at + 1);
  if (after.length === 0) return plain(before);
  // 享受优惠政策的企业: a clause that describes has no order that these rules know.
  if (before.some(({ verbal }, i) => verbal && i < before.length - 1)) return list.map(({ zh }) => zh).join('');
  const turns = before.length > 0 && before.every(({ part }) => part === 'noun' || part === 'adjective');
  return turns ? `${renderInOrder(after)} of ${plain(before)}` : `${plain(before)} ${renderInOrder(after)}`;
}
