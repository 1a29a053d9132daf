import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import type { Configuration } from '../../shared/model/configuration.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import { countOf } from '../../shared/questions/question.ts';
import { sources } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { type Question, questions } from './init-questions.ts';
import { fitted, heading, print } from './layout.ts';
import { withoutStore } from './lines.ts';
import { paint } from './paint.ts';

type Options = { readonly config?: string; readonly yes?: boolean; readonly force?: boolean; readonly json?: boolean };
type NextLine = () => Promise<string>;

const usualFile = 'hongtou.config.json';

/** The lines of standard input as they are asked for. Ctrl-C and the end of the input stop the command before anything is written. */
function linesOf(terminal: Interface): NextLine {
  const lines = terminal[Symbol.asyncIterator]();
  let stopped = false;
  terminal.on('SIGINT', () => {
    stopped = true;
    terminal.close();
  });
  return async () => {
    const { value, done } = await lines.next();
    if (stopped) throw new InputError('stopped; nothing was written');
    if (done) throw new UsageError('the answers ended before the questions; nothing was written. "--yes" takes what is usual');
    return value.trim();
  };
}

const say = (...lines: readonly string[]): void => void process.stderr.write(`${lines.join('\n')}\n`);

async function ask({ asks, explains, usual, answer }: Question, before: Configuration, next: NextLine): Promise<Configuration> {
  say('', heading(asks), paint('dim', fitted(explains, '  ')));
  for (;;) {
    process.stderr.write(`  [${usual}] `);
    const given = await next();
    if (!process.stdin.isTTY) say('');
    try {
      const configuration = answer(given === '' ? usual : given, before);
      readSettings(configuration, sources);
      return configuration;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      say(paint('red', fitted(error.message, '  ')));
    }
  }
}

async function allowed(file: string, { force, yes }: Options, next: NextLine): Promise<void> {
  if (!existsSync(file) || force) return;
  if (yes || !process.stdin.isTTY)
    throw new UsageError(`${file} is there already, and is left as it is; --force writes over it, --config names another`);
  process.stderr.write(`${file} is there already. Write over it? [no] `);
  if (!/^y(?:es)?$/i.test(await next())) throw new InputError(`${file} is left as it is; nothing was written`);
}

function nextLines({ signUp, server, alarms, sources: chosen }: Configuration, file: string): string[] {
  const option = file === usualFile ? '' : ` --config ${file}`;
  const isRead = ({ id, needs }: (typeof sources)[number]): boolean => needs === undefined && !chosen?.without?.includes(id);
  const read = countOf(sources.filter(isRead).length, 'source');
  const reader = alarms?.email ?? 'you@example.org';
  return signUp === 'invited'
    ? [
        `npx hongtou doctor${option}`,
        `npx hongtou deploy --dry-run${option}   # checks the account, changes nothing`,
        `npx hongtou deploy${option}`,
      ]
    : [
        'npx hongtou demo   # first, if you like: an invented sample world, with its digest and pages',
        `npx hongtou doctor${option}`,
        `npx hongtou run${option}   # one round over ${read}`,
        `npx hongtou start${option}   # schedules, and pages at ${server?.baseUrl ?? 'http://127.0.0.1:4180/'}`,
        `npx hongtou subscribers add ${reader} --themes compute,chips${option}`,
      ];
}

async function init(options: Options): Promise<void> {
  const file = options.config ?? usualFile;
  const terminal = options.yes
    ? undefined
    : createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY === true });
  try {
    const next = terminal ? linesOf(terminal) : async () => '';
    await allowed(file, options, next);
    const schema = 'hongtou.config.schema.json';
    let configuration: Configuration = existsSync(join(dirname(file), schema)) ? { $schema: `./${schema}` } : {};
    for (const question of questions)
      configuration = options.yes ? question.answer(question.usual, configuration) : await ask(question, configuration, next);
    readSettings(configuration, sources);
    writeFileSync(`${file}.new`, `${JSON.stringify(configuration, null, 2)}\n`);
    renameSync(`${file}.new`, file);
    const then = nextLines(configuration, file);
    if (options.json) process.stdout.write(`${JSON.stringify({ file, configuration, next: then })}\n`);
    else print(`${file} is written.`, heading('Next:'), ...then.map((line) => `  ${line}`));
  } finally {
    terminal?.close();
  }
}

export function define(command: Command): void {
  withoutStore(
    command
      .option('--yes', 'ask nothing, and take what is usual')
      .option('--force', 'write over a configuration that is there')
      .option('--config <file>', 'where to write', usualFile)
      .option('--json', 'print file, configuration and next commands as one JSON document'),
  )
    .addHelpText('after', '\nWithout a terminal the answers are lines of standard input; an empty line takes what is usual.')
    .action(init);
}
