import type { Issuer } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { fold } from '../../registry/script.ts';
import { anyVerb, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import hosts from './kind/publishers.json' with { type: 'json' };

const { call } = expressionsOf(expressions.kindAct);

type IssuerTraits = {
  readonly legislature: boolean;
  readonly local: boolean;
  readonly ministry: boolean;
  readonly council: boolean;
};
type TypeRule = readonly [pattern: RegExp, type: DocumentType];

const tail = '(?:\\s{0,2}[（(][^（）()]{1,24}[）)]){0,3}$';
const ends = (words: string): RegExp => new RegExp(`(?:${words})${tail}`);

/** Type by the last word of the name of a work, the more special first. */
const works: readonly TypeRule[] = [
  [ends('立法工作计划|立法规划|立法计划'), 'legislative-plan'],
  [/政府工作报告(?:\s{0,2}(?:[-—]{1,2}|[（(])|$)/, 'work-report'],
  [ends('申报指南|项目指南|申报通知|征集指南|揭榜榜单'), 'call'],
  [ends('措施|举措|若干政策|扶持政策|支持政策|[一二三四五六七八九十]{1,3}条'), 'several-measures'],
  [ends('实施细则|操作细则|细则|管理细则|实施规范|操作规程'), 'detailed-rules'],
  [
    ends(
      '行动计划|行动方案|实施方案|工作方案|总体方案|规划|规划纲要|纲要|行动纲要|计划|方案|工作要点|路线图|重点任务|任务清单|分工方案|任务分工|实施计划|愿景|预案',
    ),
    'plan',
  ],
  [ends('指引|指南|框架|倡议|公约|规范|伦理规范|手册|要求|参考|目录|清单|导则|模板|范本|示范文本'), 'guideline'],
  [ends('指导意见|实施意见|意见'), 'opinions'],
  [ends('规例'), 'rule'],
  [ends('办法|规定|规则|制度|准则'), 'measures'],
  [ends('批复|复函'), 'reply'],
  [ends('公告|通告|(?:更正|勘误|刊误|订正)(?:的?(?:说明|启事|声明|表))?'), 'announcement'],
  [ends('公示'), 'public-notice'],
  [ends('决定|通知|通报|函|意见的通知'), 'notice'],
  [ends('建议'), 'recommendations'],
];

const draft =
  /征求[^，。]{0,40}意见|公开征求|[（(](?:草案|修改稿|修订草案|送审稿|审议稿|[一二三]审稿|征求意见|讨论稿)[^）)]{0,12}[）)]|征集[^，。]{0,24}意见|草案(?:二次|三次)?(?:征求|修改稿|审议稿)/;
const answered = /意见(?:建议)?(?:的)?(?:采纳|反馈|处理|征集)?(?:情况|结果)/;
/** A term is made longer: 关于延长《X》有效期的通知, 继续执行…政策. Events and applications that are put off are no such thing. */
const continued =
  /(?:延长|延续|顺延)[^，。]{0,60}(?:有效期|时效|期限|实施|执行|施行|政策)|有效期(?:的)?(?:延长|延续|延期)|继续(?:施行|执行|有效|实施|适用)|(?:办法|规定|政策|措施|细则|意见|方案|文件|[》])延期/;
const addressee = /^(?:各|国务院各|[省市县区]直|有关)[^。！？《》]{2,600}[:：]$/;
/** A decision in one case, made public: 行政处罚信息公开表（…号）. */
const decision = ends('行政(?:处罚|许可|强制)[^，。《》]{0,20}(?:表|决定书|告知书|公开|公示|公告|信息|结果)');
const isShell = /(?:通知|公告|通告|决定|函)(?:[（(][^）)]{1,20}[）)])?$/;

