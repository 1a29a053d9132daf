import type { DocumentFigure } from '../../model/facts.ts';
import type { Bearing, Duty } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct } from '../text/acts.ts';
import { parseNumeral } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import { type FoundDuty, isPublic, readDuties } from './duties.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readFigures } from './figures.ts';
import { readLifecycle } from './lifecycle.ts';
import { splitSentences } from './link/sentences.ts';
import { provisionsOf } from './provisions.ts';

const {
  /** 本通知发布前的规定与本通知不一致的，适用本通知: which text prevails, and not whom it binds. */
  prevails,
  /**
   * What is no duty of its own: the price of breaking one, a last clause, a call whose days are windows, what somebody else once decided.
   */
  elsewhere,
  /** Whom a reader asks about first: firms and people, not offices. */
  firms,
  /** What is asked for by name: a filing, an assessment, consent. */
  weighty,
  /** What every act says. */
  trite,
  measured,
  /** What follows for who does not do what the act asks: no order, and often no fine. */
  breach,
  follows,
  /** 推动算力中心接入, 建设公共平台: what a plan is to bring about, with no word that orders it. */
  tasked,
  ofField,
  addressed,
  offices,
  /** 30个工作日内, 24小时内: what is late after that. */
  soon,
  /** 应当加强…, 应当建立健全…: what many acts ask of all. */
  general,
  /** In an article an application is a duty as any other. */
  ofItself,
  applies,
  /** Whom no words but those before it name: 前款规定的机构, 当事人. */
  nameless,
  /** 国家鼓励企业…: nobody has to. */
  encouraging,
  /** 一批, 依托…平台: of which words it is not sure what they go with. */
  loose,
} = expressionsOf(expressions.bearing);

const longestQuote = 220;
const longestList = 1500;
const listed = /[：:][（(]一[）)]/;
const mostWithDay = 4;
const mostWithout = 2;
/** Of a whole act: who reads it shows those that can be told. */
const mostOfAct = 40;
const headLines = 14;

/** Whom an act binds stands in its first articles; later ones add somebody. */
const isFirst = /^第[一二三四五]条/;

/** What the act is called after: 登记, 授权运营, 标识. */
export const sharesName = (quote: string, title: string): boolean =>
  [...title.matchAll(/(?=(\p{Script=Han}{4}))/gu)].some(
    ([, words = '']) => quote.includes(words) && !/[省市区县][人民]|人民|管理|办法|规定|条例/.test(words),
  );

/** 各单位要…: of a notice, and less than an order. */
const ordered = /应|必须|不得|严禁|禁止|须|不[少低]于|至少|日内|立即|同意/;

/** How much a duty tells: of firms, with a measure, a ban, with a price for breaking it, of what lawyers ask about; and not what every act says. */
const weightOf = ({ words: quote, kind, sanction }: FoundDuty, title: string): number =>
  (offices.test(quote) ? 0 : firms.test(quote) ? 2 : 1) +
  (measured.test(quote) ? 1 : 0) +
  (soon.test(quote) ? 1 : 0) -
  (general.test(quote) ? 1 : 0) +
  (kind === 'prohibition' ? 1 : 0) -
  (ordered.test(quote) ? 0 : 1) +
  (sanction ? 1 : 0) +
  (weighty.test(quote) ? 1.5 : trite.test(quote) ? -2 : 0) +
  (sharesName(quote, title) ? 0.5 : 0);

type BearingInput = {
  readonly text: string;
  readonly title?: string;
  readonly type: DocumentType;
  readonly day?: string;
  readonly most?: number;
};

function scopeIn(text: string): string | undefined {
  const all = splitSentences(text)
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((quote) => quote.length <= longestQuote && applies.test(quote) && !prevails.test(quote));
  return all.find((quote) => isFirst.test(quote)) ?? all[0];
}

/** 取消贷款须间隔12个月的限制: what nobody must any more. */
const lifted = /取消[^，,。；]{2,60}(?:限制|规定|要求|做法)/g;
const orders = /应|须|不得|严禁|禁止|必须|要(?!求)/;
const isLifted = (words: string): boolean => words.includes('取消') && !orders.test(words.replace(lifted, ''));

/** What a reader asks about first: of a list only what leads into it and a few items are told. */
const isTold = ({ article = '', words }: FoundDuty): boolean =>
  words.length <= (listed.test(words) ? longestList : longestQuote) &&
  !isLifted(words) &&
  !(article.endsWith('条') ? ofItself : elsewhere).test(words);

/**
 * The addressee, the scope and the first duties of an act: those with a last day first, which is not before `day`, the act's own. Nothing
 * for what is no act.
 */
