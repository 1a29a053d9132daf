import { everyMatch } from '../../text/every-match.ts';

/** How binding a quantity is, from 鼓励 to 必须; `target` is set for a year to come, `fact` is already so. */
export type Strength = 'target' | 'must' | 'should' | 'support' | 'encourage' | 'fact';

/** What the page says of time: the year of its own day, when it has one, and the last year of the plan it sets out (2026—2028年). */
export type FigureContext = { readonly base?: number; readonly planEnd?: number; readonly planStart?: number };

/** A quantity's year: `text` when the sentence names it, `page` when only the day of the page or the period of the plan tells. */
export type FigureYear = { readonly year: number | null; readonly from?: 'text' | 'page' };

const done =
  /(?:已|现有|目前|累计|截至|截止|同比|环比|较上年|比上年|上半年|下半年|季度|到位|实际|去年|首批|高达|现为|迄今|今年以来|启动|开工|完成投资|降至|回落|增至|增长了)|\b(?:had|has|have|drew|grew|climbed|reached|stood at|so far|already|last year)\b/i;
const forecast = /预计|预测|有望|或将|\b(?:expected|forecast|projected|likely) to\b/i;
const aim =
  /力争|目标(?!区间)|(?<!工作|研发|科技|专项)计划(?!单列|项目|生育|经济|书|表)|规划期末|拟(?:新?建|培育|投|建成|引进)|\b(?:aims?|hopes?|plans? to|sought|targets?|is to|are to)\b/i;
const build =
  /(?:建成|建设|培育|招引|引育|引进|孵化|打造|形成|新增|提升|提高|扩大|下降|达到|突破|壮大|研制|汇聚|集聚|落地|推出|实现|完成|布局)/;
const duty = /应当|不得|必须|须(?!知)|严禁|禁止|要求|(?<!主|重|必|需)要(?=达到|不|控制)|原则上|一律|\b(?:must|shall|required to)\b/i;
/** 每年遴选10个: as often as the year comes. */
const standing = /每(?:一|学)?年(?![均前])|每(?:个?季度|个?月)|\b(?:each|every) (?:year|month|quarter)\b/i;
const ought = /(?<![供反适相对响])应(?![用急对届当])|(?<![便适合事不时])宜(?![兰蘭宾賓昌春兴興家居人都])|\bshould\b|\bought to\b/i;
const norm =
  /(?:不少于|不低于|不小于|不超过|不高于|不大于|不多于|不长于|至少|至多|最多|以内|之内|为上限|为下限|封顶)|\b(?:at least|at most|no (?:more|less|fewer) than)\b/i;
const eligibility = /占[^，。；]{0,14}的[^，。；]{0,6}以上，?或|(?:应|需|须)?(?:具备|满足|符合)[^。；]{0,20}(?:条件|要求)/;

const strip = (text: string): string =>
  text.replace(
    /[〔[【（(]\s{0,2}20\d\d\s{0,2}年?\s{0,2}[〕\]】）)]\s{0,2}第?\d{1,5}\s{0,2}号?|[〔[【]20\d\d[〕\]】]|《[^《》]{0,160}》/g,
    ' ',
  );

const afterLast = (text: string, marks: readonly string[]): string =>
  text.slice(Math.max(...marks.map((each) => text.lastIndexOf(each))) + 1);

/** Parts of the sentence round a place: from the last full stop or semicolon, and from the last comma. */
function around(plain: string, start: number, end: number): { clause: string; part: string; before: string } {
  const before = strip(afterLast(plain.slice(Math.max(0, start - 400), start), ['。', '；', ';']));
  const behind = (/^[^，,。；;]*/.exec(plain.slice(end)) ?? [''])[0];
  const part = `${afterLast(before, ['，', ','])}${plain.slice(start, end)}${behind}`;
  return { clause: before + plain.slice(start, end) + (/^[^。；;]*/.exec(plain.slice(end)) ?? [''])[0], part, before };
}

/** 2000EFLOPS, 2000家, 2050亿元: a quantity, no year. */
const quantity =
  '[EPZ](?:FLOPS|B)?\\b|[%％万亿千兆倍款支所架台套辆座处张种例门户吨米]|公[里斤顷]|平方|立方|元(?!旦|宵)|度(?!假)|项(?!目)|名(?!单)|场(?!景)|个(?!五年)|家(?!级)|课时|毫秒|标准机架|yuan|million|billion|enterprises|companies|firms|schools|projects|kWh';
const writtenYear = new RegExp(
  `(?<![\\d.,])(20\\d\\d)(?![\\d.]|,\\d|\\/\\d|\\s{0,2}(?:${quantity}))|(今年|本年|去年|(?<!比|较)上年|明年)`,
  'gi',
);

const relative: Readonly<Record<string, number>> = { 今年: 0, 本年: 0, 去年: -1, 上年: -1, 明年: 1 };

