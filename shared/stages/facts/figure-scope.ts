import { orEmpty } from '../../model/values.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { Figure } from './extract/figures.ts';
import { fineBehind } from './extract/quantities.ts';

const {
  tail,
  nounEnds,
  /** 具有推广价值的…, 市场前景好、赋能效果显著的…: what a thing is like stands before it. */
  describesFirst,
  describesLast,
  begins,
  finishes,
  modalEnglish,
  deedWords,
  deedsFirst,
  deedsLast,
  /** 完成投资, 增速, 任务, 竣工: what says nothing without the thing before it. */
  general,
  leadsIn,
  modal,
  /** 不低于应缴出让金的50%: what bounds it, and what it is a share of, behind the subject. */
  boundOfShare,
  /** 可获得购房款的15%, 由财政部门按其所缴税额的50%, 五千万元以下或者上一年度营业额的5%: what stands before the thing itself. */
  beforeThing,
  sharedThing,
  /** 最高贷款额度不超过: words that bound, and the thing between them. */
  mostThing,
  unsaid,
} = expressionsOf(expressions.figureScope);

/** What a quantity is of: in Chinese the thing counted stands behind its measure word, a rate's subject before it. */

const longest = 40;

const lead =
  /^(?:第[一二三四五六七八九十百]{1,5}条|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.])?\s{0,3}(?:到|至|力争|争取|其中|同时|并|且|以及|并且|确保|全面|进一步|努力|截至)?(?:20\d\d年(?:\d{1,2}月)?(?:底|末|初|前|起)?)?[，,、]?(?:力争|争取|确保)?/;

function bare(words: string): string {
  let kept = words;
  for (let cut = tail.exec(kept); cut; cut = tail.exec(kept)) kept = kept.slice(0, cut.index);
  return kept;
}

const onlyCounts = /^(?:累计|总计|合计|一?共|现|已|有|新增|完成)*$/;
/** 分别调整为2.35%和2.85%: of the second the first is no subject. */
const sibling = /(?:不得?(?:[低高少多大小]于|超过))?[\d.]{1,9}[%万亿元倍]{1,3}[和及与且](?:不得)?$/;
const oldValue = /(?:分别)?(?:(?:由|从)[^由从]{0,24}|最[高低多])(?:\d|[百千万]分之)[^由从]{0,24}$/;

