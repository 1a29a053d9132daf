import { load } from 'cheerio/slim';
import * as z from 'zod';
import { type Configuration, configurationSchema, type Settings } from '../../model/configuration.ts';
import { InputError } from '../../model/errors.ts';
import { hasUser, withoutSecrets, withoutUserAt } from '../../model/secrets.ts';
import type { Declaration, Listing, Source } from '../../model/source.ts';
import { editDistance, orEmpty } from '../../model/values.ts';
import words from './configuration-words.json' with { type: 'json' };
import { type Place, settingsOf, sourceOf } from './settings.ts';

const none = load('');

/** What is wrong with a selector, in words; nothing when it can be used. */
function wrongSelector(css: string) {
  try {
    none(css);
    return undefined;
  } catch (error) {
    return `${JSON.stringify(css)} is no CSS selector (${error instanceof Error ? error.message : 'unknown'}); write one that a browser finds the elements with`;
  }
}

/**
 * What a schema cannot say of a declaration: [path of the key, what is wrong]. Nothing when all is well.
 * `allowed` are the private address:port pairs that fetch.allow opens.
 */
export function findFaults(source: Source, allowed: readonly string[] = []): readonly (readonly [path: string, fault: string])[] {
  const { listing, more = [], article } = source;
  const css: [string, string | undefined][] = (['body', 'title', 'number'] as const).map((key) => [`article.${key}`, article?.[key]]);
  for (const [index, selector] of (article?.drop ?? []).entries()) css.push([`article.drop[${index}]`, selector]);
  return [
    ...listingFaults('listing', listing, allowed),
    ...more.flatMap((each, index) => listingFaults(`more[${index}]`, each, allowed)),
    ...selectorFaults(css),
  ];
}

const selectorFaults = (
  selectors: readonly (readonly [path: string, selector: string | undefined])[],
): readonly (readonly [path: string, fault: string])[] =>
  selectors.flatMap(([path, selector]) => {
    const fault = selector === undefined ? undefined : wrongSelector(selector);
    return fault ? [[path, fault] as const] : [];
  });

function listingFaults(path: string, listing: Listing, allowed: readonly string[]) {
  const faults: [string, string][] = [];
  const css: [string, string | undefined][] = [[`${path}.region`, listing.region]];
  if (listing.format === 'html') {
    if (listing.items === undefined) faults.push([`${path}.items`, 'missing; the format html needs the CSS of an item']);
    for (const key of ['items', 'title', 'date'] as const) css.push([`${path}.${key}`, listing[key]]);
    if (!listing.link?.includes('{')) css.push([`${path}.link`, listing.link]);
  }
  if (!listing.next?.includes('{n}')) css.push([`${path}.next`, listing.next]);
  if (listing.body !== undefined && listing.method !== 'POST') faults.push([`${path}.body`, 'a body is sent with "method": "POST" only']);
  for (const key of ['link', 'next'] as const)
    if (hasUser(orEmpty(listing[key]))) faults.push([`${path}.${key}`, 'holds a user name or password; write the address without them']);
  const port = portFault(listing.url, allowed);
  if (port) faults.push([`${path}.url`, port]);
  return [...faults, ...selectorFaults(css)];
}

/** Only the ports of the web are fetched, but for what fetch.allow opens. */
function portFault(address: string, allowed: readonly string[]) {
  if (!URL.canParse(address)) return `${JSON.stringify(withoutUserAt(address))} is no address`;
  const { port, host } = new URL(address);
  if (port === '' || port === '80' || port === '443' || allowed.includes(host)) return undefined;
  return `port ${port} is not fetched; use 80 or 443, or open ${host} with fetch.allow`;
}

type Issue = z.core.$ZodIssue;

/** `sources.extra[0].listing.format`. */
function pathText(path: readonly PropertyKey[]) {
  return (
    path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('') || 'the file'
  );
}

