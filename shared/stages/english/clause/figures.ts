import { opt, orEmpty } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import { renderQuantity } from '../quantity.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import type { Noun } from './nouns.ts';
import { cheapest, plainOf, Reading } from './reading.ts';
import { measureAt, verbsAt } from './words.ts';

const {
  unread,
  pays,
  yearly,
  fillers,
  lead,
  /** 由2024年的60%提高到70%: what it was before. */
  before,
  /** A和B分别达到x、y. */
  respectively,
  ratio,
  digits,
  /** 对企业给予最高100万元奖励: up to 1 million yuan in rewards for enterprises. */
  aimsBefore,
  gives,
} = expressionsOf(expressions.figures);

/** Targets, measures and money in English: what reaches how much, how many of what are built, who gets how much for what. */

const growth: Readonly<Record<string, string>> = frames.growth;
const growths = Object.keys(growth).toSorted((a, b) => b.length - a.length);
const counters: Readonly<Record<string, string>> = frames.counters;

const articleOf = /^(?:an?|the) /;

type Phrase = { readonly en: string; readonly cost: number };

function indicator(given: string): Phrase | undefined {
  const text = given.replace(before, '');
  const [, one, other, verb, first, second] = respectively.exec(text) ?? [];
  if (one !== undefined) {
    const both = [indicator(`${one}${verb}${first}`), indicator(`${other}${verb}${second}`)].flatMap((said) => said ?? []);
    return both.length === 2 ? { en: both.map(({ en }) => en).join('; '), cost: both.reduce((sum, { cost }) => sum + cost, 0) } : undefined;
  }
  const [, average, pue] = ratio.exec(text) ?? [];
  if (pue !== undefined) {
    const bound = /低于/.test(text) ? 'less than ' : /以下|以内|不/.test(text) ? 'at most ' : /左右/.test(text) ? 'about ' : '';
    return { en: `${average === undefined ? '' : 'average '}PUE: ${bound}${pue}`, cost: 1 };
  }
  const reading = new Reading(text);
  const names = [...reading.lists(0).filter(({ open, en }) => !open && !halved.test(en)), ...sharesAt(reading)];
  return cheapest(
    names.flatMap((noun): readonly Phrase[] => {
      const zh = growths.find((each) => text.startsWith(each, noun.end));
      return [noun.end, ...(zh === undefined ? [] : [noun.end + zh.length])].flatMap((from) => {
        const measure = measureAt(text, from);
        if (!measure || measure.end !== text.length) return [];
        const verb = from === noun.end || zh === undefined ? '' : zh;
        if (measure.unit === 'count' && !measure.said) return [];
        const how = (growth[verb] ?? '{}').replace(
          '{}',
          `${measure.en.trim()}${measure.unit === 'count' && !/enterprises|people/.test(noun.en) ? orEmpty(counters[orEmpty(measure.said)]) : ''}`,
        );
        return [{ en: `${noun.en.replace(articleOf, '')}: ${how}`, cost: noun.cost }];
      });
    }),
  );
}

/** 算力及人工智能产业规模: one size of two things, which a list tells as a thing and the size of the other. */
const halved = / and (?:the )?(?:(?:total|market|industry|core industry) )?(?:size|scale|revenue|output|value|share|proportion|rate) of /;

/** 数字经济增加值占地区生产总值比重. */
const sharesAt = (reading: Reading): readonly Noun[] =>
  reading.lists(0).flatMap((part) => {
    if (reading.text[part.end] !== '占') return [];
    return reading.lists(part.end + 1).flatMap((whole) => {
      const [word = ''] = /^(?:的)?(?:比重|比例|比)/.exec(reading.text.slice(whole.end)) ?? [];
      const bare = whole.head === '比重' || whole.head === '比例' ? 0 : word.length;
      if (bare === 0 && !whole.share) return [];
      return [{ ...part, en: `${part.en} as a share of ${whole.share ?? whole.en}`, end: whole.end + bare, cost: part.cost + whole.cost }];
    });
  });

const behindNoun = (reading: Reading): readonly Phrase[] =>
  verbsAt(reading.text, 0).flatMap(({ value: { en, frame }, end }) =>
    /[avgon]/.test(frame) || en.includes('{}')
      ? []
      : reading.items(end).flatMap((noun): readonly Phrase[] => {
          const measure = measureAt(reading.text, noun.end);
          if (measure?.end !== reading.text.length || measure.unit !== 'count' || measure.value < 2 || !noun.many || noun.whole) return [];
          return [{ en: `${en} ${measure.en.trim()} ${noun.en.replace(articleOf, '')}`, cost: noun.cost + 1 }];
        }),
  );