function isOrder(title: string, head: string, number: string | undefined): boolean {
  if (/令(?:〔\d{4}〕|\d{4}年)?第?\s{0,2}[\d〇零一二三四五六七八九十百]{1,6}\s{0,2}号|第\d{1,4}号令/.test(`${orEmpty(number)} ${title}`))
    return true;
  if (/^\p{Script=Han}{2,40}(?:政府|[部局署院行]|委员会|办公室)令$/u.test(title.trim())) return true;
  const opening = head.slice(0, 400);
  // A collection of rules says under the title by which order they were made known.
  if (/^[^。]{0,200}[（(][^（）()]{0,80}令第?\s?[\d〇零一二三四五六七八九十百]{1,6}\s?号(?:公布|发布|修订)/.test(opening)) return true;
  return (
    /令\s{0,3}第\s{0,2}[\d〇零一二三四五六七八九十百]{1,6}\s{0,2}号/.test(opening) &&
    /现予公布|予以公布|公布，自|施行/.test(head.slice(0, 800))
  );
}

function orderType(name: string, number: string | undefined, bodies: IssuerTraits): DocumentType {
  if (/主席令/.test(orEmpty(number)) || /(?<!办)法$/.test(name)) return 'law';
  if (/国令|国务院令/.test(orEmpty(number)) || bodies.council) return 'regulation';
  return bodies.legislature ? 'local-regulation' : 'rule';
}

const isList = /(?:目录|名单|清单)(?:[（(][^（）()]{1,20}[)）])?$/;

/** 关于印发《X》的通知 and 关于印发X的通知: the work X; else the title itself. */
function workIn(title: string): string {
  const shell = /(?:印发|发布|公布|颁布|转发|下发|批转)[^《]{0,24}《([^》]{2,120})》/.exec(title)?.[1];
  if (shell && isList.test(shell) && /(?:公告|通告)$/.test(title)) return title;
  if (shell) return shell.replace(/^[^〈]{0,60}〈([^〉]{2,100})〉[^〉]{0,40}$/, '$1');
  const plain =
    /(?:关于(?:印发|公布|发布|转发|下发)|(?:印发|下发)关于|[府厅局部委办室会院]印发)(.{3,80}?)的?通知(?:[（(][^（）()]{4,30}号?[）)])?$/.exec(
      title,
    )?.[1];
  // Lists are made known by the notice itself; they are no work that it issues.
  if (plain && !/(?:目录|名单|清单)$/.test(plain)) return plain;
  const only = /^《([^》]{2,100})》(?:\s{0,2}\d{4}年第\d{1,4}号令)?$/.exec(title.replace(/^[（(][^）)]{1,12}[）)]/, ''))?.[1];
  return (only ?? title).replace(/^[（(](?:转载|受权发布|授权发布|全文)[）)]|^(?:受权发布|全文)[丨|：:]/g, '');
}

const isLaw = ends('法');
const bracketed = new RegExp(tail);
const isRegulation = ends('条例');
/** What a local congress adopts is its regulation, whatever its last word. */
const localLaw = ends('办法|规定|细则|规则|条例');

function regulationType(name: string, bodies: IssuerTraits): DocumentType | undefined {
  if (isLaw.test(name) && !/(?:办|方|做|用|写|立|司|执|守|普)法$/.test(name.replace(bracketed, '')) && !/细则/.test(name)) return 'law';
  if (/修正案|人民代表大会常务委员会关于[^，。]{1,60}的?决定$/.test(name)) return bodies.local ? 'local-regulation' : 'law';
  if (isRegulation.test(name)) return bodies.local || bodies.legislature ? 'local-regulation' : 'regulation';
  return undefined;
}

function standardOf(title: string, head: string, number: string | undefined): boolean {
  const id = /\b(?:GB(?:\/[TZ])?|YD\/T|DB\d{2}\/T|SJ\/T|TC260-)\s?-?\d{2,6}/i;
  return (
    id.test(orEmpty(number)) ||
    /^[\s]*(?:GB|YD|SJ|DB|TC260)[/\w\s-]{3,}/i.test(title) ||
    (/国家标准(?:全文)?$|技术规范$|安全规范$|标识方法$/.test(title) && id.test(head.slice(0, 300)))
  );
}

/** The supreme court and procuratorate bind all others by 司法解释, which explain no act to the public. */
const judicial = /^(?:中华人民共和国)?最高人民(?:法院|检察院)[^，。]{0,20}关于[^，。]{2,90}的?解释(?:[（(][^（）()]{1,12}[）)])?$/;

/** Laws of Macau are numbered with the year behind a stroke: 第5/2026号法律. */
const macau = /^第\d{1,3}\/(?:19|20)\d{2}号法律/;

const amends = new RegExp(`^国务院关于(?:修改|(?:修改和)?${anyVerb('repeal')})[^，。]{0,60}决定$`);

