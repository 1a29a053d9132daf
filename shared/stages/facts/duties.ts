import type { Obligation } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { AddresseeId } from '../../model/vocabulary.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { addresseeNamed } from './places.ts';
import { actsIn, type Provision, pairsOf, sanctionsIn } from './provisions.ts';

/**
 * What an act obliges to, read once: who must or must not do what, in which article, until when, and the article that punishes who does not.
 * Key facts and the register both tell this.
 */

const {
  /** Somebody is to bring something about by then. */
  works,
} = expressionsOf(expressions.bearing);

const {
  /** An organ, as the last words of a subject. */
  organ,
  /** Of those, one of a place. */
  local,
  /** How the name of somebody ends. */
  agent,
  /** What stands before the modal and names nobody: an adverb, the beginning of a circumstance. */
  circumstance,
  /** What punishes, or says who may inspect: of whoever breaks the act, no duty of it. */
  penal,
  /** What nobody can be held to. */
  soft,
  /** What somebody does: the name of who does it stands before. */
  deed,
  /** Who has a part of its own in an act, whatever that is about. */
  third,
  modal,
  aside,
  /** 以儿童为服务对象的服务提供者: who does what stands before. */
  relative,
  /** 从事检测的机构通过…: what it does stands before it. */
  doer,
  /** 审查程序一般应当, 基础设施建设应当: of whom nothing is said. */
  procedural,
  /** 处理后, 原则上: when or how something is done, before the modal. */
  manner,
  /** （六）信息披露要求，运营机构不得…要求；: an item of what a plan or an agreement has to hold. */
  asContent,
  /** Speech, and leave that somebody gets: no order. */
  noOrder,
  /** 2025年底前,对…给予补贴: how long something holds. 2020年以前建成的: a description. 力争, 鼓励: an aim. */
  holds,
  /** 至少保存三年, 在20个工作日内提交: an order without a word for it. 有以下情形之一的，禁止交易: one that who reads duties passes over. */
  timed,
  /** 需取得个人同意, 保存期限不少于三年. */
  needed,
  banned,
  /** 鼓励企业…，应当: nobody has to. */
  hoped,
  /** What only who decides on an application does. */
  deciding,
  hopes,
} = expressionsOf(expressions.obligations);

type Charge = Pick<Obligation, 'by'> & { readonly forbids?: true };

const placed = /(?:应当|应|必须)(?:在|于|自|按|将|向|对|从)/;
/** 应当遵守以下规定：（一）不得…: a list of bans. */
const listed = /应当[^。：:]{0,80}[：:][（(]一[）)]不得/;
/** 授权运营禁止下列行为：… */
const listsBans = /禁止(?:从事|实施)?(?:以下|下列)/;
/** 开展测试活动不得扰乱交通: whoever does it. */
const byWhoever = /^(?:开展|从事|利用|使用)(?![^，。；]{0,30}(?:收取|要求|重复))/;
/** 应当遵守下列规定：（一）…: each of them can be held to. */
const listsRules = /(?:以下|下列)[^，。；：]{0,10}(?:规定|要求|规则|义务)[：:]/;
const list = /[：:](?:[（(]一[）)]|1[•.．、])/;

/** 县（市、区）: of that name they are a part. */
const withoutBrackets = (words: string): string => words.replace(/[（(](?![市县区]、[市县区][）)])[^（）()]{0,60}[）)]/g, '');
/** 专门供儿童, 以儿童: for whom, and not who. */
/** 引导企业, 由政府: who is urged or charged by somebody, and by whom is not said. */
const urged = /^(?:引导|防止|避免|鼓励|支持|督促|指导|推动|要求|协助|帮助|可以|及时|有权(?!.{0,30}的)|或者|由|报|交由|向|组织$)/;
const forWhom = /(?:^|、|专门)(?:供(?![水电气热暖冷应货给用销])|[以为])/;

/** 设立基金会: what is done, but 从事检测的机构. 仅限于雾灯企业: for whom. */
const isNamed = (words: string): boolean => !words.includes('仅限') && (words.includes('的') || words.search(deed) !== 0);

/** 坚持“以人: no name ends within a quotation. */
const openQuote = /“[^“”]{1,40}$/;

