import type { DateKind, Participation } from '../../model/article.ts';
import type { StateLevel } from '../../model/lineage.ts';
import type { LanguagePair } from '../../model/reader.ts';
import type { SourceCondition } from '../../model/source.ts';
import type { AddresseeId, DocumentType, Relation, Status, SubjectId } from '../../model/vocabulary.ts';
import { subjects } from '../../registry/themes.ts';
import { isAct } from '../../stages/text/acts.ts';
import rows from './chinese.json' with { type: 'json' };

export type Language = 'en' | 'zh';
export type { LanguagePair };

type Names<K extends string> = Readonly<Record<K, LanguagePair>>;

export const themeNames = Object.fromEntries(
  subjects.map(({ id, english, chinese }) => [id, [english, chinese]]),
) as unknown as Names<SubjectId>;

export const typeNames: Names<DocumentType> = {
  law: ['Law', '法律'],
  regulation: ['Administrative regulations', '行政法规'],
  'local-regulation': ['Local regulations', '地方性法规'],
  rule: ['Administrative rules', '规章'],
  measures: ['Measures', '办法'],
  opinions: ['Opinions', '意见'],
  plan: ['Plan', '规划、计划或方案'],
  'several-measures': ['Several measures', '若干措施'],
  'detailed-rules': ['Detailed rules', '实施细则'],
  guideline: ['Guideline', '指南'],
  standard: ['Standard', '标准'],
  notice: ['Notice', '通知'],
  announcement: ['Announcement', '公告'],
  'public-notice': ['Public notice', '公示'],
  reply: ['Reply', '批复'],
  recommendations: ['Recommendations', '建议'],
  continuation: ['Continuation', '延续'],
  'work-report': ['Work report', '工作报告'],
  'legislative-plan': ['Legislative plan', '立法计划'],
  call: ['Call for applications', '申报通知'],
  procurement: ['Procurement', '采购'],
  draft: ['Draft', '草案'],
  interpretation: ['Interpretation', '解读'],
  news: ['News', '新闻'],
  analysis: ['Analysis', '分析'],
  'white-paper': ['White paper', '白皮书'],
  company: ['Company announcement', '企业消息'],
  other: ['Other', '其他'],
};

export const statusNames: Names<Status> = {
  draft: ['Draft for comment', '征求意见'],
  'adopted-awaiting-approval': ['Adopted, awaiting approval', '已通过，待批准'],
  issued: ['Issued', '已印发'],
  'not-yet-in-force': ['Issued, not yet in force', '已发布，尚未施行'],
  'in-force': ['In force', '现行有效'],
  suspended: ['Suspended', '暂停实施'],
  expired: ['Expired', '已过有效期'],
  repealed: ['Repealed', '已废止'],
  superseded: ['Superseded', '已被替代'],
  informational: ['Informational', '非规范性文件'],
  unknown: ['Status unknown', '效力不明'],
};

export const addresseeNames: Names<AddresseeId> = {
  'generative-providers': ['providers of generative AI services', '生成式人工智能服务提供者'],
  'deep-synthesis': ['deep synthesis services', '深度合成服务'],
  'algorithm-recommenders': ['algorithm recommenders', '算法推荐服务'],
  'important-data-handlers': ['handlers of important data', '重要数据处理者'],
  'personal-information-handlers': ['handlers of personal information', '个人信息处理者'],
  exporters: ['exporters of data', '数据出境者'],
  compute: ['operators of compute', '算力运营者'],
  platforms: ['platforms', '平台'],
  'app-stores': ['app stores', '应用商店'],
  schools: ['schools', '学校'],
  medical: ['medical institutions', '医疗机构'],
  vehicles: ['vehicle makers and operators', '汽车企业'],
  'government-users': ['public bodies', '机关单位'],
  researchers: ['researchers', '科研机构'],
  'any-enterprise': ['any organisation or person', '任何组织和个人'],
  'local-governments': ['local governments', '地方政府'],
};

