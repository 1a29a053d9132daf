import { orEmpty } from '../../model/values.ts';
import { wordLists, wordPairs } from '../../registry/title-words.ts';
import { oneOf } from '../text/words.ts';
import { renderNounPhrase } from './nouns.ts';
import { toSingular, withArticle } from './plural.ts';
import type { Token } from './tokens.ts';

/** What is done to things, in a name: after its things, between them and a head, on both sides of a link. */

/** Applications for X, the Building of X. */
export const doneWith = (nominal: string, objects: string, the: boolean): string =>
  / for$/.test(nominal) ? `${nominal} ${objects}` : `${the ? 'the ' : ''}${nominal} of ${objects}`;

/** What is done to things; a word before the verb that only describes goes with it: 卫星网络国内协调 is Domestic Coordination. */
export function closed(objects: readonly Token[], nominal: string, the: boolean): string {
  const last = objects.at(-1);
  const describes = last?.part === 'adjective' && objects.length > 1 && objects.at(-2)?.part === 'noun';
  const what = withArticle(renderNounPhrase(describes ? objects.slice(0, -1) : objects));
  return doneWith(describes ? `${last.en} ${nominal}` : nominal, what, the);
}

/** Verbs of a task of its own: two of them in a row are two tasks. */
export const acting = new RegExp(`^(?:Further |Comprehensively |Vigorously )?${oneOf(wordLists.acting)}`);
/** Verbs whose things go on to do something: 支持企业建设…. */
export const asking = new RegExp(`^${oneOf(wordLists.asking)}`);

/** 规范、引导和促进X: a word that goes on to the next of a list. */
export const isJoin = (token: Token | undefined): boolean =>
  token !== undefined && token.part !== 'noun' && /^(?:and|,|or)$/.test(token.en);

const deed = new RegExp(`${oneOf(wordLists['deed-nouns'])}$`);

/** 算法备案与大模型服务备案, 支持模型应用与语料建设: what is done on each side of the link stays on its side. */
export function parallel(list: readonly Token[]): string | undefined {
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

/** Heads that are made for what is done; the others are of it. */
const madeFor = new RegExp(`${oneOf(wordLists['made-for'])}$`);

const headsOfDeeds: ReadonlySet<string> = new Set(wordLists['heads-of-deeds']);

/** What deeds have: security, a platform, an action. */
export const isHeadOfDeed = (head: readonly Token[]): boolean =>
  head.every(({ part }) => part === 'noun' || part === 'adjective') &&
  headsOfDeeds.has(toSingular(orEmpty(head.at(-1)?.en.split(' ').at(-1))));

/**
 * 公共数据开发利用安全: something is done to what stands before, and what stands behind is its head, where it is
 * one that deeds have: 公共场所控制吸烟 is nobody's smoking. A body that does something is no thing. */
export function headed(list: readonly Token[]): string | undefined {
  const at = list.findIndex(({ part }) => part === 'verb');
  const verb = list[at];
  const nominal = verb && wordPairs.nominals[verb.en];
  const [before, after] = [list.slice(0, at), list.slice(at + 1)];
  const named = ({ part }: Token): boolean => part === 'noun' || part === 'adjective';
  if (at < 1 || nominal === undefined || !isHeadOfDeed(after) || !before.every(named) || !after.every(named)) return undefined;
  if (before[0]?.proper || acting.test(orEmpty(verb?.en)) || asking.test(orEmpty(verb?.en))) return undefined;
  const head = renderNounPhrase(after);
  return `${head} ${madeFor.test(head) ? 'for' : 'of'} ${closed(before, nominal, true)}`;
}
