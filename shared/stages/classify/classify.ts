import type { Classification, Evidence, FieldChange, Head, ThemeMatch } from '../../model/document.ts';
import { group, opt } from '../../model/values.ts';
import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { concepts } from '../../registry/lexicon.ts';
import trained from '../../registry/weights.json' with { type: 'json' };
import { findBodies, findCompanies, findLandmarks, findNamedActs, findPlaces, mergeEntities, type NamedAct } from '../facts/entities.ts';
import { documentType } from '../facts/kind.ts';
import { aiConcepts, coreConcepts, isOffTopicTitle } from './derived.ts';
import { type Features, featureNames, type Hit, readFeatures } from './features.ts';
import { subThemesOf } from './sub-themes.ts';

/** A linear model of one label over the features of features.ts. */
export type Linear = { readonly bias: number; readonly weights: Readonly<Float64Array> };

export function probability(model: Linear, values: Float64Array): number {
  let sum = model.bias;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value !== 0) sum += value * (model.weights[i] ?? 0);
  }
  return 1 / (1 + Math.exp(-sum));
}

export type Model = { readonly relevance: Linear; readonly themes: Readonly<Record<ThemeId, Linear>> };

export type Sparse = { readonly bias: number; readonly weights: Readonly<Record<string, number>> };

export type StoredModel = { readonly version: string; readonly relevance: Sparse; readonly themes: Readonly<Record<string, Sparse>> };

/** Names the words and weights in use: two documents with the same name were judged alike. */
const taxonomy: string = trained.version;

export function unfold({ bias, weights }: Sparse): Linear {
  const dense = new Float64Array(featureNames.length);
  for (let i = 0; i < dense.length; i += 1) dense[i] = weights[group(featureNames, i)] ?? 0;
  return { bias, weights: dense };
}

export const mapThemes = (make: (id: ThemeId) => Linear): Model['themes'] =>
  Object.fromEntries(themeIds.map((id) => [id, make(id)])) as Model['themes'];

export const none: Sparse = { bias: -3, weights: {} };

export function storedModel(stored: StoredModel = trained): Model {
  return { relevance: unfold(stored.relevance), themes: mapThemes((id) => unfold(stored.themes[id] ?? none)) };
}

type Decision = {
  readonly relevant: boolean;
  readonly relevance: number;
  readonly themes: readonly { readonly theme: ThemeId; readonly score: number }[];
};

const mostThemes = 4;

const half = 0.5;

/** Of what is held irrelevant for another reason than its probability. */
const below = 0.49;

/** In a long text a theme without a word in the title needs this probability: every plan has a chapter on everything. */
const untitled = 0.65;

const long = featureNames.indexOf('long');

const inTitle = 0.72;

const speaks = 1.3;

function titleSpeaks({ weights }: Linear, values: Float64Array) {
  for (let i = 0; i < concepts.length; i += 1) if ((values[i] ?? 0) > inTitle && (weights[i] ?? 0) > speaks) return true;
  return false;
}

/** A standard or a draft of one is of every field: what it is about says whether it is of this. */
const ofEveryField = 'standard-doc';

const fieldConcepts = [
  ...aiConcepts,
  ...coreConcepts,
  'ai-any',
  'weak-pair',
  'company',
  'firm-title',
  'data',
  'data-law',
  'model-weak',
  'label-weak',
];

const ofField = fieldConcepts.flatMap((name) => (name === ofEveryField ? [] : [featureNames.indexOf(name)]));

const standard = featureNames.indexOf(ofEveryField);

/** A long act whose title has no word of the field has a paragraph on it, as every act has today: it must speak of little else. */
const silent = 0.8;

/** What speaks of standards alone, and what its title keeps silent about, is held to more than a half. */
function neededFor(values: Float64Array): number {
  const strongest = Math.max(...ofField.map((at) => values[at] ?? 0));
  if ((values[standard] ?? 0) > 0 && strongest === 0) return 1;
  return values[long] === 1 && strongest <= inTitle ? silent : half;
}

/** Decides relevance and, when relevant, one to four themes, the strongest first. */
export function decide(model: Model, values: Float64Array): Decision {
  const likely = probability(model.relevance, values);
  const relevant = likely >= neededFor(values);
  const relevance = relevant ? likely : Math.min(likely, below);
  if (!relevant) return { relevant, relevance, themes: [] };
  const scored = themeIds.map((theme) => ({ theme, score: probability(model.themes[theme], values) })).sort((a, b) => b.score - a.score);
  const isLong = values[long] === 1;
  const needed = (theme: ThemeId): number => (isLong && !titleSpeaks(model.themes[theme], values) ? untitled : half);
  const chosen = scored.filter(({ theme, score }) => score >= needed(theme)).slice(0, mostThemes);
  return { relevant, relevance, themes: chosen.length > 0 ? chosen : scored.slice(0, 1) };
}

type ClassifyInput = {
  readonly id?: string;
  readonly title: string;
  readonly text?: string;
  readonly url?: string;
  readonly lang?: string;
  readonly publisher?: string;
};

const model = storedModel();

const maxEvidence = 8;

const round = (value: number): number => Math.round(value * 1000) / 1000;

type Texts = { readonly title: string; readonly text: string };

/** A concept with less weight than this is found on pages of any theme, and proves none. */
const enough = 0.25;

/**
 * The words for which a theme was chosen: title before text, stronger concepts first, each spelling once. Words that weigh at most `least`
 * are left out.
 */