export const levelNames: Readonly<Record<string, LanguagePair>> = {
  L0: ['Party centre', '党中央'],
  L1: ['State Council, national legislature', '国务院、全国人大'],
  L2: ['Ministries', '部委'],
  L3: ['Technical bodies', '国家技术机构'],
  L4: ['Provinces', '省级'],
  L5: ['Cities', '市级'],
  L6: ['Districts and zones', '区县与园区'],
  L7: ['State media', '中央媒体'],
  L8: ['Institutes, companies, others', '机构、企业及其他'],
};

export const dateNames: Names<DateKind | 'firstSeen'> = {
  signed: ['signed', '成文'],
  published: ['published', '发布'],
  effective: ['takes effect', '施行'],
  commentFrom: ['open for comment', '征求意见开始'],
  commentBy: ['comments due', '意见截止'],
  expires: ['expires', '失效'],
  firstSeen: ['first collected', '首次收录'],
};

export const relationNames: Names<Relation> = {
  implements: ['implements', '落实'],
  cites: ['cites', '引用'],
  repeals: ['repeals', '废止'],
  supersedes: ['supersedes', '替代'],
  amends: ['amends', '修改'],
  extends: ['extends', '延长有效期'],
  postpones: ['moves the day of effect of', '调整施行日期'],
  suspends: ['suspends', '暂停实施'],
  corrects: ['corrects', '更正'],
  'ends-in-part': ['ends in part', '部分废止'],
  'prevails-over': ['prevails over', '优先于'],
  interprets: ['interprets', '解读'],
  forwards: ['forwards', '转发'],
  'draft-of': ['draft of', '为其征求意见稿'],
  'final-of': ['final of', '为其正式文本'],
  reports: ['reports', '报道'],
  'copy-of': ['copy of', '转载'],
  translates: ['translates', '翻译'],
};

export const relationLabels: Names<Relation> = {
  implements: ['Based on', '依据'],
  cites: ['Cites', '引用'],
  repeals: ['Repeals', '废止'],
  supersedes: ['Replaces', '替代'],
  amends: ['Amends', '修改'],
  extends: ['Extends', '延长有效期'],
  postpones: ['Moves the day of effect of', '调整施行日期'],
  suspends: ['Suspends', '暂停实施'],
  corrects: ['Corrects', '更正'],
  'ends-in-part': ['Ends in part', '部分废止'],
  'prevails-over': ['Prevails over', '优先于'],
  interprets: ['Explains', '解读'],
  forwards: ['Forwards', '转发'],
  'draft-of': ['Draft of', '正式文本'],
  'final-of': ['Final text of', '征求意见稿'],
  reports: ['Reports on', '报道'],
  'copy-of': ['Copy of', '转载自'],
  translates: ['Translation of', '译自'],
};

export const inverseNames: Names<Relation> = {
  implements: ['implemented by', '被其落实'],
  cites: ['cited by', '被其引用'],
  repeals: ['repealed by', '被其废止'],
  supersedes: ['superseded by', '被其替代'],
  amends: ['amended by', '被其修改'],
  extends: ['extended by', '被其延长有效期'],
  postpones: ['day of effect moved by', '被其调整施行日期'],
  suspends: ['suspended by', '被其暂停实施'],
  corrects: ['corrected by', '被其更正'],
  'ends-in-part': ['ended in part by', '被其部分废止'],
  'prevails-over': ['gives way to', '让位于'],
  interprets: ['interpreted by', '被其解读'],
  forwards: ['forwarded by', '被其转发'],
  'draft-of': ['its draft', '其征求意见稿'],
  'final-of': ['its final text', '其正式文本'],
  reports: ['reported by', '被其报道'],
  'copy-of': ['copied by', '被其转载'],
  translates: ['translated by', '被其翻译'],
};

export const wayNames: Names<Participation['by']> = {
  form: ['Website', '网站'],
  email: ['Email', '电子邮箱'],
  post: ['Postal address', '通信地址'],
};

export const conditionNames: Names<SourceCondition> = {
  ok: ['OK', '正常'],
  quiet: ['Quiet', '近期无新增'],
  partial: ['Partial', '部分读取'],
  suspect: ['Suspect', '存疑'],
  unreachable: ['Unreachable', '无法连接'],
  refused: ['Refused', '拒绝访问'],
  unrecognised: ['Unrecognised', '页面无法识别'],
  skipped: ['Skipped', '未到时间或已停用'],
};

