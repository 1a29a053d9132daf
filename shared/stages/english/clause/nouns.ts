import { orEmpty } from '../../../model/values.ts';
import { places } from '../../../registry/places.ts';
import { Trie } from '../../../registry/trie.ts';
import { expressionsOf } from '../../text/words.ts';
import { joinNames } from '../title-text.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import type { Reading } from './reading.ts';
import { isMany, measureAt, nounsAt, verbsAt, type Word } from './words.ts';

const { publicBody, determiner, describes, holders, toPersons, ofItself, made } = expressionsOf(expressions.nouns);

/** Things and persons: what stands before a noun, and lists of nouns. */

export type Noun = {
  readonly end: number;
  readonly cost: number;
  readonly en: string;
  readonly actor: boolean;
  readonly many: boolean;
  /** The word that it ends in. */
  readonly head?: string;
  /** What is done, and to what: 系统管理. Of a list whose last alone has it, it is done to all. */
  readonly deed?: readonly [deed: string, to: string];
  /** 集群的标准: a number before it may be of either. */
  readonly owned?: true;
  /** 统计、分析、应用: what is done, in a row. */
  readonly deeds?: true;
  readonly open?: true;
  /** 地区生产总值比重: what it is a share of. */
  readonly share?: string;
  /** 处理目的、个人信息: what follows with 的 is of the last alone, or of all: nobody knows. */
  readonly mixed?: true;
  /** 收集的影像: what is said of it and, in a list, of those behind it. */
  readonly tail?: readonly [core: string, said: string];
  /** A list, or what was said with 的: it is not taken into another. */
  readonly whole?: true;
};

const article = /^(?:an?|the) /;
const withArticle = (article: string, en: string) =>
  /^an?$/.test(article) ? `${/^(?:[aeiou](?!ni|se|ne)|AI\b|MIIT)/.test(en) ? 'an' : 'a'} ${en}` : `${article} ${en}`;

const possessive = /^their own /;
const uncounted = new RegExp(`(?:${frames.uncounted.join('|')})$`, 'i');
const asModifier = (en: string): string => {
  const bare = en.replace(article, '');
  const cut = bare.search(/ (?:of|in|on|for|to) /);
  if (cut > 0) return `${asModifier(bare.slice(0, cut))}${bare.slice(cut)}`;
  // 交流合作平台: exchange and cooperation platforms.
  const linked = frames.uncounted.includes(bare) ? [bare] : bare.split(/( and | or )/);
  return linked.length > 1 ? linked.map((each) => lastAlone(each)).join('') : lastAlone(bare, en);
};
/** Of a word before a noun there is no many, but of those that are one thing with it. */
const lastAlone = (bare: string, en = bare): string => {
  if (possessive.test(bare)) return `${bare}'s`;
  if (/^(?:others|(?:[a-z]+ )?minors)$/.test(bare)) return `${bare}'`;
  if (/^the (?:province|city|district|county|state)$/.test(en)) return `${en}'s`;
  if (uncounted.test(bare) || !/[a-z]s$/.test(bare) || /(?:ss|us|is)$/.test(bare)) return bare;
  return bare.replace(/(?:ies|(?<=sh|ch|x|ss)es|s)$/, (end) => (end === 'ies' ? 'y' : ''));
};

const activities = new Set(frames.activities);
/** What can do something, though it is nobody: 平台, 措施. */
const agents = new Set(frames.agents);

type Compound = { readonly words: readonly Word[]; readonly end: number; readonly cost: number };
const mostWords = 6;

const supporting = new Set(frames.supporting);
/** 归集治理, 共享开放: two things that are done, and no thing of the other. */
const isPair = ({ words }: Compound) =>
  words.some(({ zh = '' }, at) => {
    const before = orEmpty(words[at - 1]?.zh);
    return (
      at > 0 && activities.has(zh) && !supporting.has(zh) && before !== zh && !supporting.has(before) && activities.has(before.slice(-2))
    );
  });