/** 打造3个产业集群, 制定标准20项以上: what is done to how many. */
function deed(text: string): Phrase | undefined {
  const reading = new Reading(text);
  const acts = reading.acts(0).flatMap((act): readonly Phrase[] => {
    if (act.bare) return [];
    if (act.end === text.length) return [{ en: act.say('base'), cost: act.cost }];
    const measure = measureAt(text, act.end);
    return measure?.end === text.length && measure.unit === 'count' && !text.includes('的')
      ? [{ en: `${act.say('base')}: ${measure.en.trim()}`, cost: act.cost + 0.3 }]
      : [];
  });
  return cheapest([...behindNoun(reading), ...acts]);
}

function measuresIn(text: string): readonly Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const measure = measureAt(text, at);
    if (!measure) continue;
    found.push(measure);
    at = measure.end - 1;
  }
  return found;
}

type Quantity = { readonly value: number; readonly unit: string };
/** `year`: the last year that the sentence names up to there. */
export type ToldMeasure = { readonly en: string; readonly of: readonly Quantity[]; readonly year?: number };

/** The parts of a sentence that have a number and are known whole, each on its own. */
export function tellMeasures(quote: string): readonly ToldMeasure[] {
  const text = plainOf(quote);
  if (text.length > 400) return [];
  let year: number | undefined;
  return text.split(/[，；。]/).flatMap((part) => {
    // 2000个: so many, and no year.
    const [, named] = /(20\d\d)(?:年|(?=[底末前]|$))(?![\d—–~～至-])/.exec(part) ?? [];
    if (named !== undefined) year = Number(named);
    const total = /^[^\d]{0,12}累计/.test(part.replace(/20\d\d年/g, '')) ? ' in total' : '';
    const bare = part
      .replace(lead, '')
      .replace(/(?:力争|争取)(?=突破|[超达])/, '')
      .replace(/\([^()]{0,40}\)/g, '');
    if (!digits.test(bare) || unread.test(bare)) return [];
    const done = deed(bare);
    // 集聚企业超3000家: what stands first is done, and names nothing that is measured.
    const one = done ?? indicator(bare);
    return one ? [{ en: `${one.en}${total}`, of: measuresIn(bare), ...opt({ year }) }] : [];
  });
}

const bases: Readonly<Record<string, string>> = frames.bases;
const kindsOfMoney: Readonly<Record<string, string>> = frames.money;
const named = (of: Readonly<Record<string, string>>) =>
  Object.keys(of)
    .toSorted((one, other) => other.length - one.length)
    .join('|');
const part = new RegExp(
  `(不超过|最高不超过|最高)?(?:按照?|依据)?(?:其|项目|基地|平台|建设|实际|核定的?){0,3}(${named(bases)})的?(不超过|最高)?([\\d.]{1,5})%` +
    '(?:以内)?(?:的?(?:比例|标准))?(?:，|、|给予|予以|申请|算力券|的|一次性|每年){0,4}' +
    '(?:(?:同一|单个|每个|每家)?[^，。；%\\d]{0,14}(?:金额|额度|总额|补贴|补助|资金|累计|项目))?' +
    `(?:(?:最高)?(?:不超过|不高于)|最高)([\\d.]{1,6})(万|亿)元(?:以内)?的?(?:一次性)?(${named(kindsOfMoney)})?`,
);
/** 不超过中心建设投入的40%: whose investment it is may stand between. */
const limited = /不超过[^，；\d]{1,10}$/;
/** 给予不超过总投资20%、最高1000万元补助: what share of what, and how much at most. */
function shareOf(given: string): string | undefined {
  // 给予补贴，最高200万元: of which kind it is stands before its ceiling.
  const text = given.replace(/(?:补贴|补助|资助|奖励)，(?=(?:每年)?最高)/, '，');
  const found = part.exec(text);
  const [, most = limited.exec(text.slice(0, found?.index))?.[0], base = '', more, share = '', sum = '', scale = '', kind = ''] =
    found ?? [];
  const of = bases[base];
  if (of === undefined) return undefined;
  const value = Number(sum) * (scale === '亿' ? 100_000_000 : 10_000);
  const limit = renderQuantity({ value, unit: 'CNY', bound: 'exactly' });
  const each = /每年/.test(text) ? ' a year' : '';
  const first = orEmpty(text.split('，', 1)[0]);
  const whom = cheapest(receivers(first).filter(({ end }) => end === first.length))?.en;
  const to = whom === undefined ? '' : ` for ${whom}`;
  const what = kindsOfMoney[kind];
  return `${what === undefined ? '' : `${what} of `}${(most ?? more) === undefined ? '' : 'up to '}${share}% of ${of}, at most ${limit}${each}${to}`;
}

/** 单个主体每年奖补金额不超过10万元: up to 100,000 yuan a year for each entity. */
function eachYear(text: string): string | undefined {
  const [whole = '', , whom = ''] = yearly.exec(text) ?? [];
  const reading = new Reading(whom);
  const each = whole === '' ? undefined : cheapest(reading.lists(0).filter(({ end }) => end === whom.length));
  const measure = each && measureAt(text, whole.length);
  if (!each || measure?.end !== text.length || measure.unit !== 'CNY') return undefined;
  return `${measure.en.replace(/^at most /, 'up to ')} a year for each ${singular(each.en)}`;
}

