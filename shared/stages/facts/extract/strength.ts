import type { Strength } from '../../../model/facts.ts';
import { orEmpty } from '../../../model/values.ts';

/**
 * What the page says of time: the year of its own day, when it has one, and the last year of the plan it sets out (2026—2028年). `plans`:
 * its text sets out what is to be done (`deeds`), and what is to be reached (`levels`), or only what it pledges (`pledges`); `carried`: the
 * year of the targets that its paragraph began with (到2027年，…。).
 */
export type FigureContext = {
  readonly base?: number;
  readonly month?: number;
  /** An act that sets out rules, and no plan: a bound of it is kept, whatever year stands beside it. */
  readonly rules?: true;
  /** No act, but what is said of the world: what it states without words of time is so. */
  readonly reports?: true;
  readonly planEnd?: number;
  readonly planStart?: number;
  /** The one year that the title of a plan names: all of it is for that year. */
  readonly planYear?: number;
  readonly plans?: 'deeds' | 'levels' | 'pledges';
  readonly carried?: number;
};

type FigureYear = { readonly year: number | null; readonly from?: 'text' | 'page' };

const done =
  /已(?!知|婚|[^，。；]{0,12}的)|现有|目前|现为|迄今|共有|[达增完建]\p{Script=Han}?了|\b(?:had|has|have|drew|grew|climbed|reached|stood at|so far|already)\b/iu;
/** What says it of the sentence: a time that is over, or a comparison with one. */
const over =
  /截[至止]|同比|环比|[较比]上年|上半年|[一二三四]季度|去年|今年以来|近[\d一二三五十]{0,2}年来|\d月?[-—–～~至]\d{1,2}月|据[^，。；]{0,4}统计|\blast year\b/i;
const forecast = /预计|预测|有望|或将|\b(?:expected|forecast|projected|likely) to\b/i;
const aim =
  /力争|目标(?!区间)|(?<!工作|研发|科技|专项)计划(?!单列|项目|生育|经济|书|表)|规划期末|拟(?:[新改扩]?建|改造|完成|实施|启动|培育|投|引进)|\b(?:aims?|hopes?|plans? to|sought|targets?|is to|are to)\b/i;
/** Of a plan only what says so is done already: 启动建设30家 is to come. */
const doneBefore =
  /已(?!知)|现有|目前|截至|截止|同比|环比|较上年|比上年|上半年|下半年|去年|现为|迄今|今年以来|增长了|\b(?:had|has|have|so far|already|last year)\b/i;
/** 同比增长20%以上: what is bounded is still to come. */
const compared = /同比|环比|[较比]上年/g;
const deed =
  /推[动进]|引导|打造|培育|建成|形成|布局|建设|建立|建好|新建|新增|组织|举办|开展|实施|制定|推[出广]|引[进育]|招引|孵化|遴选|选[择取树聘]|认定|发展|壮大|汇[聚集]|集聚|培[养训]|研[制发]|落地|完成|实现|取得|提供|接入|开放|发布|出台|输出|创建|争取|设立|部署|扩大|开工|[竣完]工(?=[^，。；\d]{0,8}\d)|投放|投产|筹集|改造|配建/;
const own = new RegExp(`^\\s{0,4}(?:20\\d\\d年)?(?:${deed.source})`);
const level = /达到?|超过?|高于|突破|以上|提[高升]|年均|增[长至加速]|降[至低到]|下降|压[降减]|缩短|稳定在|保持在|控制在|不[低少]于/;
/** 围绕13条产业链, 覆盖14个市州: what there is, and where the work is done. */
const amid =
  /(?:围绕|聚焦|面向|针对|依托|覆盖|涉及|瞄准|结合|发挥|根据|作为|包括|分为|涵盖|在|以(?![上下内])|(?<!(?:推动|建设|打造|培育|新增)[^，。；]{0,60})等)(?:全?[国省市区]|[本我][省市])?(?![选建培打新][树设育造增])[^，。；、\d]{0,4}$/;
