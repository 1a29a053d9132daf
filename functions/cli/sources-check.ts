import { writeFile } from 'node:fs/promises';
import { InputError, SourceError, UsageError } from '../../shared/model/errors.ts';
import type { Web } from '../../shared/model/ports.ts';
import { withoutSecretsIn } from '../../shared/model/secrets.ts';
import type { Source } from '../../shared/model/source.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { openReplay, openSavedPage } from '../../shared/net/replay.ts';
import { fileSecrets } from '../../shared/net/secret-files.ts';
import { recordingWeb, writeWarc } from '../../shared/net/warc.ts';
import { openWeb } from '../../shared/net/web.ts';
import {
  type Checked,
  type CheckedRow,
  checkSources,
  deadWords,
  draftOf,
  expecting,
  findListing,
} from '../../shared/pipeline/collect/check.ts';
import { toPrintableJson } from '../../shared/stages/text/printable.ts';
import { openClock } from '../clock.ts';
import { readers } from '../reading-threads.ts';
import { openSettings } from '../settings.ts';
import { checkUrl, openedBy } from './add.ts';
import { requireSource } from './check.ts';
import { readInput } from './lines.ts';
import { printJson, reply } from './output.ts';
import { progressLine } from './progress.ts';
import { checkTable, checkText } from './sources-text.ts';

/** Live hosts are far apart, each with its own pace; a replay is one at a time. */
const mostHosts = 16;

const printRows = (rows: readonly CheckedRow[]): void => {
  process.stdout.write(`[\n${rows.map((row) => toPrintableJson(row)).join(',\n')}\n]\n`);
};

type CheckOptions = {
  readonly json?: boolean;
  readonly config?: string;
  readonly now?: string;
  readonly replay?: readonly string[];
  readonly data?: string;
};
type CheckContext = { readonly sources: readonly Source[]; readonly web: Web; readonly now: () => Date };

async function open({ config, now: instant, replay, data = './data' }: CheckOptions): Promise<CheckContext> {
  const settings = await openSettings(config);
  const now = openClock(instant);
  return {
    sources: settings.sources,
    now,
    web: replay
      ? await openReplay(replay, now)
      : openWeb(settings, now, { secrets: fileSecrets(`${data}/secrets`), ...opt('version', process.env['HONGTOU_VERSION']) }),
  };
}

const isSound = ({ state, article }: Checked): boolean =>
  ['ok', 'quiet', 'skipped'].includes(state) && (article === undefined || article.state === 'ok');

type CheckRules = { readonly hostsAtOnce: number; readonly mend?: boolean; readonly pages?: number };

async function checkAll(
  sources: readonly Source[],
  opened: CheckContext,
  { hostsAtOnce, mend = false, pages = 1 }: CheckRules,
): Promise<readonly CheckedRow[]> {
  const reader = readers.open();
  const progress = progressLine();
  try {
    return await checkSources(sources, { ...opened, reader, pages, hostsAtOnce, mend }, progress.count);
  } finally {
    progress.end();
    await reader.close();
  }
}

export async function check(id: string | undefined, options: CheckOptions & { readonly all?: boolean }): Promise<void> {
  if (id !== undefined && options.all) throw new UsageError(`--all and ${id} exclude each other`);
  if (id === undefined && !options.all && !options.replay)
    throw new UsageError('name a source ("hongtou sources list" has them), or say --all: that asks every site, for some minutes');
  const opened = await open(options);
  const chosen = id === undefined ? opened.sources : [requireSource(id, opened.sources)];
  const checked = await checkAll(chosen, opened, { hostsAtOnce: options.replay ? 1 : mostHosts, mend: id === undefined });
  const results = checked.map(withoutSecretsIn);
  if (options.json) printRows(results);
  else process.stdout.write(id === undefined ? checkTable(results) : results.map((result) => checkText(result, true)).join(''));
  if (!results.every(isSound)) process.exitCode = 3;
}

/**
 * Fetches what `check` fetches and writes it as a replay file. A recording for the project itself is written by hand, with invented text.
 */
export async function record(id: string, options: CheckOptions & { readonly out?: string }): Promise<void> {
  const opened = await open(options);
  const source = requireSource(id, opened.sources);
  if (source.needs !== undefined) throw new InputError(`${id} is not read: it needs ${source.needs}`);
  const recording = recordingWeb(opened.web);
  const [result] = await checkAll([source], { ...opened, web: recording.web }, { hostsAtOnce: 1, pages: 2 });
  const pages = recording.pages();
  if (pages.length === 0) throw new InputError(`nothing was received, so nothing is recorded: ${result?.detail ?? 'no answer'}`);
  const file = options.out ?? `${id}.warc.gz`;
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWarc(pages, { gzip: !file.endsWith('.warc') })) pieces.push(piece);
  await writeFile(file, Buffer.concat(pieces));
  const written = pages.map(({ finalUrl, status, bytes }) => ({ url: finalUrl, status, bytes: bytes.length }));
  reply(options, { file, pages: written, ...result }, () => [
    ...written.map(({ url, status, bytes }) => `${status} ${String(bytes).padStart(8)} bytes ${url}`),
    `recorded in ${file}; read it back with: hongtou sources check ${id} --replay ${file}`,
  ]);
  if (result && !isSound(result)) {
    process.exitCode = 3;
    if (!options.json) process.stdout.write(checkText(result, false));
  }
}

export async function draft(url: string, { file, ...options }: CheckOptions & { readonly file?: string }): Promise<void> {
  if (file !== undefined && options.replay) throw new UsageError('--file and --replay exclude each other');
  const given = checkUrl(url);
  const bytes = file === undefined ? undefined : await readInput(file, '--file');
  const live = await open(options);
  const opened = bytes ? { ...live, web: openSavedPage(given, bytes, live.now) } : live;
  const reader = readers.open();
  const found = await findListing({ url: given }, { ...opened, reader })
    .catch((error: unknown) => {
      throw error instanceof SourceError ? new InputError(`${error.trouble}: ${error.detail} (${error.url})${openedBy(error)}`) : error;
    })
    .finally(() => reader.close());
  const first = draftOf(given, found);
  const [result] = await checkAll([first], opened, { hostsAtOnce: 1 });
  if (!result || result.entries.length === 0) {
    throw new InputError(`${result?.state ?? 'unrecognised'}: ${result?.detail ?? 'no entries'}; see docs/listing-formats.md`);
  }
  const drafted = expecting(first, result.entries);
  const dead = deadWords(drafted, result.entries, dayOf(opened.now()));
  printJson(drafted);
  if (!options.json) process.stderr.write(`\n${checkText(result, true)}`);
  if (dead) process.stderr.write(`${dead}\n`);
}
