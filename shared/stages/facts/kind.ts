import type { Issuer } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { fold } from '../../registry/script.ts';
import { anyVerb, expressionsOf, firstOf } from '../text/words.ts';
import hosts from './kind/publishers.json' with { type: 'json' };
import table from './kind/titles.json' with { type: 'json' };
import weights from './kind/weights.json' with { type: 'json' };

const {
  draft,
  /** A term is made longer: 关于延长《X》有效期的通知, 继续执行…政策. Events and applications that are put off are no such thing. */
  continued,
  isNotice,
  signs,
  /** A column for interpretations holds features as well. */
  tellsOfAct,
  companyLabel,
  addressee,
  isShell,
  isList,
  mediaWords,
  asAct,
  asTender,
  ordersWhat,
} = expressionsOf(table.words);

/** Types that the words of a title tell, the more special first. */
const nonActs = expressionsOf(table.nonActs);
const readings = expressionsOf(table.readings);
const titles = expressionsOf(table.titles);
/** By the last word of the name of a work. */
const works = expressionsOf(table.works);
const noActs = expressionsOf(table.noActs);
const acts = expressionsOf(table.acts);
/** Titles that open with the place or body of an act (Shanghai Municipal Measures on …), believed where its articles follow. */
const placed = expressionsOf(table.placed);

type IssuerTraits = { readonly legislature: boolean; readonly local: boolean; readonly council: boolean };

const withoutTail = (name: string): string => name.replace(/(?:\s{0,2}[（(][^（）()]{1,24}[）)]){0,3}$/, '');

const answered = /意见(?:建议)?(?:的)?(?:采纳|反馈|处理|征集)?(?:情况|结果)/;

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