function compounds(text: string, at: number, left = mostWords): readonly Compound[] {
  if (left === 0) return [];
  return nounsAt(text, at).flatMap(({ value, end }) => {
    if (left < mostWords && (/^(?:all|any) /.test(value.en) || (value.kind === 'adjective' && determiner.test(value.en)))) return [];
    const own: Compound[] = value.kind === 'adjective' ? [] : [{ words: [value], end, cost: value.cost }];
    // 商用密码应用安全性评估开展: what is said with "of" stands in no row of nouns.
    if (value.kind !== 'adjective' && / (?:of|for|in|on|to|by|with|that) /.test(value.en)) return own;
    const more = compounds(text, end, left - 1)
      .filter(
        ({ words: [next, ...rest] }) =>
          // 重要数据出境管理: of which of them an adjective is said, English would change.
          (value.kind === 'adjective' && (rest.length > 0 || !describes.test(value.en) || !/ (?:of|for) /.test(orEmpty(next?.en)))) ||
          (value.kind !== 'adjective' && rest.length > 0) ||
          !/ (?:of|for|in|on|to|by|with|that) |\{\}/.test(orEmpty(next?.en)) ||
          next?.en.includes('{}'),
      )
      .map((next) => ({ words: [value, ...next.words], end: next.end, cost: value.cost + next.cost }));
    return [...own, ...more];
  });
}

/** One of many: English has an article for it, or many. */
const countable = new RegExp(`^((?!(?:an?|the|all|any|each|one|their) )(?:[^ ]+ ){0,4}(?:${frames.countable.join('|')}))$`);

const lengthOf = (words: readonly Word[]) => words.flatMap(({ en }) => en.split(/(?: and)? /)).length;
const longChain = 6;
const longestChain = 8;

/** 数据安全事件应急预案: where so many words stand in a row, what is made stands before what it is for. */
function madeAt(words: readonly Word[]): number {
  const before = words.at(-2);
  if (lengthOf(words) < longChain || words.length < 3 || !made.test(orEmpty(words.at(-1)?.zh))) return -1;
  if (words.some(({ en, kind }, at) => /\b(?:of|for)\b|\{\}|^their\b/.test(en) || kind === 'actor' || (at > 0 && /^the /.test(en))))
    return -1;
  const own = words.length - (before?.kind === 'adjective' || activities.has(orEmpty(before?.zh)) || before?.zh === '应急' ? 2 : 1);
  const what = words.slice(0, own);
  return lengthOf(what) >= longChain || what.every(({ kind }) => kind === 'adjective') ? -1 : own;
}

/** 枢纽节点新建智算中心绿电: where so many words stand in a row, the last of those that have something. */
function holderAt(words: readonly Word[]): number {
  if (lengthOf(words) < longChain || words.some(({ en }) => /^their\b/.test(en))) return -1;
  return words.slice(0, -1).findLastIndex(({ zh = '', kind }) => kind !== 'adjective' && holders.test(zh));
}

/** 消费新场景: new scenarios of spending. */
const newFirst = (before: readonly string[], head: string): string =>
  (/^new [a-z]/.test(head) && !/\bnew\b/.test(before.join(' ')) ? ['new', ...before, head.slice(4)] : [...before, head]).join(' ');

