import { ambiguousCompanies } from '../../registry/ambiguous-names.ts';
import { commonWords } from '../../registry/common-words.ts';
import { companies } from '../../registry/companies.ts';
import { concepts } from '../../registry/lexicon.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { isOtherWord } from '../facts/ambiguous-names.ts';
import { buildMatcher } from '../text/match.ts';
import { findCompanySubject } from './company-subject.ts';
import { isSingleFieldPlan, planChapterConcepts, titleDefiningConcepts } from './concept-groups.ts';
import { type ConceptCount, conceptStrength, emptyCount, lead, windowLength } from './concept-strength.ts';
import { derive, derived } from './derived.ts';
import { maskAddressees, maskCitations, maskedNames } from './masked-names.ts';
import { WordEdges } from './whole-words.ts';

/** Where a term of a concept stands. */
export type Hit = { readonly concept: number; readonly where: 'title' | 'text'; readonly start: number; readonly end: number };

/** Features of one page: strength 0–1 of each concept, and the words that show it. */
export type Features = {
  readonly values: Float64Array;
  readonly hits: readonly Hit[];
  readonly companies: readonly number[];
};

export const featureNames: readonly string[] = [...concepts.map((concept) => concept.id), ...derived];
const at: Readonly<Record<string, number>> = Object.fromEntries(featureNames.map((name, i) => [name, i]));
const slot = (name: string): number => at[name] ?? 0;

/** What a term stands for: a concept (0 and up), a company (from `firstCompany`), a name that covers what it holds (`mask`), or a common word. */
type Term = { readonly text: string; readonly meaning: number; readonly doubtful?: true };
const firstCompany = concepts.length;
const mask = firstCompany + companies.length;
/** Words that stand for nothing and tell where others end. */
const plainWord = mask + 1;
const chinaConcept = concepts.findIndex(({ id }) => id === 'china');
/** Universities are known by their names, yet what they do is no business of a company. */
const isForeign = (i: number): boolean => companies[i]?.foreign === true;
const isFirm = (i: number): boolean => companies[i]?.kind !== 'university';

const toTerms = (texts: readonly string[], meaning: number): Term[] => texts.map((text) => ({ text, meaning }));
const terms: readonly Term[] = [
  ...concepts.flatMap(({ terms }, i) => toTerms(terms, i)),
  // In English a page names a city and not the country; names that are as short as words are left.
  ...toTerms(
    places.map(({ english }) => english).filter((english) => english.length >= 5),
    chinaConcept,
  ),
  // Names of firms that are words as well are doubtful.
  ...companies.flatMap(({ aliases }, i) =>
    aliases.map((text): Term => ({ text, meaning: firstCompany + i, ...(ambiguousCompanies.has(fold(text)) ? { doubtful: true } : {}) })),
  ),
  ...toTerms(maskedNames, mask),
  ...toTerms(commonWords, plainWord),
];
const matcher = buildMatcher(terms.map(({ text }) => text));
const nda = slot('nda');
const companySlot = slot('company');

/** Longer texts are read to here: what a page is about stands at its beginning. */
const readTo = 12_000;
const maxHitsKept = 40;

const tellingSlots = titleDefiningConcepts.map(slot);
/** What says AI and nothing of it. */
const bareSlots: ReadonlySet<number> = new Set(['ai', 'model', 'model-weak', 'data'].map(slot));
const commonSlots: ReadonlySet<number> = new Set(planChapterConcepts.map(slot));

function shareOfHan(text: string): number {
  let han = 0;
  const end = Math.min(text.length, 400);
  for (let i = 0; i < end; i += 1) if (text.charCodeAt(i) >= 0x3400 && text.charCodeAt(i) <= 0x9fff) han += 1;
  return end === 0 ? 0 : han / end;
}

type FoundTerm = { readonly meaning: number; readonly start: number; readonly end: number };

/** What one reading has found. */
type FeatureCounts = {
  readonly counts: ConceptCount[];
  readonly company: ConceptCount;
  /** Firms of other countries: they make a page foreign, and no theme of companies. */
  readonly abroad: ConceptCount;
  readonly named: Set<number>;
  readonly hits: Hit[];
  readonly kept: Uint8Array;
};

/** What stands round a name, folded; the text as a whole is long, and names are few. */
const reach = 24;
const near = (text: string, start: number, end: number): string => fold(text.slice(Math.max(0, start - reach), end + reach));

/** Whole words of one text, and the characters that names and citations cover. */
type TermScan = { readonly found: readonly FoundTerm[]; readonly covered: Uint8Array };

function scanTerms(text: string, long: boolean): TermScan {
  const covered = new Uint8Array(text.length);
  const words = new WordEdges(text);
  const found: FoundTerm[] = [];
  matcher.scan(text, (term, start, end) => {
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

function tally(reading: FeatureCounts, where: 'title' | 'text', { found, covered }: TermScan, long: boolean): void {
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

function addToText(count: ConceptCount, start: number): void {
  count.text += 1;
  if (start < lead) count.lead += 1;
  const window = Math.floor(start / windowLength);
  if (window !== count.window) {
    count.window = window;
    count.windows += 1;
  }
}

/** Reads title and text into features. Offsets of hits refer to the title and the text as given. */
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
  const told = tellingSlots.some((i) => (counts[i]?.title ?? 0) > 0);
  counts.forEach((count, i) => {
    values[i] = count.title + count.text === 0 ? 0 : conceptStrength(count, body.length, told, commonSlots.has(i));
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
