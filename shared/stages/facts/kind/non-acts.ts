import type { DocumentType } from '../../../model/vocabulary.ts';
import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  /** A column for interpretations holds features as well. */
  tellsOfAct,
} = expressionsOf(expressions.nonActs);

type TypeRule = readonly [pattern: RegExp, type: DocumentType];

/** Pages that are no acts whatever words they hold. */
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

/** Pages that explain or report acts. */
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
export function typeOfNonAct(title: string, head: string): DocumentType | undefined {
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
export function typeAboutActs(title: string, head: string, columns: string): DocumentType | undefined {
  if (/(?:发布|印发|公布)[^》]{0,40}(?:白皮书|蓝皮书)/.test(title) && /新华社|记者|日电/.test(head)) return 'news';
  const byTitle = isNotice.test(title) && !/解读|答记者问|一图|图解/.test(title) ? undefined : first(readings, title);
  if (byTitle) return byTitle;
  if (isNotice.test(title)) return undefined;
  if (readingColumn.test(columns)) return tellsOfAct.test(`${title}\n${head}`) ? 'interpretation' : undefined;
  return first(columnRules, columns);
}
