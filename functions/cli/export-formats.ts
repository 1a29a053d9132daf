import type { Context } from '../../shared/model/ports.ts';
import { dayOf } from '../../shared/model/time.ts';
import { writeWarc } from '../../shared/net/warc.ts';
import { isOfOneDocument, setDamagedAside } from '../../shared/pipeline/collect/set-aside.ts';
import { evidenceOf, namedDocuments, shownDocuments, toExportLine, type Wanted, writePack } from '../../shared/pipeline/read/export.ts';
import { type ListFormatName, listFormatNames, listFormats } from '../../shared/questions/files.ts';
import { toExactJson } from '../../shared/stages/text/printable.ts';

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

const warc = (wanted: Wanted, context: Context): AsyncIterable<Uint8Array> =>
  writeWarc(evidenceOf(shownDocuments(wanted, context), context));

function list(name: ListFormatName, wanted: Wanted, context: Context): AsyncIterable<string> {
  const { write, ...rest } = listFormats[name];
  return write(namedDocuments(wanted, 'told' in rest, context), dayOf(context.now()));
}

export const formats = ['jsonl', 'warc', 'pack', ...listFormatNames] as const;
export type Format = (typeof formats)[number];
export const isBinary = (format: Format): boolean => format === 'warc' || format === 'pack';

export function written(format: Format, wanted: Wanted, context: Context): AsyncIterable<string | Uint8Array> {
  if (format === 'jsonl') return jsonl(wanted, context);
  if (format === 'pack') return writePack(shownDocuments(wanted, context), process.env['HONGTOU_VERSION'], context);
  return format === 'warc' ? warc(wanted, context) : list(format, wanted, context);
}
