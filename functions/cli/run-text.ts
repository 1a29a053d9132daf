import type { Context } from '../../shared/model/ports.ts';
import type { RunReport } from '../../shared/model/run.ts';

/** A run report for a person. Sources that were not due are counted, not listed. */
export function runText(report: RunReport, context: Context): string {
  const names = new Map(context.settings.sources.map(({ id, names: { en } }) => [id, en]));
  const lines = report.sources
    .filter(({ state }) => state !== 'skipped')
    .map((source) => {
      const counts = `listed ${source.listed}, new ${source.new}, changed ${source.changed}, same ${source.same}, failed ${source.failed}`;
      return `${source.state.padEnd(12)} ${source.id.padEnd(20)} ${counts}  ${source.trouble?.detail ?? names.get(source.id) ?? ''}`;
    });
  const skipped = report.sources.length - lines.length;
  const { documents } = report;
  const sum = `documents: new ${documents.new}, changed ${documents.changed}, same ${documents.same}, withdrawn ${documents.withdrawn}`;
  const failures = report.failures.map(({ url, kind, detail }) => `  ${kind}: ${detail} (${url})`);
  return `${[...lines, `${skipped} sources not due`, sum, ...(failures.length > 0 ? ['failures:', ...failures] : [])].join('\n')}\n`;
}