function actType(title: string, head: string, number: string | undefined, bodies: IssuerTraits): DocumentType | undefined {
  // What came of a call tells of the draft, and is no final text of it.
  if (draft.test(title)) return answered.test(title) ? undefined : 'draft';
  if (addressee.test(title)) return /本公告|特此公告/.test(head) ? 'announcement' : 'notice';
  if (continued.test(title) && isShell.test(title)) return 'continuation';
  if (
    /第?\d{1,5}号?(?:建议|提案)[^，。]{0,20}答复|(?:建议|提案)(?:的)?答复|关于[^，。]{0,60}(?:建议|提案)[^，。]{0,12}(?:答复|复函)/.test(
      title,
    )
  )
    return 'reply';
  if (decision.test(title)) return 'public-notice';
  if (/名单(?:的)?公示|公示(?:公告|名单)?$|的公示|进行公示/.test(title)) return 'public-notice';
  if (/^(?:中共中央)?关于制定[^，。]{0,40}五年规划的建议$|中共中央关于制定[^，。]{0,60}的建议/.test(title)) return 'recommendations';
  if (call.test(title)) return 'call';
  if (/常见问题|(?:申请|办事|办理)(?:指引|指南|须知)$/.test(title)) return 'notice';
  if (amends.test(title)) return 'regulation';
  if (/^.{0,40}(?:公告|通告)\s{0,2}(?:\d{4}年|[（(〔].{2,8}[)）〕]\s?)第[〇零一二三四五六七八九十百\d]{1,6}号/.test(title))
    return 'announcement';
  if (judicial.test(title)) return 'rule';
  if (macau.test(title) || macau.test(orEmpty(number))) return 'law';
  const name = workIn(title);
  const order = isOrder(title, head, number);
  if (order && /国令|国务院令/.test(orEmpty(number))) return 'regulation';
  if (bodies.legislature && bodies.local && localLaw.test(name)) return 'local-regulation';
  const regulation = regulationType(name, bodies);
  if (regulation && regulation !== 'local-regulation' && !bodies.local) return regulation;
  if (regulation) return regulation;
  if (order) return orderType(name, number, bodies);
  if (standardOf(name, head, number)) return 'standard';
  return works.find(([pattern]) => pattern.test(name))?.[1] ?? works.find(([pattern]) => pattern.test(title))?.[1];
}

const { companyLabel } = expressionsOf(expressions.kindPublisher);

type PublisherKind = 'official' | 'media' | 'company' | 'research' | 'unknown';

const mediaWords = /(?:^|[.-])(?:news|daily|times|ribao|post|herald|media|xinwen|shibao|press|tribune|wire)(?:[.-]|$)|daily|ribao/;
const commonLabels = new Set(['www', 'com', 'cn', 'net', 'org', 'edu', 'gov', 'co', 'hk', 'tw', 'm', 'en']);

const isUnder = (host: string, hosts: ReadonlySet<string>): boolean =>
  host.split('.').some((_, at, labels) => hosts.has(labels.slice(at).join('.')));

const official = new Set(hosts.official);
const media = new Set(hosts.media);
const research = new Set(hosts.research);
/** Sites of firms, not of what others publish there. */
const companies = new Set(hosts.company);

export const hostOf = (url: string): string => orEmpty(URL.parse(url)?.hostname.toLowerCase());

const isCompany = (host: string): boolean =>
  host
    .split('.')
    .slice(0, -1)
    .some((label) => !commonLabels.has(label) && companyLabel.test(label));

function kindOfHost(host: string): PublisherKind {
  if (isUnder(host, official)) return 'official';
  if (isUnder(host, media)) return 'media';
  if (isUnder(host, research) || hosts.researchWords.some((word) => host.includes(word))) return 'research';
  if (isUnder(host, companies) || isCompany(host)) return 'company';
  return mediaWords.test(host) ? 'media' : 'unknown';
}

const kinds = new Map<string, PublisherKind>();
const mostKinds = 1000;

function rememberedKind(host: string): PublisherKind {
  const known = kinds.get(host) ?? kindOfHost(host);
  if (kinds.size > mostKinds) kinds.clear();
  kinds.set(host, known);
  return known;
}

/** By the host of the address; a page without a telling host by its credit. An official host keeps its own pages official. */
export function publisherKindOf(url: string, credit: string | undefined): PublisherKind {
  const kind = rememberedKind(hostOf(url));
  return kind === 'unknown' && credit && hosts.mediaCredits.some((name) => credit.includes(name)) ? 'media' : kind;
}

