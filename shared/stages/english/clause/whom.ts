import { opt, orEmpty } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import rewordings from '../rewordings.json' with { type: 'json' };
import { joinNames, rewording } from '../title-text.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import { plainOf, Reading, rests, whole, wholeAct } from './reading.ts';
import { limits, openers, unclear } from './sentence.ts';

const {
  everyAct,
  byArticle,
  /** Seven words and none between them that says how they go together. */
  crowded,
  /** Within what, with what, on what occasion something is done; a part with it says more than its verb. */
  circumstance,
  /** 围绕钢铁制造，…: what the rest is about. */
  about,
  /** 建设…, 完善…: a work of whoever made the plan, whatever its object is. */
  work,
  /** A verb of good will, and words that any plan has for what it is about. */
  ofAnyPlan,
  /** 支持企业, 引导机构: to what they are encouraged stands behind. */
  leading,
  /** Whom such words name, in English, without what they are to do. */
  persons,
} = expressionsOf(expressions.whom);

/** Whom an act is for, and whom its penalties; what a plan is to bring about. */

const rowsOf = (rows: readonly (readonly string[])[]) => rows.map(([zh = '', en = '']) => ({ zh: new RegExp(zh), en }));
const scopePlaces = rowsOf(frames.scopePlaces);
const scopeTails = rowsOf(frames.scopeTails);
/** 在…境内开展X及其相关活动，适用本办法: what an act applies to. */
export function tellScope(quote: string): string | undefined {
  const text = plainOf(quote);
  const [, before] = /^(.{4,120}?)(?:(?<=活动)的)?，?(?:均?应当?)?适用本\p{Script=Han}{1,4}$/u.exec(text) ?? [];
  const [, after] = /^本\p{Script=Han}{1,4}适用于(.{4,120})$/u.exec(text) ?? [];
  const given = before ?? after;
  if (given === undefined || limits.test(given) || /[；：“”"《》()]/.test(given)) return undefined;
  const tail = scopeTails.find(({ zh }) => zh.test(given));
  const body = tail ? given.replace(tail.zh, '') : given;
  const place = scopePlaces.find(({ zh }) => zh.test(body));
  const what = (place ? body.replace(place.zh, '') : body).replace(
    /^(?:开展|从事|进行)(?:的(?=.))?|^的|，$|(?<=\p{Script=Han}{2})的?活动$/gu,
    '',
  );
  if (unclear.test(what)) return undefined;
  const said = what.split('，').map((part) => {
    const reading = new Reading(part.replace(/^(?:以及对|以及|凡|对)(?=.)/, ''));
    const end = reading.text.length;
    const act = wholeAct(reading, 0, end);
    return whole([...reading.lists(0), ...(act ? [{ end, cost: act.cost, en: act.say('ing') }] : [])], end)?.en;
  });
  if (said.includes(undefined)) return undefined;
  const all = joinNames([...said.map(String), ...(tail && tail.en !== '' ? [tail.en] : [])]);
  return place ? `${all} ${place.en}` : all;
}

/** 平台经营者: whom an act binds, by the name of each. */
export function tellBearer(who: string): string | undefined {
  const reading = new Reading(plainOf(who));
  const found = whole(reading.lists(0), reading.text.length);
  return found?.actor ? found.en : undefined;
}

/** 第三章 数据流通: what an act is about, by the names of its chapters. */
export function tellSubjects(chapters: readonly string[]): string | undefined {
  const own = chapters.filter((name) => name !== '' && !everyAct.test(name));
  const told = own.flatMap((name) => whole(new Reading(plainOf(name)).lists(0), plainOf(name).length)?.en ?? []);
  if (told.length < 2 || told.length * 2 < own.length || told.some(isCrowded)) return undefined;
  return told.length < own.length ? `${told.join(', ')}, among other subjects` : joinNames(told);
}

const gravities = frames.gravities.map(([zh = '', en = '']) => ({
  zh: new RegExp(`^(?:${zh})$`),
  en,
}));

/**
 * 违反本法规定，危害国家安全的，由…处罚款: whom a penalty is for, or in what cases. Of a row of penalties `told` is the sum of the one that is
 * meant.
 */
export function tellOffence(quote: string, told = ''): string | undefined {
  const parts = plainOf(quote).split(/[；。]/);
  const text = orEmpty(told === '' ? parts[0] : parts.find((each) => each.includes(told)));
  const at = text.search(/的，(?:由|并?处|依法|给予|可|责令|没收)/);
  if (at < 4 || /[：“”"《》()]/.test(text.slice(0, at))) return undefined;
  const grave: string[] = [];
  const acts: string[] = [];
  for (const part of text.slice(0, at).split('，')) {
    const known = gravities.find(({ zh }) => zh.test(part.replace(/的$/, '')));
    if (known) grave.push(known.en);
    // 由机关责令改正: what the authority does.
    if (known || /^(?:由|责令|给予)/.test(part) || byArticle.test(part.replace(/的$/, ''))) continue;
    const act = wholeAct(new Reading(part), 0, part.length);
    if (!act) return undefined;
    acts.push(act.say('base'));
  }
  // Those who violate these provisions: that much is said by a fine.
  if (acts.length === 1 && /^violate (?:[a-z]+ ){0,2}[a-z]+$/.test(acts.join(''))) acts.pop();
  const said = [...(acts.length > 0 ? [`for those who ${joinNames(acts)}`] : []), ...grave];
  return said.length > 0 ? said.join(', ') : undefined;
}

const consequences = rowsOf(frames.consequences);
const mostConsequences = 8;
/** 被责令停产停业的，终止授权: what has befallen somebody already is the case, and no consequence. */
const suffered = /被[^，。；]{2,80}的(?=[，。；]|$)/g;
/** 撤销登记, 约谈: what an act names for who breaks it; `fined`: its fines are told elsewhere. */
export function tellConsequences(
  breaches: readonly string[],
  fined = false,
): { readonly says: string; readonly quote: string } | undefined {
  const own = breaches.map((quote) => ({ quote, words: quote.replace(suffered, '') }));
  const found = consequences.flatMap(({ zh, en }) => {
    const quote = own.find(({ words }) => zh.test(words))?.quote;
    return quote === undefined ? [] : [{ en, quote }];
  });
  const [first] = found;
  return (
    first && {
      says: `Consequences named${fined ? ' beside fines' : ''}: ${found
        .slice(0, mostConsequences)
        .map(({ en }) => en)
        .join('; ')}.`,
      quote: first.quote,
    }
  );
}

/** 资金基金: fund fund, which no English has. */
const isDoubled = (en: string): boolean => en.split(' ').some((word, at, all) => word.length > 2 && word === all[at - 1]);
export const isCrowded = (en: string): boolean => crowded.test(`${en}.`) || isDoubled(en);
const mostTasks = 3;
/** A name in quotation marks is left as it is, and what is done with it untold. */
const named = /[“”"《》：:()]/;
const closed = (part: string): boolean => part.split('“').length === part.split('”').length && !part.includes('"');

type ToldTasks = {
  readonly tasks: string;
  readonly partial: boolean;
  readonly by?: string;
  /** 完善工作机制: any plan says so. */
  readonly hollow?: true;
};

/** 完善相关机制, 支持企业发展: every word of it could stand in any plan. */
const isHollow = (en: string): boolean => en.split(/[ ,]+/).every((word) => ofAnyPlan.test(word));
const smoothed = rewording(rewordings.tasks);

/**
 * 推动算力中心接入，建设平台: the tasks of a plan. The first may stay untold where it only says about what, or is a work of its own; behind 鼓励企业… or
 * what nobody knows, the rest is somebody else's.
 */
export function tellTasks(quote: string): ToldTasks | undefined {
  const plain = plainOf(quote).replace(/^[一二三四五]是/, '');
  // 到2027年，建成…: a goal without a figure.
  const [lead = '', by] = /^(?:力争|争取)?(?:到|至)?(20\d\d)年(?:年?[底末])?前?，/.exec(plain) ?? [];
  const text = plain.slice(lead.length);
  const parts = text.split(/[，；]/).map((part) => part.replace(openers, ''));
  if (limits.test(text) || !parts.every(closed)) return undefined;
  // 鼓励机构依据评价结果: on what it rests, and no results that they evaluate.
  const acts = parts.map((part) =>
    named.test(part) || unclear.test(part) || circumstance.test(part) || rests.test(part.replace(/^[^按依根]+/, ''))
      ? undefined
      : wholeAct(new Reading(part), 0, part.length),
  );
  const first = orEmpty(parts[0]);
  const isOwn = acts[0] !== undefined;
  if (!isOwn && !about.test(first) && !(work.test(first) && parts.length > 1)) return undefined;
  const readable = acts
    .flatMap((act, at) => (act && (isOwn || work.test(orEmpty(parts[at]))) ? smoothed(act.say('ing')) : []))
    .filter((each) => !isCrowded(each));
  // 鼓励企业，根据需要建设队伍: the team is theirs to build.
  const led = parts.length > 1 && leading.test(first) ? orEmpty(acts[0]?.say('ing')) : '';
  if (persons.test(led) && !/ (?:to|in|for) /.test(led)) return undefined;
  const telling = readable.filter((each) => !isHollow(each));
  const hollow = telling.length === 0;
  const told = (hollow ? readable : telling).slice(0, mostTasks);
  if (told.length === 0 || told.some((each) => /\b(?:them|it)\b/.test(each))) return undefined;
  return { tasks: joinNames(told), partial: told.length < parts.length, ...opt({ by }), ...(hollow && { hollow }) };
}