const englishWords = /^[A-Za-z][\sA-Za-z’'&/-]+/;

const spoken = (words: string | undefined): string | undefined =>
  words !== undefined && words.trim().length >= 2 ? words.trim() : undefined;

const isLike = (words: string): boolean => describesFirst.test(words) || describesLast.test(words);
/** 赋能效果显著的行业数据集 → 行业数据集: the thing behind what describes it, before the clause ends. */
const described = /^[^，。；;：:（(\d]{2,36}的([^，。；;：:（(）)、的与和及\s\d]{2,24})/;
const quoted = /^(?:(?!围绕|聚焦|针对|就)[^“"，。；、的与和及（\d]){0,8}[“"][^”"]{1,20}[”"]/;

const places = /^[村镇乡县市区省校]$/;
const longestNoun = 24;
/** 5个国家数据要素综合试验区, 15%以上的算力, 10万元以下的罚款; empty where only what it is like is said. */
function behind(sentence: string, end: number): string | undefined {
  if (/^的?标准/.test(sentence.slice(end))) return undefined;
  const rest = sentence
    .slice(end, end + longest)
    .replace(/[（(][^（()）]{1,8}[）)](?=[场站园区所队])/, '')
    .replace(/^的?(?:比例|(?:税率|征收率)(?=征收))/, '')
    .replace(/^次?(?:以上|以下|以内|左右)?(?:的|之)?\s?/, '');
  const name = quoted.exec(rest)?.[0].length ?? 0;
  const ends = nounEnds.exec(rest.slice(name).replace(/^达到/, '__'));
  const stop = name + (ends?.index ?? rest.length - name);
  if (stop > longestNoun) return undefined;
  const first = rest.slice(0, stop);
  if (!isLike(first) || (describesLast.test(first) && !describesFirst.test(first) && !/^[的、与和及]/.test(rest.slice(stop))))
    return spoken(first) ?? places.exec(first)?.[0];
  const thing = described.exec(rest)?.[1];
  const own = thing?.slice(0, nounEnds.exec(thing)?.index ?? thing.length).trim();
  return own === undefined || own.length < 2 || isLike(own) ? '' : own;
}

/** The noun that a unit bears in itself: 20个企业 has none, 20 enterprises has. */
const thingIn = (words: string): string | undefined => spoken(words.split(/[^A-Za-z -]/).at(-1));

const given =
  /^(?:[、和][\d.]{1,9}[万亿]?元){0,4}(?:以上|以下|以内)?的?[^，。；,]{0,6}?(罚款|罚金|补助|补贴|奖励|奖补|资助|贴息|资金|经费|贷款|保证金|投资|支持)/;

const marks = /[，。；、：,;:\n（(](?![^（(）)]{0,60}[）)][^，。；、：,;:\n（(]{0,60}$)/g;

function lastMark(plain: string, at: number): number {
  const from = Math.max(0, at - 120);
  return Math.max(from - 1, ...[...plain.slice(from, at).matchAll(marks)].map(({ index }) => from + index));
}

const brackets = /[（(][^（()）]{0,60}[）)]/g;
const shortened = (words: string): string => (words.length <= longest ? words : words.replace(brackets, '').slice(-longest).trim());

/** 建设各类平台、基地15个, 智能终端、智能体等普及率: where the list begins of which the subject is the last. */
function listStart(plain: string, from: number): number {
  let at = from;
  for (let n = 0; n < 4 && plain[at - 1] === '、' && !begins.test(plain.slice(at)); n += 1) {
    const before = lastMark(plain, at - 1) + 1;
    const item = plain.slice(before, at - 1);
    if (!/^[^\d无有不][^\d]{0,19}$/.test(item)) break;
    at = before;
  }
  return at;
}

/** 分别按照博士、硕士5万元、3万元, 处置率分别达到25%和15%: each of a list has its own, else none is sure. */
function ofList(plain: string, { start, end, unit }: Figure): { readonly name?: string } | undefined {
  const at = plain.lastIndexOf('分别', start);
  const given = plain.slice(at + 2, start);
  if (at < 0 || start - at > 80 || /[。；]/.test(given)) return undefined;
  const nth = given.match(/\d[\d.]{0,12}/g)?.length ?? 0;
  const rest =
    /^(?:[以上下左右]{0,2}[、和及][\d.]{1,12}[^，。；、和及\d]{0,6}){1,12}/.exec(plain.slice(end))?.[0].match(/[、和及][\d.]/g)?.length ??
    0;
  if (nth + rest === 0 || given.includes('，')) return undefined;
  const within = bare(orEmpty(/^[^\d]{0,60}/.exec(given)?.[0].replace(/^按照?|^对/, '')));
  const words = within.includes('、') ? within : bare(plain.slice(listStart(plain, lastMark(plain, at) + 1), at));
  const items = words.split(/[、和及]/);
  if (items.length !== nth + rest + 1) {
    if (within.length > 1) return { name: within };
    if (items.length > 1) return unit === 'CNY' ? {} : undefined;
    return words.length < 2 ? undefined : { name: words };
  }
  // Of shares the last alone may bear the head noun of all: 种植、收获机械化率.
  const name = unit === 'CNY' ? items[nth] : words;
  return name === undefined || name.length < 2 ? {} : { name };
}

/** 增加值增长6%, 最高额度上浮20万元: by how much, and not how much. */
const moves =
  /((?:最高可|可)?(?:[同环]比|年均|平均|再)?(?:增长|增加|上浮|下浮|上调|下调|下降|降低|减少|提高))(?:了|约|近|超过?|不[低少高]于|不超过|至少)?\s{0,2}$/;
const comparing = /[同环]比|[较占]|高于|低于|平均|[降增][幅速]/;
/** 销售额50亿元，同比增长3%: of what was spoken of before. */
const ofBefore = /^\s{0,2}(?:[同环]比|[两三]年平均?)?$/;
/** 提供不低于最低工资80%的补贴: of what the share is, not who gives it. */
const givesOut = /(?:提供|给予|收取|缴[纳存]|安排|支付|发放|计提|提取)$/;
/** 打造总规模500亿元的基金群. */
const ofSize = /^(?:全[国省市区])?(?:打造|设立|组建|建设|形成)?总?(?:规模|投资)$/;
function before(sentence: string, plain: string, figure: Figure): string | undefined {
  const { start, number, unit, end } = figure;
  const listed = ofList(plain, figure);
  if (listed) return listed.name;
  const mark = lastMark(plain, start) + 1;
  // …”提高至“每户每月1800元: what is quoted begins its own words.
  const near = mark + orEmpty(/^.{0,80}[至为到][“"]/.exec(plain.slice(mark, start))?.[0]).length;
  const list = listStart(plain, near);
  const from = start - list > longest ? near : list;
  const words = plain.slice(from, start);
  let skipped = lead.exec(words)?.[0].length ?? 0;
  // 经营者应当保存日志不少于六个月: the time is of the keeping, not of the keeper.
  const must = modal.exec(bare(words))?.[0].length ?? 0;
  const kept = bare(words.slice(must).replace(sibling, '')).replace(/^(?:[低高少多大小]于|超过)/, '').length >= 2 ? must : 0;
  skipped = Math.max(skipped, kept);
  const leading = beforeThing.exec(bare(words.slice(skipped)))?.[0].length ?? 0;
  skipped += leading;
  const own = words.slice(skipped).replace(oldValue, '').replace(sibling, '');
  const share = boundOfShare.exec(own);
  if (share && (share[1]?.length ?? 0) < 2) return spoken(share[2]?.replace(/的$/, ''));
  const cut = bare(share?.[1] ?? own).length;
  const whole = sentence.slice(from + skipped, from + skipped + cut).trim();
  const [, like = '', thing] = /^(.{2,30})的([^的]{2,})$/.exec(whole) ?? [];
  const subject = thing !== undefined && describesLast.test(like) ? thing : whole;
  const bound = plain.slice(start, number).trim();
  const most = unit === 'CNY' ? mostThing.exec(bound)?.[1] : undefined;
  if (most !== undefined) return spoken(shortened(`${subject}${most}`));
  const moved = unit === '%' || unit === 'CNY' ? orEmpty(moves.exec(plain.slice(near, number))?.[1]) : '';
  if (moved !== '' && ofBefore.test(subject) && !words.includes('分别')) {
    const earlier = bare(orEmpty(/^[^\d]{0,40}/.exec(plain.slice(lastMark(plain, near - 1) + 1, near - 1))?.[0]));
    return near === 0 || earlier.length < 2 || comparing.test(earlier) ? undefined : spoken(`${earlier}${moved}`);
  }
  const sized = ofSize.test(subject) ? /^的([^，。；\d的]{2,16})/.exec(plain.slice(end))?.[1] : undefined;
  if (sized !== undefined) return sized;
  const shared = spoken(sharedThing.exec(bound)?.[1]);
  if (subject.length < 2 || (unit === '%' && shared !== undefined && givesOut.test(subject))) return shared;
  return onlyCounts.test(subject) || /等$|^\d+[户人个家项名]$|^[\d.]{1,12}[%万亿元倍]/.test(subject)
    ? undefined
    : spoken(shortened(`${subject}${moved}`));
}

function inEnglish(sentence: string, plain: string, figure: Figure): string | undefined {
  const of = /^\s{0,2}of (?:the |its )?([A-Za-z][A-Za-z’' -]{1,60})/.exec(sentence.slice(figure.end));
  const noun = of?.[1] && (of[0].includes(' the ') || of[0].includes(' its ') ? of[0].trim().slice(3) : of[1]);
  if (figure.unit === '%' && noun) return spoken(noun.replace(/\s(?:from|by|in|for|on|at|to|with|as|when|while|and)\s.*$/s, ''));
  if (figure.unit === 'count') {
    const words = sentence.slice(figure.start, figure.end);
    const thing =
      (/\d/.test(words) ? thingIn(words) : undefined) ??
      englishWords.exec(sentence.slice(figure.end).trimStart())?.[0].replace(/\sand (?:at|more|up|no|over|about)\s.*$/s, '');
    return spoken(thing?.replace(/^(?:at least|more than|over|nearly|about|around|some|up to|no (?:fewer|less) than)\s/i, ''));
  }
  const from = lastMark(plain, figure.start) + 1;
  // The clause begins further off than was looked: half a name is none.
  if (/[A-Za-z ]/.test(orEmpty(plain[from - 1]))) return undefined;
  const subject = ` ${sentence.slice(from, figure.start)}`.replace(/\s(?:and|that|but|while|which)\s/, ' ').replace(/^\s{1,9}/, ' ');
  const head = /^(.{1,80}?)(?:\s(?:should|must|shall|will|would|can|could|may|has|have|had|is|are|was|were)\s)/s.exec(subject)?.[1];
  return spoken((head ?? subject.replace(modalEnglish, '')).trim());
}

const latin = (sentence: string): boolean => !/\p{Script=Han}/u.test(sentence);

/** 最迟6月底前, 全年: when, and not what. */
const times =
  '到?(?:最迟|最晚|全部|年度|全年|20\\d\\d年[底末]?|年[底末内]前?|前?[一二三四]季度末?|[上下]半年|(?<!\\d)\\d{1,2}月(?:[底末]前?|\\d{1,2}日前|前))';
const timesRound = new RegExp(`^${times}{1,3}(?=[^，。；])|(?<=.)${times}{1,3}$`, 'g');
const anyTime = new RegExp(times, 'g');
function named(words: string | undefined): string | undefined {
  if (places.test(orEmpty(words))) return words;
  let kept = words;
  for (let n = 0; n < 3 && kept !== undefined; n += 1) {
    if (deedWords.test(kept) || kept.replace(anyTime, '') === '') return undefined;
    kept = spoken(kept.replace(timesRound, '').replace(deedsFirst, '').replace(deedsLast, ''));
  }
  return /^[在由](?!建)/.test(orEmpty(kept)) ? undefined : kept;
}

const each =
  '(?:[百千万]?(?:人|名|户|[家个位][\\p{Script=Han}]{0,4}?|架次|套|亩|吨|台|辆|件|项|座|所|度|次|[日天月]|季度?|学[年期]|平方米|立方米|千瓦时|公里|小时|课时|班|床)|千名[\\p{Script=Han}]{2})';
const perBehind = new RegExp(`^元?[/／](㎡|m[²2]|平米|${each})(?:[/／·]([日天月年]))?`, 'u');
const perBefore = new RegExp(
  `(每(?:(?:增加|招用|吸纳|录用|新增|引进)[1一]?)?${each}(?:每[日天月年])?)(?:[按可约为达给予补贴助奖励增加]|分别|最[高低多]|不超过|标准){0,3}\\s{0,2}$`,
  'u',
);
/** 200元/平方米, 每人每月1000元: a sum of each, whatever it is. */
function withMeasure(words: string | undefined, plain: string, { start, number, end, unit }: Figure): string | undefined {
  const [, behind, over] = (unit === 'CNY' && perBehind.exec(plain.slice(end, end + 12))) || [];
  const before = unit === 'CNY' || unit === 'count' ? perBefore.exec(plain.slice(Math.max(0, start - 24), number))?.[1] : undefined;
  const one = behind === undefined ? '' : `每${behind.replace(/^(?:㎡|m[²2]|平米)$/, '平方米')}`;
  const per = orEmpty(before?.replace(/每年$/, '')) + one + (over === undefined || over === '年' ? '' : `每${over}`);
  // 按照每个婴幼儿每月2000元: each, and how often.
  if (per === '' || words?.includes('每')) return words !== undefined && per.startsWith(words) ? per : words;
  return `${per}${/^[/／]/.test(orEmpty(words)) ? '' : orEmpty(words)}`;
}

const verb = /^(?:[完竣开]工|投放|建成|新增|达到|改造|建设|启动)$/;
/** 双缴存家庭, 五年以上, 二类: whose, and not what of theirs. */
const whose = '(?:家庭|职工|人员|人才|个人|[一二三四]类|[一二三首]套|年以[上下](?:[（(]不?含[^）)]{1,6}[）)])?)';
const group = new RegExp(`${whose}$`);
const ofGroup = new RegExp(`${whose}([^，。；\\d]{0,12}(?:额度?|利率|比例|标准|限额|贷款|租金|工资))$`);

const interim = /前?[一二三四]季度末?|上半年|(?<!\d)\d{1,2}月底?前/;
const interimMark = new RegExp(`（(?:${interim.source})）$`);

export type Scoped = { readonly figure: Figure; readonly scope: string | undefined };

function scopeBefore(plain: string, start: number, before: Scoped | undefined, ends = /[。；;]/): string | undefined {
  if (before && !ends.test(plain.slice(before.figure.end, start)))
    return before.scope
      ?.replace(interimMark, '')
      .replace(anyTime, '')
      .replace(/^(?:今年)?计划|已(?=完成|[开竣完]工|建成)/g, '');
  const [, noun] = /([^，。；：,\d（()）的]{2,24})[，,：:][^，。；：:,]{0,16}$/.exec(plain.slice(0, start)) ?? [];
  const thing = noun?.trim().replace(leadsIn, '');
  return thing === undefined || thing.length < 2 || thing.length > 12 || finishes.test(thing) ? undefined : thing;
}

/** 雾灯贷款上半年达到3亿元，全年达到8亿元，增速10%: a member without a subject has that of the member or clause before it. */
function ofSentence(plain: string, { start, unit }: Figure, own: string | undefined, before: Scoped | undefined): string | undefined {
  if (own !== undefined && group.test(own) && (unit === '%' || unit === 'CNY'))
    return `${own}${orEmpty(ofGroup.exec(orEmpty(scopeBefore(plain, start, before)))?.[1])}`;
  const bound = own === undefined || verb.test(own);
  if (!bound && (!general.test(own) || (unit === '%' && /投资|金额/.test(own)))) return own;
  const scope = scopeBefore(plain, start, before, own === undefined ? /。/ : undefined);
  if (scope === undefined || scope.length < 2 || general.test(scope)) return undefined;
  if (own !== undefined && scope.includes(own)) return scope;
  if (!bound) return scope.length > 16 ? undefined : `${scope.replace(/[一-龥]{2}率$/, '')}${own}`;
  const between = plain.slice(before?.figure.end ?? lastMark(plain, start), start);
  const rest = between.replace(anyTime, '');
  if (own !== undefined)
    return before?.figure.unit === unit ? `${own}${scope.replace(/^(?:[完竣开]工|启动|建[设成]|新增|投放|改造)+/, '')}` : undefined;
  const goesOn = before === undefined ? rest !== between : before.figure.unit === unit;
  return goesOn && /^[^，、；;：:,]{0,4}[，、；;：:,]/.test(rest) && bare(rest).replace(unsaid, '') === '' ? scope : undefined;
}

/** 雾灯贷款（上半年）: a value for a part of a year names that part, beside the one for the whole year. */
function withInterim(words: string | undefined, plain: string, { start }: Figure, before: Scoped | undefined): string | undefined {
  const [part] = interim.exec(plain.slice(Math.max(before?.figure.end ?? 0, lastMark(plain, start)), start)) ?? [];
  return words === undefined || part === undefined || words.includes(part) ? words : `${words}（${part}）`;
}

const changes = /(新增|净增|增加|增长|减少|下降|降低|压减|缩减)(?:了|约|近|超过?|逾|至少|不少于|不低于|不超过){0,2}\s{0,2}$/;
/** 新增10家企业 are 新增企业, 企业增加10家 are 企业增加: by how much it changes is not how much there is. */
function withChange(words: string | undefined, sentence: string, plain: string, { number, end, unit }: Figure): string | undefined {
  const verb = unit === '%' || unit === 'CNY' ? undefined : changes.exec(plain.slice(Math.max(0, number - 16), number))?.[1];
  if (words === undefined || verb === undefined || words.includes(verb)) return words;
  return sentence.slice(end, end + longest).includes(words) && !sentence.slice(0, number).includes(words)
    ? `${verb}${words}`
    : `${words}${verb}`;
}

/** What a quantity is of, in the words of its sentence; nothing where they are no name of a thing. `before`: what its sentence has told. */
export function scopeOf(sentence: string, plain: string, figure: Figure, before?: Scoped): string | undefined {
  const said = wordsOf(sentence, plain, figure);
  // Of a time it is what is to be done within it: 24小时内完成核验.
  const isDone =
    latin(sentence) ||
    figure.unit === 'hour' ||
    figure.unit === 'month' ||
    (/百分点/.test(plain.slice(figure.start, figure.end)) && /^[高低]于/.test(orEmpty(said)));
  const own = isDone ? said : withChange(ofSentence(plain, figure, named(said), before), sentence, plain, figure);
  const words = withInterim(withMeasure(own, plain, figure), plain, figure, before);
  return words === undefined || /^[（(][\d一二三四五六七八九十]{1,3}[）)]$/.test(words) || !/^[\p{L}\p{N}“《（("‘]/u.test(words)
    ? undefined
    : words;
}

/** …购房补贴，最高不超过200万元: what was spoken of before. */
const moneyBefore = /(处罚|补贴|补助|奖励|奖补|资助|贴息|贷款|经费|租金|保证金)[^。；]{0,60}$/;
function wordsOf(sentence: string, plain: string, figure: Figure): string | undefined {
  if (latin(sentence)) return inEnglish(sentence, plain, figure);
  const end = figure.end;
  if (figure.unit === 'CNY' && fineBehind.test(plain.slice(end, end + 40))) return '罚款';
  if (figure.unit === 'CNY' || figure.unit === 'times') {
    const what = given.exec(plain.slice(end))?.[1];
    if (what) return what;
  }
  if (figure.unit === 'count')
    // 院所的600名专家: what stands before 的 is whose they are.
    return (
      behind(sentence, end) ??
      (/(?<![年月日期])的\s?$/.test(plain.slice(0, figure.start)) ? undefined : before(sentence, plain, figure)) ??
      /(?:人次|[人户亩辆艘])$/.exec(plain.slice(figure.start, end))?.[0]
    );
  if (figure.unit === 'month' || figure.unit === 'hour') {
    const within = /^内?(?:须|应当?)?([^，。；,（(]{2,16})(?=[，。；,（(]|$)/.exec(sentence.slice(end).replace(/^(?:以内|之内)/, ''));
    if (figure.bound === 'at-most' && within?.[1]) return within[1].trim();
    // 立即报告（最迟不超过2小时）: what stands before the bracket.
    const [, done] = /([^，。；,（(应当须内]{2,16})[（(]最[迟晚][^，。；（(]{0,8}$/.exec(plain.slice(0, figure.start)) ?? [];
    if (done !== undefined) return /\d/.test(done) ? undefined : done.trim();
  }
  const share = figure.unit === '%' && /^(?:以上|以下)?的(?![，。；,])/.test(plain.slice(end));
  // 将15%以上的算力用于…: the share is of what stands behind it, unless a subject stands before.
  if (share && /(?:[将把]|支持|投入|全[国省市区])\s{0,2}$/.test(plain.slice(0, figure.start))) return behind(sentence, end);
  const subject = before(sentence, plain, figure);
  return (
    (share && deedWords.test(orEmpty(subject)) ? undefined : subject) ??
    behind(sentence, end) ??
    (figure.unit === 'CNY' && (figure.strength === 'support' || figure.bound === 'at-most')
      ? moneyBefore.exec(plain.slice(0, figure.start))?.[1]
      : undefined)
  );
}
