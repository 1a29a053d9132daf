import type { DateFact, DateKind, Dates, StatedChange } from '../../../model/article.ts';
import type { ActEffect } from '../../../model/document.ts';
import { addDays } from '../../../model/time.ts';
import { opt } from '../../../model/values.ts';
import type { DocumentType } from '../../../model/vocabulary.ts';
import { afterTerm } from '../../dates/calendar.ts';
import { bareMoment } from '../link/change.ts';

/** What later acts do to the days of an act: nothing of it is stored with the act, as its status is not. */

export type Suspension = { readonly from: string; readonly to?: string; readonly by: ActEffect };
export type ChangedDays = {
  readonly dates: Dates;
  readonly suspensions: readonly Suspension[];
  /** Its day of effect was put off to a day that is not said. */
  readonly putOff?: ActEffect;
};

type Days = { [K in DateKind]?: DateFact };

function changed(fact: DateFact, before: DateFact | undefined, { document }: ActEffect): DateFact {
  const was = before?.before ?? (before && { value: before.value, quote: before.quote });
  return { ...fact, changedBy: document, ...(was && { before: was }) };
}

/** The new last day; `none` where it goes on and no day is said. Of a draft the last day for comments. */
function lastDay({ until, term, from, quote }: StatedChange, old: DateFact | undefined): DateFact | 'none' | undefined {
  if (until) return until;
  if (term === undefined) return 'none';
  const value = afterTerm(from?.value ?? (old?.precision === 'day' ? addDays(old.value, 1) : undefined), term);
  return value === undefined ? undefined : { value, precision: 'day', from: 'body', quote };
}

type State = { readonly days: Days; readonly suspensions: Suspension[]; putOff?: ActEffect | undefined };

function extend(effect: ActEffect, kind: 'expires' | 'commentBy', { days }: State): void {
  const last = lastDay(effect, days[kind]);
  if (last === 'none') delete days[kind];
  else if (last) days[kind] = changed(last, days[kind], effect);
}

const standsIn = (parts: readonly string[] | undefined, { quote }: DateFact): boolean => {
  const own = /^\s*(第[一二三四五六七八九十百\d]{1,8}条)/.exec(quote)?.[1];
  const named = parts?.map((part) => /^第[一二三四五六七八九十百\d]{1,8}条/.exec(part)?.[0]).filter((part) => part !== undefined);
  return own === undefined || !named?.length || named.includes(own);
};

/** A bare day, or the length of a term, put for another: it is that of the act if the act has the old one. */
function swap(effect: ActEffect, days: Days): void {
  const { before, value, term, parts, quote } = effect;
  const was = before === undefined ? undefined : bareMoment(before);
  if (typeof was === 'object' && value)
    for (const kind of ['effective', 'expires', 'commentBy'] as const) {
      const old = days[kind];
      if (old?.value === was.value && standsIn(parts, old)) days[kind] = changed(value, old, effect);
    }
  const { effective, expires } = days;
  if (typeof was !== 'string' || !term || !expires || effective?.precision !== 'day' || !standsIn(parts, expires)) return;
  const last = afterTerm(effective.value, term);
  if (last && afterTerm(effective.value, was) === expires.value)
    days.expires = changed({ value: last, precision: 'day', from: 'body', quote }, expires, effect);
}

const deeds: Partial<Readonly<Record<StatedChange['relation'], (effect: ActEffect, type: DocumentType, state: State) => void>>> = {
  extends: (effect, type, state) => extend(effect, type === 'draft' ? 'commentBy' : 'expires', state),
  postpones(effect, _type, state) {
    const { days } = state;
    if (effect.effective) {
      days.effective = changed(effect.effective, days.effective, effect);
      state.putOff = undefined;
    } else if (days.effective === undefined || effect.on === undefined || effect.on <= days.effective.value) {
      delete days.effective;
      state.putOff = effect;
    }
  },
  suspends(effect, _type, { suspensions }) {
    const from = effect.from?.value ?? effect.on;
    const to = effect.to?.value ?? (effect.term === undefined ? undefined : afterTerm(from, effect.term));
    if (from !== undefined) suspensions.push({ from, ...opt('to', to), by: effect });
  },
  amends(effect, _type, { days }) {
    const last = effect.until ?? (effect.from && lastDay(effect, days.expires));
    const { effective: first } = effect;
    if (last && last !== 'none') days.expires = changed(last, days.expires, effect);
    // An act that is in force already began when it did, whatever day its new last article gives.
    else if (first && effect.on !== undefined && days.effective && days.effective.value >= effect.on)
      days.effective = changed(first, days.effective, effect);
    else swap(effect, days);
  },
  corrects(effect, _type, { days }) {
    const { field, value } = effect;
    if (!field || !value) swap(effect, days);
    else if (days[field]?.value !== value.value) days[field] = changed(value, days[field], effect);
  },
};

/** What is put right or amended is a part; where that part has a day of the whole act, the change has it. */
const ofDays: ReadonlySet<StatedChange['relation']> = new Set(['amends', 'corrects']);

/** The days of an act after what later acts did to it, told in the order of their days. */
export function applyChanges(dates: Dates, type: DocumentType, effects: readonly ActEffect[]): ChangedDays {
  const state: State = { days: { ...dates }, suspensions: [] };
  for (const effect of effects)
    if (effect.parts === undefined || ofDays.has(effect.relation)) deeds[effect.relation]?.(effect, type, state);
  return { dates: state.days, suspensions: state.suspensions, ...(state.putOff && { putOff: state.putOff }) };
}

export const withoutEnded = (suspensions: readonly Suspension[], resumed: readonly string[]): readonly Suspension[] =>
  suspensions.map((each) => {
    const [day] = resumed.filter((one) => one.length === 10 && one > each.from && (each.to === undefined || one <= each.to)).toSorted();
    return day === undefined ? each : { ...each, to: addDays(day, -1) };
  });

export const suspendedOn = (suspensions: readonly Suspension[], today: string): Suspension | undefined =>
  suspensions.findLast(({ from, to }) => from <= today && (to === undefined || today.slice(0, to.length) <= to));

export function nextTurn(suspensions: readonly Suspension[], today: string): string | undefined {
  const days = suspensions.flatMap(({ from, to }) => [from, ...(to?.length === 10 ? [addDays(to, 1)] : [])]);
  return days.filter((day) => day.length === 10 && day > today).toSorted()[0];
}
