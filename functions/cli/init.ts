import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import type { Configuration } from '../../shared/model/configuration.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import { weekdays } from '../../shared/model/time.ts';
import { didYouMean, opt } from '../../shared/model/values.ts';
import { countOf } from '../../shared/questions/question.ts';
import { placeById, places } from '../../shared/registry/places.ts';
import { sources as declared, sources } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { complete } from '../../shared/stages/watch/settings.ts';
import questions from './init-questions.json' with { type: 'json' };
import { storeFlags } from './instance.ts';
import { fitted, heading } from './layout.ts';
import { withoutStore } from './lines.ts';
import { print } from './output.ts';
import { paint } from './paint.ts';

const completed = declared.map(complete);

type Question = (typeof questions)[number];
type Answer = (given: string, before: Configuration) => Configuration;

const wordsOf = (given: string): readonly string[] => given.split(/[\s,，、;]+/).filter((word) => word !== '');

/** The places in which a local publisher stands, as its id tells: shenzhen-futian-government is of shenzhen, and so of guangdong. */
function placesOf(publisher: string): readonly string[] {
  const parts = publisher.split('-');
  const named = parts.flatMap((_, n) => placeById(parts.slice(0, n + 1).join('-')) ?? []);
  return named.flatMap(({ id, parent }) => (parent === undefined ? [id] : [id, parent]));
}

const isLocal = ({ level }: { readonly level: string }): boolean => ['L4', 'L5', 'L6'].includes(level);
const answerOf = ({ id }: Question): Answer => answers[id as keyof typeof answers];

function withPlaces(given: string, before: Configuration): Configuration {
  const words = wordsOf(given.toLowerCase());
  if (words.includes('all')) return before;
  const wrong = words.find((id) => id !== 'none' && !placeById(id));
  if (wrong !== undefined) {
    const near = didYouMean(
      wrong,
      places.map(({ id }) => id),
    );
    throw new InputError(`"${wrong}" is no place; write ids as beijing, guangdong or shenzhen, "none", or "all".${near}`);
  }
  const without = completed
    .filter((source) => isLocal(source) && !placesOf(source.publisher).some((id) => words.includes(id)))
    .map(({ id }) => id);
  return without.length === 0 ? before : { ...before, sources: { without } };
}

function withRhythm(given: string, before: Configuration): Configuration {
  const digest: { language?: 'en' | 'zh' | 'both'; weekday?: (typeof weekdays)[number]; time?: string } = {};
  for (const word of wordsOf(given.toLowerCase())) {
    const day = weekdays.find((each) => word.length >= 3 && each.startsWith(word));
    if (word === 'en' || word === 'zh' || word === 'both') digest.language = word;
    else if (day !== undefined) digest.weekday = day;
    else if (/^\d{1,2}:\d{2}$/.test(word)) digest.time = word.padStart(5, '0');
    else throw new InputError(`"${word}" is no language (en, zh, both), day of the week or time (08:30)`);
  }
  return { ...before, digest: { ...before.digest, ...digest } };
}

const isNone = (given: string): boolean => ['none', 'no', '-'].includes(given.toLowerCase());

const answers = {
  places: withPlaces,
  contact: (given, before) => (isNone(given) ? before : { ...before, fetch: { contact: given } }),
  digest: withRhythm,
  mail: (given, before) =>
    isNone(given)
      ? before
      : { ...before, digest: { ...before.digest, from: given }, alarms: { email: /<([^>]{1,320})>/.exec(given)?.[1] ?? given } },
  place(given, before) {
    const [, place = '', open] = /^(\S{1,400})(?: {1,9}(public))?$/i.exec(given) ?? [];
    const to = opt('public', open === undefined ? undefined : true);
    if (/^https?:/.test(place)) return { ...before, ...to, server: { baseUrl: place } };
    if (place.toLowerCase() === 'aws') return { ...before, ...to, signUp: 'invited' };
    if (place.toLowerCase() !== 'laptop') throw new InputError(`"${given}" is neither laptop nor aws, nor an address`);
    if (open !== undefined) throw new InputError('a laptop serves its pages to itself alone; name the address of a small server, or aws');
    return before;
  },
  smtp(given, before) {
    if (isNone(given)) return before;
    const [, host = '', port = '', user] = /^(\S{1,253}):(\d{1,5})(?: {1,9}(\S{1,320}))?$/.exec(given) ?? [];
    if (host === '') throw new InputError(`"${given}" is no HOST:PORT, as mail.example.org:587`);
    if (before.signUp === 'invited') throw new InputError('in AWS mails go by SES; say "none"');
    const login = user === undefined ? {} : { user, passwordFile: 'mail-password' };
    return { ...before, mail: { smtp: { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port), ...login } } };
  },
  translator(given, before) {
    if (isNone(given)) return before;
    const [, form = '', url = '', model, key] =
      /^(chat|deepl) {1,9}(https?:\S{3,400}?)(?: {1,9}(?!key$)(\S{1,200}))?( {1,9}key)?$/.exec(given) ?? [];
    if (form !== 'chat' && form !== 'deepl')
      throw new InputError(`"${given}" is no FORM URL MODEL, as: chat http://localhost:11434/v1 qwen3:14b`);
    const translator = { form, url, ...opt('model', model), ...(key === undefined ? {} : { keyFile: 'translator-key' }) } as const;
    return { ...before, translate: 'http', translator };
  },
} satisfies Readonly<Record<string, Answer>>;

type Options = {
  readonly config?: string;
  readonly data?: string;
  readonly now?: string;
  readonly from?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
};
type NextLine = () => Promise<string>;

const usualFile = 'hongtou.config.json';

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

async function ask(question: Question, before: Configuration, next: NextLine): Promise<Configuration> {
  const { asks, explains, usual } = question;
  say('', heading(asks), paint('dim', fitted(explains.join(' '), '  ')));
  for (;;) {
    process.stderr.write(`  [${usual}] `);
    const given = await next();
    if (!process.stdin.isTTY) say('');
    try {
      const configuration = answerOf(question)(given === '' ? usual : given, before);
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
      configuration = options.yes ? answerOf(question)(question.usual, configuration) : await ask(question, configuration, next);
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
      .option('--from <release>', 'ask nothing; fill a new store (--data) from the folder of a release')
      .option(...storeFlags.data)
      .option('--json', 'print file, configuration and next commands as one JSON document'),
  )
    .addHelpText('after', '\nWithout a terminal the answers are lines of standard input; an empty line takes what is usual.')
    .action(async (options: Options) =>
      options.from === undefined ? init(options) : (await import('./take-over.ts')).takeOver(options.from, options),
    );
}