/** 比2019年下降, 是2023年的3倍: the year that a quantity is measured against is not its own. */
const isBase = (left: string, { index, 0: year }: RegExpMatchArray): boolean =>
  /(?:比|较|相比于?|相对于?|相当于)(?:于)?$/.test(left.slice(Math.max(0, (index ?? 0) - 4), index)) ||
  (/^年?(?:底|末|初)?[^，。；\d]{0,10}的(?:近|约|超过?)?$/.test(left.slice((index ?? 0) + year.length)) &&
    /是$/.test(left.slice(0, index)));

/** The last year that stands before the quantity in its sentence; an English one may stand behind it ("in 2024", "by 2028"). */
function written(plain: string, start: number, end: number, base: number | undefined): number | undefined {
  const beside = /^ in (20\d\d)\b/.exec(plain.slice(end));
  if (beside?.[1]) return Number(beside[1]);
  const left = strip(plain.slice(0, start));
  let found: number | undefined;
  for (const each of everyMatch(left, writtenYear)) {
    if (isBase(left, each)) continue;
    if (each[1]) found = Number(each[1]);
    else if (base !== undefined && each[2]) found = base + (relative[each[2]] ?? 0);
  }
  if (found !== undefined) return found;
  const behind = /^[^.;。；]{0,60}?\b(?:in|by|until|for) (?:the end of )?(20\d\d)\b/i.exec(plain.slice(end));
  return behind?.[1] ? Number(behind[1]) : undefined;
}

/** The year a quantity is for, and how the sentence binds to it. `start`–`end` are the quantity's place in the folded sentence. */
export function readStrength(
  plain: string,
  start: number,
  end: number,
  context: FigureContext,
): FigureYear & { readonly strength: Strength } {
  const year = written(plain, start, end, context.base);
  const strength = strengthOf(plain, { start, end, year }, context);
  if (year !== undefined) return { year, from: 'text', strength };
  if (strength === 'target' && context.planEnd !== undefined) return { year: context.planEnd, from: 'page', strength };
  if (strength === 'fact' && context.base !== undefined && !forecast.test(plain) && !standing.test(plain.slice(0, start)))
    return { year: context.base, from: 'page', strength };
  return { year: null, strength };
}

type YearMention = { readonly start: number; readonly end: number; readonly year: number | undefined };

function strengthOf(plain: string, { start, end, year }: YearMention, context: FigureContext): Strength {
  const { clause, part, before } = around(plain, start, end);
  if (/鼓励|\bencourag/i.test(before)) return 'encourage';
  if (duty.test(part)) return 'must';
  if (/[应應]/.test(part) && ought.test(part)) return 'should';
  if (/(?:截至|截止)[^。；]{0,60}$/.test(before) && !(year !== undefined && context.base !== undefined && year > context.base))
    return 'fact';
  if (
    /支持|给予(?!警告|[^，。；]{0,6}(?:处罚|处分|批评|记过))|补助|补贴|奖励|资助|\bsupport/i.test(before + part) &&
    !/支持(?:下|者|力度)/.test(before)
  )
    return 'support';
  if (forecast.test(part)) return 'fact';
  if (isTarget(plain, { start, end, year }, context)) return 'target';
  if (done.test(part)) return 'fact';
  if (duty.test(clause) || eligibility.test(clause)) return 'must';
  if (ought.test(part)) return 'should';
  if (aim.test(clause)) return 'target';
  if (norm.test(part)) return 'must';
  return context.planEnd !== undefined && build.test(part) && !done.test(clause) ? 'target' : 'fact';
}

/** 到2028年…, "by 2028", or a year that lies ahead of the page's. */
function isTarget(plain: string, { start, end, year }: YearMention, { base, planStart }: FigureContext): boolean {
  const now = base ?? planStart;
  if (year !== undefined && now !== undefined)
    return year > now || (year === now && /(?<!截)[到至]20\d\d年|力争|\bby\b/i.test(plain.slice(0, start)));
  const said = /(?<!截)[到至]\s{0,2}20\d\d年|\bby (?:the end of )?20\d\d\b/i;
  if (said.test(strip(plain.slice(0, start))) && !/\b(?:had|has|have)\b|已/.test(plain.slice(0, end))) return true;
  return said.test(plain.slice(end)) && /\b(?:sought|to|will|target)\b/i.test(plain);
}

/** Base year and plan period that a page's title and day give. */
export function figureContext(base: string | undefined, title: string): FigureContext {
  const period = /(20\d\d)\s{0,2}年?\s{0,2}[-—–～~至到]{1,2}\s{0,2}(20\d\d)\s{0,2}年/.exec(title);
  const goal = /(20\d\d)年目标/.exec(title);
  const any = /(?<!\d)(20\d\d)(?!\d)/.exec(title);
  const planEnd = period?.[2] ?? goal?.[1];
  const planStart = period?.[1] ?? any?.[1];
  return {
    ...(base ? { base: Number(base.slice(0, 4)) } : {}),
    ...(planEnd ? { planEnd: Number(planEnd) } : {}),
    ...(planStart ? { planStart: Number(planStart) } : {}),
  };
}
