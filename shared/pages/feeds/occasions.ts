import type { z } from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { DraftPair } from '../../model/cross-index.ts';
import type { Hit, SortKey } from '../../model/query.ts';
import { addDays, isDay, wholeDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { takesEffect } from '../../stages/text/acts.ts';
import { type Filters, filters } from '../web/filters.ts';
import { choice } from '../web/parameters.ts';

/** Days that matter: ends of comment periods, days of effect and last days of acts, whole days in Beijing. */
export type Occasion = {
  readonly kind: 'commentBy' | 'effective' | 'expires';
  readonly day: string;
  readonly hit: Hit;
  /** What became of a call: its final text, with the days between the two. */
  readonly final?: DraftPair['final'] & { readonly days?: number };
};

/** The filters of the calendar, in its page, its file and the API. */
export const calendarFilters = filters.omit({ date: true, sort: true });
export const calendarKinds = { comment: 'commentBy', effective: 'effective', expires: 'expires' } as const;
export type CalendarKind = keyof typeof calendarKinds;
export const withKind = calendarFilters.extend({ kind: choice(['comment', 'effective', 'expires']) });
export type CalendarFilters = z.output<typeof withKind>;

type Ask = Pick<Answers, 'documents' | 'today'> & { readonly register: Pick<Answers['register'], 'pairsOf'> };

const pageSize = 100;
const mostPages = 5;

/** Occasions from `from` (else today) on, the soonest first, at most 500; the index orders them, and knows the final texts of drafts. */
export async function occasions(kind: Occasion['kind'], given: Filters, answers: Ask): Promise<readonly Occasion[]> {
  const { from = answers.today(), ...rest } = given;
  const found: Occasion[] = [];
  const query = { ...rest, from, date: kind, sort: 'soonest' as const, limit: pageSize, today: answers.today() };
  let after: SortKey | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { hits, keys, more } = await answers.documents({ ...query, ...opt('after', after) });
    for (const hit of hits) {
      const day = hit[kind];
      const due = kind === 'commentBy' || takesEffect(hit.status);
      if (due && day !== undefined && isDay(day)) found.push({ kind, day, hit });
    }
    after = keys.at(-1);
    if (!more || after === undefined) break;
  }
  const ordered = found.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.hit.id < b.hit.id ? -1 : 1));
  return kind === 'commentBy' && ordered.length > 0 ? withFinals(ordered, answers) : ordered;
}

/** Of several final texts the first that came. */
async function withFinals(all: readonly Occasion[], { register }: Ask): Promise<readonly Occasion[]> {
  const finals = new Map((await register.pairsOf(all.map(({ hit }) => hit.id))).map(({ draft, final }) => [draft.id, { draft, final }]));
  return all.map((each) => {
    const pair = finals.get(each.hit.id);
    return pair ? { ...each, final: { ...pair.final, ...opt('days', wholeDays(pair.draft.day, pair.final.day)) } } : each;
  });
}

/** Calls that closed within the last 60 days, the last one first. */
export async function closedCalls(given: Filters, answers: Ask): Promise<readonly Occasion[]> {
  const yesterday = addDays(answers.today(), -1);
  const { from = addDays(yesterday, -59), to, ...rest } = given;
  const last = to === undefined || to > yesterday ? yesterday : to;
  return from > last ? [] : (await occasions('commentBy', { ...rest, from, to: last }, answers)).toReversed();
}

/** How long ago a call closed without a final text that is held; undefined while it is open, or when there is one. */
export function daysWithoutFinal({ day, final }: Pick<Occasion, 'day' | 'final'>, today: string): number | undefined {
  const days = final ? undefined : wholeDays(day, today);
  return days === undefined || days <= 0 ? undefined : days;
}