function valueAt(json: unknown, path: readonly PropertyKey[]) {
  let value = json;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function shown(value: unknown) {
  const text = withoutSecrets(JSON.stringify(value, (_key, each) => (typeof each === 'string' ? withoutUserAt(each) : each)) ?? 'missing');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Examples by key, names of kinds, and what people write for a value that is called otherwise here. */
const { examples, kinds, otherwise }: Readonly<Record<'examples' | 'kinds' | 'otherwise', Readonly<Record<string, string>>>> = words;

const exampleOf = (path: readonly PropertyKey[]) => {
  const example = examples[path.slice(-2).join('.')] ?? examples[String(path.at(-1))];
  return example === undefined ? '' : `, e.g. ${example}`;
};

const kindOf = (expected: string) => kinds[expected] ?? expected;

/** Every key that a configuration may have anywhere; worked out when a wrong one is met. */
const allKeys = () =>
  new Set([...JSON.stringify(z.toJSONSchema(configurationSchema)).matchAll(/"([A-Za-z]{2,20})":\{/g)].flatMap(([, key]) => key ?? []));

function unknownKey(key: string) {
  const all = allKeys();
  return all.has(key)
    ? 'is a key of another place; move it there, or remove it (hongtou.config.schema.json has what stands where)'
    : `unknown key; ${likely(key, all) || 'remove it or correct its spelling'}`;
}

/** Of `translate` and `translator` the one with fewer letters otherwise. */
function nearestOf(word: string, all: readonly string[]) {
  const far = (each: string) => editDistance(each.toLowerCase(), word);
  return all.filter((each) => each.length > 2 && far(each) <= Math.min(2, word.length / 3)).toSorted((a, b) => far(a) - far(b))[0];
}

function likely(written: unknown, allowed: Iterable<string>) {
  if (typeof written !== 'string' || written.length > 40) return '';
  const word = written.toLowerCase();
  const all = [...allowed];
  const renamed = all.find((each) => each.toLowerCase() === word || each === otherwise[word]);
  const near = renamed ?? nearestOf(word, all);
  return near === undefined ? '' : `did you mean "${near}"?`;
}

const wrongKind = (at: string, value: unknown, path: readonly PropertyKey[], expected: string) =>
  value === undefined
    ? `${at}: missing; write ${kindOf(expected)}${exampleOf(path)}`
    : `${at}: ${shown(value)} is not ${kindOf(expected)}; write one${exampleOf(path)}`.replace('true or false; write one', 'true or false');

export function explain(issue: Issue, json: unknown): string {
  const at = pathText(issue.path);
  const value = valueAt(json, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${pathText([...issue.path, key])}: ${unknownKey(key)}`).join('\n');
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      if (value === undefined) return `${at}: missing; write one of ${allowed.join(', ')}`;
      return `${at}: ${shown(value)} is none of ${allowed.join(', ')}; ${likely(value, allowed) || 'write one of these'}`;
    }
    case 'invalid_type':
      return wrongKind(at, value, issue.path, issue.expected);
    case 'invalid_key':
      return `${at}: ${issue.issues.map(({ message }) => message).join('; ')}`;
    case 'too_small':
    case 'too_big':
      return outOfBounds(issue, at, value);
    default:
      return `${at}: ${shown(value)}: ${issue.message}`;
  }
}

/** Whether the bound itself would do. */
const isBeyond = ({ inclusive = true }: { readonly inclusive?: boolean }) => inclusive;

/** Our own remedies begin with a small letter, zod's messages with a capital. */
function outOfBounds(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, at: string, value: unknown) {
  const own = /^[a-z]/.test(issue.message) ? issue.message : undefined;
  const small = issue.code === 'too_small';
  const bound = String(small ? issue.minimum : issue.maximum);
  if (small && (value === '' || (Array.isArray(value) && value.length === 0)))
    return `${at}: empty; ${own ?? 'write something, or leave the key out'}${exampleOf(issue.path)}`;
  const order = isBeyond(issue) ? ['less', 'more'] : ['not more', 'not less'];
  if (typeof value === 'number')
    return `${at}: ${value} is ${order[small ? 0 : 1]} than ${bound}; ${own ?? `write ${bound} or ${small ? 'more' : 'less'}`}`;
  return `${at}: ${shown(value)} is longer than ${bound}; ${own ?? 'shorten it'}`;
}

/**
 * Checks a configuration by itself. It depends on nothing else, so that it need not be done again (and what does it need not be loaded) for
 * one that was checked. Throws InputError that names each key by its path, what stands there, and the remedy.
 */
export function checkConfiguration(json: unknown): Configuration {
  const parsed = configurationSchema.safeParse(json);
  if (!parsed.success) throw new InputError(parsed.error.issues.map((issue) => explain(issue, json)).join('\n'));
  const { sources, fetch } = parsed.data;
  const faults = (sources?.extra ?? []).flatMap((each, index) =>
    findFaults(sourceOf(each), fetch?.allow).map(([path, fault]) => `sources.extra[${index}].${path}: ${fault}`),
  );
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return parsed.data;
}

export const readSettings = (json: unknown, builtIn: readonly Declaration[], place?: Place): Settings =>
  settingsOf(checkConfiguration(json), builtIn, place);