export const conditionMeanings: Names<SourceCondition> = {
  ok: ['read normally', '读取正常'],
  quiet: ['no new items, within the expected interval', '暂无新内容，属正常间隔'],
  partial: ['the list was read; some of its pages could not be read', '列表已读，部分页面未能读取'],
  suspect: ['responds, but with fewer or older items than expected', '有应答，但条目少于预期或过旧'],
  unreachable: ['no connection, or a server error', '无法连接或服务器错误'],
  refused: ['access was refused', '网站拒绝访问'],
  unrecognised: ['the page loaded, but its list was not recognised', '页面已取得，但列表无法识别'],
  skipped: ['not due or switched off', '未到时间或已停用'],
};

export const fromNames: Readonly<Record<string, LanguagePair>> = {
  metadata: ['metadata table', '信息表'],
  'meta-tag': ['meta tag', '网页元数据'],
  body: ['text', '正文'],
  signature: ['signature block', '落款'],
  listing: ['listing', '列表'],
  feed: ['feed', '订阅源'],
  url: ['address of the page', '网址'],
};

const wordIn = (pair: LanguagePair, language: Language): string => pair[language === 'zh' ? 1 : 0];

/** The word of a closed vocabulary; a key that is not in it is shown as it is. */
export function word(names: Readonly<Record<string, LanguagePair>>, key: string, language: Language): string {
  const pair = Object.hasOwn(names, key) ? names[key] : undefined;
  return pair ? wordIn(pair, language) : key;
}

/** Words of the interface: a row of chinese.json by its English, or two wordings that hold values. */
export type Say = { (row: keyof typeof rows): string; (english: string, chinese: string): string };

const chinese: Readonly<Record<string, string>> = rows;
/** Says words in a language. */
export const say = (language: Language, english: string, other = chinese[english]): string =>
  language === 'zh' ? (other ?? english) : english;

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** That much of a site is gone, and that this is said of none of its acts. */
export const awayWords = (pages: number, say: Say): string =>
  say(
    `The site moved or is down: ${pages} of its pages ${pages === 1 ? 'is' : 'are'} gone; no act of it is called withdrawn meanwhile.`,
    `网站迁移或停用：其中${pages}页已无法访问，期间不将其文件视为撤下。`,
  );

type Marked = { readonly notSeenOnIssuersSite?: readonly string[] | undefined; readonly scan?: true | undefined };
export const scanWords = ['scan, unread', '扫描件，未读'] as const;

/**
 * That an act speaks in the name of a body on whose site nobody saw it, and where it was seen (nothing where its issuer vouches for it);
 * that nobody has read it, since its words are pictures.
 */
export const unseenWords = ({ notSeenOnIssuersSite: hosts, scan }: Marked, language: Language): string | undefined =>
  [
    hosts && say(language, `not seen on the issuer's site, only on ${hosts.join(', ')}`, `未见于发文机关网站，仅见于${hosts.join('、')}`),
    scan && say(language, ...scanWords),
  ]
    .filter(Boolean)
    .join(say(language, '; ', '；')) || undefined;

/** Who carries what no body has issued: a newspaper, an institute, a company's site. */

type CarriedPage = { readonly type: DocumentType; readonly url: string; readonly carrier?: { readonly zh: string; readonly en: string } };

/**
 * What to say where an issuer would stand and none is given: of a page that is no act who carries it, by its name, else the host that it
 * stands at.
 */
export function issuerMissing({ type, url, carrier }: CarriedPage, language: Language): string {
  const name = isAct(type) ? undefined : (carrier?.[language] ?? URL.parse(url)?.host);
  if (name !== undefined) return language === 'zh' ? `发布于：${name}` : `published on ${name}`;
  return language === 'zh' ? '页面未注明发文机关' : 'issuer not stated';
}

export const stateLevelNames: Readonly<Record<StateLevel, LanguagePair>> = {
  centre: ['Centre', '中央'],
  ministry: ['Ministries', '部委'],
  province: ['Provinces', '省级'],
  city: ['Cities', '市级'],
  district: ['Districts and zones', '区县'],
  other: ['Other bodies, or body not known', '其他或机构不明'],
};
