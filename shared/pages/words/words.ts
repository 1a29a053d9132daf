import type { DateKind, Participation } from '../../model/article.ts';
import type { StateLevel } from '../../model/lineage.ts';
import type { LanguagePair } from '../../model/reader.ts';
import type { SourceCondition } from '../../model/source.ts';
import { tableOf } from '../../model/values.ts';
import type { AddresseeId, DocumentType, Relation, Status, SubjectId } from '../../model/vocabulary.ts';
import { subjects } from '../../registry/themes.ts';
import { isAct } from '../../stages/text/acts.ts';
import rows from './chinese.json' with { type: 'json' };
import names from './names.json' with { type: 'json' };

export type Language = 'en' | 'zh';
export type { LanguagePair };

type Names<K extends string = string> = Readonly<Record<K, LanguagePair>>;
/** A table of names.json, which has every key that there is. */
export const named = <K extends string>(rows: Readonly<Record<K, readonly string[]>>): Names<K> => tableOf(rows);

export const themeNames: Names<SubjectId> = tableOf(
  Object.fromEntries(subjects.map(({ id, english, chinese }) => [id, [english, chinese]])),
);

export const typeNames = named<DocumentType>(names.types);

export const statusNames = named<Status>(names.statuses);

export const addresseeNames = named<AddresseeId>(names.addressees);

export const levelNames = named<string>(names.levels);

export const dateNames = named<DateKind | 'firstSeen'>(names.dates);

export const relationNames = named<Relation>(names.relations);

export const relationLabels = named<Relation>(names.relationLabels);

export const inverseNames = named<Relation>(names.inverses);

export const wayNames = named<Participation['by']>(names.ways);

export const conditionNames = named<SourceCondition>(names.conditions);

export const conditionMeanings = named<SourceCondition>(names.conditionMeanings);

export const fromNames = named<string>(names.origins);

const wordIn = (pair: LanguagePair, language: Language): string => pair[language === 'zh' ? 1 : 0];

/** The word of a closed vocabulary; a key that is not in it is shown as it is. */
export function word(names: Readonly<Record<string, LanguagePair>>, key: string, language: Language): string {
  const pair = Object.hasOwn(names, key) ? names[key] : undefined;
  return pair ? wordIn(pair, language) : key;
}

type Values = Readonly<Record<string, string | number | undefined>>;
/** The values that a row has places for: `{n}`, and `{n:day|days}` for a word that goes by their number. */
type Places<Row> = Row extends `${string}{${infer Place}}${infer Rest}`
  ? (Place extends `${infer Name}:${string}` ? Name : Place) | Places<Rest>
  : never;

/** Words of the interface: a row of chinese.json by its English, with its values; or what is named in both languages. */
export type Say = {
  <Row extends keyof typeof rows>(
    row: Row,
    ...values: [Places<Row>] extends [never] ? [] : [Values & Record<Places<Row>, unknown>]
  ): string;
  (english: string, chinese: string): string;
};

/** A text with its values. */
export const filled = (words: string, values: Values): string =>
  words.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (_, name: string, one?: string, many = `${values[name]}`) =>
    one !== undefined && String(values[name]) === '1' ? one : many,
  );

const chinese: Readonly<Record<string, string>> = rows;
/** Says words in a language. */
export const sayIn = (language: Language): Say =>
  function say(english: string, other?: string | Values) {
    if (typeof other === 'string') return language === 'zh' ? other : english;
    const words = language === 'zh' ? (chinese[english] ?? english) : english;
    return other === undefined ? words : filled(words, other);
  } as Say;

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** That much of a site is gone, and that this is said of none of its acts. */
export const awayWords = (pages: number, say: Say): string =>
  say('The site moved or is down: {pages} of its pages {pages:is|are} gone; no act of it is called withdrawn meanwhile.', { pages });

type Marked = { readonly notSeenOnIssuersSite?: readonly string[] | undefined; readonly scan?: true | undefined };
export const scanWords = ['scan, unread', '扫描件，未读'] as const;

/**
 * That an act speaks in the name of a body on whose site nobody saw it, and where it was seen (nothing where its issuer vouches for it);
 * that nobody has read it, since its words are pictures.
 */
export function unseenWords({ notSeenOnIssuersSite: hosts, scan }: Marked, language: Language): string | undefined {
  const say = sayIn(language);
  const only = hosts && say("not seen on the issuer's site, only on {hosts}", { hosts: hosts.join(say(', ', '、')) });
  return [only, scan && say(...scanWords)].filter(Boolean).join(say('; ')) || undefined;
}

/** Who carries what no body has issued: a newspaper, an institute, a company's site. */

type CarriedPage = { readonly type: DocumentType; readonly url: string; readonly carrier?: { readonly zh: string; readonly en: string } };

/**
 * What to say where an issuer would stand and none is given: of a page that is no act who carries it, by its name, else the host that it
 * stands at.
 */
export function issuerMissing({ type, url, carrier }: CarriedPage, language: Language): string {
  const name = isAct(type) ? undefined : (carrier?.[language] ?? URL.parse(url)?.host);
  const say = sayIn(language);
  return name === undefined ? say('issuer not stated') : say('published on {where}', { where: name });
}

export const stateLevelNames = named<StateLevel>(names.stateLevels);