function evidenceFor(theme: ThemeId, { hits }: Features, texts: Texts, least = enough) {
  const weights = model.themes[theme].weights;
  const seen = new Set<string>();
  const ranked: { readonly hit: Hit; readonly rank: number }[] = [];
  for (const hit of hits) {
    const own = weights[hit.concept] ?? 0;
    if (own > least) ranked.push({ hit, rank: own + (hit.where === 'title' ? 1 : 0) });
  }
  ranked.sort((a, b) => b.rank - a.rank || a.hit.start - b.hit.start);
  const evidence: Evidence[] = [];
  for (const { hit } of ranked) {
    const { where, end } = hit;
    const start = startOfCount(texts[where], hit);
    const term = texts[where].slice(start, end);
    const key = `${where} ${term}`;
    // 智能教育 says nothing more than 人工智能教育 that holds it.
    if (seen.has(key) || ranked.some(({ hit: other }) => holds(other, hit))) continue;
    seen.add(key);
    evidence.push({ term, where, start, end });
    if (evidence.length === maxEvidence) break;
  }
  return evidence;
}

const holds = (outer: Hit, inner: Hit) =>
  outer.where === inner.where && outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;

/** 五部门 is one word: a count belongs to the bodies that it counts. */
function startOfCount(text: string, { start, end }: Hit) {
  if (text.slice(start, end) !== '部门') return start;
  const before = /(?:[一二三四五六七八九十百两几]{1,3}|\d{1,3})(?:个|余)?$/.exec(text.slice(Math.max(0, start - 5), start));
  return start - (before?.[0].length ?? 0);
}

type TextSpan = { readonly start: number; readonly end: number };

/** Words inside the name of a body are no evidence: the Ministry of Education writes about more than schools. */
const withoutNames = (features: Features, names: readonly TextSpan[]): Features => ({
  ...features,
  hits: features.hits.filter((hit) => hit.where === 'text' || !names.some(({ start, end }) => start <= hit.start && hit.end <= end)),
});

/** Themes with their words. One without any is not shown, unless it is the only one: then whatever was found must do. */
function matchesOf(decision: Decision, features: Features, texts: Texts): ThemeMatch[] {
  const all = decision.themes.map(({ theme, score }) => ({
    theme,
    score: round(score),
    evidence: evidenceFor(theme, features, texts),
  }));
  const proved = all.filter(({ evidence }) => evidence.length > 0);
  const [first] = all;
  if (proved.length > 0 || !first) return proved;
  return [{ ...first, evidence: evidenceFor(first.theme, features, texts, 0) }];
}

/** A page whose title names an act of the landmarks is about it, however little else its words say. */
const surelyRelevant = 0.9;

function themesOfActs(acts: readonly NamedAct[], title: string): ThemeMatch[] {
  const themes = [...new Set(acts.flatMap((act) => act.themes))].slice(0, 4);
  return themes.map((theme) => ({
    theme,
    score: surelyRelevant,
    evidence: acts
      .filter((act) => act.themes.includes(theme))
      .map(({ start, end }) => ({ term: title.slice(start, end), where: 'title', start, end })),
  }));
}

/**
 * Relevance 0–1, one to four themes with the words that prove them, type and entities (docs/contract.md 3.4). Offsets are UTF-16 units of
 * `title` and `text` as given. No date, no network.
 */
export function classify(input: ClassifyInput): Classification {
  const { title, text = '', url = '' } = input;
  const features = readFeatures(title, text);
  const decision = decide(model, features.values);
  const named = findIssuers(title);
  const themes = matchesOf(decision, withoutNames(features, named), { title, text });
  const issuers = named.map(({ name, id }) => ({ name, id }));
  const type = documentType({ title, text, issuers, url, ...opt({ credit: input.publisher }) });
  const entities = mergeEntities(
    findBodies(title, text),
    findCompanies(features.companies, title, text),
    findLandmarks(title, text),
    findPlaces(title),
  );
  const acts = findNamedActs(title);
  const relevance = round(acts.length > 0 ? Math.max(decision.relevance, surelyRelevant) : decision.relevance);
  const relevant = decision.relevant || acts.length > 0;
  const subThemes = isElsewhere(title, features) ? [] : subThemesOf(title, text, !relevant);
  return {
    ...{ taxonomy, relevant, relevance, themes: themes.length > 0 ? themes : themesOfActs(acts, title) },
    ...{ ...(subThemes.length > 0 && { subThemes }), type, entities },
  };
}

/** An advertisement, a share tip or another country: whatever words it has, they are about something else. */
const isElsewhere = (title: string, { values }: Features) =>
  isOffTopicTitle(title) || (values[featureNames.indexOf('foreign-only')] ?? 0) > 0;

type ThemeDecision = Pick<Classification, 'relevant' | 'themes' | 'taxonomy'>;

const themeList = ({ relevant, themes }: ThemeDecision) =>
  relevant
    ? themes
        .map(({ theme }) => theme)
        .toSorted()
        .join(', ')
    : 'irrelevant';

/**
 * What moves when a document is read again after a change of themes, words or weights. Nothing when they are the same, or when a person
 * has chosen the themes.
 */
export function compareThemes(before: ThemeDecision & Pick<Head, 'label'>, after: ThemeDecision): readonly FieldChange[] {
  if (before.label || before.taxonomy === after.taxonomy || themeList(before) === themeList(after)) return [];
  return [{ field: 'themes', before: themeList(before), after: themeList(after) }];
}