const serves = /(?:服务|支撑|面向)\s{0,2}$/;
/** 在建雾港12座: what there is. */
const existing = /在建(?!成|立)的?[^，。；、\d]{0,4}$/;
/** What is granted is money, a share or a time; of things only what is supported itself. */
const countable = /[^%元倍月时点]$/;
const taxes = /免税|税额|扣减|减免|抵免|抵扣|减按|减半|减税|征收|税率/;
const caps = /不(?:得)?超过?|最高|上限/;
/** 用不低于20%的面积建设, 剩余40%资金兑现: how something is built or paid, and no level to be reached. */
const byRule = /(?:按照?|(?<![使利采应作引])用)(?:不[少低小超高大多]|至少|最[低高])[^，。；]{0,24}$/;
const payment = /预付|首付|资本金|质保金|保证金|计[算取]|支付|兑[现付]|拨付|返还|缴[纳存]|收取|[回收]收|收回|计提|提取|[暂清]退/;
const attained = /力争|确保|达到|突破|提[高升]|占比|覆盖|完[毕成]/;
const lasting = /(?:个月|(?<!瓦)时)$/;
/** 可信, 可视, 可贷额度 leave nothing to anybody. */
const may = /(?<!不)可(?![信视靠控能研用穿贷行比见溯追燃再持负]|推广|复制|调[负度])/;
const allows = new RegExp(`${may.source}|给予|享受`);
/** 可以要求 is leave, 按规划要求 a noun. */
const duty =
  /应当|不得|必须|须(?!知)|严禁|禁止|(?<!可以?[^，。；]{0,12}|[按符满][^，。；]{0,12}|比例)要求(?=[一-龥])(?!的|部分|下)|(?<!主|重|必|需)要(?=达到|不|控制)|原则上|一律|\b(?:must|shall|required to)\b/i;
/** 每年遴选10个: as often as the year comes. */
const standing = /每(?:一|学)?年(?![均前])|每(?:个?季度|个?月)|\b(?:each|every) (?:year|month|quarter)\b/i;
const ought =
  /(?<![供反适相对响效感])应(?![用急对届当缴付收还偿补纳\s]|税|$)|(?<![便适合事不时])宜(?![兰蘭宾賓昌春兴興家居人都])|\bshould\b|\bought to\b/i;
const norm =
  /(?:不少于|不低于|不小于|不超过|不高于|不大于|不多于|不长于|至少|至多|最多|以内|之内|不[能可](?:超过|[低少高多]于)|最[高多长][^，。；\d由从提增上]{0,10}\d|上限为|为上限|为下限|封顶)|\b(?:at least|at most|no (?:more|less|fewer) than)\b/i;
const least = /不[少低]于|首付/;
/** 到2028年 */
const aimed = /[到至]\s{0,2}20\d\d年/;
const eligibility = /占[^，。；]{0,14}的[^，。；]{0,6}以上，?或|(?:应|需|须)?(?:具备|满足|符合)[^。；]{0,20}(?:条件|要求)(?=[：:，,之]|$)/;

/** 国家鼓励的软件企业 are a kind of firm. */
const encouraged = /(?<!国家|属于)鼓励(?!的|类)|\bencourag/i;
const pays = /(?:给予|予以|按照?[^，。；]{0,12}给)[^，。；]{0,40}(?:补[助贴]|奖|资助|支持|贴息)/;
const supports =
  /支持|给予(?!警告|[^，。；]{0,6}(?:处罚|处分|批评|记过))|补[助贴]|奖励|资助(?!项目|申请)|(?:发放|申[请领]|兑[现付])[^，。；]{0,16}(?:券|红包)|\bsupport/i;

const funds = /^[^，,。；;]{0,20}支持的(?=[\p{Script=Han}\d])/u;
const supported = /支持(?:下|者|力度|政策|的(?=[\p{Script=Han}\d]))/gu;

/** 鼓励…，幅度不超过3个百分点, …，补贴额度为10%: the limit and the sum are none that one is only encouraged to keep. */
const granting = /(?:补[助贴]|奖[励补]|资助)[^，。；\d]{0,8}(?:为|按)/;
const repaid = /(?:退[还回]|追[回缴]|收回)[^，。；]{0,8}(?:补[助贴]|奖|资助)/;
/** 责令暂停6个月以上: what is ordered of who offends. */
const sanctions = /责令|暂停|吊销|停业整顿|停止执业|撤职/;
/** 取消不低于30%的限制, 30%的规定，不再执行: what no longer holds. */
const abolishedBefore = /(?:取消|废止|停止执行|不再(?:执行|实行|要求|适用|受)|解除)[^，。；]{0,60}\d/;
const abolishedBehind = /^[^，,。；\d]{0,40}(?:[，,]?(?:不再(?:执行|实行|要求|适用)|停止执行|予以(?:废止|取消))|同时(?:废止|取消))/;
/** 鼓励开发…，建成10处: the firms are encouraged, the sites are an aim. */
const built = /^\s{0,2}(?:力争|确保|到20\d\d年|建成|新增|打造|推动|累计)/;

const strip = (text: string): string =>
  text.replace(
    /[（(]20\d\d年?[-—–～~至]{1,2}20\d\d年?[）)]|[〔[【（(]\s{0,2}20\d\d\s{0,2}年?\s{0,2}[〕\]】）)]\s{0,2}第?\d{1,5}\s{0,2}号?|[〔[【]20\d\d[〕\]】]|20\d\d\s{0,2}年第\d{1,5}号|《[^《》]{0,160}》/g,
    ' ',
  );

const afterLast = (text: string, marks: readonly string[]): string =>
  text.slice(Math.max(...marks.map((each) => text.lastIndexOf(each))) + 1);