function regulationType(name: string, bodies: IssuerTraits): DocumentType | undefined {
  const bare = withoutTail(name);
  if (/(?<![办方做写立司执守普]|(?<!适)用)法$/.test(bare) && !/细则/.test(name)) return 'law';
  if (/修正案|人民代表大会常务委员会关于[^，。]{1,60}的?决定$/.test(name)) return bodies.local ? 'local-regulation' : 'law';
  if (bare.endsWith('条例')) return bodies.local || bodies.legislature ? 'local-regulation' : 'regulation';
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

/** Laws of Macau are numbered with the year behind a stroke: 第5/2026号法律. */
const macau = /^第\d{1,3}\/(?:19|20)\d{2}号法律/;

const amends = new RegExp(`^国务院关于(?:修改|(?:修改和)?${anyVerb('repeal')})[^，。]{0,60}决定$`);

function actType(title: string, head: string, number: string | undefined, bodies: IssuerTraits): DocumentType | undefined {
  // What came of a call tells of the draft, and is no final text of it.
  if (draft.test(title)) return answered.test(title) ? undefined : 'draft';
  if (addressee.test(title)) return /本公告|特此公告/.test(head) ? 'announcement' : 'notice';
  if (continued.test(title) && isShell.test(title)) return 'continuation';
  const titled = firstOf(titles, title);
  if (titled) return titled;
  if (amends.test(title)) return 'regulation';
  if (macau.test(title) || macau.test(orEmpty(number))) return 'law';
  const name = workIn(title);
  const order = isOrder(title, head, number);
  if (order && /国令|国务院令/.test(orEmpty(number))) return 'regulation';
  // What a local congress adopts is its regulation, whatever its last word.
  if (bodies.legislature && bodies.local && /(?:办法|规定|细则|规则|条例)$/.test(withoutTail(name))) return 'local-regulation';
  const regulation = regulationType(name, bodies);
  if (regulation) return regulation;
  if (order) return orderType(name, number, bodies);
  if (standardOf(name, head, number)) return 'standard';
  return firstOf(works, withoutTail(name)) ?? firstOf(works, withoutTail(title));
}

type PublisherKind = 'official' | 'media' | 'company' | 'research' | 'unknown';

const isOf = (host: string, sites: readonly string[]): boolean => sites.some((site) => host === site || host.endsWith(`.${site}`));

export const hostnameOf = (url: string): string => orEmpty(URL.parse(url)?.hostname.toLowerCase());

const isCompany = (host: string): boolean =>
  host
    .split('.')
    .slice(0, -1)
    .some((label) => !hosts.commonLabels.includes(label) && companyLabel.test(label));

function kindOfHost(host: string): PublisherKind {
  if (isOf(host, hosts.official)) return 'official';
  if (isOf(host, hosts.media)) return 'media';
  if (isOf(host, hosts.research) || hosts.researchWords.some((word) => host.includes(word))) return 'research';
  if (isOf(host, hosts.company) || isCompany(host)) return 'company';
  return mediaWords.test(host) ? 'media' : 'unknown';
}

/** By the host of the address; a page without a telling host by its credit. An official host keeps its own pages official. */
export function publisherKindOf(url: string, credit: string | undefined): PublisherKind {
  const kind = kindOfHost(hostnameOf(url));
  return kind === 'unknown' && credit && hosts.mediaCredits.some((name) => credit.includes(name)) ? 'media' : kind;
}

const articles = /\barticle (?:1|one)\b/;

/** English pages: the name of an act is that act (a translation); else who publishes decides. Arguments are lower case. */
function englishType(title: string, head: string, publisher: PublisherKind): DocumentType {
  const none = firstOf(noActs, title);
  if (none) return none;
  const act = firstOf(acts, title) ?? (articles.test(head) ? firstOf(placed, title) : undefined);
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

const readingColumn = /解读|图解|问答|访谈/;
const newsColumn = /要闻|新闻|动态|媒体|地方工作|工作动态|报道/;

/** What a listed company has to tell the exchange opens with its directors' warranty. */
const disclosure = /公司[^。董]{0,16}董事会[^。]{0,24}保证[^。]{0,12}(?:公告|报告|信息披露)[^。]{0,12}(?:真实|不存在)/;

/** 某办公厅关于印发…采购…方案的通知 without what it issues. */
const issuedWithin = (title: string): string =>
  title.endsWith('通知') && !title.includes('《') && title.includes('印发') ? title.slice(0, title.indexOf('印发')) : title;

/** 关于加强政府采购管理的通知, 招标投标管理办法: a rule about what it names; 关于机房设备采购的公告 is a tender. */
const isRuleAbout = (title: string): boolean => asAct.test(title) && (!asTender.test(title) || ordersWhat.test(title));

/** Procurement, advertisements, stock boards: by the title, or by what such pages open with. */
function typeOfNonAct(title: string, head: string): DocumentType | undefined {
  // What is forwarded or issued can be a rule about procurement.
  const own = issuedWithin(title).replace(/《[^《》]{4,100}》(?=.{0,40}通知$)/g, '');
  const byTitle = firstOf(nonActs, own);
  if (byTitle && !((byTitle === 'procurement' || byTitle === 'other') && isRuleAbout(own))) return byTitle;
  if (disclosure.test(head)) return 'company';
  return /(?:项目编号|采购人|招标人|采购方式|预算金额)[：:]/.test(head) &&
    /采购|招标|投标|磋商/.test(head) &&
    !/通知$|意见$|办法$/.test(title)
    ? 'procurement'
    : undefined;
}

/** Interpretations, reports and white papers; a column of the site speaks only when the title is no act's. */
function typeAboutActs(title: string, head: string, columns: string): DocumentType | undefined {
  if (/(?:发布|印发|公布)[^》]{0,40}(?:白皮书|蓝皮书)/.test(title) && /新华社|记者|日电/.test(head)) return 'news';
  const byTitle = isNotice.test(title) && !/解读|答记者问|一图|图解/.test(title) ? undefined : firstOf(readings, title);
  if (byTitle) return byTitle;
  if (isNotice.test(title)) return undefined;
  if (readingColumn.test(columns)) return tellsOfAct.test(`${title}\n${head}`) ? 'interpretation' : undefined;
  return newsColumn.test(columns) ? 'news' : undefined;
}

export const typeWeight = (type: DocumentType): number => weights[type];

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
  const act = actType(title, head, input.number, issuerTraits(input));
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
  /^[^《》，。：]{2,16}(?:印发|发布|出台|公布|推出|召开|举行)[^，。]{4,60}$/.test(title) &&
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

function issuerTraits({ issuers, title, url }: KindInput): IssuerTraits {
  const entries = issuers.map((issuer) => findIssuer(issuer.name)).filter((entry) => entry !== undefined);
  const congress = issuers.find(({ name }) => /人民代表大会|人大常委会/.test(name))?.name;
  return {
    legislature: congress !== undefined || entries.some((entry) => entry.kind === 'legislature' || entry.id.includes('-congress')),
    local:
      regional.test(url) ||
      (congress !== undefined && !congress.includes('全国')) ||
      entries.some((entry) => entry.kind === 'local') ||
      /^\p{Script=Han}{2,8}(?:省|市(?!场)|自治区|经济特区|州|县|区)|^\p{Script=Han}{2,16}自治[州县旗]/u.test(fold(title)),
    council: entries.some((entry) => entry.id === 'state-council'),
  };
}