/** Somebody named at the beginning of a clause: up to what it is about, or in which case. */
function agentOf(clause: string): string | undefined {
  if (relative.test(clause) && clause.length <= 60 && agent.test(clause)) return clause;
  const [whole] = doer.exec(clause) ?? [];
  if (whole !== undefined) return whole;
  for (const end of [circumstance, deed]) {
    const plain = orEmpty(clause.split(end, 1)[0]).replace(/(?:也|均|都|并|还|且|不|则|就|同时|一般|原则上|可以?|等)$/, '');
    if (
      plain.length <= (plain.includes('、') ? 160 : 60) &&
      agent.test(plain) &&
      !openQuote.test(plain) &&
      ![forWhom, aside, urged].some((each) => each.test(plain)) &&
      isNamed(plain)
    )
      return plain;
  }
  return undefined;
}

/** The number or the heading of an article or item, before its words. */
const numbered =
  /^(?:第[一二三四五六七八九十百]{1,5}条|【[^】]{1,40}】|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])*/;

/** 网站平台要落实规定: an order of a notice, where nothing else is one. */
const wants = /(?<=[台门构业位关府司校院者会局厅办方地省市县区])要(?![求素点件害闻道塞冲价])/;
/** 请科技部等部门在2月底前完成: who is asked. */
const requested =
  /(?:^|[，；])请([^，；]{2,80}?(?:部门|单位|机[关构]|企业|地区?|[省市委局部厅]))(?=[在于按将]|认真|结合|抓紧|参照|遵照|20)/;
/** Who must: named right before the modal, else at the head of the sentence, else in a clause before it. */
function subjectOf(sentence: string): string | undefined {
  const plain = withoutBrackets(sentence).replace(numbered, '');
  const anybody = /^(?:严禁|禁止)(任何(?:组织|单位)(?:(?:[、和]|或者)个人)?)/.exec(plain)?.[1];
  const who = anybody ?? requested.exec(plain)?.[1];
  if (who !== undefined) return who;
  const ordered = plain.search(modal);
  const found = ordered < 0 ? plain.search(wants) : ordered;
  if (found < 0 && !timed.test(plain)) return undefined;
  const at = found < 0 ? plain.length : found;
  const clauses = plain.slice(0, at).split(/[，,；;：]/);
  // 运营者对有关部门开展的检查应当予以配合: who is examined.
  if (
    /^应当?(?:予以|依法|积极)?(?:配合|协助)/.test(plain.slice(at)) &&
    /对/.test(orEmpty(clauses[0])) &&
    !agent.test(orEmpty(clauses.at(-1)))
  )
    clauses.splice(1);
  const right = found < 0 ? undefined : clauses.at(-1)?.replace(/(?:也|均|都|还|原则上|等)$/, '');
  if (
    right !== undefined &&
    right.length <= (right.includes('、') ? 160 : 60) &&
    agent.test(right) &&
    !/^[对向]/.test(right) &&
    !openQuote.test(right) &&
    !forWhom.test(right) &&
    !urged.test(right)
  )
    return right;
  // 当事人有异议的，应当提出: who has one is who must, unless what follows is done to them.
  const isDecided = deciding.test(plain.slice(at));
  const cases = clauses.filter((each) => each.endsWith('的') && !each.startsWith('国家'));
  const others = [...clauses.slice(0, -1).filter((each) => !each.endsWith('的')), clauses[0], ...cases];
  // 企业很多，各区要落实: who must stands right before 要.
  const inTurn = [clauses.at(-1), ...(ordered < 0 && found >= 0 ? [] : others)];
  for (const clause of inTurn) {
    const named =
      clause === undefined
        ? undefined
        : agentOf(clause.replace(/^(?:但是?|其中|同时|并且?|若|如果|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.])/, ''));
    // 当事人有…情形的，应当从重处罚: of whom it is decided, and not who decides.
    if (named !== undefined && !(isDecided && clause?.endsWith('的') && !organ.test(named))) return named;
  }
  return undefined;
}

/** 应由主管部门组织登记: who must stands behind the modal. */
const chargedWith =
  /(?:应当?|必须|须)(?:[^，。；]{0,16}[日月]内，?)?由([^，。；]{2,30}?)(?=组织|负责|承担|办理|进行|提[出供]|申报|制定|审[核批查]|实施|作出|签[署字]|确定|牵头|予以|依法|按)/;