function around(plain: string, start: number, end: number): { clause: string; part: string; before: string } {
  const before = strip(afterLast(plain.slice(Math.max(0, start - 400), start), ['。', '；', ';']));
  const behind = (/^[^，,。；;]*/.exec(plain.slice(end, end + 400).replace(/[（(][^（()）]{0,60}[）)]/g, '')) ?? [''])[0];
  // A comma in what is quoted parts nothing: 取消“申请人，须满12个月”的限制.
  const quote = before.lastIndexOf('“');
  const open = quote > before.lastIndexOf('”') ? quote : before.length;
  const part = `${afterLast(before.slice(0, open), ['，', ','])}${before.slice(open).replace(/[，,]/g, '')}${plain.slice(start, end)}${behind}`;
  return { clause: before + plain.slice(start, end) + (/^[^。；;]*/.exec(plain.slice(end)) ?? [''])[0], part, before };
}

/** 力争…, 确保…: the verb at the head governs each member behind it, to the next full stop or semicolon, or to what is so already. */
const head =
  /力争|争取(?=[达实完建上下全年\d])|确保(?![^。；]{0,60}前提)|(?<!工作|研发|科技|专项|行动|投资|年度|发展|[三五两十\d]年)计划(?![的，。；、）)》”]|单列|项目|生育|经济|书|表|指标|总?投资|[内外])/;
/** 上半年, 前三季度, 9月底前: members of a year. */
const interim = /([一二三四])季度末?|([上下])半年|(?<!\d)(\d{1,2})月(?:底|末|\d{1,2}日)前?/g;
/** What is said, without the times that are still to come when it is said: these tell of nothing that is so already. */
const withoutComing = (words: string, month = 0): string =>
  words.replace(interim, (all: string, quarter?: string, half?: string, last?: string) => {
    const end = quarter ? 3 * ('一二三四'.indexOf(quarter) + 1) : half ? (half === '上' ? 6 : 12) : Number(last);
    return end < month ? all : '';
  });
function isGoverned(before: string, { month, plans }: FigureContext): boolean {
  const [first = '', ...led] = before.split(head);
  const members = led.at(-1);
  if (members === undefined || doneBefore.test(withoutComing(members, month).replace(compared, ''))) return false;
  return plans !== undefined || partOfYear.test(before) || !/^确保/.test(before.slice(first.length));
}

/** 2000EFLOPS, 2000家, 2050亿元: a quantity, no year. */
const quantity =
  '[EPZ](?:FLOPS|B)?\\b|[%％万亿千兆倍款支所架台套辆座处张种例门户吨米]|公[里斤顷]|平方|立方|元(?!旦|宵)|度(?!假)|项(?!目)|名(?!单)|场(?!景)|个(?!五年)|家(?!级)|课时|毫秒|标准机架|yuan|million|billion|enterprises|companies|firms|schools|projects|kWh';
const writtenYear = new RegExp(
  `(?<![\\d.]|\\d,)((?:19|20)\\d\\d)(?![\\d.]|,\\d|\\/\\d|\\s{0,2}(?:${quantity}))|(今年|本年|去年|(?<!比|较)上年(?!度)|明年)`,
  'gi',
);

/** 上半年, 6月底前, 全年: of the year that a plan is for. */
const partOfYear = /(?<![年\d每]\s?)(?:年[底末]|年内(?!新增)|全年|[上下]半年|[一二三四]季度|\d{1,2}\s?月(?:底|末|\d{1,2}日)前)/;
const relative: Readonly<Record<string, number>> = { 今年: 0, 本年: 0, 去年: -1, 上年: -1, 明年: 1 };

const since = /^年\s?(?:开始|起|\d{1,2}月(?:\d{1,2}日)?\s?(?:起|以后|之后|后|以来|以前))(?!至|到|[^，。；]{0,4}至)/;
/** 比2019年下降, 是2023年的3倍: the year that a quantity is measured against is not its own. */
const ofAnother = /^年(?!底|末|前)[^，。；\d]{0,16}(?:基础上|价格|期间)|^年(?:认定|实施|制定|印发|发布|出台|下达|批复|原)/;
const isBase = (left: string, { index, 0: year }: RegExpMatchArray): boolean =>
  ofAnother.test(left.slice((index ?? 0) + year.length)) ||
  since.test(left.slice((index ?? 0) + year.length)) ||
  /(?:比|较|相比于?|相对于?|相当于|(?<![可所予加])以)(?:于)?$/.test(left.slice(Math.max(0, (index ?? 0) - 4), index)) ||
  (/^年?(?:底|末|初)?[^，。；\d]{0,10}的(?:近|约|超过?)?$/.test(left.slice((index ?? 0) + year.length)) &&
    /是$/.test(left.slice(0, index)));

