import type { BackfillPlan, PlannedSource } from '../../shared/model/backfill.ts';

const about = (basis: PlannedSource['basis']): string => (basis === 'declared' ? 'at least ' : '');

function sourceText({ id, basis, listingPages, documents, hours, host, reached }: PlannedSource): string {
  const from = reached === undefined ? '' : `, reached ${reached} before`;
  if (basis === 'done') return `${id.padEnd(26)} done${from}`;
  const told = `${about(basis)}${documents} documents, ${listingPages} listing pages, ${hours} hours at ${host}`;
  return `${id.padEnd(26)} ${told}${from}${basis === 'declared' ? ' (not read yet)' : ''}`;
}

/** The plan of a backfill for a person. */
export function planText({ since, sources, hosts, total, assumes }: BackfillPlan): string {
  const unread = sources.filter(({ basis }) => basis === 'declared').length;
  const [slowest] = hosts;
  const counts = `${unread > 0 ? 'at least ' : ''}${total.documents} documents, ${total.listingPages} listing pages, ${total.requests} requests of ${total.sources} sources`;
  const longest = slowest ? `; ${slowest.host} takes longest, ${slowest.hours} hours` : '';
  return `${[
    `Backfill to ${since}:`,
    ...sources.map(sourceText),
    `in all: ${counts}; about ${total.hours} hours${longest}`,
    `when deployed: about $${total.usd} once, and $${total.usdAMonth} a month for ${total.gigabytes} GB`,
    ...(unread > 0 ? [`${unread} of these sources were not read yet: their figures are the least that is to be expected`] : []),
    'assumed:',
    ...assumes.map((each) => `  ${each}`),
  ].join('\n')}\n`;
}
