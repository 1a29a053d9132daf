import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type Command, Option } from 'commander';
import type { ShownDocument } from '../../shared/model/document.ts';
import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { allDocuments, type ExportFilters, passes } from '../../shared/pipeline/read/export.ts';
import { type Format, formats, written } from './export-formats.ts';
import { filtersOf, withFilters } from './filters.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & ExportFilters & { readonly format: Format; readonly out?: string };

/** The documents that pass the filters, in order of their ids. */
async function* chosen(options: Options, context: Context): AsyncGenerator<ShownDocument> {
  const filters = { ...filtersOf(options), relevant: options.relevant === true };
  for await (const document of allDocuments(context)) if (passes(document, filters)) yield document;
}

/** A file to write. Throws InputError when it cannot be made. */
async function opened(file: string): Promise<WriteStream> {
  const stream = createWriteStream(file);
  await once(stream, 'open').catch((error: unknown) => {
    throw new InputError(`--out: ${file} cannot be written; name a file in a folder that exists`, { usage: true, cause: error });
  });
  return stream;
}

export function define(command: Command): void {
  withFilters(withStore(command))
    .addOption(new Option('--format <format>').choices(formats).default('jsonl'))
    .option('--relevant', 'documents on AI policy alone')
    .option('--out <file>', 'write there instead of standard output')
    .action(async (options: Options) => {
      if (options.format === 'warc' && options.out === undefined && process.stdout.isTTY)
        throw new InputError('--format warc is bytes as received, not for a terminal; name a file with --out, or pipe it', { usage: true });
      await withInstance(options, {}, async ({ context }) => {
        const out = options.out === undefined ? process.stdout : await opened(options.out);
        for await (const piece of written(options.format, chosen(options, context), context)) {
          if (!out.write(piece)) await once(out, 'drain');
        }
        if (options.out !== undefined) {
          out.end();
          await once(out, 'finish');
        }
      });
    });
}