/** The last year that stands before the quantity in its sentence; an English one may stand behind it ("in 2024", "by 2028"). */
function written(plain: string, start: number, end: number, base: number | undefined): number | undefined {
  const beside = /^ in (20\d\d)\b/.exec(plain.slice(end));
  if (beside?.[1]) return Number(beside[1]);
  const left = strip(plain.slice(0, start));
  const clauseAt = Math.max(left.lastIndexOf('；'), left.lastIndexOf(';'));
  let found: number | undefined;
  for (const each of left.matchAll(writtenYear)) {
    if (isBase(left, each)) continue;
    // What one clause says of its year holds behind a semicolon only where it says up to when.
    if (each.index < clauseAt && !/[到至]\s{0,2}$/.test(left.slice(Math.max(0, each.index - 4), each.index))) continue;
    if (each[1]) found = Number(each[1]);
    else if (base !== undefined && each[2]) found = base + (relative[each[2]] ?? 0);
  }
  if (found !== undefined) return found;
  const behind = /^[^.;。；]{0,60}?\b(?:in|by|until|for) (?:the end of )?(20\d\d)\b/i.exec(plain.slice(end));
  return behind?.[1] ? Number(behind[1]) : undefined;
}

/** Neither an aim nor a rule: as a year goes, it is of the time of which it is said. */
const isSaid = (strength: Strength | undefined): boolean => strength === undefined || strength === 'fact';

/** The year a quantity is for, and how the sentence binds to it. `start`–`end` are the quantity's place in the folded sentence. */
export function readStrength(
  plain: string,
  start: number,
  end: number,
  context: FigureContext,
): FigureYear & { readonly strength: Strength | undefined } {
  const { base, plans, planYear, planEnd } = context;
  const left = plain.slice(0, start);
  const set = measures.test(plain) ? setFrom.exec(left)?.[1] : undefined;
  const named = written(plain, start, end, base) ?? (set === undefined ? undefined : Number(set));
  const led = plans !== undefined || isGoverned(around(plain, start, end).before, context);
  const partly = led && named === undefined && partOfYear.test(left);
  const said = named ?? (partly && planEnd === planYear ? (planYear ?? base) : undefined);
  const [, first, last] = term.exec(left) ?? window.exec(left) ?? [];
  // A rule that holds for some years, or until a day, has no year of its own.
  const isSame = (last !== undefined && said === Number(last) && first !== last) || said === Number(until.exec(left)?.[1]);
  const own = isSame ? undefined : said;
  const isSet = set !== undefined && own === Number(set);
  const strength = strengthOf(plain, { start, end, year: isSet ? undefined : own }, context);
  const early =
    isSaid(strength) && !isSet && own !== undefined && (base === undefined ? aimed.test(left) : own > base) && !forecast.test(plain);
  const timeless = early || (strength !== 'target' && isTimeless(plain, start, end, strength));
  if (own !== undefined && !timeless) return { year: own, from: named === undefined ? 'page' : 'text', strength };
  const year = isSame || timeless ? undefined : yearOfPage(plain, start, { strength, partly }, context);
  return year === undefined ? { year: null, strength } : { year, from: 'page', strength };
}

/** The year that a paragraph, the period of a plan or the day of the page gives. 年底前 of a plan for several years may be any of them. */
function yearOfPage(
  plain: string,
  start: number,
  { strength, partly }: { readonly strength: Strength | undefined; readonly partly: boolean },
  { base, carried, planYear, planEnd }: FigureContext,
): number | undefined {
  if (isSaid(strength)) return forecast.test(plain) || standing.test(plain.slice(0, start)) ? undefined : base;
  if (strength !== 'target') return planYear;
  if (/\d年(?:时间|内)[^。；]{0,30}$/.test(plain.slice(0, start))) return undefined;
  return carried ?? planYear ?? (partly ? undefined : planEnd);
}

const setFrom =
  /^\s{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s{0,2}[自从]?\s{0,2}(20\d\d)年\d{1,2}月\d{1,2}日(?:[（(]含[^）)]{0,4}[）)])?起[，,]/;
const measures = /\d万?(?:[%元倍]|个百分点)[^。]{0,80}?\d万?(?:[%元倍]|个百分点)/;
const term =
  /[自从]\s{0,2}(?:(20\d\d)\s{0,2}年|[^。；\d]{1,12}之日)[^。；]{0,24}[至到]\s{0,2}(20\d\d)\s{0,2}年[^。；]{0,12}?(?:日|月|止|期间)/;
