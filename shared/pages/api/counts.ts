import { addDays, daysBetween } from '../../model/time.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { placeById } from '../../registry/places.ts';
import { csvTable } from '../take/formats.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { checkFilters, filters } from '../web/filters.ts';
import { choice } from '../web/parameters.ts';
import { RequestProblem } from '../web/problem.ts';
import { textual } from '../web/route.ts';
import { byProvince, groups, steps, timeline as timelineShape } from './shapes-counts.ts';
import { tableFormat } from './table-format.ts';

/** Counts that the pictures of the pages are made of, for any query, as JSON or as a table. */

const { sort: _sort, ...counted } = filters.shape;
/** Most days of an answer by day. */
const mostDays = 400;

const timeline = endpoint({
  path: 'timeline',
  tag: 'Documents',
  example: () => ({ theme: 'compute', by: 'level' }),
  says: 'How many documents a query finds in each month or on each day, by level or theme; a document of two themes counts in both, `of` is empty for those without',
  takes: { ...counted, step: choice(steps, 'What is counted by'), by: choice(groups, 'What each count is of'), format: tableFormat },
  gives: timelineShape,
  also: ['text/csv'],
  async answer({ step = 'month', by = 'level', format, ...given }, answers) {
    const today = answers.today();
    const { to = today, from = addDays(to, 1 - mostDays) } = given;
    if (step === 'day' && daysBetween(from, to) >= mostDays)
      throw new RequestProblem(400, `from: at most ${mostDays} days before "to"`, { parameter: 'from' });
    const asked = { ...(await checkFilters(given, answers)), ...(step === 'day' && { from }) };
    const items = await answers.timeline({ ...asked, step, by, today });
    return format === 'csv' ? textual(csvTable(['at', 'of', 'count'], items), 'text/csv') : { step, by, items };
  },
});

const provinces = endpoint({
  path: 'provinces',
  tag: 'Documents',
  example: () => ({ theme: 'compute' }),
  says: 'How many documents of a query bodies of each province, of its cities and of its districts issued, in all and by theme',
  takes: { ...counted, format: tableFormat },
  gives: byProvince,
  also: ['text/csv'],
  async answer({ format, ...given }, answers) {
    const found = await answers.provinces({ ...(await checkFilters(given, answers)), today: answers.today() });
    const items = found.map(({ province, ...counts }) => ({
      province,
      names: { en: placeById(province)?.english ?? province, zh: placeById(province)?.forms[0] ?? province },
      ...counts,
    }));
    if (format !== 'csv') return { items };
    const rows = items.map(({ province, names, total, themes }) => ({ province, english: names.en, chinese: names.zh, total, ...themes }));
    return textual(csvTable(['province', 'english', 'chinese', 'total', ...themeIds], rows), 'text/csv');
  },
});

export const countEndpoints: readonly Endpoint[] = [timeline, provinces];
