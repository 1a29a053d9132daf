import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync, statSync, type WriteStream } from 'node:fs';
import { type Command, Option } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { dayOf } from '../../shared/model/time.ts';
import { writeWarc } from '../../shared/net/warc.ts';
import { isOfOneDocument, setDamagedAside } from '../../shared/pipeline/collect/set-aside.ts';
import {
  type ExportFilters,
  evidenceOf,
  namedDocuments,
  shownDocuments,
  toExportLine,
  type Wanted,
  writePack,
} from '../../shared/pipeline/read/export.ts';
import { listFormatNames, listFormats } from '../../shared/questions/files.ts';
import { toExactJson } from '../../shared/stages/text/printable.ts';
import { filtersOf, withFilters } from './ask.ts';
import { type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { printJson } from './output.ts';
import { progressLine } from './progress.ts';

async function* jsonl(wanted: Wanted, context: Context): AsyncGenerator<string> {
  for await (const document of shownDocuments(wanted, context)) {
    try {
      yield `${toExactJson(await toExportLine(document, context))}\n`;
    } catch (error) {
      if (!isOfOneDocument(error)) throw error;
      await setDamagedAside(error, document, context);
    }
  }
}

export const formats = ['jsonl', 'warc', 'pack', ...listFormatNames] as const;
export type Format = (typeof formats)[number];
export const isBinary = (format: Format): boolean => format === 'warc' || format === 'pack';

export function written(format: Format, wanted: Wanted, context: Context): AsyncIterable<string | Uint8Array> {
  if (format === 'jsonl') return jsonl(wanted, context);
  if (format === 'pack') return writePack(shownDocuments(wanted, context), process.env['HONGTOU_VERSION'], context);
  if (format === 'warc') return writeWarc(evidenceOf(shownDocuments(wanted, context), context));
  const { write, ...rest } = listFormats[format];
  return write(namedDocuments(wanted, 'told' in rest, context), dayOf(context.now()));
}

type Options = StoreOptions &
  ExportFilters & {
    readonly format: Format;
    readonly out?: string;
    readonly relevant?: boolean;
    readonly query?: string;
    readonly limit?: number;
  };

function wantedOf(refs: readonly string[], options: Options): Wanted {
  const { query, relevant, limit } = options;
  const filters = { ...filtersOf(options), ...(query !== undefined && { q: query }) };
  const searched = relevant === true || Object.keys(filters).length > 0;
  if (searched && refs.length > 0) throw new UsageError('name documents, or give filters: not both');
  return { ...(refs.length > 0 && { refs }), ...(searched && { filters }), ...(limit !== undefined && { limit }) };
}

async function opened(draft: string, file: string): Promise<WriteStream> {
  const stream = createWriteStream(draft);
  await once(stream, 'open').catch((error: unknown) => {
    throw new UsageError(`--out: ${file} cannot be written; name a file in a folder that exists`, { cause: error });
  });
  return stream;
}

async function writeOut(out: NodeJS.WritableStream, pieces: AsyncIterable<string | Uint8Array>, count: (bytes: number) => void = () => {}) {
  let bytes = 0;
  for await (const piece of pieces) {
    if (!out.write(piece)) await once(out, 'drain');
    bytes += Buffer.byteLength(piece);
    count(bytes);
  }
}

/**
 * Writes beside the file, and puts the whole into its place: what was there stays until then. What is no file (a pipe, a terminal) is
 * written to.
 */
async function writeFileWhole(file: string, pieces: AsyncIterable<string | Uint8Array>, count: (bytes: number) => void): Promise<void> {
  const there = statSync(file, { throwIfNoEntry: false });
  const draft = there && !there.isFile() ? file : `${file}.part`;
  const out = await opened(draft, file);
  try {
    await writeOut(out, pieces, count);
    out.end();
    await once(out, 'finish');
    if (draft !== file) renameSync(draft, file);
  } catch (error) {
    out.destroy();
    if (draft !== file) rmSync(draft, { force: true });
    throw error;
  }
}

export function define(command: Command): void {
  withFilters(withStore(command))
    .argument('[ref...]', 'documents by id, address or number (default: all, or what the filters find)')
    .addOption(new Option('--format <format>', 'docs/exports.md says what each is for').choices(formats).default('jsonl'))
    .option('--query <words>', 'what a search with these words finds')
    .option('--relevant', 'documents on AI policy alone, as every filter does')
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1))
    .option('--out <file>', 'write there instead of standard output')
    .action(async (refs: string[], options: Options) => {
      const wanted = wantedOf(refs, options);
      if (isBinary(options.format) && options.out === undefined && process.stdout.isTTY)
        throw new UsageError(`--format ${options.format} is no text for a terminal; name a file with --out, or pipe it`);
      const { out: file, json, format } = options;
      if (json && file === undefined && !['jsonl', 'csl'].includes(format))
        throw new UsageError(`--json: ${format} is no JSON; name a file with --out, and what was written is told as JSON`);
      await withInstance(options, { threads: 1 }, async ({ context }) => {
        const progress = progressLine('kB written', 10_000);
        const pieces = written(options.format, wanted, context);
        if (file === undefined) await writeOut(process.stdout, pieces);
        else await writeFileWhole(file, pieces, (bytes) => progress.count(Math.round(bytes / 1000), undefined, file));
        progress.end();
        if (json && file !== undefined) printJson({ file, format, bytes: statSync(file).size });
      });
    });
}
