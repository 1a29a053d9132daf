import type { Command } from 'commander';
import { importLines, readLine, rehearse } from '../../shared/pipeline/keep/import.ts';
import type { ExportLine } from '../../shared/pipeline/read/export.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';
import { objectsOf } from './lines.ts';
import { reply } from './output.ts';
import { type Progress, progressLine } from './progress.ts';

async function* linesOf(file: string): AsyncGenerator<ExportLine> {
  for await (const line of objectsOf(file)) yield readLine(line);
}

async function* counted(lines: AsyncIterable<ExportLine>, total: number, progress: Progress): AsyncGenerator<ExportLine> {
  let done = 0;
  for await (const line of lines) {
    yield line;
    progress.count(++done, total);
  }
}

export function define(command: Command): void {
  withStore(command)
    .argument('<file>', 'JSON Lines of "hongtou export --format jsonl"')
    .action(async (file: string, options: StoreOptions) => {
      // The whole file is read before anything is written: a bad line changes nothing.
      let total = 0;
      for await (const _line of linesOf(file)) total += 1;
      await withInstance(options, { threads: 1, fills: true }, async ({ context }) => {
        await rehearse(linesOf(file), context);
        const progress = progressLine('documents imported', 500);
        const imported = await importLines(counted(linesOf(file), total, progress), context).finally(progress.end);
        await updateIndex(context);
        reply(options, imported, () => [
          `${imported.new} documents imported, ${imported.same} were here already`,
          ...imported.kept.map((id) => `${id}: this instance holds another version, or took it out; that stays`),
        ]);
      });
    });
}