export function tellMoney(quote: string): string | undefined {
  const text = plainOf(quote)
    .replace(aimsBefore, '')
    .replace(/\((?:[^()]{0,12}(?:不重复|只奖补一次)[^()]{0,12}|[^()]{0,24}不重复[^()]{0,8})\)/g, '');
  if (text.length > 260 || /[：“”"《》()]/.test(text)) return undefined;
  const share = shareOf(text);
  if (share !== undefined && !/除|但/.test(text)) return share;
  const last = orEmpty(text.split(/[，；]/).at(-1));
  const yearlySum = eachYear(last);
  if (yearlySum !== undefined) return yearlySum;
  return text.length > 160 || /[；]|除|仅|不得(?!超过)|但|累计|合计|分别|每年|比例/.test(text) ? undefined : moneyFor(text);
}

function moneyFor(text: string): string | undefined {
  const parts = text.split('，');
  const last = orEmpty(parts.pop());
  // 对A，给予牵头单位最高100万元奖励: who gets it stands with the sum, and has to be what comes before.
  const to = /^对/.test(orEmpty(parts[0])) && parts.slice(1).every((part) => fillers.test(part)) ? paidTo(last) : undefined;
  if (to !== undefined) return to;
  let whom: string | undefined;
  for (const part of parts) {
    const before = cheapest(receivers(part).filter(({ end }) => end === part.length));
    if (before && whom === undefined) whom = before.en;
    else if (!fillers.test(part)) return undefined;
  }
  const here = whom === undefined ? receivers(last) : [{ en: whom, end: 0, cost: 0 }];
  const all = here.flatMap(({ en, end, cost }) => {
    const sum = paid(last.slice(end));
    return sum === undefined ? [] : [{ en: `${sum} for ${en}`, cost }];
  });
  return cheapest(all)?.en;
}

function paidTo(text: string): string | undefined {
  const [lead = '', each] = gives.exec(text) ?? [];
  if (lead === '') return undefined;
  const whom = cheapest(
    new Reading(text).lists(lead.length).flatMap(({ en, end, cost, actor }) => {
      const sum = actor ? paid(`给予${text.slice(end)}`) : undefined;
      return sum === undefined ? [] : [{ en: `${sum} for ${each === undefined ? en : `each of the ${en}`}, on conditions`, cost }];
    }),
  );
  return whom?.en;
}

function paid(text: string): string | undefined {
  const rest = text.slice(orEmpty(pays.exec(text)?.[0]).length);
  const measure = measureAt(rest, 0);
  if (measure?.unit !== 'CNY') return undefined;
  const behind = rest.slice(measure.end).replace(/^的/, '');
  const kind = behind === '' ? '' : cheapest(new Reading(behind).items(0).filter(({ end }) => end === behind.length))?.en;
  if (kind === undefined) return undefined;
  return `${measure.en.replace(/^at most /, 'up to ')}${kind === '' ? '' : ` in ${kind.replace(articleOf, '')}`}`;
}

function receivers(text: string): readonly { readonly en: string; readonly end: number; readonly cost: number }[] {
  const reading = new Reading(text);
  const [each = ''] = /^[每单](?:个|家|名|位|项)/.exec(text) ?? [];
  if (each !== '') return reading.items(each.length).map(({ en, end, cost }) => ({ en: `each ${singular(en)}`, end, cost }));
  const [open = ''] = /^(?:对于?|支持|鼓励)/.exec(text) ?? [];
  if (open === '') return [];
  const names = reading.lists(open.length);
  const doers = names
    .filter(({ actor }) => actor)
    .flatMap((who) =>
      reading.acts(who.end).flatMap((act) =>
        // 对机构发放贷款的损失: the loss is made up for.
        act.bare || /(?:损失|费用|利息|成本|支出|投入)的?$/.test(text.slice(0, act.end))
          ? []
          : [
              {
                en: `${who.en} that ${act.say(who.many ? 'base' : 'third')}`,
                end: act.end + (text[act.end] === '的' ? 1 : 0),
                cost: who.cost + act.cost + 0.2,
              },
            ],
      ),
    );
  return [...(/^对/.test(open) ? names : names.filter(({ end }) => end < 0)), ...doers];
}
const singular = (en: string) => en.replace(articleOf, '').replace(/(?:ies|s)(?=$| and | or |, )/g, (end) => (end === 'ies' ? 'y' : ''));

const mostWords = 6;
/** What a figure is of, where each word of it is known and they are few: 智能算力占比 is share of intelligent computing power. */
export function tellIndicator(scope: string): string | undefined {
  const text = plainOf(scope);
  const told = cheapest(new Reading(text).lists(0).filter(({ end }) => end === text.length))?.en;
  return told !== undefined && !halved.test(told) && told.split(' ').length <= mostWords ? told : undefined;
}
