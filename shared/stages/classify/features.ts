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
import { clearWords, keepWholeWords, noteWord } from './whole-words.ts';

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

const terms: string[] = [];
/** What a term stands for: a concept (0 and up), a company (from `firstCompany`), or a name that covers what it holds. */
const meaning: number[] = [];
concepts.forEach((concept, i) => {
  for (const term of concept.terms) {
    terms.push(term);
    meaning.push(i);
  }
});
/** In English a page names a city and not the country; names that are as short as words are left. */
const chinaConcept = concepts.findIndex(({ id }) => id === 'china');
for (const { english } of places) {
  if (english.length < 5) continue;
  terms.push(english);
  meaning.push(chinaConcept);
}
const firstCompany = concepts.length;
/** Names of firms that are words as well. */
const doubtful = new Set<number>();
/** Universities are known by their names, yet what they do is no business of a company. */
const isForeign = (i: number): boolean => companies[i]?.foreign === true;
const isFirm = (i: number): boolean => companies[i]?.kind !== 'university';
companies.forEach((company, i) => {
  for (const alias of company.aliases) {
    if (ambiguousCompanies.has(fold(alias))) doubtful.add(terms.length);
    terms.push(alias);
    meaning.push(firstCompany + i);
  }
});
const mask = firstCompany + companies.length;
for (const name of maskedNames) {
  terms.push(name);
  meaning.push(mask);
}
/** Words that stand for nothing and tell where others end. */
const plainWord = mask + 1;
for (const word of commonWords) {
  terms.push(word);
  meaning.push(plainWord);
}
const matcher = buildMatcher(terms);
const nda = slot('nda');
const companySlot = slot('company');

/** Longer texts are read to here: what a page is about stands at its beginning. */
const readTo = 12_000;
const maxHitsKept = 40;

const tellingSlots = titleDefiningConcepts.map(slot);
const commonSlots: ReadonlySet<number> = new Set(planChapterConcepts.map(slot));

function shareOfHan(text: string): number {
  let han = 0;
  const end = Math.min(text.length, 400);
  for (let i = 0; i < end; i += 1) if (text.charCodeAt(i) >= 0x3400 && text.charCodeAt(i) <= 0x9fff) han += 1;
  return end === 0 ? 0 : han / end;
}

/** What one reading has found; the found triples (meaning, start, end) lie flat in `found`. */
type FeatureCounts = {
  readonly counts: ConceptCount[];
  readonly company: ConceptCount;
  /** Firms of other countries: they make a page foreign, and no theme of companies. */
  readonly abroad: ConceptCount;
  readonly named: Set<number>;
  readonly hits: Hit[];
  readonly kept: Uint8Array;
};

let found = new Int32Array(3 << 12);
let covered = new Uint8Array(1 << 14);

/** What stands round a name, folded; the text as a whole is long, and names are few. */
const reach = 24;
const near = (text: string, start: number, end: number): string => fold(text.slice(Math.max(0, start - reach), end + reach));

/** Finds the terms of `text`; returns how many triples `found` holds and marks what names and citations cover. */
function scanTerms(text: string, long: boolean): number {
  if (covered.length < text.length) covered = new Uint8Array(text.length * 2);
  covered.fill(0, 0, text.length);
  clearWords(text.length);
  let size = 0;
  matcher.scan(text, (term, start, end) => {
    const what = meaning[term] ?? 0;
    noteWord(start, end);
    if (what === plainWord) return;
    if (what === mask) covered.fill(1, start, end);
    // 蝴蝶效应 is a firm and a figure of speech.
    if (doubtful.has(term) && isOtherWord(near(text, start, end), Math.min(start, reach), Math.min(start, reach) + end - start)) return;
    if (size + 3 > found.length) found = growTo(found, found.length * 2);
    found[size] = what;
    found[size + 1] = start;
    found[size + 2] = end;
    size += 3;
  });
  if (long) {
    maskCitations(text, lead, covered);
    maskAddressees(text, covered);
  }
  return keepWholeWords(found, size, text, mask);
}

function growTo(old: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(old);
  return larger;
}

function tally(reading: FeatureCounts, where: 'title' | 'text', size: number, long: boolean): void {
  for (let i = 0; i < size; i += 3) {
    const what = found[i] ?? 0;
    const start = found[i + 1] ?? 0;
    if (what === mask || (covered[start] === 1 && (long || what !== nda))) continue;
    const isCompany = what >= firstCompany;
    if (isCompany) reading.named.add(what - firstCompany);
    if (isCompany && !isFirm(what - firstCompany)) continue;
    const count = isCompany ? (isForeign(what - firstCompany) ? reading.abroad : reading.company) : reading.counts[what];
    if (!count) continue;
    if (where === 'title') count.title += 1;
    else addToText(count, start);
    const place = isCompany ? companySlot : what;
    if ((reading.kept[place] ?? 0) < maxHitsKept) {
      reading.kept[place] = (reading.kept[place] ?? 0) + 1;
      reading.hits.push({ concept: place, where, start, end: found[i + 2] ?? 0 });
    }
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
  const firms = [...named].filter(isFirm);
  const home = firms.filter((i) => !isForeign(i));
  derive(
    { get: (name) => values[slot(name)] ?? 0, set: (name, amount) => (values[slot(name)] = amount) },
    {
      title,
      length: body.length,
      han: shareOfHan(title + body),
      chinaInTitle: (counts[slot('china')]?.title ?? 0) > 0 || homeInTitle,
      foreignInTitle: (counts[slot('foreign')]?.title ?? 0) > 0 || (reading.abroad.title > 0 && !homeInTitle),
      firmInTitle: firm !== undefined,
      company: company.title + company.text === 0 ? 0 : conceptStrength(company, body.length, false),
      companyInTitle: homeInTitle,
      plan: isSingleFieldPlan((name) => (counts[slot(name)]?.title ?? 0) > 0, title),
      distinct: home.length,
      pureAi: home.some((i) => companies[i]?.field === 'ai') && company.title + company.lead > 0,
      long,
      call: /项目(?:申报)?指南|研究计划|重点专项/.test(title),
    },
  );
  return { values, hits, companies: [...named] };
}