/** 清单更新由标准化机构牵头、园区配合，5月底前完成. */
const ledBy = /(?:^|[，；])[^，。；]{2,30}由([^，。；、]{2,20}?)牵头[^。；]{0,60}前/;
function chargedIn(sentence: string): string | undefined {
  const plain = withoutMeaning(withoutBrackets(sentence));
  const [, who = ''] = chargedWith.exec(plain) ?? ledBy.exec(plain) ?? [];
  return agent.test(who) && !/[持到向]/.test(who) ? who : undefined;
}

/** 加工方承担安全管理责任。要…: who bears something is meant by what follows. */
const bears = /^([^，。；：]{2,30}?)承担/;
const bearerNamed = (sentence: string): string | undefined => {
  const [, who = ''] = bears.exec(withoutBrackets(sentence).replace(numbered, '')) ?? [];
  return agent.test(who) && !urged.test(who) && !modal.test(who) ? who : undefined;
};

/** 应当报本级主管部门审核 behind a duty of that department: it gets what somebody else has to hand in. */
const handedTo = /(?:报|向|(?<![转移])交|告知|通知|接受)(?!上|同级|有关|相关|其他|国[家务])([^，。；：（(]{2,40})/;
const isGoal = (subject: string, sentence: string): boolean => orEmpty(handedTo.exec(sentence)?.[1]).includes(subject.slice(-4));

/** 应当加强监测，发现风险时，应当立即补救: one clause that nobody can be held to takes nothing from the others. */
const isSoft = (words: string): boolean =>
  soft.test(words) &&
  !words.split(/[，；]/).some((clause) => /(?<!适)应当|必须|不得|严禁/.test(clause) && !soft.test(clause) && !saysNothing.test(clause));

/** What stands in its clause before the first modal. */
const leadOf = (words: string): string =>
  orEmpty(
    words
      .slice(0, Math.max(0, words.search(modal)))
      .split(/[，,；：]/)
      .at(-1),
  );

/** `who`: nothing where a thing stands for whoever sees to it. */
type Bearer = { readonly who: AddresseeId | undefined; readonly thing?: true };
export const isPublic = (who: AddresseeId): boolean => who === 'government-users' || who === 'local-governments';

/** 应急预案应当适时修订: a thing stands where somebody could, and neither does anything nor says when or how. */
const isThing = (lead: string): boolean =>
  lead.length > 1 && !aside.test(lead) && !manner.test(lead) && [circumstance, deed].every((each) => lead.search(each) !== 0);

/** 有关单位: some body that the title need not name. */
const unnamed = /(?:有关|相关|其他|成员|挂靠)(?:单位|机构|方面|人员)$/;

/** Of these no reader takes one for the other. */
const institutions: ReadonlySet<AddresseeId> = new Set(['schools', 'researchers', 'medical']);
/** 高校、科研院所: two of a kind each, which are no schools alone. */
function ofAll(subject: string, found: AddresseeId | undefined): AddresseeId | undefined {
  if (found === undefined || !institutions.has(found)) return found;
  const kinds = new Set(subject.split(/以及|[、和与及]/).flatMap((member) => addresseeNamed(member, '') ?? []));
  return kinds.size > 1 ? 'any-enterprise' : found;
}

const isAlone = (first: string, subject = ''): boolean =>
  isThing(first) && !/^[没无未]/.test(first) && !first.startsWith(subject.slice(0, 4));

function bearerOf(subject: string | undefined, sentence: string, title: string, last: AddresseeId | undefined): Bearer | undefined {
  if (subject !== undefined) {
    if (organ.test(subject)) return { who: local.test(subject) ? 'local-governments' : 'government-users' };
    const noun = orEmpty(subject.split('的').at(-1));
    // 提供雾灯服务的服务提供者: of which kind they are says what they do, and the title only where nothing does.
    const doing = relative.test(subject) && addresseeNamed(noun, '') === undefined ? addresseeNamed(subject, '') : undefined;
    const own = doing !== undefined && !isPublic(doing) ? doing : addresseeNamed(noun, title);
    // 具有平台企业属性的企业: no word before them alone does.
    const isOwn = (own !== undefined && own !== 'any-enterprise') || /^(?:同时)?(?:具有|符合|属于)/.test(subject);
    const whole = isOwn ? own : addresseeNamed(subject, title);
    // 为政府部门提供服务的单位: they are no department.
    const found =
      whole !== own && whole !== undefined && isPublic(whole) && relative.test(subject) ? 'any-enterprise' : ofAll(subject, whole);
    return { who: found ?? (third.test(subject) || unnamed.test(subject) ? undefined : addresseeNamed('', title)) ?? 'any-enterprise' };
  }
  const lead = leadOf(sentence.replace(numbered, ''));
  const thing = lead === '' ? undefined : addresseeNamed(lead, title);
  if (thing !== undefined && thing !== 'any-enterprise' && !procedural.test(lead) && !/[时后前]$/.test(lead))
    return { who: thing, thing: true };
  if (procedural.test(lead)) return undefined;
  if (isThing(lead)) return { who: undefined, thing: true };
  if (deciding.test(sentence)) return { who: last === 'local-governments' ? last : 'government-users' };
  // 严禁出售图纸, 开展雾灯活动: whoever it is, also behind a duty of an office.
  if (/^(?:严禁|禁止)/.test(sentence) || (last !== undefined && isPublic(last) && /^(?:开展|从事|开发|利用|使用)/.test(sentence)))
    return { who: 'any-enterprise', thing: true };
  const at = Math.max(0, sentence.search(modal));
  const named = last ?? addresseeNamed(sentence.slice(0, at), title) ?? addresseeNamed('', title) ?? 'any-enterprise';
  // What an act on public data asks of nobody by name it asks of offices and of firms; 不得要求处理者重复报告: of those who ask them.
  const isOther = isPublic(named) || /^.{0,8}(?:要求|责令|督促)/.test(sentence.slice(at));
  return { who: last === undefined && isOther ? undefined : named };
}

/** 不得少于 is a measure to be kept. */
const bare =
  '(?<![对相适反响供回感效顺])应(?!.{1,3}尽)(?=[按在将于及建积主加依遵严根与向提通确明做制具落履配予会保征使立设组强完开告采公编报留坚先事优搭复]|对(?!活动|措施|工作|机制|能力|策略|预案)[^，。；]{1,40}[进实开予加])';
/** 运营机构应分别登记: behind whoever must, any verb. */
const named =
  '(?<=^|[者方人构业位门关府司织台校院会体员局厅办心所容均都也，；：])应(?![当用急对聘邀变付收有届税诉试该力激景运时允答纳是为否缴偿还尽享战得他险]|.{1,3}[尽的]|由[^，。；]{1,12}的|[^，。；]{1,20}(?:请求|邀请|要求[也而，]))';
/** 数据交易场所应对交易过程形成记录: behind whoever must. */
const upon = '(?<=[者方人构业位门关府司织台校院会体员局厅办心所])应(?=对[^，。；]{1,40}(?:形成|承担|负责|[作提]出|完成|办理))';
const duty = new RegExp(`(?<!适)应当(?!知道|事人|[前今])|必须|不得(?:[少低短小]于)?|严禁|(?<![必无])须(?!知)|${bare}|${named}|${upon}`);
/** 各部门要加强领导: what every notice asks of offices, unless it says by when or what not. */
const isUsual = (who: AddresseeId | undefined, words: string): boolean =>
  who !== undefined && isPublic(who) && wants.test(words) && !duty.test(words) && !timed.test(words);
/**
 * What a sentence without any of them orders is nothing: most sentences are not looked at further. A bracket may stand within such a word.
 */
const maybe = /应|要|必须|不得|严禁|须|前|[（(]/;
/** 不得拆除；确需拆除的，应当报批: what stands first is what the sentence is about. */
const forbidding = /^(?:不得|严禁)$/;
/** 2027年6月底前, 2026年12月31日前. */
const lastDay = /(?<![\d.—–至-])(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:底|末)?(?:之)?前/;
/** 应当包括以下内容：, 应当遵循以下原则：: what leads into a list. 应当加强组织领导: what every act says. */
const saysNothing = new RegExp(
  '(?<!情[形况]之一的，[^，。；]{0,40})[：:]$|应当(?:包括|包含|具备|符合|履行|遵循|坚持)(?:以下|下列)|(?:以下|下列)[^，。；]{0,12}[。：:]$|应当?(?:遵循|坚持)[^。；]{0,40}原则(?![^。；]{0,40}(?:不得|严禁))|' +
    '应当?(?:加强|强化)[^。；]{0,16}(?:领导|协调|宣传|统筹)|纳入[^。；]{0,12}(?:国民经济|发展规划)|(?:高度|充分)(?:重视|认识)',
);
const describing =
  /(?:应当|不得|必须)(?!遵[守循]|具有|[与按依向将在于]|对(?!外)|(?:取得|征得|接受|保护|保障|尊重|维护|通过|报送|采[取用]|选用|使用|符合|达到|建立)(?!的))([^，。；、]{1,6})(?<!真实|完善|健全|必要|相应|合理|有效|明确|完整|统一)的(?=\p{Script=Han})/gu;
const inBrackets = /[（(][^（）()]{0,120}[）)]/g;
const asCondition = /[^，。；：]{0,60}(?:应当|必须|不得)[^，。；]{0,60}的(?=[，,])/g;
const bound = /(?:应当?|必须|须|要|务必|确保)[^，。；]{0,12}$/;
/** 2025年底前办理手续的宗地可按…: who does so by then may do something. */
const leave = /的[^，。；]{0,8}[，,]?可(?:以|按|享受)|^[^，。；]{0,12}可(?:以|自|选择)/;
const leaveBefore = /可(?:以|于|在)[^，。；]{0,20}$/;

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
  const rest = /的[，,]/.test(plain) ? plain.replace(asCondition, '') : plain;
  // 部门应当复用上级的算力: somebody does something with what is another's.
  return rest.replace(describing, (whole, deed: string, at: number) =>
    deed.length > 3 &&
    agent.test(
      orEmpty(
        rest
          .slice(0, at)
          .split(/[，,；：]/)
          .at(-1),
      ),
    )
      ? whole
      : '',
  );
}

/** What a sentence lays on somebody; nothing where it lays nothing. */
function readDuty(plain: string): Charge | undefined {
  if (!maybe.test(plain)) return undefined;
  if (saysNothing.test(plain) || noOrder.test(plain) || asContent.test(plain)) return undefined;
  const by = readLastDay(plain);
  if (by !== undefined) return { by };
  const bare = withoutMeaning(plain.replace(inBrackets, ''));
  const [first] = duty.exec(bare) ?? wants.exec(bare) ?? [];
  if (first === undefined) return undefined;
  return forbidding.test(first) ? { forbids: true } : {};
}

function dutyOf(sentence: string, led: string, named: boolean): Charge | undefined {
  if (/是指|https?:/.test(sentence) || hoped.test(led.slice(0, Math.max(0, led.search(modal))))) return undefined;
  if (listed.test(sentence) || (/^(?:严禁|禁止)(?![^，。；]{1,8}(?:场所|区域|路段)[的内])/.test(led) && banned.test(led)))
    return { forbids: true };
  const found =
    modal.test(led) || wants.test(led) || /前/.test(led)
      ? readDuty(led === sentence ? sentence : sentence.replace(/(?:以下|下列)/g, ''))
      : undefined;
  if (found) return found;
  if (banned.test(led)) return { forbids: true };
  if (led !== sentence && /应当|必须/.test(led)) return {};
  return ((timed.test(led) || needed.test(led)) && !/可以?[在于自向]/.test(led)) || (named && placed.test(led)) ? {} : undefined;
}

/** A sentence of an act that lays something on somebody, as it stands in the text; `words` without blanks. */
export type FoundDuty = Omit<Obligation, 'article' | 'who'> & {
  readonly article?: string;
  /** Nothing where nobody is named, and the act has no articles that would say of whom it speaks. */
  readonly who?: AddresseeId;
  readonly words: string;
  readonly start: number;
};

/** Each sentence that lays something on somebody, in the order of the act: what clauses and the register both tell. */
export function readDuties(text: string, title: string): readonly FoundDuty[] {
  const seen = new Set<string>();
  return actsIn(text).flatMap((provisions) => dutiesIn(provisions, { text, title, seen }));
}

type Read = { readonly text: string; readonly title: string; readonly seen: Set<string> };
function dutiesIn(provisions: readonly Provision[], { text, title, seen }: Read): readonly FoundDuty[] {
  const hasArticles = provisions.some(({ label }) => label?.endsWith('条'));
  const onPenalties = /处罚|执法|裁量/.test(title);
  const sanctionOf = sanctionsIn(onPenalties || !hasArticles ? [] : provisions);
  return provisions.flatMap(({ label, words, sentences }): FoundDuty[] => {
    if (hasArticles && penal.test(words) && !onPenalties) return [];
    const alone = sentences.filter((each) => modal.test(each.words)).length < 2;
    let last: AddresseeId | undefined;
    let subject: string | undefined;
    return sentences.flatMap(({ words: sentence, start, end, paragraphs }): FoundDuty[] => {
      const charged = chargedIn(sentence);
      const own = charged ?? subjectOf(sentence) ?? (modal.test(sentence) ? undefined : bearerNamed(sentence));
      if (own === undefined && subject !== undefined && isGoal(subject, sentence)) [last, subject] = [undefined, undefined];
      const bearer = bearerOf(own, sentence, title, last);
      if (own !== undefined && charged === undefined) [last, subject] = [bearer?.who, own];
      const [led = ''] = sentence.split(list, 1);
      const duty = dutyOf(sentence, led, own !== undefined);
      if (
        !bearer ||
        !duty ||
        (isSoft(led) &&
          !(led !== sentence && listsRules.test(sentence)) &&
          duty.by === undefined &&
          !duty.forbids &&
          !/不得|严禁/.test(led))
      )
        return [];
      if (duty.by === undefined && (isUsual(bearer.who, sentence) || (own === undefined && wants.test(led) && !modal.test(led)))) return [];
      // 检查不得收费 after 经营者应当配合检查: whose ban it is is not said.
      if (own === undefined && duty.forbids && leadOf(led).length > 3 && !listsBans.test(led) && !byWhoever.test(leadOf(led))) return [];
      // 限制使用的材料，不得用于工程 after a duty of an office: of the thing, and of whoever uses it.
      const ofThing =
        own === undefined && duty.forbids && last !== undefined && isPublic(last) && isAlone(orEmpty(led.split('，', 1)[0]), subject);
      if (seen.has(sentence) || (penal.test(sentence) && !onPenalties)) return [];
      seen.add(sentence);
      const isKnown = !ofThing && (own !== undefined || subject !== undefined || hasArticles);
      const by = bearer.thing || ofThing ? undefined : (charged ?? subject);
      const sanction =
        (bearer.who && isPublic(bearer.who)) || label === undefined
          ? undefined
          : sanctionOf({ article: label, subject: by, quote: sentence, alone, paragraphs });
      return [
        {
          ...{ kind: duty.forbids ? 'prohibition' : 'duty', quote: text.slice(start, end).trim(), words: sentence, start },
          ...{ ...opt('article', label), ...opt('who', isKnown ? bearer.who : undefined), ...opt('sanction', sanction) },
          ...{ ...opt('subject', by), ...opt('by', duty.by) },
        },
      ];
    });
  });
}

const longest = 320;
const cut = (words: string): string => (words.length > longest ? `${words.slice(0, longest)}…` : words);

export type ObligationInput = { readonly text: string; readonly title: string; readonly from?: string };

/** The register of an act: its duties whose bearer and article are known. */
export const readObligations = ({ text, title, from }: ObligationInput): Obligation[] =>
  readDuties(text, title).flatMap(({ who, article, words, start: _, ...duty }) =>
    article === undefined || (who === undefined && !article.endsWith('条'))
      ? []
      : [{ ...duty, who: who ?? 'not-classified', article, quote: cut(words), ...opt('from', from) }],
  );

export type ChangedObligation<T extends Obligation = Obligation> = {
  readonly change: 'same' | 'changed' | 'added' | 'removed';
  readonly before?: T;
  readonly after?: T;
};

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return (2 * both) / (a.size + b.size);
}

/** Sentences this alike are one obligation in other words. */
const alike = 0.55;

/** The obligations of two acts, each of the later one with the earlier one that it says most nearly; then those that are gone. */
export function compareObligations<T extends Obligation>(earlier: readonly T[], later: readonly T[]): ChangedObligation<T>[] {
  const left = new Map(earlier.map((each) => [each, pairsOf(each.quote)]));
  const paired = later.map((after): ChangedObligation<T> => {
    const own = pairsOf(after.quote);
    const [best] = [...left].map(([before, pairs]) => ({ before, score: likeness(pairs, own) })).toSorted((a, b) => b.score - a.score);
    if (!best || best.score < alike) return { change: 'added', after };
    left.delete(best.before);
    const same = best.before.quote === after.quote && best.before.sanction === after.sanction;
    return { change: same ? 'same' : 'changed', before: best.before, after };
  });
  return [...paired, ...[...left.keys()].map((before) => ({ change: 'removed' as const, before }))];
}
