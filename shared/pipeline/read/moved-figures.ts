import { dayPutOut } from '../../model/article.ts';
import type { MovedFigure } from '../../model/digest.ts';
import type { Head, ShownDocument } from '../../model/document.ts';
import type { FigureArea } from '../../model/landmark.ts';
import type { LookupContext } from '../../model/ports.ts';
import { addDays, dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import type { DigestCandidate } from '../../stages/digest/item.ts';
import { isFolded } from '../../stages/digest/older.ts';
import { sectionOf } from '../../stages/digest/section-of.ts';
import { areaOf } from '../../stages/facts/figure-area.ts';
import { figureEntityId } from '../../stages/facts/landmark-figures.ts';
import { findStatedTotal, type StatedTotal } from '../../stages/facts/stated-total.ts';
import { textOf } from '../collect/set-aside.ts';

/** Documents of earlier weeks that are searched for the last statement of one figure. */
const mostSought = 12;
const mostMoved = 8;

type Statement = {
  readonly landmark: FigureLandmark;
  readonly total: StatedTotal;
  readonly area: FigureArea;
  readonly day?: string;
  readonly id: string;
  readonly scope?: string;
  readonly enforcement?: boolean;
};

type Stating = Pick<Head, 'id' | 'title' | 'issuers' | 'authority' | 'dates'>;

/** What a document states of the quantity, and where it holds: nothing of one place where the quantity is one of the country. */
function stated(landmark: FigureLandmark, { id, title, issuers, authority, dates }: Stating, text: string): Statement | undefined {
  const total = findStatedTotal(text, landmark);
  if (!total) return undefined;
  const area = areaOf({ quote: total.quote, title, issuers, authority });
  if (landmark.national && area.of !== 'country') return undefined;
  const day = total.day ?? dayPutOut(dates);
  return { landmark, total, area, id, ...opt('day', day) };
}

const isSame = (a: Statement, b: Statement): boolean =>
  a.total.unit === b.total.unit &&
  (a.total.strength === 'target') === (b.total.strength === 'target') &&
  a.area.of === b.area.of &&
  a.area.name === b.area.name;

/** The last statement before the week that the store holds. */
async function lastBefore(now: Statement, from: string, context: LookupContext): Promise<Statement | undefined> {
  const entity = figureEntityId(now.landmark.id);
  const earlier = { date: 'firstSeen', to: addDays(from, -1), sort: 'newest', limit: mostSought } as const;
  const { hits } = await context.search.query({ entity, ...earlier, today: dayOf(context.now()) });
  const found: Statement[] = [];
  for (const { id } of hits) {
    const head = id === now.id ? undefined : await context.documents.head(id);
    const one = head && stated(now.landmark, head, await textOf(head, context));
    if (one && isSame(now, one) && one.day !== undefined && now.day !== undefined && one.day < now.day) found.push(one);
  }
  return found.toSorted((a, b) => (orEmpty(a.day) > orEmpty(b.day) ? -1 : 1))[0];
}

const asSaid = ({ total: { value, quote }, day, id }: Statement): MovedFigure['now'] => ({
  value,
  ...opt('day', day),
  document: id,
  quote,
});

/** What the figure counts in the words of the document. */
const scopeOf = ({ figures = [] }: ShownDocument, { value, unit }: StatedTotal): string | undefined =>
  figures.find((each) => each.value === value && each.unit === unit)?.scope;

function statementsOf(candidate: DigestCandidate, today: string): readonly Statement[] {
  const { document } = candidate;
  if (isFolded(candidate) || document.text === '') return [];
  const named = new Set(document.entities.map(({ id }) => id));
  // Names of a document are those that were known when it was read; lists of filings are looked through for newer ones too.
  return figureLandmarks
    .filter(({ id }) => document.type === 'announcement' || named.has(figureEntityId(id)))
    .flatMap((landmark) => {
      const one = stated(landmark, document, document.text);
      if (!one) return [];
      return [{ ...one, ...opt('scope', scopeOf(document, one.total)), enforcement: sectionOf(candidate, today) === 'enforcement' }];
    });
}

/** Those of the highest authority, one of each figure and area. */
function distinct(candidates: readonly DigestCandidate[], today: string): readonly Statement[] {
  const ranked = candidates.toSorted((a, b) => b.document.authority - a.document.authority || (a.document.id < b.document.id ? -1 : 1));
  const byKey = Map.groupBy(
    ranked.flatMap((one) => statementsOf(one, today)),
    ({ landmark, area }) => `${landmark.id} ${area.of} ${area.name}`,
  );
  return [...byKey.values()].flatMap(([first]) => first ?? []);
}

/**
 * Figures of landmarks that documents of the week state, beside what was last stated before it, of the same quantity, unit and area: numbers of filings and
 * enforcement whether they moved or not, others where they did.
 */
export async function movedFigures(
  candidates: readonly DigestCandidate[],
  from: string,
  context: LookupContext,
): Promise<readonly MovedFigure[]> {
  const moved: (MovedFigure & { readonly enforcement: boolean })[] = [];
  for (const now of distinct(candidates, dayOf(context.now()))) {
    const before = await lastBefore(now, from, context);
    const { added, quote, unit } = now.total;
    const enforcement = now.enforcement === true;
    if (!enforcement && added === undefined && (before === undefined || before.total.value === now.total.value)) continue;
    const subject = { zh: now.scope ?? now.landmark.en, en: now.landmark.en };
    const more = { ...opt('before', before && asSaid(before)), ...opt('added', added === undefined ? undefined : { value: added, quote }) };
    moved.push({ subject, unit, now: asSaid(now), ...more, enforcement });
  }
  return moved
    .toSorted((a, b) => Number(b.enforcement) - Number(a.enforcement))
    .slice(0, mostMoved)
    .map(({ enforcement: _section, ...figure }) => figure);
}
