import type { DocumentFigure } from '../../model/facts.ts';
import type { Bearing, Duty } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct } from '../text/acts.ts';
import { foldScript } from '../text/language.ts';
import { parseNumeral } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readFigures } from './figures.ts';
import { readLifecycle } from './lifecycle.ts';
import { splitSentences } from './link/sentences.ts';
import { placesOf } from './places.ts';

const {
  /** 本通知发布前的规定与本通知不一致的，适用本通知: which text prevails, and not whom it binds. */
  prevails,
  /**
   * What is no duty of its own: the price of breaking one, a last clause, a call whose days are windows, what somebody else once decided.
   */
  elsewhere,
  /** Whom a reader asks about first: firms and people, not offices. */
  firms,
  /** Somebody is to bring something about by then. */
  works,
  /** What is asked for by name: a filing, an assessment, consent. */
  weighty,
  /** What every act says. */
  trite,
} = expressionsOf(expressions.bearing);

const longestQuote = 220;
const mostWithDay = 4;
const mostWithout = 2;
/** Of a whole act: who reads it shows those that can be told. */
const mostOfAct = 40;
const headLines = 14;

const addressed = /^(?:各|国务院各|[省市县区]直|有关)[^。！？《》；]{1,400}[:：]$/;
const applies =
  /适用本(?:办法|规定|条例|细则|法|规则|指引|措施|标准|通知|指南)|本(?:办法|规定|条例|细则|法|规则|指引|措施|标准|通知|指南)适用于/;
/** Whom an act binds stands in its first articles; later ones add somebody. */
const isFirst = /^第[一二三四五]条/;
/** 不得少于 is a measure to be kept. */
const bare =
  '(?<![对相适反响供回感效顺])应(?=[按在将于及建积主加依遵严根与向提通确明做制具落履配予会保征使立设组强完开告采公编报留坚先事优]|对[^，。；]{1,40}[进实开予加])';
const duty = new RegExp(`应当(?!知道|事人)|必须|不得(?:[少低短小]于)?|严禁|(?<![必无])须(?!知)|${bare}`);
/**
 * What a sentence without any of them orders is nothing: most sentences are not looked at further. A bracket may stand within such a word.
 */
const maybe = /应|必须|不得|严禁|须|前|[（(]/;
/** 不得拆除；确需拆除的，应当报批: what stands first is what the sentence is about. */
const forbidding = /^(?:不得|严禁)$/;
/** 2027年6月底前, 2026年12月31日前. */
const lastDay = /(?<![\d.—–至-])(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:底|末)?(?:之)?前/;
/** 应当包括以下内容：, 应当遵循以下原则：: what leads into a list. 应当加强组织领导: what every act says. */
const saysNothing = new RegExp(
  '[：:]$|应当(?:包括|包含|具备|符合|履行|遵循|坚持)(?:以下|下列)|(?:以下|下列)[^，。；]{0,12}[。：:]$|应当?(?:遵循|坚持)[^。；]{0,40}原则|' +
    '应当?(?:加强|强化)[^。；]{0,16}(?:领导|协调|宣传|统筹)|纳入[^。；]{0,12}(?:国民经济|发展规划)|(?:高度|充分)(?:重视|认识)',
);
/** （六）信息披露要求，运营机构不得…要求；: an item of what a plan or an agreement has to hold. */
const asContent =
  /^\s{0,4}[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][^。]{2,160}(?:要求|内容|情况|事项|措施|机制|条款|方案|责任|义务|制度)(?:等)?[；;。]?\s{0,4}$/;
/** Speech, and leave that somebody gets: no order. */
const noOrder =
  /(?:到了|认识到|看到|清醒)[^，。；]{0,6}必须|必须(?:下大力气|看到|认识到)|^(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.]{1,2})?\s{0,2}允许|要求[^。；]{0,40}(?:不得|应当|必须)[^，。；]{0,20}的/;
const describing =
  /(?:应当|不得|必须)(?!遵[守循]|具有|与|按|依)[^，。；、]{1,6}(?<!真实|完善|健全|必要|相应|合理|有效|明确|完整|统一)的(?=\p{Script=Han})/gu;
const inBrackets = /[（(][^（）()]{0,120}[）)]/g;
const asCondition = /[^，。；：]{0,60}(?:应当|必须|不得)[^，。；]{0,60}的(?=[，,])/g;
const offices = /^[^，。；]{0,30}(?:人民政府|主管部门|部门|各地|各区|各省)[^，。；]{0,12}(?:应当|要)/;
const measured = /[\d一二三四五六七八九十百]{1,6}(?:个?月|个?工作日|日内|小时|年|%|万|倍|次)/;
/** 30个工作日内, 24小时内: what is late after that. */
const soon = /[\d一二三四五六七八九十两]{1,3}(?:个工作日|个自然日|个?小时|个月|日|天)(?:以|之)?内/;
/** 应当加强…, 应当建立健全…: what many acts ask of all. */
const general = /应当?[^，。；不]{0,8}(?:加强|强化|建立|完善|健全|推动|推进|促进|支持)(?![^。；]{0,200}不得)/;

/** What the act is called after: 登记, 授权运营, 标识. */
const sharesName = (quote: string, title: string): boolean =>
  [...title.matchAll(/(?=(\p{Script=Han}{4}))/gu)].some(
    ([, words = '']) => quote.includes(words) && !/[省市区县][人民]|人民|管理|办法|规定|条例/.test(words),
  );

