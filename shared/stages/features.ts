import { companies } from '../registry/companies.ts';
import { concepts } from '../registry/lexicon.ts';
import { firmIsSubject } from './features/firm.ts';
import { buildMatcher } from './match.ts';

/** Where a term of a concept stands. */
export type Hit = { readonly concept: number; readonly where: 'title' | 'text'; readonly start: number; readonly end: number };

/** Features of one page: strength 0–1 of each concept, and the words that show it. */
export type Features = {
  readonly values: Float64Array;
  readonly hits: readonly Hit[];
  readonly companies: readonly number[];
};

/** Concepts that follow from others; they have no words of their own. */
const derived = [
  'company',
  'company-title',
  'firm-title',
  'companies-two',
  'ai-any',
  'ai&plan',
  'ai&law',
  'foreign-only',
  'no-china',
  'core',
  'no-core',
  'energy&compute',
  'edu&ai',
  'short-title',
  'english',
] as const;
export const featureNames: readonly string[] = [...concepts.map((concept) => concept.id), ...derived];
const at: Readonly<Record<string, number>> = Object.fromEntries(featureNames.map((name, i) => [name, i]));

const terms: string[] = [];
const conceptOf: number[] = [];
concepts.forEach((concept, i) => {
  for (const term of concept.terms) {
    terms.push(term);
    conceptOf.push(i);
  }
});
const firstCompany = terms.length;
const companyOf: number[] = [];
companies.forEach((company, i) => {
  for (const alias of company.aliases) {
    terms.push(alias);
    companyOf.push(i);
  }
});
const matcher = buildMatcher(terms);

/** Longer texts are read to here: what a page is about stands at its beginning. */
const readTo = 12_000;
const lead = 400;
const maxHitsKept = 40;

/** Concepts that, standing in a title, say what the page is about. */
const telling = [
  'ai',
  'model',
  'agent',
  'ai-plus',
  'data-factor',
  'data-trade',
  'public-data',
  'dataset',
  'compute',
  'data-centre',
  'east-west',
  'voucher',
  'chip',
  'self-reliance',
  'future',
  'fyp',
  'ai-education',
  'ethics',
  'label',
].map((name) => at[name] ?? 0);
const companyConcept = at['company'] ?? 0;

type Count = { title: number; lead: number; text: number };

/**
 * Strength of a concept: the title counts most, then the opening, then how thickly the rest is strewn with it.
 * In a short text (a summary) one mention counts; in a long one a theme must come back to be more than a passing word,
 * and less still when the title has told (`told`) what the page is about.
 */
function strength(count: Count, length: number, told = false): number {
  const title = count.title > 0 ? 0.75 : 0;
  if (length <= lead) return Math.min(1, title + (count.text > 0 ? 0.7 : 0));
  const often = Math.min(1, count.text / Math.max(3, (length / 1000) * 4));
  const opening = Math.min(1, count.lead / 2);
  const body = 0.4 * opening + 0.45 * often * often;
  return Math.min(1, title + (told ? 0.55 * body : body));
}

const value = (values: Float64Array, name: string): number => values[at[name] ?? -1] ?? 0;
const most = (values: Float64Array, names: readonly string[]): number => Math.max(...names.map((name) => value(values, name)));

/** Without one of these a page is not about AI, or its data, compute, chips or plans, whatever else it speaks of. */
const coreConcepts = [
  'data-factor',
  'data-trade',
  'public-data',
  'dataset',
  'data-infra',
  'compute',
  'data-centre',
  'east-west',
  'voucher',
  'chip',
  'self-reliance',
  'future',
  'fyp-core',
  'ethics',
  'net-law',
  'opc',
  'label',
  'standard-doc',
];

type Page = {
  readonly title: string;
  readonly length: number;
  readonly han: number;
  readonly chinaInTitle: boolean;
  readonly foreignInTitle: boolean;
};

function derive(values: Float64Array, company: Count, distinct: number, page: Page): void {
  const set = (name: (typeof derived)[number], amount: number): void => {
    values[at[name] ?? 0] = amount;
  };
  const china = value(values, 'china');
  const ai = most(values, ['ai', 'ai-industry', 'model', 'agent', 'ai-plus', 'ai-plan', 'ai-education', 'token']);
  set('company', strength(company, page.length));
  set('company-title', company.title > 0 ? 1 : 0);
  set('firm-title', firmIsSubject(page.title) ? 1 : 0);
  set('companies-two', distinct >= 3 ? 1 : distinct === 2 ? 0.5 : 0);
  set('ai-any', ai);
  set('ai&plan', Math.min(ai, value(values, 'plan-doc')));
  set('ai&law', Math.min(ai, most(values, ['law', 'rule'])));
  set('foreign-only', page.foreignInTitle && !page.chinaInTitle ? 0.9 : china < 0.2 ? value(values, 'foreign') : 0);
  set('no-china', china > 0 || page.han > 0.3 ? 0 : 1);
  const core = Math.max(ai, most(values, coreConcepts));
  set('core', Math.min(1, core * 1.5));
  set('no-core', core === 0 ? 1 : 0);
  set('energy&compute', Math.min(value(values, 'energy'), Math.max(ai, most(values, ['compute', 'data-centre']))));
  set('edu&ai', Math.min(most(values, ['school', 'education']), ai));
  set('short-title', page.title.length < 8 ? 1 : 0);
  set('english', page.han < 0.1 ? 1 : 0);
}

function shareOfHan(text: string): number {
  let han = 0;
  const end = Math.min(text.length, 400);
  for (let i = 0; i < end; i += 1) if (text.charCodeAt(i) >= 0x3400 && text.charCodeAt(i) <= 0x9fff) han += 1;
  return end === 0 ? 0 : han / end;
}

/** Reads title and text into features. Offsets of hits refer to the title and the text as given. */
export function featuresOf(title: string, text: string): Features {
  const counts: Count[] = concepts.map(() => ({ title: 0, lead: 0, text: 0 }));
  const company: Count = { title: 0, lead: 0, text: 0 };
  const distinct = new Set<number>();
  const hits: Hit[] = [];
  const kept = new Uint8Array(featureNames.length);
  const visitor = (where: 'title' | 'text') => (term: number, start: number, end: number) => {
    const isCompany = term >= firstCompany;
    const concept = isCompany ? -1 : (conceptOf[term] ?? 0);
    const count = isCompany ? company : counts[concept];
    if (!count) return;
    if (where === 'title') count.title += 1;
    else {
      count.text += 1;
      if (start < lead) count.lead += 1;
    }
    if (isCompany) distinct.add(companyOf[term - firstCompany] ?? 0);
    const slot = isCompany ? companyConcept : concept;
    if ((kept[slot] ?? 0) < maxHitsKept) {
      kept[slot] = (kept[slot] ?? 0) + 1;
      hits.push({ concept: slot, where, start, end });
    }
  };
  const body = text.length > readTo ? text.slice(0, readTo) : text;
  matcher.scan(title, visitor('title'));
  matcher.scan(body, visitor('text'));
  const values = new Float64Array(featureNames.length);
  const told = telling.some((i) => (counts[i]?.title ?? 0) > 0);
  counts.forEach((count, i) => {
    values[i] = count.title + count.text === 0 ? 0 : strength(count, body.length, told);
  });
  derive(values, company, distinct.size, {
    title,
    length: body.length,
    han: shareOfHan(title + body),
    chinaInTitle: (counts[at['china'] ?? 0]?.title ?? 0) > 0 || company.title > 0,
    foreignInTitle: (counts[at['foreign'] ?? 0]?.title ?? 0) > 0,
  });
  return { values, hits, companies: [...distinct] };
}
