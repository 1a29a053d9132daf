import * as z from 'zod';
import { isDay } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { askApi } from './ask-api.ts';
import { issuerIdOf, placeIdOf } from './names.ts';
import { briefly, within } from './plain.ts';
import { cursor, limitOf, next, said, thing, things, tool } from './tool.ts';
import { readUnseen, unseenShape } from './unseen.ts';

/** What is due, what is new, and what the field refers to. */

const day = z.string().refine(isDay, 'a day as 2026-11-25').exactOptional();
const list = z.looseObject({ items: thing.array(), total: z.int().exactOptional(), next: z.string().exactOptional() });
const none = (count: number | undefined, what: string): readonly string[] => (count === 0 ? [`No held document states ${what}.`] : []);

export const calendarTool = tool({
  name: 'calendar',
  title: 'What is due',
  says:
    'Days to come (or from `from` on): ends of comment periods, days of effect, last days of acts, times to apply or to object, the soonest first, ' +
    'each with the document that states it. ' +
    'Nothing here means that no held document states such a day.',
  takes: {
    kind: z.enum(['comment', 'effective', 'expires', 'application', 'objection']).default('comment'),
    ...{ from: day, to: day, theme: z.enum(themeIds).exactOptional() },
    issuer: said(200, 'The body that issued the document'),
    place: said(200, 'A place that it names or whose body issued it'),
    ...{ limit: limitOf(30, 15), cursor },
  },
  gives: { items: things, total: z.int(), unseen: unseenShape, next },
  answer: ({ limit, issuer, place, ...rest }, answers) =>
    within(limit, async (most) => {
      const given = { ...rest, ...opt('issuer', issuer && issuerIdOf(issuer)), ...opt('place', place && placeIdOf(place)), limit: most };
      const found = await askApi({ path: 'calendar', given }, answers, list);
      const items = found.items.map(({ entityIds: _entities, sourceIds: _sources, coverage: _coverage, ...each }) => briefly(each, 240));
      return {
        ...found,
        items,
        unseen: await readUnseen(answers, given.issuer),
        notHeld: none(found.total, 'such a day from that day on'),
      };
    }),
});

const change = z.looseObject({
  at: z.string(),
  changes: z.looseObject({ before: z.string().exactOptional(), after: z.string().exactOptional() }).array().exactOptional(),
});

const changeList = z.looseObject({ items: change.array(), next: z.string().exactOptional() });
/** Pages of older news that are passed over for one answer. */
const mostPages = 5;

export const changesTool = tool({
  name: 'changes',
  title: 'What changed',
  says:
    'News of relevant documents, oldest first: first readings, changes that the publisher made (announced or not) with before and after, withdrawals, ' +
    'and re-readings of ours (`by: reader`). ' +
    'Without `after` it begins four weeks back; `next` never skips anything, also when asked again later.',
  takes: {
    after: said(1000, '`next` of the answer before'),
    since: day.describe('Leave out what was stored before this day'),
    limit: limitOf(50, 20),
  },
  gives: { items: things, next },
  answer: ({ after, since, limit }, answers) =>
    within(limit, async (most) => {
      let found = await askApi({ path: 'changes', given: { after, limit: most } }, answers, changeList);
      const isNew = ({ at }: { readonly at: string }): boolean => since === undefined || at.slice(0, 10) >= since;
      for (let page = 1; page < mostPages && found.items.length === most && !found.items.some(isNew); page += 1)
        found = await askApi({ path: 'changes', given: { after: found.next, limit: most } }, answers, changeList);
      const items = found.items.filter(isNew).map(({ textHash: _text, evidence: _evidence, ...each }) => briefly(each, 300));
      return {
        ...found,
        items,
        notHeld: after === undefined ? ['Changes earlier than four weeks are read with `search` and `date: firstSeen`.'] : [],
      };
    }),
});

export const themesTool = tool({
  name: 'themes',
  title: 'Themes',
  says: 'The themes with how many documents are held of each; with `theme`, its newest documents and how they are spread over types, statuses, levels and issuers.',
  takes: { theme: z.enum(themeIds).exactOptional() },
  gives: { items: things.exactOptional(), newest: things.exactOptional() },
  async answer({ theme }, answers) {
    if (theme === undefined) return { ...(await askApi({ path: 'themes' }, answers, list)), notHeld: [] };
    const { newest, ...rest } = await askApi({ path: 'themes/:id', id: theme }, answers, z.looseObject({ newest: thing.array() }));
    const named = newest.slice(0, 12).map(({ entityIds: _entities, sourceIds: _sources, coverage: _coverage, ...each }) => each);
    return { ...(briefly({ ...rest, newest: named }, 240) as object), notHeld: none(newest.length, 'anything of this theme') };
  },
});

const strengths = ['target', 'must', 'should', 'support', 'encourage', 'fact'] as const;

export const figuresTool = tool({
  name: 'figures',
  title: 'Figures and commitments',
  says:
    'Quantities that held documents state, newest document first: value in base units with its unit, bound (at-least, at-most, about, exactly; ' +
    '`strict` leaves the number itself out), year, how binding (target, must, should, support, encourage, fact; left out where its words do not say), and the quote. ' +
    '`units` counts them by unit.',
  takes: {
    unit: said(12, 'EFLOPS, PUE, %, CNY, month, hour, count, …'),
    year: z.int().min(1900).max(2099).exactOptional(),
    strength: z.enum(strengths).exactOptional(),
    limit: limitOf(40, 20),
    cursor,
  },
  gives: { items: things, total: z.int(), units: z.record(z.string(), z.int()), next },
  answer: ({ limit, ...given }, answers) =>
    within(limit, async (most) => {
      const found = await askApi({ path: 'figures', given: { ...given, limit: most } }, answers, list);
      return { ...found, notHeld: none(found.total, 'such a figure') };
    }),
});
