import { han, isHanCode } from '../../model/values.ts';
import { commonWords } from '../../registry/glossary.ts';
import { ambiguousCompanies, companies, firmWords } from '../../registry/institutions.ts';
import { concepts } from '../../registry/lexicon.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { isOtherWord } from '../facts/entities.ts';
import { buildMatcher, type Matcher } from '../text/match.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import { derive, derived } from './derived.ts';
import expressions from './expressions.json' with { type: 'json' };

const { addressed } = expressionsOf(expressions.maskedNames); /**
 * Names that hold words of the field without being about it: the National Energy Administration asks for no energy theme,
 * nor does a list of ministries at the end of a plan, or the schools and institutes to which a notice is sent.
 */
const maskedNames: readonly string[] = [
  '评论文章',
  '“算力底座”',
  '“算力基座”',
  '“算力基石”',
  '数字人民币',
  '量子处理器',
  '比特处理器',
  'quantum processor',
  'quantum chip',
  '理论文章',
  '讨论文件',
  '智能客服查询',
  '智能客服咨询',
  '智能客服进行咨询',
  'AI智能咨询',
  '智能导诊',
  '国家能源局',
  '能源局',
  '农业农村部',
  '农业农村厅',
  '农业农村局',
  '智能体育',
  '智能体检',
  '智能体温',
  '智能体重',
  '智能体测',
  '智能体感',
  '工业机器人',
  '焊接机器人',
  '搬运机器人',
  '扫地机器人',
  '护理机器人',
  '芯片计时',
  '计时芯片',
  '生物芯片',
  '宠物芯片',
  '教育部',
  '教育厅',
  '教育局',
  '教育委员会',
  '教委',
  '国家数据局',
  '数据局',
  '大数据局',
  '数据管理局',
  '国家知识产权局',
  '知识产权局',
  '市场监管总局',
  '工业和信息化部',
  '高等学校、科研院所',
  '高等院校、科研院所',
  '高校、科研院所',
  '高校和科研院所',
  '有关高等学校',
  '有关高校',
  '各高等学校',
  '科研教学',
  '教学科研',
  '临床教学',
  '立法会',
  '运用智能技术',
  '智能技术困难',
  '身心健康',
  '健康发展',
  '新疆生产建设兵团',
  'Ministry of Education',
  'National Energy Administration',
  'National Data Administration',
  'National Data Bureau',
];

const furthest = 90;
const basis = /(?:根据|依据|依照|按照|落实|贯彻|遵照|执行|按|為貫徹|根據|依據)[^。；]{0,12}$|》(?:（[^）]{0,24}）)?[、和及]?$/;

/**
 * Marks in `covered` what stands inside 《…》 when the name is only cited: the basis of an act, and every title named after the
 * first `lead` characters. In the opening a news report names the act it is about, and that counts.
 */
function maskCitations(text: string, lead: number, covered: Uint8Array) {
  for (let open = text.indexOf('《'); open !== -1; open = text.indexOf('《', open + 1)) {
    const close = text.indexOf('》', open);
    if (close === -1) return;
    if (close - open > furthest) continue;
    if (open < lead && !basis.test(text.slice(Math.max(0, open - 30), open))) continue;
    covered.fill(1, open, close);
  }
}

/** Covers the line of addressees (各省、自治区、直辖市教育厅，新疆生产建设兵团教育局：): the notice is not about them. */
function maskAddressees(text: string, covered: Uint8Array) {
  let at = 0;
  for (let lines = 0; lines < 12 && at < text.length; lines += 1) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    const head = text.slice(at, Math.min(end, at + 400));
    // Copies without line ends: the list ends at its colon.
    const colon = head.search(/[:：]/);
    if (colon > 3 && !/[。；]/.test(head.slice(0, colon)) && addressed.test(head.slice(0, colon).trim())) covered.fill(1, at, at + colon);
    at = end + 1;
  }
}

const {
  firmEnInside,
  /** Robots and embodied AI are AI as such; quantum, brain-computer interfaces, 6G and the like are not. */
  embodied,
} = expressionsOf(expressions.features);

type CompanySpan = { readonly start: number; readonly end: number };

/** How names of firms end, and what firms do; a name ends here whatever stands before it, so firms nobody has listed are found. */
const firmZh = new RegExp(
  `^(?:[^，。：:《]{0,24}[：:])?(${han}{2,10}?(?<!人工(?=智能)|阿里(?=云))${oneOf(firmWords['name-ends'])})(?:今日|正式|昨日|近日)?${oneOf(firmWords.deeds)}`,
  'u',
);
const bodyZh =
  /[部委局办厅院校会省市区县国](?:等|联合)?$|^(?:国家|中国|我国|全国|全省|全市|某市|多家|[一二三四五六七八九十两]+家|\p{Script=Han}{2,6}[省市区县])/u;
