import type { BackfillPlan, PlannedSource } from '../../shared/model/task.ts';
import type { Column } from '../../shared/questions/question.ts';
import { countOf } from '../../shared/questions/question.ts';
import { fitted, heading } from './layout.ts';
import { table } from './table.ts';

const leastOf = ({ basis }: PlannedSource, figure: number): string => (basis === 'declared' ? `≥ ${figure}` : String(figure));
const unlessDone = (cell: (source: PlannedSource) => string) => (source: PlannedSource) =>
  source.basis === 'done' ? undefined : cell(source);

const columns: readonly Column<PlannedSource>[] = [
  { head: 'source', cell: ({ id }) => id, yields: 2, least: 16 },
  { head: 'documents', cell: unlessDone((each) => leastOf(each, each.documents)), align: 'right' },
  { head: 'list pages', cell: unlessDone((each) => leastOf(each, each.listingPages)), align: 'right' },
  { head: 'hours', cell: unlessDone((each) => leastOf(each, each.hours)), align: 'right' },
  { head: 'known by', cell: ({ basis }) => (basis === 'declared' ? 'not read yet' : basis), yields: 4, least: 'none' },
  { head: 'reached', cell: ({ reached }) => reached, yields: 3, least: 'none' },
  { head: 'host', cell: unlessDone(({ host }) => host), yields: 1, least: 'none' },
];

export function planText({ since, sources, hosts, total, assumes }: BackfillPlan): string {
  const unread = sources.filter(({ basis }) => basis === 'declared').length;
  const [slowest] = hosts;
  const counts = [
    `${unread > 0 ? 'at least ' : ''}${countOf(total.documents, 'document')}`,
    countOf(total.listingPages, 'listing page'),
    `${countOf(total.requests, 'request')} of ${countOf(total.sources, 'source')}`,
  ].join(', ');
  const longest = slowest ? `; ${slowest.host} takes longest, ${slowest.hours} hours` : '';
  return `${[
    heading(`Backfill to ${since}`),
    table(columns, sources).trimEnd(),
    fitted(`in all: ${counts}; about ${total.hours} hours${longest}`),
    fitted(`when deployed: about $${total.usd} once, and $${total.usdAMonth} a month for ${total.gigabytes} GB`),
    ...(unread > 0 ? [fitted(`${countOf(unread, 'source')} not read yet: the figures are the least that is to be expected`)] : []),
    'assumed:',
    ...assumes.map((each) => fitted(each, '  ', '    ')),
  ].join('\n')}\n`;
}