function toNoun({ words, end, cost }: Compound): Noun {
  const last = words.at(-1);
  const all = orEmpty(last?.en).replace(countable, '$1s');
  // 同一机构: of several it is none.
  const head = words.length > 1 && words[0]?.zh === '同一' ? asModifier(all) : all;
  const [levels, ...others] = words[0]?.en === 'at all levels' && words.length > 1 ? words : [undefined, ...words];
  if (levels !== undefined) {
    const inner = toNoun({ words: others.flatMap((each) => each ?? []), end, cost });
    return { ...inner, en: `${inner.en} at all levels` };
  }
  const link = words.findLastIndex(({ zh = '' }) => /^[相有]关$/.test(zh));
  if (link > 0 && link < words.length - 1 && words[0]?.kind !== 'adjective') {
    const [of, what] = [words.slice(0, link), words.slice(link + 1)].map((some) => toNoun({ words: some, end, cost: 0 }));
    return { ...(what as Noun), cost, en: `${what?.en} related to ${of?.en}`, whole: true };
  }
  // 电信网络运行有关要求: what they are about stands before.
  const [, about] = (words.length > 1 && words[0]?.kind === 'thing' && /^relevant (.{3,40})$/.exec(head)) || [];
  if (about !== undefined) {
    const of = toNoun({ words: words.slice(0, -1), end, cost: 0 });
    return { end, cost, actor: false, many: isMany(about), en: `${about} related to ${of.en}`, whole: true };
  }
  const first = words.slice(0, -1);
  const moved =
    first.length > 1 && first.at(-1)?.kind === 'adjective' && first[0]?.kind !== 'adjective'
      ? [first.at(-1), ...first.slice(0, -1)]
      : first;
  const before = moved.flatMap((each) => (each === undefined ? [] : each.kind === 'adjective' ? each.en : asModifier(each.en)));
  const actor = last?.kind === 'actor';
  if (head.includes('{}')) {
    const alone = head.replace(/ ?(?:(?:of|in|on|by|for|with) )?\{\}/, '');
    const rest = { end, actor, many: isMany(head), ...(last?.zh === undefined ? {} : { head: last.zh }) };
    if (words.length === 1) return { ...rest, en: alone, cost: cost + (alone === '' ? 9 : 0.2), open: true };
    // 相关规模: of what it is still is not said.
    if (words.slice(0, -1).every(({ kind }) => kind === 'adjective'))
      return { ...rest, en: `${before.join(' ')} ${alone}`.trim(), cost: cost + (alone === '' ? 9 : 0), open: true };
    const of = toNoun({ words: words.slice(0, -1), end, cost: 0 }).en;
    return {
      ...rest,
      en: head.replace('{}', of).trim(),
      cost,
      ...(alone === '' ? {} : { deed: [alone, of] as const }),
      ...(/^比[重例]$/.test(orEmpty(last?.zh)) ? { share: of } : {}),
    };
  }
  const from = madeAt(words);
  if (from > 0) {
    const [what, inner] = [words.slice(0, from), words.slice(from)].map((some) => toNoun({ words: some, end, cost: 0 }));
    return { ...(inner as Noun), cost, en: `${inner?.en} for ${what?.en}`, whole: true };
  }
  const held = holderAt(words);
  if (held >= 0) {
    const [holder, inner] = [words.slice(0, held + 1), words.slice(held + 1)].map((some) => toNoun({ words: some, end, cost: 0 }));
    const of = words[held]?.zh?.endsWith('领域') ? `in the ${holder?.en.replace(/fields$/, 'field')}` : `of ${holder?.en}`;
    return { ...(inner as Noun), cost, en: `${inner?.en} ${of}`, whole: true };
  }
  const [own = ''] = article.exec(head) ?? [];
  const rest = { end, cost, actor, many: isMany(head), ...(last?.zh === undefined ? {} : { head: last.zh }) };
  const [owner] = words;
  if (words.length > 1 && owner?.kind === 'actor' && actor) {
    const inner = toNoun({ words: words.slice(1), end, cost: 0 });
    return { ...rest, en: `${withThe(inner.en)} of ${owner.en}` };
  }
  // 有关主管部门: the departments have one article, before all; 其有关部门: their departments.
  const en = newFirst(before, head.slice(own.length));
  const deed =
    last &&
    words.length > 1 &&
    words.at(-2)?.kind !== 'adjective' &&
    !/(?:al|ic|ive|ous)$/.test(orEmpty(words.at(-2)?.en)) &&
    activities.has(orEmpty(last.zh))
      ? { deed: [head.replace(article, ''), toNoun({ words: words.slice(0, -1), end, cost: 0 }).en] as const }
      : {};
  return { ...rest, ...deed, en: own === '' || /^(?:their|these|the|all|any|[A-Z]\w+'s) /.test(en) ? en : withArticle(own.trim(), en) };
}

/** The cheapest for each end. */
export function best<T extends { readonly end: number; readonly cost: number }>(all: readonly T[]): readonly T[] {
  const found = new Map<number, T>();
  for (const each of all) {
    const held = found.get(each.end);
    if (!held || each.cost < held.cost) found.set(each.end, each);
  }
  return [...found.values()];
}

/** 机构采集细胞: somebody does something, and no name of a thing. */
const isState = ({ words }: Compound): boolean => {
  const [first, second, ...rest] = words.slice(
    Math.max(
      0,
      words.findIndex(({ kind }) => kind !== 'adjective'),
    ),
  );
  // 提供者支持用户使用: the second do something, with the help of the first.
  if (words.slice(0, -1).some(({ zh = '' }) => /(?:方式|措施)$/.test(zh))) return true;
  if (words.some(({ zh = '' }, at) => at > 0 && /^(?:支持|引导|推动|指导|帮助)$/.test(zh) && words[at + 1]?.kind === 'actor')) return true;
  return (
    first?.kind === 'actor' &&
    ((rest.length > 0 && activities.has(orEmpty(second?.zh)) && rest.at(-1)?.kind === 'thing') ||
      (publicBody.test(first.en) && (rest.at(-1) ?? second)?.kind === 'thing'))
  );
};
/** More words than anybody reads in a row, and none that says how they go together. */
const isRow = ({ words }: Compound) =>
  words.length > 1 &&
  lengthOf(words) > longestChain &&
  madeAt(words) < 0 &&
  holderAt(words) < 0 &&
  !words.some(({ en, kind }) => kind === 'actor' || / (?:of|in|to|that|for|with|at) /.test(en));
const plainNouns = (text: string, at: number): readonly Noun[] =>
  best(
    compounds(text, at).filter(
      (each) => !isState(each) && !isPair(each) && !isRow(each) && !each.words.slice(0, -1).some(({ en }) => en.includes('{}')),
    ),
  ).map(toNoun);

function counted(reading: Reading, at: number): readonly Noun[] {
  const measure = measureAt(reading.text, at);
  if (!measure) return [];
  const { end, en, unit } = measure;
  const from = reading.text[end] === '的' ? end + 1 : end;
  const items = unit === 'person' ? plainNouns(reading.text, from) : reading.items(from).filter(({ owned }) => !owned);
  if (unit === 'person')
    return items.map((noun) => ({ ...noun, en: `${noun.en.replace(article, '')} of ${en}`, cost: noun.cost + 0.5, whole: true }));
  if (unit === 'count') {
    const one = /(?:^| )1 $/.test(en);
    const many = (noun: Noun) => (one ? asModifier(noun.en) : noun.en.replace(article, ''));
    return items.map((noun) => ({
      ...noun,
      en: `${en.replace(/1 $/, 'one ')}${many(noun)}`,
      cost: noun.cost + 0.5,
      whole: true,
      many: !one,
    }));
  }
  // 1000万元奖励: rewards of 10 million yuan. 合同的10%: of what it is a share stands before.
  if (unit === '%') return [];
  return items.map((noun) => ({ ...noun, en: `${noun.en.replace(article, '')} of ${en}`, cost: noun.cost + 0.5, whole: true }));
}

type Heads = (end: number) => readonly Noun[];
const headsOf =
  (reading: Reading): Heads =>
  (end) =>
    // 信息的统计、分析、应用: all of them are of it.
    reading.text[end] === '的' ? [...reading.items(end + 1), ...reading.lists(end + 1).filter(({ deeds }) => deeds)] : [];
const join = ({ deed: _, ...noun }: Noun, en: string, cost: number): Noun => ({ ...noun, en, cost: noun.cost + cost, whole: true });
const tailed = (noun: Noun, said: string, cost: number): Noun => {
  // 收集的个人信息安全: what is collected is the information.
  const [, of, quality] = (!said.startsWith('of ') && /^(.{3,60}) (security|quality)$/.exec(noun.en)) || [];
  if (of !== undefined) return join(noun, `the ${quality} of ${withThe(of)} ${said}`, cost);
  return { ...join(noun, `${withThe(noun.en)} ${said}`, cost), tail: [noun.en, said] };
};
/** 首次交易的企业 trade for the first time: they are no firms of a trade. */
const ofOwner = ({ open: _, ...noun }: Noun, owner: Noun, link = 'of'): Noun => ({
  ...tailed(noun, `${link} ${owner.en}`, owner.cost + 0.3),
  owned: true,
});

/** What stands before 的, in the place that English has for it; no noun stands first. */
function described(reading: Reading, at: number, heads: Heads): readonly Noun[] {
  const adjectives = nounsAt(reading.text, at).flatMap(({ value, end }) =>
    value.kind === 'adjective' ? heads(end).map((noun) => join(noun, insert(noun.en, value.en), value.cost)) : [],
  );
  // 处理个人信息的企业: firms that handle personal information. 采取的措施: the measures taken.
  const doers = reading.acts(at).flatMap((act) => {
    if (act.not) return [];
    // 首次交易的企业 are not traded: of persons it is said only of what is done to persons.
    if (act.bare)
      return heads(act.end).flatMap((noun) =>
        (noun.actor && !toPersons.test(act.say('base'))) || abstract.has(orEmpty(noun.head)) || isQuality(noun)
          ? []
          : [tailed(noun, act.say('past'), act.cost + 0.8)],
      );
    // 注册其服务的用户: whose service it is stands elsewhere.
    if (/其/.test(reading.text.slice(at, act.end))) return [];
    return heads(act.end).flatMap((noun) =>
      noun.actor || (act.tells && agents.has(orEmpty(noun.head)))
        ? [
            {
              ...join(noun, `${noun.en} that ${act.say(noun.many ? 'many' : 'third')}`, act.cost + 0.6),
              tail: [noun.en, `that ${act.say('many')}`] as const,
            },
          ]
        : [],
    );
  });
  const toward =
    reading.text[at] === '对'
      ? reading
          .lists(at + 1)
          .flatMap((owner) => heads(owner.end).map((noun) => ofOwner(noun, owner, /投诉|举报/.test(orEmpty(noun.head)) ? 'about' : 'of')))
      : [];
  const theirs =
    reading.text[at] === '其'
      ? reading
          .acts(at + 1)
          .flatMap((act) =>
            act.bare && !act.not ? heads(act.end).map((noun) => tailed(noun, `${act.say('past')} by them`, act.cost)) : [],
          )
      : [];
  return [...adjectives, ...doers, ...toward, ...theirs];
}

/** 用户的权益, 运营机构提供的服务: what a noun stands before. */
const abstract = new Set(frames.abstract);
const qualities = new Set(frames.qualities);
/** 申请的合规性: what is lawful is what is applied for, and nobody applies for it. */
const isQuality = ({ head = '', en }: Noun) => qualities.has(head) && !en.includes(' ');

/** 采集的细胞: what was collected, and nothing of a collection. */
const isVerb = (text: string, at: number, end: number) => verbsAt(text, at).some((verb) => verb.end === end);

function owned(reading: Reading, at: number, first: readonly Noun[], heads: Heads): readonly Noun[] {
  // 管理数据的部门: they do it.
  const begun = verbsAt(reading.text, at).some((verb) => !nounsAt(reading.text, at).some(({ end }) => end > verb.end));
  return listsFrom(reading, first).flatMap((owner) => [
    ...(owner.mixed || isVerb(reading.text, at, owner.end)
      ? []
      : heads(owner.end).flatMap((noun) => (noun.actor && (begun || activities.has(orEmpty(owner.head))) ? [] : [ofOwner(noun, owner)]))),
    ...reading.acts(owner.end).flatMap((act) =>
      owner.actor && act.bare && !act.not
        ? heads(act.end).flatMap((noun) =>
            // 消费者公平交易的权利: nobody trades a right.
            abstract.has(orEmpty(noun.head)) || /^given priority/.test(act.say('past'))
              ? []
              : [tailed(noun, `${act.say('past')} by ${owner.en}`, owner.cost + act.cost + 0.8)],
          )
        : [],
    ),
  ]);
}

const withThe = (en: string) => (article.test(en) || /^\d|^(?:more|less|at|up|all|any|other|each) /.test(en) ? en : `the ${en}`);
const insert = (en: string, adjective: string): string => {
  const [own = ''] = article.exec(en) ?? [];
  return own === '' ? `${adjective} ${en}` : withArticle(own.trim(), `${adjective} ${en.slice(own.length)}`);
};

export function itemsAt(reading: Reading, at: number): readonly Noun[] {
  const heads = headsOf(reading);
  const first = best([...plainNouns(reading.text, at), ...counted(reading, at), ...described(reading, at, heads)]);
  return best([...first, ...owned(reading, at, first, heads)]);
}

const links: Readonly<Record<string, string>> = frames.links;
const link = new RegExp(Object.keys(links).join('|'), 'y');
/** What joins the words that stand before and behind this place of a text. */
export function linkAt(text: string, at: number): { readonly end: number; readonly or: boolean } | undefined {
  link.lastIndex = at;
  const [zh] = link.exec(text) ?? [];
  return zh === undefined ? undefined : { end: at + zh.length, or: links[zh] === 'or' };
}

type List = { readonly items: readonly Noun[]; readonly or: boolean; readonly end: number; readonly cost: number };
const mostItems = 9;

function rowsFrom(reading: Reading, first: readonly Noun[], left: number): readonly List[] {
  const all = first.flatMap((item): readonly List[] => {
    const own: List = { items: [item], or: false, end: item.end, cost: item.cost };
    const link = left > 1 ? linkAt(reading.text, item.end) : undefined;
    if (!link) return [own];
    const more = reading.rows(link.end, left - 1).map((next) => ({
      ...next,
      items: [item, ...next.items],
      or: next.or || link.or,
      // 设施、设备的标准: what is of the last is of all, unless nothing else fits.
      cost: next.cost + item.cost + (next.items[0]?.owned && !item.owned ? 0.6 : 0),
    }));
    return [own, ...more];
  });
  return best(all);
}
export const rowsAt = (reading: Reading, at: number, left: number): readonly List[] => rowsFrom(reading, reading.items(at), left);

const endsAbstract = new RegExp(`(?:${[...frames.abstract, ...frames.qualities].join('|')})$`);
const isAbstract = ({ head = '' }: Noun) => endsAbstract.test(head);
const lastWord = (en = '') => orEmpty(en.split(/\W/).at(-1));
/** 企业的名称和地址, 国际的规则、标准: of both. */
const isAlike = (one: Noun, other: Noun) =>
  isAbstract(other) ||
  lastWord(one.tail?.[0]) === lastWord(other.en) ||
  (activities.has(orEmpty(one.head)) && activities.has(orEmpty(other.head)));

/** 收集的影像和病历: the images and records collected. 企业的名称和地址 are both of the firm; 用户的权益和公共利益 are not. */
function spread(items: readonly Noun[], or: boolean): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] as Noun;
    const rest = items.slice(at + 1);
    const own = rest.findIndex((next) => next.whole || ofItself.test(next.en) || (item.owned && !isAlike(item, next)));
    const shared = item.tail ? rest.slice(0, own < 0 ? rest.length : own) : [];
    if (item.tail && shared.length > 0) {
      const all = joinNames([item.tail[0], ...shared.map(({ en }) => en)], or ? 'or' : 'and');
      names.push(`${item.tail[1].startsWith('that ') ? all : withThe(all)} ${item.tail[1]}`);
    } else names.push(item.en);
    at += shared.length;
  }
  return names;
}

