import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import type { Configuration } from '../../shared/model/configuration.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import { weekdays } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { countOf } from '../../shared/questions/question.ts';
import { placeById, places } from '../../shared/registry/places.ts';
import { sources as declared, sources } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { complete } from '../../shared/stages/watch/settings.ts';
import { didYouMean } from './check.ts';
import { storeFlags } from './instance.ts';
import { fitted, heading } from './layout.ts';
import { withoutStore } from './lines.ts';
import { print } from './output.ts';
import { paint } from './paint.ts';

const completed = declared.map(complete);

export type Question = {
  readonly id: string;
  readonly asks: string;
  readonly explains: string;
  readonly usual: string;
  readonly answer: (given: string, before: Configuration) => Configuration;
};

const wordsOf = (given: string): readonly string[] => given.split(/[\s,，、;]+/).filter((word) => word !== '');

/** The places in which a local publisher stands, as its id tells: shenzhen-futian-government is of shenzhen, and so of guangdong. */
function placesOf(publisher: string): readonly string[] {
  const parts = publisher.split('-');
  const named = parts.flatMap((_, n) => placeById(parts.slice(0, n + 1).join('-')) ?? []);
  return named.flatMap(({ id, parent }) => (parent === undefined ? [id] : [id, parent]));
}

const isLocal = ({ level }: { readonly level: string }): boolean => ['L4', 'L5', 'L6'].includes(level);

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

export const questions: readonly Question[] = [
  {
    id: 'places',
    asks: 'Which places are read besides the national bodies?',
    explains: [
      'Ids of provinces, which stand for their cities too, and of cities (beijing, guangdong, shenzhen …), "none" or "all".',
      `${completed.filter(isLocal).length} of ${completed.length} sources are local. Themes are no choice here: each reader has them (hongtou subscribers add --themes).`,
    ].join(' '),
    usual: 'all',
    answer: withPlaces,
  },
  {
    id: 'contact',
    asks: 'Which contact stands in the requests (User-Agent)?',
    explains:
      'A mail or web address by which the owner of a site can reach you; polite, and a reason not to block you. "none" gives no contact.',
    usual: 'none',
    answer: (given, before) => (isNone(given) ? before : { ...before, fetch: { contact: given } }),
  },
  {
    id: 'digest',
    asks: 'In which language, on which day and when comes the digest?',
    explains: 'en, zh or both; a day of the week; a time in Beijing. Every reader may choose another rhythm.',
    usual: 'en monday 08:30',
    answer: withRhythm,
  },
  {
    id: 'mail',
    asks: 'From which mail address are mails sent?',
    explains: [
      'As digest@example.org. On a laptop or a small server mails are files (DATA/mail), and sent where a mail server is named;',
      'in AWS the mail service sends from here, and alarms go there. Say "none" to add one later.',
    ].join(' '),
    usual: 'none',
    answer: (given, before) =>
      isNone(given)
        ? before
        : { ...before, digest: { ...before.digest, from: given }, alarms: { email: /<([^>]{1,320})>/.exec(given)?.[1] ?? given } },
  },
  {
    id: 'place',
    asks: 'Where does it run: laptop, aws, or a small server at https://…; is it public?',
    explains: [
      'A laptop serves its pages to itself alone, and whoever sees them may subscribe; elsewhere readers are invited. The address is where they open its pages.',
      'With the word "public" behind it everybody may read it without a token.',
    ].join(' '),
    usual: 'laptop',
    answer(given, before) {
      const [, place = '', open] = /^(\S{1,400})(?: {1,9}(public))?$/i.exec(given) ?? [];
      const to = opt('public', open === undefined ? undefined : true);
      if (/^https?:/.test(place)) return { ...before, ...to, server: { baseUrl: place } };
      if (place.toLowerCase() === 'aws') return { ...before, ...to, signUp: 'invited' };
      if (place.toLowerCase() !== 'laptop') throw new InputError(`"${given}" is neither laptop nor aws, nor an address`);
      if (open !== undefined) throw new InputError('a laptop serves its pages to itself alone; name the address of a small server, or aws');
      return before;
    },
  },
  {
    id: 'smtp',
    asks: 'By which mail server (SMTP) are mails sent?',
    explains: [
      'HOST:PORT, and the user where it wants a login, as "mail.example.org:587 digest"; its password is the one line of the file',
      '"mail-password" beside the configuration, for its owner alone (chmod 600). "none" keeps files; in AWS always "none".',
    ].join(' '),
    usual: 'none',
    answer(given, before) {
      if (isNone(given)) return before;
      const [, host = '', port = '', user] = /^(\S{1,253}):(\d{1,5})(?: {1,9}(\S{1,320}))?$/.exec(given) ?? [];
      if (host === '') throw new InputError(`"${given}" is no HOST:PORT, as mail.example.org:587`);
      if (before.signUp === 'invited') throw new InputError('in AWS mails go by SES; say "none"');
      const login = user === undefined ? {} : { user, passwordFile: 'mail-password' };
      return { ...before, mail: { smtp: { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port), ...login } } };
    },
  },
  {
    id: 'translator',
    asks: 'Which translator is asked where our rules leave a title or a duty Chinese?',
    explains: [
      'FORM URL MODEL of a server of your own or a service: "chat http://localhost:11434/v1 qwen3:14b" (OpenAI\'s form), "deepl https://api-free.deepl.com".',
      'Where it wants a key, add the word "key": it is the one line of the file "translator-key" beside the configuration (chmod 600). What it writes is marked.',
    ].join(' '),
    usual: 'none',
    answer(given, before) {
      if (isNone(given)) return before;
      const [, form = '', url = '', model, key] =
        /^(chat|deepl) {1,9}(https?:\S{3,400}?)(?: {1,9}(?!key$)(\S{1,200}))?( {1,9}key)?$/.exec(given) ?? [];
      if (form !== 'chat' && form !== 'deepl')
        throw new InputError(`"${given}" is no FORM URL MODEL, as: chat http://localhost:11434/v1 qwen3:14b`);
      const translator = { form, url, ...opt('model', model), ...(key === undefined ? {} : { keyFile: 'translator-key' }) } as const;
      return { ...before, translate: 'http', translator };
    },
  },
];

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
      .option('--from <release>', 'ask nothing; fill a new store (--data) from the folder of a release')
      .option(...storeFlags.data)
      .option('--json', 'print file, configuration and next commands as one JSON document'),
  )
    .addHelpText('after', '\nWithout a terminal the answers are lines of standard input; an empty line takes what is usual.')
    .action(async (options: Options) =>
      options.from === undefined ? init(options) : (await import('./take-over.ts')).takeOver(options.from, options),
    );
}