export function readBearing({ text, title = '', type, day = '', most = mostOfAct }: BearingInput): Bearing {
  if (!isAct(type)) return { duties: [] };
  const head = text.split('\n', headLines).map((line) => line.trim());
  const scope = scopeIn(text);
  const found = readDuties(text, title);
  const all = found.filter((each) => isTold(each) && each.quote !== scope);
  const dated = all.filter(({ by }) => by !== undefined && by >= day.slice(0, by.length));
  const first = dated.toSorted((a, b) => orEmpty(a.by).localeCompare(orEmpty(b.by))).slice(0, mostWithDay);
  const weighed = all.filter(({ by }) => by === undefined).map((each) => ({ each, weight: weightOf(each, title) }));
  const heaviest = weighed.toSorted((a, b) => b.weight - a.weight).slice(0, most);
  const duties = [...first, ...heaviest.map(({ each }) => each)].map(({ quote, who, kind, by, article, sanction, subject }) => ({
    ...{
      quote,
      ...opt('addressee', who),
      ...opt('by', by),
      ...opt('article', article),
      ...opt('sanction', sanction),
      ...opt('subject', subject),
    },
    ...(kind === 'prohibition' && { forbids: true as const }),
  }));
  const addressee = head.find((line) => addressed.test(line));
  return {
    ...opt('addressee', addressee),
    ...opt('scope', scope),
    ...opt('bearers', bearersOf(found, title)),
    ...opt('breaches', breachesIn(text)),
    ...opt('supports', supportsIn(text, title)),
    duties: [...duties, ...readTasks(text, title, most < mostOfAct ? fewTasks : mostTasks)],
  };
}

/** 同一家庭补助金额不得超过: what is measured is bounded, and nobody bound. */
const sumBound = /(?:金额|额度|总额|标准|比例|次数|价格)[^，。；]{0,10}不得?(?:超过|[高低少多大小]于)/;
const mostBearers = 6;
/** Those of whom most is told that matters; offices by the one with several duties, or as offices. */
function bearersOf(found: readonly FoundDuty[], title: string): Bearing['bearers'] {
  const named = found.filter(
    ({ subject = '', article, quote }) => article?.endsWith('条') && subject !== '' && !nameless.test(subject) && !sumBound.test(quote),
  );
  const weighed = [...Map.groupBy(named, ({ subject }) => orEmpty(subject))].flatMap(([who, duties]) =>
    duties.slice(0, 1).map(({ quote, who: id }) => {
      const weight = duties.reduce((sum, each) => sum + Math.max(0.5, weightOf(each, title)), 0);
      return { who, quote, weight, office: id !== undefined && isPublic(id), several: duties.length > 1 };
    }),
  );
  const all = weighed.toSorted((a, b) => b.weight - a.weight);
  const [office] = all.filter((each) => each.office).map((each) => (each.several ? each : { ...each, who: '主管部门' }));
  const chosen = [...all.filter((each) => !each.office).slice(0, mostBearers), ...(office ? [office] : [])];
  return chosen.length === 0
    ? undefined
    : chosen.map(({ who, quote, office: is }) => ({ who, quote, ...(is && { office: true as const }) }));
}

/** 平台对违规者应当采取措施: its duty, and nothing that follows for it. */
const ofOthers = /^(?!.{0,60}(?:部门|机关)[^，。]{0,40}(?:发现|应当)).{0,200}应当/;
const mostBreaches = 12;
function breachesIn(text: string): readonly string[] | undefined {
  const found = provisionsOf(text).flatMap(({ sentences }) =>
    sentences.filter(({ words }) => breach.test(words) && follows.test(words) && !ofOthers.test(words)),
  );
  return found.length === 0 ? undefined : found.slice(0, mostBreaches).map(({ start, end }) => text.slice(start, end).trim());
}

const mostSupports = 12;
function supportsIn(text: string, title: string): readonly string[] | undefined {
  const weight = (words: string): number => (sharesName(words, title) ? 2 : 0) + (ofField.test(words) ? 1 : 0);
  const found = provisionsOf(text)
    .flatMap(({ sentences }) => sentences.filter(({ words }) => words.length <= longestQuote && encouraging.test(words)))
    .toSorted((a, b) => weight(b.words) - weight(a.words))
    .slice(0, mostSupports);
  return found.length === 0 ? undefined : found.map(({ start, end }) => text.slice(start, end).trim());
}

/** Of a whole plan: who reads it shows those that can be told. */
const mostTasks = 60;
const fewTasks = 12;
/** A sentence, or the heading of a task with its number. */
const isWhole = /[。；]$|^[（(][一二三四五六七八九十]{1,3}[）)][^，。；：]{5,26}$/;

/** 全体会议的主要任务是：（一）… lists what a body is for, and no task of the act. */
const functionLists =
  /(?:会议|委员会|小组|办公室|机构|中心|部门|局)的?(?:主要|工作){0,2}(?:任务|职责|职权|职能)(?:是|为|包括|如下)?[：:](?:\s{0,4}\n?\s{0,4}(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．])[^\n]{1,400}){1,30}/g;