const noActs: readonly TypeRule[] = [
  [/\b(?:tender|invitation to bid|bidding announcement|procurement notice)\b/, 'procurement'],
  [/\b(?:filing service|price target|target price|stocks? to buy|broker recommendations)\b/, 'other'],
  [/\bwhite paper\b|\bblue book\b/, 'white-paper'],
];

const acts: readonly TypeRule[] = [
  [/\((?:draft|draft for comments?|exposure draft|draft for (?:soliciting|public) (?:opinions|comments?))\)$/, 'draft'],
  [/^draft .{2,160} for (?:public )?comments?$/, 'draft'],
  [/^(?:interim |provisional |trial |municipal )?(?:measures|administrative measures) (?:for|on)\b/, 'measures'],
  [/^(?:interim |provisional |municipal )?(?:provisions|rules) (?:on|for)\b/, 'measures'],
  [
    /^(?:regulations?|ordinance) of .{2,60}(?:municipality|province|special economic zone|city)\b|^.{2,40} municipal regulations? on\b/,
    'local-regulation',
  ],
  [/^(?:[a-z]+ ){0,4}law of the people'?s republic of china$/, 'law'],
  [/^(?:implementation |guiding )?opinions (?:of|on)\b/, 'opinions'],
  [/^(?:three-year )?action plan (?:for|on|of)\b|^(?:implementation|work) plan (?:for|on)\b|^outline (?:of|for)\b/, 'plan'],
  [/^notice (?:of|on)\b/, 'notice'],
  [/^announcement (?:of|on)\b/, 'announcement'],
  [/^guidelines? (?:for|on)\b/, 'guideline'],
];

/** Titles that open with the place or body of an act (Shanghai Municipal Measures on …), believed where its articles follow. */
const placed: readonly TypeRule[] = [
  [/^(?:[a-z’'-]{2,20} ){1,5}(?:measures|provisions|rules) (?:of|on|for)\b/, 'measures'],
  [/^(?:[a-z’'-]{2,20} ){1,5}regulations? (?:of|on|for)\b/, 'local-regulation'],
];
const articles = /\barticle (?:1|one)\b/;

/** English pages: the name of an act is that act (a translation); else who publishes decides. Arguments are lower case. */
function englishType(title: string, head: string, publisher: PublisherKind): DocumentType {
  const first = (rules: readonly TypeRule[]): DocumentType | undefined => rules.find(([pattern]) => pattern.test(title))?.[1];
  const none = first(noActs);
  if (none) return none;
  const act = first(acts) ?? (articles.test(head) ? first(placed) : undefined);
  if (act && publisher !== 'media') return act;
  if (/\b(?:q&a|explained|explainer|interpretation of|reading of)\b/.test(title)) return 'interpretation';
  if (publisher === 'research') return 'analysis';
  if (publisher === 'company') return 'company';
  if (publisher === 'media' || publisher === 'official') return 'news';
  return /\b(?:xinhua|reuters|staff reporter|said on (?:mon|tues|wednes|thurs|fri)day|announced on)\b/.test(head)
    ? 'news'
    : /^what |^why |^how |:\s|\banalysis\b/.test(title)
      ? 'analysis'
      : 'news';
}

const {
  /** A column for interpretations holds features as well. */
  tellsOfAct,
} = expressionsOf(expressions.kindNonActs);

const nonActs: readonly TypeRule[] = [
  [
    /(?:招标|中标|采购|磋商|询价|竞价|投标|开标|比选|谈判|遴选供应商)[\p{Script=Han}（()）]{0,10}(?:公告|公示|结果|文件|项目|通知|函$)|(?:流标|废标)|(?:采购|招标)(?:意向|需求|信息)|(?:采购|招标|中标)项目$|成交(?:结果)?公[告示]|单一来源/u,
    'procurement',
  ],
  [
    /代办|包过|下证|办理流程|需要准备哪些|收费标准|概念股|龙虎榜|涨停|游资|个股|龙头股|板块\p{Script=Han}{0,4}(?:拉升|走强|异动)|早盘|目标价|可行性研究报告|网站制作|做网站/u,
    'other',
  ],
  [/(?:招聘|招录|选聘|选调|遴选)[^，。《》]{0,24}(?:公告|简章|启事|通告)(?:[（(][^（）()]{1,20}[）)])?$/, 'announcement'],
  [/关于受理[^，。《》]{2,30}(?:申请|申报)的(?:公告|通告|通知)$/, 'call'],
];

const readings: readonly TypeRule[] = [
  [
    /解读|答记者问|[一\s]?[图文][读看]懂|读懂|一张图|图解|图说|答问|政策(?:简明)?问答|热点问答|简明问答|^划重点|专家(?:谈|观点|解析)|新闻发布会|发布会(?:实录|文字)|吹风会|权威访谈|评述$|深度解析|详解|在线访谈|名词解释|起草说明|》的说明$|的审议报告$|审议结果的报告$/,
    'interpretation',
  ],
  [/白皮书|蓝皮书|研究报告(?:[（(]|$|\d)|发展报告[（(]?\d{4}|(?:统计|指数|发展状况)报告(?:[（(][^）)]{1,20}[）)])?$/, 'white-paper'],
];

const readingColumn = /解读|图解|问答|访谈/;
const columnRules: readonly TypeRule[] = [[/要闻|新闻|动态|媒体|地方工作|工作动态|报道/, 'news']];

function first(rules: readonly TypeRule[], text: string): DocumentType | undefined {
  return rules.find(([pattern]) => pattern.test(text))?.[1];
}

/** What a listed company has to tell the exchange opens with its directors' warranty. */
const disclosure = /公司[^。董]{0,16}董事会[^。]{0,24}保证[^。]{0,12}(?:公告|报告|信息披露)[^。]{0,12}(?:真实|不存在)/;

/** 某办公厅关于印发…采购…方案的通知 without what it issues. */
const issuedWithin = (title: string): string =>
  title.endsWith('通知') && !title.includes('《') && title.includes('印发') ? title.slice(0, title.indexOf('印发')) : title;

/** Procurement, advertisements, stock boards: by the title, or by what such pages open with. */
function typeOfNonAct(title: string, head: string): DocumentType | undefined {
  // What is forwarded or issued can be a rule about procurement.
  const byTitle = first(nonActs, issuedWithin(title).replace(/《[^《》]{4,100}》(?=.{0,40}通知$)/g, ''));
  if (byTitle) return byTitle;
  if (disclosure.test(head)) return 'company';
  return /(?:项目编号|采购人|招标人|采购方式|预算金额)[：:]/.test(head) &&
    /采购|招标|投标|磋商/.test(head) &&
    !/通知$|意见$|办法$/.test(title)
    ? 'procurement'
    : undefined;
}

const isNotice = /(?:通知|公告|意见|批复|函|令|决定|办法|规定|条例|通报|公示)(?:[（(][^）)]{1,20}[）)])?$/;

/** Interpretations, reports and white papers; a column of the site speaks only when the title is no act's. */
function typeAboutActs(title: string, head: string, columns: string): DocumentType | undefined {
  if (/(?:发布|印发|公布)[^》]{0,40}(?:白皮书|蓝皮书)/.test(title) && /新华社|记者|日电/.test(head)) return 'news';
  const byTitle = isNotice.test(title) && !/解读|答记者问|一图|图解/.test(title) ? undefined : first(readings, title);
  if (byTitle) return byTitle;
  if (isNotice.test(title)) return undefined;
  if (readingColumn.test(columns)) return tellsOfAct.test(`${title}\n${head}`) ? 'interpretation' : undefined;
  return first(columnRules, columns);
}

const weights: Readonly<Record<DocumentType, number>> = {
  law: 5,
  regulation: 5,
  'local-regulation': 5,
  rule: 4,
  measures: 4,
  opinions: 3,
  plan: 3,
  'several-measures': 3,
  'detailed-rules': 3,
  guideline: 2,
  standard: 2,
  notice: 3,
  announcement: 2,
  'public-notice': 1,
  reply: 2,
  recommendations: 3,
  continuation: 2,
  'work-report': 3,
  'legislative-plan': 1,
  call: 1,
  procurement: 0,
  draft: 2,
  interpretation: 1,
  news: 1,
  analysis: 1,
  'white-paper': 1,
  company: 1,
  other: 0,
};

export const typeWeight = (type: DocumentType): number => weights[type];

const { signs } = expressionsOf(expressions.kind);

type KindInput = {
  readonly title: string;
  readonly text: string;
  readonly number?: string;
  readonly issuers: readonly Issuer[];
  readonly credit?: string;
  readonly url: string;
  readonly columns?: string;
};

const sentence = /\p{Script=Han}{8}|\p{Script=Han}.{10}/u;

/**
 * What kind of document a page is (docs/contract.md 3.3), from its title first, then number, issuers, text and host.
 * A page of a media house that only reports an act is news; one that carries the text of the act is the act.
 */
export function documentType(input: KindInput): DocumentType {
  const title = fold(input.title).replace(/\s+/g, ' ').trim();
  const head = fold(input.text.slice(0, 1500));
  const publisher = publisherKindOf(input.url, input.credit);
  if (!/\p{Script=Han}{2}/u.test(title)) return englishType(title.toLowerCase(), head.toLowerCase(), publisher);
  const page = typeOfNonAct(title, head) ?? typeAboutActs(title, head, orEmpty(input.columns));
  if (page) return page;
  const act = actType(title, head, input.number, issuerKinds(input));
  if (act && announces(title, head, input)) return 'news';
  if (act && (publisher === 'official' || carriesAct(title, head, input))) return act;
  if (publisher === 'media') return 'news';
  if (publisher === 'company') return 'company';
  if (publisher === 'research') return 'analysis';
  if (act)
    return publisher === 'unknown' && /(?:印发|发布|出台|公布)[《“]|[!！?？]|[:：].{0,8}(?:[!！?？]|将|已)/.test(title) ? 'news' : act;
  if (/^(?:评论|时评|理论|观点|述评)|(?:评论|评述|述评|回顾|展望|启示|对策|思考|综述|现状与)/.test(title)) return 'analysis';
  return publisher === 'official' || sentence.test(title) ? 'news' : 'other';
}

/** 某市发布算力券实施细则: a sentence about an act, with neither its number nor its form; who is named by the title alone has signed nothing. */
const announces = (title: string, head: string, { number, issuers, text }: KindInput): boolean =>
  /^[^《》，。：]{2,16}(?:印发|发布|出台|公布|推出)[^，。]{4,60}$/.test(title) &&
  !/关于|(?:通知|公告|通告|决定|命令|名单|公示)$/.test(title) &&
  number === undefined &&
  issuers.every(({ name }) => title.startsWith(fold(name)) && !`\n${text}\n`.includes(`\n${name}\n`)) &&
  !signs.test(head);

/** Someone else's page carries the act itself: it is marked as a full text, or has the form of one. */
function carriesAct(title: string, head: string, { number, issuers }: KindInput): boolean {
  if (/受权发布|授权发布|全文|[（(]转载[）)]|转载/.test(title)) return true;
  if (/^[^《]{0,40}(?:印发|发布|出台|公布)《[^》]{1,80}》$/.test(title) && !/第[一1]条|各省/.test(head)) return false;
  return (
    number !== undefined ||
    (issuers.length > 0 && signs.test(head)) ||
    /(?:的通知|的公告|的意见|的批复|办法|条例|规定)(?:[（(][^）)]{1,20}[）)])?$/.test(title)
  );
}

/** Sites of Hong Kong and Macau: their ordinances and laws are those of a region. */
const regional = /^https?:\/\/[^/?#]{1,200}\.(?:hk|mo)(?:[:/?#]|$)/;

function issuerKinds({ issuers, title, url }: KindInput): { legislature: boolean; local: boolean; ministry: boolean; council: boolean } {
  const entries = issuers.map((issuer) => findIssuer(issuer.name)).filter((entry) => entry !== undefined);
  const congress = issuers.find(({ name }) => /人民代表大会|人大常委会/.test(name))?.name;
  return {
    legislature: congress !== undefined || entries.some((entry) => entry.kind === 'legislature' || entry.id.includes('-congress')),
    local:
      regional.test(url) ||
      (congress !== undefined && !congress.includes('全国')) ||
      entries.some((entry) => entry.kind === 'local') ||
      /^\p{Script=Han}{2,8}(?:省|市(?!场)|自治区|经济特区|州|县|区)|^\p{Script=Han}{2,16}自治[州县旗]/u.test(fold(title)),
    ministry: entries.some((entry) => entry.level === 'L2'),
    council: entries.some((entry) => entry.id === 'state-council'),
  };
}
