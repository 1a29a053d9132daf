import type { Context } from '../../shared/model/ports.ts';
import type { Backfill, RunReport } from '../../shared/model/run.ts';
import type { Column } from '../../shared/questions/question.ts';
import { countOf } from '../../shared/questions/question.ts';
import { stateStyles } from '../../shared/questions/styles.ts';
import { isEnabled } from '../../shared/stages/watch/silence.ts';
import { fitted, heading } from './layout.ts';
import { table } from './table.ts';

type SourceReport = RunReport['sources'][number];

function backfillText({ since, reached, pages, capped }: Backfill): string {
  const until = reached === undefined ? 'no entry is dated' : `the oldest entry read is dated ${reached}`;
  const end = capped
    ? `stopped before ${since}: run again with more --listing-pages or --max-pages to go on`
    : reached !== undefined && reached <= since
      ? `${since} is reached`
      : 'the listing has nothing older';
  return `backfill over ${countOf(pages, 'listing page')}: ${until}; ${end}`;
}

function silentText(report: RunReport, context: Context, only: readonly string[] | undefined): string {
  const silent = new Set(report.sources.filter(({ state }) => state === 'skipped').map(({ id }) => id));
  const sources = context.settings.sources.filter(({ id }) => silent.has(id));
  const groups = Map.groupBy(sources, (source) =>
    !isEnabled(source) ? 'switched off' : only && !only.includes(source.id) ? 'not selected' : 'not due',
  );
  return [...groups].map(([why, group]) => `${countOf(group.length, 'source')} ${why}`).join(', ') || '0 sources not due';
}

export function runText(report: RunReport, context: Context, only?: readonly string[]): string {
  const names = new Map(context.settings.sources.map(({ id, names: { en } }) => [id, en]));
  const columns: readonly Column<SourceReport>[] = [
    { head: 'state', cell: ({ state }) => state, style: ({ state }) => stateStyles[state] },
    { head: 'source', cell: ({ id }) => id, yields: 3, least: 16 },
    { head: 'listed', cell: ({ listed }) => listed, align: 'right' },
    { head: 'new', cell: (each) => each.new, align: 'right' },
    { head: 'changed', cell: ({ changed }) => changed, align: 'right' },
    { head: 'same', cell: ({ same }) => same, align: 'right', yields: 2, least: 'none' },
    { head: 'failed', cell: ({ failed }) => failed, align: 'right', style: ({ failed }) => (failed > 0 ? 'yellow' : undefined) },
    { head: 'name', cell: ({ id }) => names.get(id), yields: 1, least: 16 },
  ];
  const under = ({ trouble, backfill, capped, id }: SourceReport): string[] => [
    ...(trouble ? [`${trouble.detail} (${trouble.url})`] : []),
    ...(capped ? [`its list went on behind the pages that a round reads: see hongtou sources show ${id}`] : []),
    ...(backfill ? [backfillText(backfill)] : []),
  ];
  const read = report.sources.filter(({ state }) => state !== 'skipped');
  const { documents } = report;
  const sum = `documents: new ${documents.new}, changed ${documents.changed}, same ${documents.same}, withdrawn ${documents.withdrawn}`;
  const failures = report.failures.map(({ url, kind, detail }) => fitted(`${kind}: ${detail} (${url})`, '  ', '    '));
  const last = [silentText(report, context, only), sum, ...(failures.length > 0 ? [heading('Failures'), ...failures] : [])];
  return `${table(columns, read, { under })}${last.join('\n')}\n`;
}