const window = /(20\d\d)年\d{1,2}月(?:\d{1,2}日)?\s{0,2}[-—–～~至到]{1,2}\s{0,2}(20\d\d)年\d{1,2}月/;
/** 即日起至2024年12月31日, 本通知发布后至2026年12月31日. */
const until = /(?:即日起?|(?:发布|印发|公布|施行|实施)(?:之日)?(?:起|后|以来)?)\s?[至到]\s{0,2}(20\d\d)\s{0,2}年/;
function isTimeless(plain: string, start: number, end: number, strength: Strength | undefined): boolean {
  if (lasting.test(plain.slice(start, end))) return true;
  const { part } = around(plain, start, end);
  return (!isSaid(strength) && taxes.test(part)) || (strength === 'support' && /20\d\d年\d{1,2}月\d{1,2}日/.test(plain.slice(0, start)));
}
const span = /20\d\d年\d{1,2}月\d{1,2}日\s{0,2}[-—–～~至到]{1,2}\s{0,2}\d{1,2}月\d{1,2}日/;
const isTerm = (left: string): boolean => term.test(left) || span.test(left);

type YearMention = { readonly start: number; readonly end: number; readonly year: number | undefined };

function isPlanned(
  plain: string,
  { start, end, year, part, governed }: YearMention & { readonly part: string; readonly governed: boolean },
  context: FigureContext,
): boolean {
  const { plans, carried, base } = context;
  if (year !== undefined && base !== undefined && year < base) return false;
  const words = plain.slice(start, end);
  // How long an internship lasts, how much is lent at most or taken off a tax is no aim.
  if (
    (lasting.test(words) && !/力争|确保/.test(part)) ||
    ((/元$/.test(words) || part.includes('幅度')) && caps.test(part)) ||
    taxes.test(part)
  )
    return false;
  if (byRule.test(plain.slice(0, end)) || (payment.test(part) && !attained.test(part))) return false;
  if (governed) return true;
  const bounded = /以上|以下|左右|以内/.test(plain.slice(end, end + 4));
  const done = bounded ? part.replace(compared, '') : part;
  if ((plans === undefined && carried === undefined) || doneBefore.test(done) || allows.test(part)) return false;
  if (!bounded && amid.test(plain.slice(Math.max(0, start - 12), start))) return false;
  if (plans === 'pledges') return false;
  return deed.test(part) || ((carried !== undefined || plans === 'levels') && level.test(part));
}

function strengthOf(plain: string, { start, end, year }: YearMention, context: FigureContext): Strength | undefined {
  const { clause, part, before } = around(plain, start, end);
  const { plans, month, rules, reports, base } = context;
  const governed = isGoverned(before, context);
  const timed = (words: string): string => (governed || plans !== undefined ? withoutComing(words, month) : words);
  const said = timed(part);
  const behind = plain.slice(end, end + 60);
  if (abolishedBefore.test(part) || abolishedBehind.test(behind) || funds.test(behind)) return undefined;
  const ruled = !encouraged.test(part) && (caps.test(part) || may.test(part) || granting.test(part) || /^\s{0,2}(?:对|分别|按)/.test(part));
  if (encouraged.test(before) && !ruled && !pays.test(part) && !(plans !== undefined && built.test(part))) return 'encourage';
  if (repaid.test(part)) return undefined;
  if (sanctions.test(part)) return may.test(part) ? undefined : 'must';
  if (duty.test(part)) return 'must';
  if (may.test(part) && !/不得?超/.test(part) && !supports.test(part)) return undefined;
  if (/[应應]/.test(part) && ought.test(part)) return 'should';
  if (!governed && /(?:截至|截止)[^。；]{0,60}$/.test(before) && !(year !== undefined && base !== undefined && year > base)) return 'fact';
  // 支持转型，资金规模不低于奖补资金的70%: a minimum in its own words is kept, and not granted.
  const kept = least.test(part) && !supports.test(part.replace(supported, ''));
  const granted = countable.test(plain.slice(start, end)) ? part : before + part;
  if (!kept && (supports.test(granted.replace(supported, '')) || /奖补/.test(part))) return 'support';
  // 鼓励…，幅度不超过10%, 支持…，资金不低于70%, 2027年…不低于30% of a rule: a bound that is kept, and no level to be reached.
  const limits = (encouraged.test(before) && caps.test(part)) || (kept && /支持/.test(before.replace(supported, '')) && !own.test(part));
  if (!governed && (limits || (rules && norm.test(part) && !aimed.test(before)))) return 'must';
  if (existing.test(plain.slice(0, start))) return 'fact';
  const ofOther = serves.test(plain.slice(0, start)) && /^[^，。；]{2,20}的/.test(behind);
  if (forecast.test(part) || ofOther) return reports && 'fact';
  if (
    (!isTerm(plain.slice(0, start)) && !taxes.test(part) && isTarget(plain, { start, end, year }, context)) ||
    isPlanned(plain, { start, end, year, part: said, governed }, context)
  )
    return 'target';
  const past = year !== undefined && base !== undefined && year < base;
  const bounded = /^(?:以[上下内]|左右)/.test(behind);
  if (
    !norm.test(part) &&
    (past || done.test(said) || (!bounded && over.test(timed(before) + said + orEmpty(/^[，,][^，。；\d]{0,8}/.exec(behind)?.[0]))))
  )
    return 'fact';
  // A sentence that stands alone may say first for whom its duty holds; a rule's own text says of such that it is a condition.
  if (duty.test(rules ? before : clause) || (!rules && eligibility.test(clause) && !allows.test(part))) return 'must';
  if (ought.test(part)) return 'should';
  if (aim.test(part)) return 'target';
  return norm.test(part) ? 'must' : reports && 'fact';
}

