/** Time is explicit: instants are UTC ISO strings, days are days in Beijing (UTC+8, no daylight saving). */

import { digits } from './values.ts';

export const hour = 3_600_000;
const beijingOffset = 8 * hour;
const dayLength = 86_400_000;

/** The instant so many milliseconds after another; before it, where they are negative. */
export const later = (than: Date, milliseconds: number): string => new Date(than.getTime() + milliseconds).toISOString();
/** Milliseconds from an instant to now. */
export const elapsed = (instant: string, now: Date): number => now.getTime() - Date.parse(instant);

/** `YYYY-MM-DD` in Beijing. */
export const dayOf = (instant: Date | string): string => later(new Date(instant), beijingOffset).slice(0, 10);
/** Days in Beijing from an instant to now. */
export const daysSince = (instant: string, now: Date): number => daysBetween(dayOf(instant), dayOf(now));

/** Midday UTC of a day, so that arithmetic on days is safe from time zones. */
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

export const addDays = (day: string, count: number): string => new Date(noon(day) + count * dayLength).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((noon(to) - noon(from)) / dayLength);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => ((new Date(noon(day)).getUTCDay() + 6) % 7) + 1;

/** A real day written `2026-11-13`. */
export function isDay(value: string): boolean {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(noon(value));
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

export const wholeDays = (from: string | undefined, to: string | undefined): number | undefined =>
  from !== undefined && to !== undefined && isDay(from) && isDay(to) ? daysBetween(from, to) : undefined;

/** ISO week in Beijing, `2026-W47`. */
export function weekOf(instant: Date): string {
  return weekOfDay(dayOf(instant));
}

export function weekOfDay(day: string): string {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = Number(thursday.slice(0, 4));
  const week = 1 + Math.floor(daysBetween(`${year}-01-01`, thursday) / 7);
  return `${year}-W${digits(week, 2)}`;
}

/** First and last day of an ISO week; undefined when there is no such week. */
export function daysOfWeek(week: string): { from: string; to: string } | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return undefined;
  const fourth = `${match[1]}-01-04`;
  const from = addDays(fourth, 1 - weekdayOf(fourth) + 7 * (Number(match[2]) - 1));
  return weekOfDay(from) === week ? { from, to: addDays(from, 6) } : undefined;
}

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** The last finished ISO week, Beijing. */
export const lastWeek = (now: Date): string => weekOfDay(addDays(dayOf(now), -7));

export const wholeDay = (value: string | undefined): string | undefined => (value === undefined || value.length < 10 ? undefined : value);