/** How much a duty tells: of firms, with a measure, a ban, with a price for breaking it, of what lawyers ask about; and not what every act says. */
const weightOf = ({ quote, forbids, sanction }: Duty, title: string): number =>
  (offices.test(quote) ? 0 : firms.test(quote) ? 2 : 1) +
  (measured.test(quote) ? 1 : 0) +
  (soon.test(quote) ? 1 : 0) -
  (general.test(quote) ? 1 : 0) +
  (forbids ? 1 : 0) +
  (sanction ? 1 : 0) +
  (weighty.test(quote) ? 1.5 : trite.test(quote) ? -2 : 0) +
  (sharesName(quote, title) ? 0.5 : 0);
const bound = /(?:应当?|必须|须|要|务必|确保)[^，。；]{0,12}$/;
/** 2025年底前,对…给予补贴: how long something holds. 2020年以前建成的: a description. 力争, 鼓励: an aim. */
const holds =
  /^[,，]?(?:对|按|凡|给予|享受|符合|鼓励|支持|购|新购)|^(?:已|取得|建成|成立|出生|竣工|投产|开工|批准|注册|购买|应交付)[^，。]{0,30}的|^的/;
/** 2025年底前办理手续的宗地可按…: who does so by then may do something. */
const leave = /的[^，。；]{0,8}[，,]?可(?:以|按|享受)|^[^，。；]{0,12}可(?:以|自|选择)/;
const leaveBefore = /可(?:以|于|在)[^，。；]{0,20}$/;
const hopes = /力争|争取|鼓励|目标/;

const twoDigits = (value: string): string => value.padStart(2, '0');

/** The last day that a sentence sets for something to be done; nothing when the day says how long a rule holds, or what one hopes for. */
function readLastDay(plain: string): string | undefined {
  const found = lastDay.exec(plain);
  const [whole, year, month, day] = found ?? [];
  if (!found || whole === undefined || year === undefined || hopes.test(plain)) return undefined;
  const behind = plain.slice(found.index + whole.length);
  if (
    holds.test(behind) ||
    leave.test(behind) ||
    leaveBefore.test(plain.slice(0, found.index)) ||
    !(works.test(behind) || bound.test(plain.slice(Math.max(0, found.index - 20), found.index)))
  )
    return undefined;
  return [year, ...[month, day].flatMap((each) => (each === undefined ? [] : [twoDigits(each)]))].join('-');
}

function withoutMeaning(plain: string): string {
  if (!/应|必须|不得/.test(plain)) return plain;
  return (/的[，,]/.test(plain) ? plain.replace(asCondition, '') : plain).replace(describing, '');
}

/** What a sentence of an act lays on somebody; nothing where it lays nothing. `day`: that of the act, before which nothing is due. */
function toDuty(quote: string, day?: string): Duty | undefined {
  const plain = foldScript(quote);
  return elsewhere.test(plain) ? undefined : readDuty(plain, quote, day);
}

export function readDuty(plain: string, quote = plain, day?: string): Duty | undefined {
  if (!maybe.test(plain)) return undefined;
  if (saysNothing.test(plain) || noOrder.test(plain) || asContent.test(plain)) return undefined;
  const by = readLastDay(plain);
  if (by !== undefined) return day === undefined || by >= day.slice(0, by.length) ? { by, quote } : undefined;
  const [first] = duty.exec(withoutMeaning(plain.replace(inBrackets, ''))) ?? [];
  if (first === undefined) return undefined;
  return { ...(forbidding.test(first) ? { forbids: true } : {}), quote };
}

type BearingInput = {
  readonly text: string;
  readonly title?: string;
  readonly type: DocumentType;
  readonly day?: string;
  readonly most?: number;
};

/**
 * The addressee, the scope and the first duties of an act: those with a last day first, which is not before `day`, the act's own. Nothing
 * for what is no act.
 */
export function readBearing({ text, title = '', type, day, most = mostOfAct }: BearingInput): Bearing {
  if (!isAct(type)) return { duties: [] };
  const head = text.split('\n', headLines).map((line) => line.trim());
  const addressee = head.find((line) => addressed.test(line));
  let scope: string | undefined;
  const dated: Duty[] = [];
  const other: Duty[] = [];
  const placeOf = placesOf(text, title);
  for (const { start, end } of splitSentences(text)) {
    const quote = text.slice(start, end).trim();
    if (quote.length > longestQuote || quote.length < 8) continue;
    if (applies.test(quote) && !prevails.test(quote) && (scope === undefined || (isFirst.test(quote) && !isFirst.test(scope))))
      scope = quote;
    const found = toDuty(quote, day);
    if (found) (found.by === undefined ? other : dated).push({ ...placeOf(quote, start), ...found });
  }
  const first = dated.toSorted((a, b) => orEmpty(a.by).localeCompare(orEmpty(b.by))).slice(0, mostWithDay);
  const weighed = other.filter((each) => each.quote !== scope).map((each) => ({ each, weight: weightOf(each, title) }));
  const heaviest = weighed.toSorted((a, b) => b.weight - a.weight).slice(0, most);
  const duties = [...first, ...heaviest.map(({ each }) => each)];
  return { ...opt('addressee', addressee), ...opt('scope', scope), duties };
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