function isTarget(plain: string, { start, end, year }: YearMention, { base, planStart }: FigureContext): boolean {
  const now = base ?? planStart;
  if (year !== undefined && now !== undefined)
    return year > now || (year === now && /(?<!截)[到至]20\d\d年|力争|\bby\b/i.test(plain.slice(0, start)));
  const said = /(?<!截)[到至]\s{0,2}20\d\d年|\bby (?:the end of )?20\d\d\b/i;
  if (said.test(strip(plain.slice(0, start))) && !/\b(?:had|has|have)\b|已/.test(plain.slice(0, end))) return true;
  return said.test(plain.slice(end)) && /\b(?:sought|to|will|target)\b/i.test(plain);
}

export function figureContext(base: string | undefined, title: string): FigureContext {
  const period = /(20\d\d)\s{0,2}年?\s{0,2}[-—–～~至到]{1,2}\s{0,2}(20\d\d)\s{0,2}年/.exec(title);
  const goal =
    /(20\d\d)年(?:度)?(?:目标|(?:[\p{Script=Han}“”+×]{0,16})(?:要点|行动方案|行动计划|重点工作|工作计划|工作安排|实施方案|重点任务))/u.exec(
      title,
    );
  const any = /(?<!\d)(20\d\d)(?!\d)/.exec(title);
  const planEnd = period?.[2] ?? goal?.[1];
  const planStart = period?.[1] ?? any?.[1];
  return {
    ...(planEnd ? { plans: 'levels' } : {}),
    ...(base ? { base: Number(base.slice(0, 4)), month: Number(base.slice(5, 7)) } : {}),
    ...(planEnd ? { planEnd: Number(planEnd) } : {}),
    ...(planStart ? { planStart: Number(planStart) } : {}),
  };
}

/** 达到100万人的，应当…: a quantity that says when a rule applies is no aim, no duty and no result. */

const closes =
  /^[^，。；;,：:]{0,60}?(?:(?:的|时候?|后|之前|之日起|情况下|情形下|前提下|基础上)\s{0,2}(?:[，,；;：:]|[。]?\s{0,4}$)|的(?=不得|应当|必须)|(?:时|之日起|前)(?=应|须|必须|可以|不得|暂停|取得|办理|[\s\d]{1,4}(?:个工作)?日|是否))/;
const opens = /^\s{0,2}(?:[一二三四五六七八九十\d]{1,3}[）)、.]\s{0,2})?(?:当|如|若|凡|对(?!标|接|外|口)|符合)/;
const defines = /所称|是指|系指|指的是/;
/** What the bounded words describe is the one who has a duty: 留存超过200万人声纹信息的提供者，应当…. */
const describes =
  /^[^，。；,]{0,16}?的(?:[^，。；,]{1,24}[，,]\s{0,2}(?:应当?(?!用)|必须|须|不得|可以?|给予|按照?|由)|[^，。；,的]{1,24}?(?:应当|必须|不得|可(?:以|不|申请|享受)))/;
/** 长度不低于25%的阳台，或封闭的阳台，面积可按…: of what kind. */
const leaves = /^[^，。；,]{0,16}?的[^，。；,]{1,24}[，,](?:[或经][^，。；,]{1,30}[，,])?[^，。；,]{0,16}?可(?:按|不|以|提高|申请|享受)/;
const entitles = /^[^，。；,]{0,16}?的[^，。；,]{1,24}[，,]\s{0,2}可(?:以|抵|按|享)/;
/** 支持单户金额500万元及以下的小微企业: who is supported, and not with how much. */
const kindOf =
  /^(?:及?以[上下])(?:项目|企业|单位|家庭|工程)(?![家数])|^[^，。；,\d]{0,3}以[上下]的(?![，。；,]|[^，。；,]{0,12}(?:补[助贴]|奖|资[助金]|贴息|支持|贷款|比例|额度|标准|经费|优惠|罚))/;
