import type { Context } from '../../shared/model/ports.ts';
import type { Backfill, RunReport } from '../../shared/model/run.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { isEnabled } from '../../shared/stages/watch/silence.ts';

/** How far a backfill came, in words. */
function backfillText({ since, reached, pages, capped }: Backfill): string {
  const until = reached === undefined ? 'no entry is dated' : `the oldest entry read is dated ${reached}`;
  const end = capped
    ? `stopped before ${since}: run again with more --listing-pages or --max-pages to go on`
    : reached !== undefined && reached <= since
      ? `${since} is reached`
      : 'the listing has nothing older';
  return `             backfill over ${pages} listing page${pages === 1 ? '' : 's'}: ${until}; ${end}`;
}

/** Sources without a report in this round, by the reason. `asked`: those that were named. */
function silentText(report: RunReport, context: Context, asked: readonly string[] | undefined): string {
  const silent = new Set(report.sources.filter(({ state }) => state === 'skipped').map(({ id }) => id));
  const sources = context.settings.sources.filter(({ id }) => silent.has(id));
  const groups = Map.groupBy(sources, (source) =>
    !isEnabled(source) ? 'switched off' : asked && !asked.includes(source.id) ? 'not selected' : 'not due',
  );
  return [...groups].map(([why, held]) => `${held.length} source${held.length === 1 ? '' : 's'} ${why}`).join(', ') || '0 sources not due';
}

/** Prints a run report for a person. Sources that were not read in this round are counted, not listed. */
export function runText(report: RunReport, context: Context, asked?: readonly string[]): string {
  const names = new Map(context.settings.sources.map(({ id, names: { en } }) => [id, en]));
  const lines = report.sources
    .filter(({ state }) => state !== 'skipped')
    .map((source) => {
      const counts = `listed ${source.listed}, new ${source.new}, changed ${source.changed}, same ${source.same}, failed ${source.failed}`;
      const line = `${source.state.padEnd(12)} ${source.id.padEnd(20)} ${counts}  ${orEmpty(source.trouble?.detail ?? names.get(source.id))}`;
      return source.backfill ? `${line}\n${backfillText(source.backfill)}` : line;
    });
  const { documents } = report;
  const sum = `documents: new ${documents.new}, changed ${documents.changed}, same ${documents.same}, withdrawn ${documents.withdrawn}`;
  const failures = report.failures.map(({ url, kind, detail }) => `  ${kind}: ${detail} (${url})`);
  return `${[...lines, silentText(report, context, asked), sum, ...(failures.length > 0 ? ['failures:', ...failures] : [])].join('\n')}\n`;
}
