import { type DocumentFigure, kindOfFigure, type Strength } from '../../model/facts.ts';
import type { ChangedFact, StatedFact } from '../../model/lineage.ts';
import type { Duty } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import { tellDuty } from './clause/sentence.ts';
import { tellScope } from './clause/whom.ts';
import { renderDay, renderQuantity } from './quantity.ts';

type Found = {
  readonly figures: readonly DocumentFigure[];
  readonly duties: readonly Duty[];
  readonly scope?: string;
  readonly days: readonly { readonly kind: 'effective' | 'expires'; readonly value: string; readonly quote: string }[];
};
type Paired = StatedFact & { readonly key: string; readonly family: string };

const strengths: Readonly<Record<Strength, string>> = {
  ...{ target: 'target', must: 'must', should: 'should', support: 'supported', encourage: 'encouraged', fact: '' },
};
const dayWords = { effective: 'takes effect on', expires: 'expires on' } as const;

/** Six months may become a year. */
const terms = new Set(['hour', 'day', 'working day', 'month', 'year']);

function figureFact(figure: DocumentFigure): Paired {
  const notes = [
    figure.strength && strengths[figure.strength],
    figure.year !== undefined && figure.yearFrom !== 'page' && `by ${figure.year}`,
  ].filter(Boolean);
  const isFine = kindOfFigure(figure) === 'fine';
  const says = isFine
    ? `fine: ${renderQuantity(figure)}${figure.unit === '%' ? ' of turnover' : ''}`
    : `${renderQuantity(figure)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  const family = `figure ${terms.has(figure.unit) ? 'term' : figure.unit}`;
  const of = isFine ? undefined : figure.scope;
  return { kind: 'figure', says, ...opt('of', of), quote: figure.quote, key: `${family} ${figure.scope}`, family };
}

function dutyFact({ by, forbids, quote }: Duty): Paired {
  const label = `${forbids ? 'must not' : 'must'}${by === undefined ? '' : `, by ${by.length === 10 ? '' : 'the end of '}${renderDay(by)}`}`;
  return { kind: 'duty', says: tellDuty(quote) ?? label, quote, key: `duty ${quote}`, family: `duty ${forbids ? 'not' : ''}` };
}

function scopeFact(quote: string): Paired {
  const whom = tellScope(quote);
  const says = whom === undefined ? 'to whom it applies' : `applies to ${whom}`;
  return { kind: 'scope', says, quote, key: quote, family: 'scope' };
}

const pairedFacts = ({ figures, duties, scope, days }: Found): readonly Paired[] => [
  ...days.map(
    ({ kind, value, quote }): Paired => ({ kind: 'day', says: `${dayWords[kind]} ${renderDay(value)}`, quote, key: kind, family: kind }),
  ),
  ...(scope === undefined ? [] : [scopeFact(scope)]),
  ...figures.map(figureFact),
  // A duty with a measure is told by its figure.
  ...duties.filter(({ by, quote }) => by !== undefined || !figures.some((figure) => quote.includes(figure.quote))).map(dutyFact),
];

const bare = ({ key: _key, family: _family, ...fact }: Paired): StatedFact => fact;
export const statedFacts = (found: Found): readonly StatedFact[] => pairedFacts(found).map(bare);

/** That there is more is no other fact. */
const saidOf = ({ says }: Paired) => says.replace(/, among other (?:duties|bans|things)/, '');
const isSame = (a: Paired, b: Paired) => saidOf(a) === saidOf(b) && (a.kind !== 'scope' || a.key === b.key);

export function changedFacts(article: string, before: Found | undefined, after: Found | undefined): readonly ChangedFact[] {
  const left = before ? [...pairedFacts(before)] : [];
  const pairs: (readonly [Paired | undefined, Paired | undefined])[] = [];
  const open: Paired[] = [];
  const take = (fits: (fact: Paired) => boolean): Paired | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  for (const fact of after ? pairedFacts(after) : []) {
    const same = take((other) => other.key === fact.key && other.says === fact.says) ?? take((other) => other.key === fact.key);
    if (same) pairs.push([same, fact]);
    else open.push(fact);
  }
  for (const fact of open) pairs.push([take((other) => other.family === fact.family), fact]);
  for (const fact of left) pairs.push([fact, undefined]);
  return pairs
    .filter(([a, b]) => !a || !b || !isSame(a, b))
    .map(([a, b]) => ({ article, ...(a && { before: bare(a) }), ...(b && { after: bare(b) }) }));
}

/** What weighs most first: days, fines, figures, then what English says whole; of equal weight in the order of the text. */
const weights: readonly ((fact: StatedFact) => boolean)[] = [
  ({ kind }) => kind === 'day',
  ({ says }) => says.startsWith('fine: '),
  ({ kind }) => kind === 'figure',
  ({ says }) => /^(?:[A-Z]|applies to)/.test(says),
];
export function byWeight(facts: readonly ChangedFact[]): readonly ChangedFact[] {
  const weightOf = ({ before, after }: ChangedFact): number => {
    const at = weights.findIndex((weighs) => [before, after].some((fact) => fact && weighs(fact)));
    return at < 0 ? weights.length : at;
  };
  return facts.toSorted((a, b) => weightOf(a) - weightOf(b));
}

/** Whether two acts hardly share their wording: of two places, or of two subjects. */
export const wordingDiffers = (changes: readonly { readonly kind: string }[]): boolean => {
  const paired = changes.filter(({ kind }) => kind === 'same' || kind === 'changed' || kind === 'moved').length;
  return paired * 3 < changes.length - paired;
};