/** 超出100万元部分; 50人以上企业可申报, 满12个月即可提取: from when on. */
const waits = /(?:间隔|逾期)[^，。；\d]{0,6}\d/;
const beyond = /^(?:以上)?的?部分(?![一-龥]{0,3}(?:地区|城市|省|市))/;
const permits = /^(?:及?以上)[^，。；\d]{0,12}(?<!许|认)(?:方可|即可|才能|可(?:以|申|再|办|享|纳|入|提))/;
/** 对单户金额500万元以下、费率不超过1%的业务给予…: of what kind. */
const towards = /(?:^|[，。；,可应当须])对(?!标|接|外|口)[^，。；,]{0,40}$/;
const given = /^[^，。；,]{0,40}?的[^，。；,]{1,24}?(?:给予|实行|收取|予以|执行)/;
/** 涉及100万人以上个人信息的事件: how grave it is. */
const concerns = /(?:涉及|影响|殃及)[^，。；,]{0,60}$/;
/** 对产值超过8亿元，纳税达到1500万元的企业，授予…: who is given, however long the clause. */
const clauseStart =
  /(?:^|[，。；,;：:\n])\s{0,2}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s{0,2})?对(?!标|接|外|口|于)(?:(?!的[^，。；,]{1,20}[，,]|给予|予以|奖励|补[助贴])[^。；;]){0,80}$/;
const isGiven =
  /^(?:(?!给予|予以|奖励|补[助贴])[^。；;]){0,80}?的[^，。；,]{1,20}[，,]\s{0,2}(?:经[^，。；,]{1,8}[，,])?(?:授予|给予|奖励|予以|可|一次性|按|分别|最高)/;
const ladder = /按照?[^，。；]{0,40}$/;
const ofLadder = /^[^，。；的]{0,40}(?:[，,]\s{0,2}分别)/;
/** Who falls short: 难以达成10%的建设量. */
const misses = /(?:难以|未能?|无法|不能)(?:达[到成]|完成|实现)$/;
/** 一级预警：个贷率在85%至90%之间. */
const alarm = /[一二三四ⅠⅡⅢⅣ]级(?:预警|响应)[：:][^。；]{0,40}$/;
const qualifies = /^[^。；]{0,40}?(?:条件|规定|要求|情形)的[，,]\s{0,2}(?:可|方可|给予|应)/;
/** 若月末个贷率连续3个月低于90%，恢复受理. */
const supposing = /^(?:[^，。；]{0,4}[）)、.．])?\s{0,2}(?:若|如果?(?!下|何|图|期|数|实)|一旦|当(?![年地前日时下选事]))/;
/** 接收超过50人，留用率达到60%的，可申请: every part of it is the condition. */
const leastOfThreshold = /超过|达到?|满|以上|不[少低]于/;
const goesOn = /^(?:(?!给予|予以|奖励|补[助贴]|应|须|不得|可|[，,]对)[^。；;]){0,80}?的[，,]\s{0,2}(?:可|应|须|予以|给予|不得|按)/;
const asks = /(?:条件|情形)(?:为|是|包括)[^。]{0,200}$/;
const points = /^[^，。；;\d]{0,6}(?:[（(]含[^（()）]{0,20}[）)])?[（(]?(?:得|计|加|每)?\s?\d{1,3}分(?!钟|之)/;
const untilThreshold = /直至[^，。；]{0,30}$/;
/** 3.收入占比超过50%的数据应用企业、标注企业。: an item that only names who. */
const numbered = /^\s{0,4}[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]/;
const namesWho = /的[^，。；的]{2,40}(?:企业|单位|机构|组织|人员|个人|家庭|主体|基金会|公司)[。；]?\s{0,2}$/;
const does = /应|不得|须|罚|给予|补[助贴]|奖|支持|鼓励|推动|力争|确保|建成|建设|打造|培育|新增|形成|引[进育]|招引|遴选|认定/;
const attributive = /^[^，。；,]{0,16}?的(?![，,。；;])/;
/** 的 behind a target belongs to what is to be built: 建成算力规模超过10EFLOPS的智算中心. */
const builds = /建成|新?建设|新建|培育|打造|形成|新增|布局|研制|达到|提升|提高/;

const paid = /(?:给予|补[助贴]|奖励|处以?|并处|投入?资?|安排)[^，。；,]{0,12}$/;
const made = /(?:给予|建成|建设|新建|培育|打造|形成|新增|布局|遴选|推出|不[少低]于|配备|引进|支持|开展|汇聚)[^，。；,]{0,16}$/;
/** 对项目给予不超过总投资30%的补助 gives, and names no condition. */
const gives = /给予|补[助贴]|奖励|支持|资助|处以?(?!理)|按照?/;
const steps = /每(?:增加?|满|超过?|提高|降低|下降|减少)[^，。；\d]{0,12}$/;
const lasts = /(?:满|连续)[^，。；\d]{0,10}$|(?:近|过去|此前|前)\s{0,2}$/;
/** 贷款金额如不超过50万元, and 400万元以上项目的控制价应…: a case, and what belongs to a class. */
/** 1万人以上、5000人以上: the steps of classes; 较大事件：1000人以上. */
const step = /^[个人名户家万亿元台]{0,3}以[上下](?:[（(]含[^）)]{0,6}[）)])?、\s{0,2}\d|^[（(]含[^）)]{0,6}[）)]以[上下]/;
const classes = /(?:特别重大|重大|较大|一般|特别严重|较?严重)[^，。；：:]{0,16}(?:事件|事故|灾害|险情|灾情|疫情|后果)|[ⅠⅡⅢⅣ]级/;
const ordersOrGives = /应|不得|须|罚|处|给予|补|奖|建|确保|力争|培育|打造|新增|设/;
const supposes = /如果?(?:不?(?:超过|低于|高于|少于|多于)|达到|不足)[^，。；\d]{0,6}$/;
const ofClass = /^[^，。；,]{2,40}(?:应当?|必须|须|不得)/;