/** 行为负面清单, a line of its own: what stands behind it must not be done, and is no task. */
function bansBehind(text: string): number {
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.length < 60 && !/[，。；]/.test(line) && /(?:负面|禁止)清单\s{0,9}$/.test(line)) return at;
    at += line.length + 1;
  }
  return text.length;
}
/** 到2027年，建成…: what a plan wants to have by then. */
const goal = /^(?:力争|争取)?(?:到|至)?20\d\d年(?:年?[底末])?前?，(?=[建形打构培完])/;
/** 研究提出了办理意见: what was done. 目前正在: what is being done. 二是组织治理水平变化情况: what is watched. 开展试点是…的举措: what it is good for. */
const isDone =
  /(?<!为|除|不)了(?!解|然)|已(?:经|委托|会同|于|在)|正在|拟研究|变化(?:情况)?[。；]$|是[^，。；]{2,40}(?:具体行动|重要?举措|有力抓手|必然要求|重要内容)/;

/** 单位可在届满前申请延期: what somebody may, and no task. */
const isLeave = /(?<![认许不])可(?:以|在|按|凭|向|于)[^。；]{0,40}(?:申请|提出|选择)/;
/** 我们采取了以下几方面的措施：一、制定…。: a reply tells what was done. */
const tellsDeeds = /(?:采取|开展|进行|做)了(?:以下|如下)[^。；\n]{0,12}(?:措施|工作)/;

/**
 * The tasks of an act without articles, those that speak of what it is called after first; of each section its foremost before the second of
 * another.
 */
function readTasks(text: string, title: string, most = mostTasks): readonly Duty[] {
  const all = provisionsOf(text);
  if (all.some(({ label }) => label?.endsWith('条')) || tellsDeeds.test(text)) return [];
  const weight = (words: string): number =>
    (sharesName(words, title) || goal.test(words) ? 2 : 0) +
    (ofField.test(words) ? 1 : 0) +
    (words.endsWith('。') ? 0 : 0.5) -
    (trite.test(words) ? 1 : 0);
  const taken = new Map<string, number>();
  const banned = bansBehind(text);
  const functions = [...text.matchAll(functionLists)].map(({ index, 0: list }) => ({ from: index, to: index + list.length }));
  return all
    .flatMap(({ label, sentences }) => (label === undefined ? [] : sentences.map((each) => ({ ...each, label }))))
    .filter(({ start }) => start < banned && !functions.some(({ from, to }) => start >= from && start < to))
    .filter(
      ({ words }) =>
        words.length <= longestQuote &&
        (tasked.test(words) || goal.test(words)) &&
        isWhole.test(words) &&
        !loose.test(words) &&
        !isDone.test(words) &&
        !isLeave.test(words),
    )
    .map(({ label, words, start, end }) => ({ label, quote: text.slice(start, end).trim(), weight: weight(words) }))
    .filter((each) => each.weight >= 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map((each) => {
      const before = taken.get(each.label) ?? 0;
      taken.set(each.label, before + 1);
      return { ...each, weight: each.weight - before };
    })
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ quote }) => ({ quote, task: true }));
}

type ArticleFacts = {
  readonly figures: readonly DocumentFigure[];
  readonly duties: readonly Duty[];
  readonly scope?: string;
  readonly days: readonly { readonly kind: 'effective' | 'expires'; readonly value: string; readonly quote: string }[];
};

/** 保存期限不少于三年, 自收到之日起十五个工作日内: what a term is measured in, beside the months that figures have. */
const terms =
  /(不得?(?:少于|低于|短于)|至少|不得?(?:超过|多于)|最长)?(?<![\d月年第])([\d一二三四五六七八九十]{1,4})(年|个工作日|日)(以上|以内|内)?/g;
const termUnits: Readonly<Record<string, string>> = { 年: 'year', 个工作日: 'working day', 日: 'day' };

const boundOf = (before: string, behind: string): DocumentFigure['bound'] | undefined => {
  if (/少于|低于|短于|至少/.test(before) || behind === '以上') return 'at-least';
  return before !== '' || behind !== '' ? 'at-most' : undefined;
};

/** Terms in years and days, where the words bound them: a bare 三年 may be anything. */
function readTerms(text: string): DocumentFigure[] {
  return [...text.matchAll(terms)].flatMap(([quote, before = '', numeral = '', name = '', behind = '']): DocumentFigure[] => {
    const value = parseNumeral(numeral);
    const bound = boundOf(before, behind);
    const unit = termUnits[name];
    return value === undefined || value > 100 || !bound || unit === undefined ? [] : [{ value, unit, bound, strength: 'must', quote }];
  });
}

export function readArticleFacts(
  texts: readonly string[],
  { type, day }: { readonly type: DocumentType; readonly day?: string },
): ArticleFacts[] {
  return texts.map((text) => {
    const given = { title: '', text, type };
    const { scope, duties } = readBearing({ text, type, most: mostWithout, ...opt('day', day) });
    const { dates } = readLifecycle({ ...given, today: day ?? '1970-01-01', ...opt('signed', day) });
    const days = (['effective', 'expires'] as const).flatMap((kind) => {
      const found = dates[kind];
      return found ? [{ kind, value: found.value, quote: found.quote }] : [];
    });
    return {
      figures: [...readFigures({ ...given, ...opt('day', day), language: 'zh-Hans' }), ...readTerms(text)],
      duties,
      ...opt('scope', scope),
      days,
    };
  });
}
