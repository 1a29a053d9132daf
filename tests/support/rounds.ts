import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { writeWarc } from '../../shared/adapters/warc.ts';
import type { RunReport, SourceReport } from '../../shared/model/run.ts';
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
  /** `hongtou run --json` at 09:00 in Beijing, answered by these pages alone. */
  run(day: string, answers: Answers, ...options: string[]): Promise<RunReport & { readonly status: number }>;
  /** The one source of the report. */
  one(day: string, answers: Answers, ...options: string[]): Promise<SourceReport & { readonly status: number }>;
  /** Another command with the same instance at 09:00 of the day. */
  say(day: string, ...words: string[]): Promise<Said>;
  /** The same, answered by these pages. */
  ask(day: string, answers: Answers, ...words: string[]): Promise<Said>;
  close(): void;
};

const listOf = (answers: Answers): readonly Answer[] =>
  Array.isArray(answers)
    ? answers
    : Object.entries(answers as Readonly<Record<string, string | Omit<Answer, 'url'>>>).map(([url, answer]) => ({
        url,
        ...(typeof answer === 'string' ? { body: answer } : answer),
      }));

/** A data folder and a configuration, with which real commands are run, one at a time. */
function openRounds(...declarations: readonly { readonly id: string }[]): Rounds {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-rounds-'));
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ sources: { only: declarations.map(({ id }) => id), extra: declarations } }));
  let files = 0;
  const say = (day: string, ...words: string[]): Promise<Said> =>
    command(...words, '--config', config, '--data', join(folder, 'data'), '--now', `${day}T09:00:00+08:00`);
  const ask: Rounds['ask'] = async (day, answers, ...words) => {
    files += 1;
    const file = join(folder, `${files}.warc.gz`);
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
    writeFileSync(file, Buffer.concat(pieces));
    return say(day, ...words, '--replay', file);
  };
  const run: Rounds['run'] = async (day, answers, ...options) => {
    const said = await ask(day, answers, 'run', '--json', ...options);
    if (said.out === '') throw new Error(said.err);
    return { ...(JSON.parse(said.out) as RunReport), status: said.status };
  };
  const one: Rounds['one'] = async (day, answers, ...options) => {
    const { sources, status } = await run(day, answers, ...options);
    const [source] = sources;
    if (!source) throw new Error('no source in the report');
    return { ...source, status };
  };
  return { folder, run, one, say, ask, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens the rounds of a test, and closes them behind it. */
export function roundsOfTests(): (...declarations: readonly { readonly id: string }[]) => Rounds {
  let rounds: Rounds | undefined;
  afterEach(() => {
    rounds?.close();
    rounds = undefined;
  });
  return (...declarations) => {
    rounds = openRounds(...declarations);
    return rounds;
  };
}