const capital = '[A-Z][\\w.&-]{0,20}';
const firmEn = new RegExp(
  `^((?:${capital} ){0,4}?(?:${capital}|(?:model |chip |robot |AI )?(?:start-up|startup|developer|maker)))(?: [A-Za-z-]{1,12}){0,2}? ${oneOf(firmWords['english-deeds'])}\\b`,
);
const firmEnFirst = /^(?:Start-up|Startup|Chipmaker|Developer|Cloud seller) [a-z]{1,12}s\b/;
const publicBody = new RegExp(`^(?:The |${oneOf(firmWords['public-bodies'])})`);

/** The firm that is the subject of a title (某某科技发布…, X unveils …); a country, city, ministry or school is no firm. */
function findCompanySubject(title: string): CompanySpan | undefined {
  const zh = firmZh.exec(title);
  const name = zh?.[1];
  if (zh && name && !bodyZh.test(name)) {
    const start = title.indexOf(name, zh[0].length - name.length > 0 ? Math.max(0, zh[0].indexOf(name)) : 0);
    return { start, end: start + name.length };
  }
  const en = firmEn.exec(title);
  if (en?.[1] && !publicBody.test(title)) return { start: 0, end: en[1].length };
  const inside = firmEnInside.exec(title) ?? firmEnFirst.exec(title);
  return inside ? { start: inside.index, end: inside.index + inside[0].lastIndexOf(' ') } : undefined;
}

/** Concepts that define what a page is about when the title names them. */
const titleDefiningConcepts: readonly string[] =
  'ai model agent ai-plus data-factor data-trade public-data dataset compute data-centre east-west voucher chip self-reliance future fyp ai-education ethics label'.split(
    ' ',
  );

/** Concepts that nearly every plan has a chapter on: research, talent, power, duties. They count less in its text. */
const planChapterConcepts: readonly string[] = (
  'research lab university patent talent startup school education energy energy-use ' +
  'law data-law rule compliance safety enforcement standards equity small-firm open-source filing cac'
).split(' ');

const fields =
  'data-factor data-trade public-data dataset data-infra compute data-centre east-west chip energy-use school ai-education'.split(' ');
const aiAsSuch = 'ai-plus ai-plan voucher opc agent token local-law standard-doc sector'.split(' ');

const isSingleFieldPlan = (titled: (concept: string) => boolean, title: string) =>
  titled('plan-doc') && (fields.some(titled) || (titled('future') && !embodied.test(title))) && !aiAsSuch.some(titled);

/** How often a concept stands where. `windows` counts the stretches of `windowLength` characters that hold it. */
type ConceptCount = { title: number; lead: number; text: number; windows: number; window: number };

/** A text up to this length is a summary: one mention counts. Also the length of the opening of a longer one. */
const lead = 400;
const windowLength = 160;

const emptyCount = (): ConceptCount => ({ title: 0, lead: 0, text: 0, windows: 0, window: -1 });

/** A summary up to this length has no room for what it is not about. */
const brief = 160;
/** A text a little longer than the opening has so few stretches that two chance mentions would be a large share of them. */
const fewest = 1200;

/** Share of the text's stretches below which a concept is passing, and above which it is what the text is about. */
const passing = 0.06;
const full = 0.36;

/**
 * Strength 0–1 of a concept: the title counts most. In a summary one mention counts, in a page of two or three paragraphs less; in a
 * long one what counts is the share of the text that speaks of it, then the opening, and less still when the title has told (`inTitle`)
 * what the page is about; least for a concept that every plan has a chapter of (`common`: research, talent, power, duties), unless
 * the title names it.
 */
function conceptStrength(count: ConceptCount, length: number, inTitle: boolean, common = false) {
  const title = count.title > 0 ? 0.75 : 0;
  if (length <= lead) {
    const passingly = length > brief && count.windows < 2;
    return Math.min(1, title + (count.text === 0 ? 0 : passingly ? 0.4 : 0.7));
  }
  const share = Math.max(0, count.windows - 1.0) / Math.ceil(Math.max(length, fewest) / windowLength);
  const spread = Math.max(0, Math.min(1, (share - passing) / (full - passing)));
  const body = 0.7 * Math.min(1, 0.3 * Math.min(1, count.lead / 2) + spread);
  return Math.min(1, title + body * (inTitle ? (common && title === 0 ? 0.35 : 0.65) : 1));
}

class WordEdges {
  readonly #text: string;
  readonly #endOf: Int32Array;
  readonly #startOf: Int32Array;

  constructor(text: string) {
    this.#text = text;
    this.#endOf = new Int32Array(text.length + 1);
    this.#startOf = new Int32Array(text.length + 1).fill(text.length + 1);
  }

