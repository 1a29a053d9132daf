import type { Configuration } from '../../shared/model/configuration.ts';
import { InputError } from '../../shared/model/errors.ts';
import { weekdays } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { placeById, places } from '../../shared/registry/places.ts';
import { sources as declared } from '../../shared/sources/index.ts';
import { complete } from '../../shared/stages/watch/settings.ts';
import { didYouMean } from './nearest.ts';

const sources = declared.map(complete);

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
  const without = sources
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
      `${sources.filter(isLocal).length} of ${sources.length} sources are local. Themes are no choice here: each reader has them (hongtou subscribers add --themes).`,
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
    asks: 'Where does it run: laptop, aws, or a small server at https://…?',
    explains:
      'A laptop serves its pages to itself alone, and whoever sees them may subscribe; elsewhere readers are invited. The address is where they open its pages.',
    usual: 'laptop',
    answer(given, before) {
      if (/^https?:/.test(given)) return { ...before, server: { baseUrl: given } };
      if (!['laptop', 'aws'].includes(given.toLowerCase())) throw new InputError(`"${given}" is neither laptop nor aws, nor an address`);
      return given.toLowerCase() === 'aws' ? { ...before, signUp: 'invited' } : before;
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