/** A list of one or more; 等 behind it says that there are others. */
function listsFrom(reading: Reading, begin: readonly Noun[]): readonly Noun[] {
  const found = rowsFrom(reading, begin, mostItems).flatMap(({ items, end, cost, or }): readonly Noun[] => {
    const [first] = items;
    if (!first) return [];
    const others = reading.text.startsWith('等', end);
    if (items.length === 1 && !others) return [first];
    // 数据的归集、共享、开放: all three are of the data.
    if (items.some(({ deeds, owned }, n) => deeds && owned && activities.has(orEmpty(items[n + 1]?.head)))) return [];
    // 国家安全、公民的权益: of things and persons nobody knows what goes with what.
    if (items.some(({ actor }) => actor !== first.actor)) return [];
    const base = {
      ...(items.some(isAbstract) && !items.every(isAbstract) && { mixed: true as const }),
      actor: first.actor,
      many: true,
      whole: true as const,
      cost: cost + (items.some(({ whole }) => whole) ? 0.4 : 0),
      ...(items.every(({ head, whole, en }) => !whole && activities.has(orEmpty(head)) && !en.includes(' ')) && {
        deeds: true as const,
        cost: cost - 0.3,
      }),
    };
    const names = spread(items, or);
    const shared = items.at(-1)?.deed;
    const isShared =
      shared !== undefined &&
      items
        .slice(0, -1)
        .every(
          ({ deed, whole, head, en }) =>
            !deed && !whole && !en.endsWith(` ${shared[0]}`) && !/^th(?:is|ese) /.test(en) && !activities.has(orEmpty(head)),
        );
    const all = isShared ? [...names.slice(0, -1), shared[1]] : names;
    const said = joinNames(all, or ? 'or' : 'and');
    const own: Noun[] = items.length > 1 ? [{ ...base, en: isShared ? `the ${shared[0]} of ${said}` : said, end }] : [];
    if (!others) return own;
    const more = reading.items(end + 1).flatMap((noun) =>
      noun.deed === undefined && doingOf.test(noun.en)
        ? []
        : {
            ...base,
            actor: noun.actor,
            en: noun.deed
              ? `the ${noun.deed[0]} of ${names.join(', ')} and other ${noun.deed[1]}`
              : `${names.join(', ')} and other ${noun.en.replace(article, '')}`,
            end: noun.end,
            cost: base.cost + noun.cost,
          },
    );
    return [...own, ...more, { ...base, en: `${names.join(', ')} and ${first.actor ? 'others' : 'so on'}`, end: end + 1 }];
  });
  return best(found);
}
/** 精准农业、智能农机等标准制定: what is drawn up are standards for these, and these are no drawing up. 智能体等应用普及率 is a rate of them all. */
const doingOf = /^(?:the )?(?!penetration|proportion)[a-z]+(?:ing|tion|ment)(?: up| out)? of /;
const placeForms = new Trie<true>();
for (const form of places.flatMap(({ forms }) => forms)) placeForms.set(form, true);
const bodyEnds = '(?:研究院|研究所|实验室|学院|大学|医院)';
const joinedName = new RegExp(`^[^，。；、]{2,16}(?<!${bodyEnds})[与和及][^，。；、的]{1,14}${bodyEnds}`);
/** 重庆信息与智慧医学研究院: one name of a body at its place, of which 与 is a part, and no list. */
const isOwnName = (rest: string): boolean => joinedName.test(rest) && placeForms.longestAt(rest, 0) !== undefined;

export const listsAt = (reading: Reading, at: number): readonly Noun[] =>
  isOwnName(reading.text.slice(at, at + 40)) ? [] : listsFrom(reading, reading.items(at));
