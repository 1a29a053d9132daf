import { dayPutOut } from '../../model/article.ts';
import type { DigestItem, HighlightReason, SectionId } from '../../model/digest.ts';
import type { FieldChange, Link, ShownDocument } from '../../model/document.ts';
import { daysBetween } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { typeWeight } from '../facts/kind.ts';
import { findMovedDeadline } from '../facts/landmark-figures.ts';
import { isBinding, takesEffect } from '../text/acts.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { DigestCandidate } from './item.ts';
import { changesIn, smallestChange } from './outcome.ts';
import { isMandatoryStandard, isOpen } from './section-of.ts';

const {
  /** Words of a link that tell of what somebody else did. */
  ofOthers,
  /** What says itself that it is to be reached, where no year does. */
  aims,
} = expressionsOf(expressions.reasons);

export type Reasoned = { readonly candidate: DigestCandidate; readonly item: DigestItem; readonly today: string };

const deadlineFields = new Set(['dates.commentBy', 'dates.effective', 'dates.expires']);

function changeReason(change: FieldChange, { candidate: { document } }: Reasoned): HighlightReason[] {
  const { field, before, after } = change;
  if (deadlineFields.has(field)) {
    const fact = Object.entries(document.dates).find(([kind]) => `dates.${kind}` === field)?.[1];
    return before && after && fact ? [{ kind: 'deadline-moved', before, after, quote: fact.quote }] : [];
  }
  if (!field.startsWith('text') || field === 'text renumbered') return [];
  const moved = findMovedDeadline({ before, after }, dayPutOut(document.dates));
  if (moved) return [{ kind: 'deadline-moved', ...moved }];
  const { field: _field, ...part } = smallestChange(change);
  const quote = orEmpty(part.after ?? part.before).replace(/^…|…$/g, '');
  return quote === '' ? [] : [{ kind: 'changed', ...part, quote }];
}

function changed(one: Reasoned): HighlightReason[] {
  if (one.item.what !== 'changed') return [];
  const all = changesIn(one.candidate).flatMap((change) => changeReason(change, one));
  const moved = all.filter(({ kind }) => kind === 'deadline-moved');
  return moved.length > 0 ? moved.slice(0, 2) : all.slice(0, 1);
}

const withdrawn = ({ item }: Reasoned): HighlightReason[] => (item.what === 'withdrawn' ? [{ kind: 'withdrawn', quote: item.title }] : []);

const titleOf = ({ to: { title, english } }: Link): Pick<HighlightReason, 'title'> =>
  title === undefined ? {} : { title: { zh: title, en: english ?? title } };

/** Whole texts that it ends: replaced where it takes their place (同时废止), else repealed. */
const ends = ({ candidate: { document }, item }: Reasoned): HighlightReason[] =>
  item.what === 'withdrawn' || document.type === 'draft'
    ? []
    : document.links
        .filter(({ relation, quote, to }) => /^(?:repeals|supersedes)$/.test(relation) && to.title !== undefined && !ofOthers.test(quote))
        .slice(0, 2)
        .map((link) => ({
          kind: link.relation === 'supersedes' || /同时(?:废止|失效|停止执行)/.test(link.quote) ? 'replaces' : 'repeals',
          ...titleOf(link),
          quote: link.quote,
        }));

function finalises({ candidate: { document } }: Reasoned): HighlightReason[] {
  const { stages } = document;
  if (!stages || stages.final.id !== document.id) return [];
  const { draft, days } = stages;
  const quote = document.links.find(({ to, relation }) => to.id === draft.id && relation === 'final-of')?.quote ?? draft.title;
  const title = { zh: draft.title, en: draft.english ?? draft.title };
  return [{ kind: 'finalises', title, ...opt({ day: draft.date, days }), quote }];
}

/** Where an act says what it is for. */
const opening = 800;
/** 为贯彻落实《X》 in its opening: carries the other text out, by its words; 根据《X》 only rests on it, and a task names many texts. */
const carriesOut = ({ relation, quote }: Link, { text }: Pick<ShownDocument, 'text'>) =>
  relation === 'implements' && /落实|贯彻|实施/.test(quote.split('《', 1).join('')) && text.slice(0, opening).includes(quote);

/** Every rule rests on a law. */
const isLaw = /(?<!办)法$/;

