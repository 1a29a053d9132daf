import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import type { RunReport, SourceReport } from '../../shared/model/run.ts';
import { writeWarc } from '../../shared/net/warc.ts';
import { exitOf } from '../../shared/pipeline/collect/report.ts';
import { type Bench, newFolder, openBench } from './bench.ts';
import { command, type Said } from './command.ts';

/** What an address answers, by "GET" or, with `posted`, by a POST of that body. A string is a page with status 200. */
export type Answer = {
  readonly url: string;
  readonly body: string | Uint8Array;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly posted?: string;
};
type Answers = Readonly<Record<string, string | Omit<Answer, 'url'>>> | readonly Answer[];

export type Rounds = {
  readonly folder: string;
  /** A round, as `hongtou run --json` plays it, at 09:00 in Beijing, answered by these pages alone. Options other than sources are those of the real command; with `--since` it is `hongtou backfill`. */
  run(day: string, answers: Answers, ...options: string[]): Promise<RunReport & { readonly status: number }>;
  /** The one source of the report. */
  one(day: string, answers: Answers, ...options: string[]): Promise<SourceReport & { readonly status: number }>;
  /** Another command with the same instance at 09:00 of the day. */
  say(day: string, ...words: string[]): Promise<Said>;
  /** The same, answered by these pages. */
  ask(day: string, answers: Answers, ...words: string[]): Promise<Said>;
  /** Works with the context of a command at 09:00 of the day. */
  within<T>(day: string, work: (context: Context) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Sources of options that name nothing else; undefined for any other options. */
function sourcesIn(options: readonly string[]): readonly string[] | undefined {
  const named = options.filter((_, n) => n % 2 === 1);
  return options.length === 2 * named.length && options.every((word, n) => n % 2 === 1 || word === '--source') ? named : undefined;
}

const listOf = (answers: Answers): readonly Answer[] =>
  Array.isArray(answers)
    ? answers
    : Object.entries(answers as Readonly<Record<string, string | Omit<Answer, 'url'>>>).map(([url, answer]) => ({
        url,
        ...(typeof answer === 'string' ? { body: answer } : answer),
      }));

/** A data folder and a configuration, with which real commands are run, one at a time; its instance stays open between them. */
function openRounds(declarations: readonly { readonly id: string }[]): Rounds {
  const folder = newFolder();
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ sources: { only: declarations.map(({ id }) => id), extra: declarations } }));
  let files = 0;
  let opened: Promise<Bench> | undefined;
  const bench = (): Promise<Bench> => {
    opened ??= openBench(folder);
    return opened;
  };
  const timeOf = (day: string): string => `${day}T09:00:00+08:00`;
  const say = async (day: string, ...words: string[]): Promise<Said> => {
    await bench();
    return command(...words, '--config', config, '--data', join(folder, 'data'), '--now', timeOf(day));
  };
  const recorded = async (day: string, answers: Answers): Promise<string> => {
    files += 1;
    const file = join(folder, `${files}.warc.gz`);
    writeFileSync(file, await warcOf(day, answers));
    return file;
  };
  const ask: Rounds['ask'] = async (day, answers, ...words) => say(day, ...words, '--replay', await recorded(day, answers));
  const run: Rounds['run'] = async (day, answers, ...options) => {
    const sources = sourcesIn(options);
    if (sources) {
      const report = await (await bench()).run({ now: timeOf(day), config, replay: [await recorded(day, answers)], sources });
      return { ...report, status: exitOf(report) };
    }
    const said = await ask(day, answers, options.includes('--since') ? 'backfill' : 'run', '--json', ...options);
    if (said.out === '') throw new Error(said.err);
    return { ...(JSON.parse(said.out) as RunReport), status: said.status };
  };
  const one: Rounds['one'] = async (day, answers, ...options) => {
    const { sources, status } = await run(day, answers, ...options);
    const [source] = sources;
    if (!source) throw new Error('no source in the report');
    return { ...source, status };
  };
  let closed: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    await (await opened)?.leave();
    rmSync(folder, { recursive: true, force: true });
  };
  const close = (): Promise<void> => {
    closed ??= leave();
    return closed;
  };
  const within: Rounds['within'] = async (day, work) => (await bench()).within({ now: timeOf(day), config }, work);
  return { folder, run, one, say, ask, within, close };
}

async function warcOf(day: string, answers: Answers): Promise<Buffer> {
  const pages = listOf(answers).map(({ url, body, status = 200, headers = {}, posted }) => ({
    url,
    finalUrl: url,
    hops: [],
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    bytes: typeof body === 'string' ? Buffer.from(body) : body,
    wireBytes: body.length,
    requests: 1,
    fetchedAt: `${day}T00:00:00Z`,
    ...(posted === undefined ? {} : { posted }),
  }));
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWarc(pages)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Opens the rounds of a test, and closes them behind it. */
export function roundsOfTests(): (...declarations: readonly { readonly id: string }[]) => Rounds {
  const all: Rounds[] = [];
  afterEach(async () => {
    await Promise.all(all.splice(0).map((each) => each.close()));
  });
  return (...declarations) => {
    const rounds = openRounds(declarations);
    all.push(rounds);
    return rounds;
  };
}
