import { gunzipSync } from 'node:zlib';
import { type Command, Option } from 'commander';
import type { Reading } from '../../shared/model/article.ts';
import { UsageError } from '../../shared/model/errors.ts';
import type { Source } from '../../shared/model/source.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { fieldName } from '../../shared/pages/words/status-reason.ts';
import { dateNames, statusNames, typeNames, word } from '../../shared/pages/words/words.ts';
import { canonicalCharset } from '../../shared/stages/text/decode/decode.ts';
import { openClock } from '../clock.ts';
import { readers } from '../reading-threads.ts';
import { openSettings } from '../settings.ts';
import { checkUrl } from './add.ts';
import { noSource } from './check.ts';
import { amendedFacts } from './document-text.ts';
import { storeFlags } from './instance.ts';
import { type Fact, facts, fitted, heading, table } from './layout.ts';
import { readInput, withoutStore } from './lines.ts';
import { reply } from './output.ts';

type Options = {
  readonly url: string;
  readonly as: 'article' | 'listing' | 'feed';
  readonly source?: string;
  readonly charset?: string;
  readonly headers?: string;
  readonly config?: string;
  readonly now?: string;
  readonly json?: boolean;
};

async function contentTypeOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const lines = Buffer.from(await readInput(file, '--headers'))
    .toString('latin1')
    .split(/\r?\n/);
  return lines.map((line) => /^content-type:\s{0,9}(.+)$/i.exec(line)?.[1]?.trim()).find((value) => value !== undefined);
}

const gzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function articleText(reading: Reading): string | readonly string[] {
  if (reading.kind === 'file') return reading.text;
  if (reading.kind !== 'article')
    return table(
      [
        { head: 'published', cell: ({ publishedOn }) => publishedOn },
        { head: 'title', cell: ({ title }) => title, yields: 1, least: 30, wraps: true },
      ],
      reading.entries,
      { under: ({ url }) => [url] },
    );
  const { title, number, issuers, type, status, dates, warnings, text } = reading;
  const lines = facts([
    ['number', number ?? 'not stated'],
    ['issued by', issuers.map(({ name }) => name).join(', ') || 'not stated'],
    ['type', word(typeNames, type, 'en')],
    ['status', word(statusNames, status, 'en')],
    ...Object.entries(dates).map(([kind, date]): Fact => [word(dateNames, kind, 'en'), date.value]),
    ...amendedFacts(reading),
    ...warnings.map(({ field, reason }): Fact => ['to verify', `${fieldName(field, 'en')}: ${reason}`]),
  ]);
  return [heading(fitted(title)), ...lines, '', text];
}

async function sourceOf({ source: given, as, config }: Options, url: string): Promise<Source | undefined> {
  const { sources } = await openSettings(config);
  if (given === undefined) return as === 'article' ? undefined : sources.find(({ listing }) => listing.url === url);
  const found = sources.find(({ id }) => id === given);
  if (!found) throw noSource(given, sources, '--source: ');
  return found;
}

async function parse(file: string, options: Options): Promise<void> {
  const url = checkUrl(options.url, '--url');
  if (options.charset !== undefined && canonicalCharset(options.charset) === undefined)
    throw new UsageError(`--charset: "${options.charset}" is no charset; name it as utf-8, gb18030 or big5`);
  const now = openClock(options.now)();
  const source = await sourceOf(options, url);
  const stored = await readInput(file, 'FILE');
  const contentType = await contentTypeOf(options.headers);
  const reader = readers.open();
  try {
    const reading = await reader.read({
      as: options.as,
      url,
      bytes: gzip(stored) ? gunzipSync(stored, { maxOutputLength: 10_000_000 }) : stored,
      ...opt({ contentType, charset: options.charset }),
      ...(options.as === 'article' ? {} : { listing: source?.listing ?? { format: options.as === 'feed' ? 'feed' : 'dated-links', url } }),
      ...opt({ article: source?.article, sourceId: source?.id }),
      unaddressed: true,
      today: dayOf(now),
    });
    reply(options, reading, () => articleText(reading));
  } finally {
    await reader.close();
  }
}

export function define(command: Command): void {
  withoutStore(
    command
      .argument('<file>')
      .requiredOption('--url <url>', 'the address the bytes came from')
      .addOption(new Option('--as <kind>', 'what to read it as').choices(['article', 'listing', 'feed']).default('article'))
      .option('--source <id>', 'read with the declaration of this source')
      .option('--charset <label>', 'decode with this charset')
      .option('--headers <file>', 'raw header lines as received')
      .option(...storeFlags.config)
      .option(...storeFlags.now)
      .option('--json', 'print exactly one JSON document'),
  ).action(parse);
}