/** "Providers with more than 1 million users must …", "if sales exceed 5 million yuan, …". */
const englishWho =
  /\b(?:with|having|serving|handling|processing|holding|employing|(?:that|which|who) (?:have|has|serve|handle|process|hold|employ)s?)\b[^.;,]{0,40}$/i;
const englishDuty = /^[^.;,]{0,60}?\b(?:must|shall|should|may|can|(?:are|is) (?:required|obliged)|need to|have to)\b/i;
const englishIf = /(?:^|[.;,]\s{0,2})(?:if|when|where|once|whenever)\b[^.;,]{0,80}$/i;
const isEnglishThreshold = (left: string, right: string): boolean =>
  (englishWho.test(left) && !/\b(?:must|shall|should|will)\b/i.test(left) && englishDuty.test(right)) ||
  (englishIf.test(left) && /^[^.;,]{0,60},/.test(right));

export function isThreshold(plain: string, start: number, end: number, { unit, bounded }: { unit: string; bounded: boolean }): boolean {
  const left = plain.slice(Math.max(0, start - 120), start);
  const part = left.slice(Math.max(...['，', '。', '；', ';', ',', '：', ':', '（', '('].map((mark) => left.lastIndexOf(mark))) + 1);
  const right = plain.slice(end, end + 80).replace(/[（(][^（()）]{0,40}[）)]/g, '');
  if (defines.test(plain.slice(Math.max(0, start - 200), start)) || closes.test(right) || steps.test(left)) return true;
  if (
    unit === 'month' &&
    (lasts.test(left) || ((waits.test(part + plain.slice(start, end)) || /^(?:以|之)?后/.test(right)) && !ordersOrGives.test(part)))
  )
    return true;
  if ((beyond.test(right) && /超|高于/.test(part)) || (bounded && permits.test(right) && !gives.test(part))) return true;
  if (unit === 'count' && /涉及\s{0,2}$/.test(left) && /人$/.test(plain.slice(start, end))) return true;
  if (unit !== '%' && step.test(plain.slice(end)) && !ordersOrGives.test(part)) return true;
  if (bounded && unit !== '%' && classes.test(left) && !ordersOrGives.test(part)) return true;
  if ((bounded && concerns.test(left) && !made.test(left)) || (bounded && ladder.test(left) && ofLadder.test(right))) return true;
  if (clauseStart.test(left) && isGiven.test(plain.slice(end, end + 120))) return true;
  if (
    isEnglishThreshold(left, right) ||
    supposes.test(left) ||
    untilThreshold.test(left) ||
    alarm.test(left) ||
    (bounded && qualifies.test(right))
  )
    return true;
  if (asks.test(plain.slice(Math.max(0, start - 240), start)) || points.test(plain.slice(end, end + 60))) return true;
  if (unit === 'count' && /^以[上下]的(?:[按每可，,])/.test(right)) return true;
  if (leastOfThreshold.test(plain.slice(Math.max(0, start - 4), end + 6)) && !builds.test(part) && !gives.test(part) && goesOn.test(right))
    return true;
  if (supposing.test(part) && /^[^，。；,]{0,12}[，,]/.test(right)) return true;
  if (bounded && part.trim() === '' && /以[上下]$/.test(plain.slice(start, end + 2).trim()) && ofClass.test(right)) return true;
  if (bounded && numbered.test(plain) && namesWho.test(plain) && !does.test(plain)) return true;
  if (misses.test(left) || (bounded && (entitles.test(right) || (towards.test(left) && given.test(right))))) return true;
  if (
    (unit === 'CNY' || unit === 'count') &&
    kindOf.test(right) &&
    (unit === 'CNY' || right[2] === '的' || /人$/.test(plain.slice(start, end)))
  )
    return !(unit === 'count' ? made : paid).test(left);
  if (!bounded || builds.test(part) || gives.test(part)) return false;
  return describes.test(right) || leaves.test(right) || (opens.test(part) && attributive.test(right));
}