  add(start: number, end: number): void {
    if (end > (this.#endOf[start] ?? 0)) this.#endOf[start] = end;
    if (start < (this.#startOf[end] ?? 0)) this.#startOf[end] = start;
  }

  /** Whether a word is one where it stands. Only Chinese runs words together. */
  isWhole(start: number, end: number): boolean {
    return !isHanCode(this.#text.charCodeAt(start)) || !this.#isCut(start, end);
  }

  /**
   * Whether words that meet inside the piece from `start` to `end` reach over it on a side where no word ends or begins: 办法|规定 over 法规,
   * 人工智能|法律 over 人工智能法. 人工智能产业|促进条例 is no such case: 产业促进 is made of whole words.
   */
  #isCut(start: number, end: number): boolean {
    const openBefore = (this.#startOf[start] ?? 0) > this.#text.length;
    const openBehind = (this.#endOf[end] ?? 0) === 0;
    if (!openBefore && !openBehind) return false;
    for (let at = start + 1; at < end; at += 1) {
      const from = this.#startOf[at] ?? 0;
      const to = this.#endOf[at] ?? 0;
      if (from > start || to < end) continue;
      const reachesOver = (from < start && openBefore) || (to > end && openBehind);
      // A side that is reached over where a word ends or begins is whole; the other one decides.
      if (reachesOver && (from === start || openBefore) && (to === end || openBehind)) return true;
    }
    return false;
  }
}

export type Hit = { readonly concept: number; readonly where: 'title' | 'text'; readonly start: number; readonly end: number };

export type Features = {
  readonly values: Float64Array;
  readonly hits: readonly Hit[];
  readonly companies: readonly number[];
};

export const featureNames: readonly string[] = [...concepts.map((concept) => concept.id), ...derived];
const at: Readonly<Record<string, number>> = Object.fromEntries(featureNames.map((name, i) => [name, i]));
const slot = (name: string) => at[name] ?? 0;

/**
 * What a term stands for: a concept (0 and up), a company (from `firstCompany`), a name that covers what it holds (`mask`), or a common
 * word.
 */
type Term = { readonly text: string; readonly meaning: number; readonly doubtful?: true };
const firstCompany = concepts.length;
const mask = firstCompany + companies.length;
const plainWord = mask + 1;
const chinaConcept = concepts.findIndex(({ id }) => id === 'china');
/** Universities are known by their names, yet what they do is no business of a company. */
const isForeign = (i: number) => companies[i]?.foreign === true;
const isFirm = (i: number) => companies[i]?.kind !== 'university';

const toTerms = (texts: readonly string[], meaning: number): Term[] => texts.map((text) => ({ text, meaning }));
const terms: readonly Term[] = [
  ...concepts.flatMap(({ terms }, i) => toTerms(terms, i)),
  // In English a page names a city and not the country; names that are as short as words are left.
  ...toTerms(
    places.map(({ english }) => english).filter((english) => english.length >= 5),
    chinaConcept,
  ),
  ...companies.flatMap(({ aliases }, i) =>
    aliases.map((text): Term => ({ text, meaning: firstCompany + i, ...(ambiguousCompanies.has(fold(text)) ? { doubtful: true } : {}) })),
  ),
  ...toTerms(maskedNames, mask),
  ...toTerms(commonWords, plainWord),
];

let built: Matcher | undefined;
const matcher = (): Matcher => {
  built ??= buildMatcher(terms.map(({ text }) => text));
  return built;
};

const nda = slot('nda');
const companySlot = slot('company');

/** Longer texts are read to here: what a page is about stands at its beginning. */
const readTo = 12_000;
const maxHitsKept = 40;

const decidingSlots = titleDefiningConcepts.map(slot);
/** What says AI and nothing of it. */
const bareSlots: ReadonlySet<number> = new Set(['ai', 'model', 'model-weak', 'data'].map(slot));
const commonSlots: ReadonlySet<number> = new Set(planChapterConcepts.map(slot));

function shareOfHan(text: string) {
  let han = 0;
  const end = Math.min(text.length, 400);
  for (let i = 0; i < end; i += 1) if (text.charCodeAt(i) >= 0x3400 && text.charCodeAt(i) <= 0x9fff) han += 1;
  return end === 0 ? 0 : han / end;
}

type FoundTerm = { readonly meaning: number; readonly start: number; readonly end: number };

type FeatureCounts = {
  readonly counts: ConceptCount[];
  readonly company: ConceptCount;
  readonly abroad: ConceptCount;
  readonly named: Set<number>;
  readonly hits: Hit[];
  readonly kept: Uint8Array;
};

/** What stands round a name, folded; the text as a whole is long, and names are few. */
const reach = 24;
const near = (text: string, start: number, end: number) => fold(text.slice(Math.max(0, start - reach), end + reach));

type TermScan = { readonly found: readonly FoundTerm[]; readonly covered: Uint8Array };

function scanTerms(text: string, long: boolean): TermScan {
  const covered = new Uint8Array(text.length);
  const words = new WordEdges(text);
  const found: FoundTerm[] = [];
  matcher().scan(text, (term, start, end) => {
    const { meaning = plainWord, doubtful } = terms[term] ?? {};
    words.add(start, end);
    if (meaning === plainWord) return;
    if (meaning === mask) covered.fill(1, start, end);
    // 蝴蝶效应 is a firm and a figure of speech.
    const before = Math.min(start, reach);
    if (doubtful && isOtherWord(near(text, start, end), before, before + end - start)) return;
    found.push({ meaning, start, end });
  });
  if (long) {
    maskCitations(text, lead, covered);
    maskAddressees(text, covered);
  }
  return { found: found.filter(({ meaning, start, end }) => meaning >= mask || words.isWhole(start, end)), covered };
}

function tally(reading: FeatureCounts, where: 'title' | 'text', { found, covered }: TermScan, long: boolean) {
  for (const { meaning, start, end } of found) {
    if (meaning === mask || (covered[start] === 1 && (long || meaning !== nda))) continue;
    const isCompany = meaning >= firstCompany;
    if (isCompany) reading.named.add(meaning - firstCompany);
    if (isCompany && !isFirm(meaning - firstCompany)) continue;
    const count = isCompany ? (isForeign(meaning - firstCompany) ? reading.abroad : reading.company) : reading.counts[meaning];
    if (!count) continue;
    if (where === 'title') count.title += 1;
    else addToText(count, start);
    const place = isCompany ? companySlot : meaning;
    const kept = reading.kept[place] ?? 0;
    if (kept >= maxHitsKept) continue;
    reading.kept[place] = kept + 1;
    reading.hits.push({ concept: place, where, start, end });
  }
}

function addToText(count: ConceptCount, start: number) {
  count.text += 1;
  if (start < lead) count.lead += 1;
  const window = Math.floor(start / windowLength);
  if (window !== count.window) {
    count.window = window;
    count.windows += 1;
  }
}

export function readFeatures(title: string, text: string): Features {
  const reading: FeatureCounts = {
    counts: concepts.map(emptyCount),
    company: emptyCount(),
    abroad: emptyCount(),
    named: new Set(),
    hits: [],
    kept: new Uint8Array(featureNames.length),
  };
  const { counts, company, named, hits } = reading;
  const body = text.length > readTo ? text.slice(0, readTo) : text;
  const long = body.length > lead;
  tally(reading, 'title', scanTerms(title, false), long);
  const inTitle = new Set(named);
  tally(reading, 'text', scanTerms(body, long), long);
  const firm = findCompanySubject(title);
  if (firm) hits.push({ concept: slot('firm-title'), where: 'title', ...firm });
  const values = new Float64Array(featureNames.length);
  const isDefining = decidingSlots.some((i) => (counts[i]?.title ?? 0) > 0);
  counts.forEach((count, i) => {
    values[i] = count.title + count.text === 0 ? 0 : conceptStrength(count, body.length, isDefining, commonSlots.has(i));
  });
  const homeInTitle = [...inTitle].some((i) => isFirm(i) && !isForeign(i));
  // Chips of a foreign maker that are sold to China, or no longer, are no foreign story.
  const sold = (values[slot('chip')] ?? 0) > 0 && (values[slot('china')] ?? 0) > 0;
  const firms = [...named].filter(isFirm);
  const home = firms.filter((i) => !isForeign(i));
  derive(
    { get: (name) => values[slot(name)] ?? 0, set: (name, amount) => (values[slot(name)] = amount) },
    {
      title,
      length: body.length,
      han: shareOfHan(title + body),
      chinaInTitle: (counts[slot('china')]?.title ?? 0) > 0 || homeInTitle,
      foreignInTitle: (counts[slot('foreign')]?.title ?? 0) > 0 || (reading.abroad.title > 0 && !homeInTitle && !sold),
      firmInTitle: firm !== undefined,
      company: company.title + company.text === 0 ? 0 : conceptStrength(company, body.length, false),
      companyInTitle: homeInTitle,
      plan: isSingleFieldPlan((name) => (counts[slot(name)]?.title ?? 0) > 0, title),
      distinct: home.length,
      pureAi: home.some((i) => companies[i]?.field === 'ai') && company.title + company.lead > 0,
      long,
      bare: counts.every(({ title, text }, i) => bareSlots.has(i) || title + text === 0),
      call: /项目(?:申报)?指南|研究计划|重点专项/.test(title),
    },
  );
  return { values, hits, companies: [...named] };
}
