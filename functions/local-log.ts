import { existsSync, fstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withoutSecrets } from '../shared/model/secrets.ts';

/** The levels of the log, with the number by which journald knows each. */
const priorities = { error: 3, warning: 4, info: 6, debug: 7 } as const;
export type Level = keyof typeof priorities;
export const levels = Object.keys(priorities) as readonly Level[];

type Fields = Readonly<Record<string, unknown>>;
export type LocalLog = (level: Level, event: string, words: string, fields?: Fields) => void;

type Options = {
  readonly level: Level;
  readonly json: boolean;
  /** What lies in these files is never told. */
  readonly secrets: readonly string[];
};

const token = /\bht_[\w-]{8,200}/g;
const address = /[^\s@*<>"'`(),;:=/\\]{1,64}(?:@|%40)[^\s@<>"'`(),;:=/\\]{1,190}\.[\p{L}\d-]{2,63}/gu;

const formsOf = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
];

/** Shorter ones would be found in common words. */
const leastSecret = 6;

export const secretFiles = (folder: string, ...named: readonly (string | undefined)[]): readonly string[] => [
  ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
  ...named.filter((file) => file !== undefined),
];

function secretsIn(files: readonly string[]): readonly string[] {
  const small = files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  const words = small.flatMap((file) =>
    readFileSync(file, 'utf8')
      .slice(0, 10_000)
      .split(/[\r\n]+/),
  );
  return words
    .map((word) => word.trim())
    .filter((word) => word.length >= leastSecret)
    .flatMap(formsOf);
}

/** Whether standard error is the journal of systemd, which has times of its own and takes the level from the head of a line. */
function isJournal(): boolean {
  const { dev, ino } = fstatSync(2);
  return process.env['JOURNAL_STREAM'] === `${dev}:${ino}`;
}

/**
 * The log of `start`: a line for each thing, without tokens, passwords and addresses of people, whoever put them into a message.
 */
export function openLocalLog({ level, json, secrets }: Options): LocalLog {
  const known = secretsIn(secrets);
  const hidden = (line: string): string =>
    known
      .reduce((left, secret) => left.replaceAll(secret, '***'), withoutSecrets(line))
      .replaceAll(token, 'ht_***')
      .replaceAll(address, '***@***');
  const journal = !json && isJournal();
  const text = (of: Level, event: string, words: string): string => {
    const said = `${of === 'info' || of === 'debug' ? '' : `${of}: `}${event}: ${words.replaceAll(/\s+/g, ' ')}`;
    return journal ? `<${priorities[of]}>${said}` : `${new Date().toISOString().slice(0, 19)}Z ${said}`;
  };
  return (of, event, words, fields = {}) => {
    if (priorities[of] > priorities[level]) return;
    const message = { time: new Date().toISOString(), level: of, event, message: words, fields };
    const stream = json ? process.stdout : process.stderr;
    stream.write(`${hidden(json ? JSON.stringify(message) : text(of, event, words))}\n`);
  };
}