function implemented({ candidate: { document } }: Reasoned): HighlightReason[] {
  const link = document.links.find((each) => !isLaw.test(orEmpty(each.to.title) || '法') && carriesOut(each, document));
  return link ? [{ kind: 'implements', ...titleOf(link), quote: link.quote }] : [];
}

function closes({ candidate: { document }, item, today }: Reasoned): HighlightReason[] {
  const by = document.dates.commentBy;
  if (document.type !== 'draft' || !isOpen(document, today) || by?.precision !== 'day' || item.what === 'withdrawn') return [];
  return [{ kind: 'closes', day: by.value, days: daysBetween(today, by.value), quote: by.quote }];
}

function effect({ candidate: { document }, item, today }: Reasoned): HighlightReason[] {
  const day = document.dates.effective;
  if (day?.precision !== 'day' || !takesEffect(document.status) || document.type === 'draft' || item.what === 'withdrawn') return [];
  const days = daysBetween(today, day.value);
  return days < -6 ? [] : [{ kind: 'takes-effect', day: day.value, days, quote: day.quote }];
}

const terms = new Set(['month', 'hour', 'day', 'working day', 'second', 'year']);

/** Shares, money and sizes to be reached by a year, or that its words call an aim; bare counts say little. */
function target({ candidate: { document } }: Reasoned): HighlightReason[] {
  const figure = document.figures?.find(
    ({ strength, unit, year, quote }) =>
      strength === 'target' && unit !== 'count' && !terms.has(unit) && (year !== undefined || aims.test(quote)),
  );
  return figure && document.type !== 'draft'
    ? [{ kind: 'target', ...(figure.year ? { day: String(figure.year) } : {}), quote: figure.quote }]
    : [];
}

const binding = ({ candidate: { document }, item }: Reasoned): HighlightReason[] =>
  item.what === 'new' && (isBinding(document.type) || isMandatoryStandard(document))
    ? [{ kind: 'binding', quote: document.number ?? document.title }]
    : [];

const highest: ReadonlySet<string | undefined> = new Set(['L0', 'L1']);
const highAuthority = ({ candidate: { document, level }, item }: Reasoned): HighlightReason[] =>
  item.what === 'new' && highest.has(level) && document.type !== 'draft' && document.issuers[0]
    ? [{ kind: 'national', quote: document.issuers[0].name }]
    : [];

const finders = [changed, withdrawn, ends, finalises, closes, effect, binding, highAuthority, target, implemented];

/** How strong each reason is. */
const weights: Readonly<Record<HighlightReason['kind'], number>> = {
  'deadline-moved': 9,
  withdrawn: 9,
  replaces: 8,
  repeals: 8,
  finalises: 7,
  changed: 6,
  closes: 5,
  'takes-effect': 5,
  binding: 4,
  target: 3,
  national: 2,
  implements: 1,
  new: 0,
};

/** The weight of the strongest reason, and how near the day is that one names: nearer days count more. */
export function weightsOf(reasons: readonly HighlightReason[]): readonly [weight: number, near: number] {
  const days = reasons.flatMap((reason) => (isDated(reason) ? (reason.days ?? []) : []));
  return [Math.max(...reasons.map(({ kind }) => weights[kind])), -Math.min(400, ...days)];
}

/** Legal force: the kind's; what ends other acts, or lays a day on others than governments, stands next to rules. */
export function forceOf(document: ShownDocument, section: SectionId, reasons: readonly HighlightReason[]): number {
  if (isMandatoryStandard(document)) return typeWeight('rule');
  const force = document.type === 'draft' ? typeWeight('plan') : typeWeight(document.type);
  const changes = section === 'binding' || reasons.some(({ kind }) => kind === 'repeals' || kind === 'replaces');
  return changes ? Math.max(force, typeWeight('plan') + 0.5) : force;
}

const nextDays = 7;
const isDated = ({ kind }: HighlightReason) => kind === 'takes-effect' || kind === 'closes';
const isNear = ({ kind, days = -1 }: HighlightReason) => kind === 'closes' || (kind === 'takes-effect' && days >= 0 && days <= nextDays);

/** Why an item matters this week, the strongest reason first; each with the words that prove it. */
export function reasonsFor(one: Reasoned): readonly HighlightReason[] {
  const all = finders.flatMap((find) => find(one)).toSorted((a, b) => weights[b.kind] - weights[a.kind]);
  return one.item.what === 'effect' ? all.filter(isNear) : all;
}
