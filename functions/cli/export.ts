import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Shown } from '../../shared/model/document.ts';
import { InputError } from '../../shared/model/errors.ts';
import { allDocuments, type Filters, passes } from '../../shared/pipeline/export.ts';
import { filtersOf, withFilters } from './filters.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & Filters & { readonly format: 'jsonl' | 'csv'; readonly out?: string };

const columns = [
  'id',
  'number',
  'title',
  'english',
  'issuers',
  'type',
  'status',
  'signed',
  'published',
  'effective',
  'commentBy',
  'expires',
  'themes',
  'url',
];

/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string): string => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

function csvRow(document: Shown): string {
  const { dates } = document;
  const values = [
    document.id,
    document.number ?? '',
    document.title,
    document.english.title,
    document.issuers.map(({ name }) => name).join('; '),
    document.type,
    document.status,
    dates.signed?.value ?? '',
    dates.published?.value ?? '',
    dates.effective?.value ?? '',
    dates.commentBy?.value ?? '',
    dates.expires?.value ?? '',
    document.themes.map(({ theme }) => theme).join('; '),
    document.canonicalUrl,
  ];
  return `${values.map(cell).join(',')}\n`;
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
    .addOption(new Option('--format <format>').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--out <file>', 'write there instead of standard output')
    .action(async (options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        const out = options.out === undefined ? process.stdout : await opened(options.out);
        const write = async (text: string) => {
          if (!out.write(text)) await once(out, 'drain');
        };
        if (options.format === 'csv') await write(`${columns.join(',')}\n`);
        for await (const document of allDocuments(context)) {
          if (passes(document, filtersOf(options)))
            await write(options.format === 'csv' ? csvRow(document) : `${JSON.stringify(document)}\n`);
        }
        if (options.out !== undefined) {
          out.end();
          await once(out, 'finish');
        }
      });
    });
}
