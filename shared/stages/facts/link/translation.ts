import type { Citation, DateFact } from '../../../model/article.ts';
import { wholeDays } from '../../../model/time.ts';
import { hasHan, opt, orEmpty } from '../../../model/values.ts';
import { findIssuer, findIssuers } from '../../../registry/issuers.ts';
import { officialNames } from '../../../registry/official-names.ts';
import { parseDate } from '../../dates/dates.ts';
import { numberKey, parseNumber } from '../../numbers/numbers.ts';
import { isAct } from '../../text/acts.ts';
import { englishWords } from '../../text/english-title-key.ts';
import { titleKey } from '../../text/titles.ts';
import { expressionsOf } from '../../text/words.ts';
import { publisherKindOf } from '../kind.ts';
import expressions from './expressions.json' with { type: 'json' };
import { bodyInEnglish } from './related-mentions.ts';

/** Pages in English that carry an act whole, and which act that is. Where two may be meant, none is. */

const { around, named, reporting, article, part, chinese, label, made, drafted } = expressionsOf(expressions.translation);

/** Of the news agency, and of the congress behind its carrier: official English beside the sites of government. */
const agencies = /^https?:\/\/(?:english\.news\.cn|(?:www\.)?(?:xinhuanet\.com|news\.cn)\/english|en\.npc\.gov\.cn\.cdurl\.cn)(?:[/?#]|$)/i;
export const isOfficialEnglish = (url: string): boolean => agencies.test(url) || publisherKindOf(url, undefined) === 'official';

/** An act's English name without what stands around it: Translation: X (Effective …), Full text: X. */
export const actName = (title: string): string => title.trim().replace(around, '').replace(around, '').trim();

/** Whether a page in English is the text of an act, by its name and by its articles or parts; who reports an act has neither. */
export function carriesActInEnglish(title: string, text: string): boolean {
  const name = actName(title);
  if (hasHan(name) || !named.test(name) || reporting.test(name)) return false;
  return (text.match(article)?.length ?? 0) > 1 || (text.match(part)?.length ?? 0) > 1;
}

const headOf = (text: string): string => text.slice(0, Math.min(1500, Math.max(0, text.search(article)) || 1500));

const labelled = (head: string, kind: string): readonly string[] =>
  [...head.matchAll(label)].flatMap(({ groups = {} }) => (groups[kind] === undefined ? [] : [orEmpty(groups['value']).trim()]));

const onlyOne = (all: readonly string[], key: (one: string) => string | undefined): string | undefined =>
  new Set(all.map(key)).size === 1 ? all[0] : undefined;

const ofNation = /^中华人民共和国/;
const bagOf = (english: string): string => englishWords(english).toSorted().join(' ');
let byEnglish: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function actNamed(english: string): string | undefined {
  byEnglish ??= new Map(
    [...Map.groupBy(officialNames, ({ en }) => bagOf(en))].map(([key, names]) => [
      key,
      new Set(names.map(({ zh }) => zh.replace(ofNation, ''))),
    ]),
  );
  const acts = byEnglish.get(bagOf(english));
  return acts?.size === 1 ? [...acts][0] : undefined;
}

/** The last day on which the page says that the act was made or changed, else its own day. */
function dayOf(head: string, published: string | undefined): string | undefined {
  const words = [...labelled(head, 'day'), ...[...head.matchAll(made)].map(({ groups }) => orEmpty(groups?.['day']))];
  const days = words.flatMap((each) => parseDate(each.slice(0, 40).replace(/[.;]\s*$/, '')).value ?? []);
  return days.toSorted().at(-1) ?? published;
}

function bodiesOf(title: string, head: string): readonly string[] {
  const words = [title, ...labelled(head, 'issuer')];
  return words.flatMap((each) => [...findIssuers(each).map(({ entry }) => entry.id), bodyInEnglish(each)?.id ?? []].flat());
}

type Page = { readonly title: string; readonly text: string; readonly number?: string; readonly published?: string };

/**
 * The act that a page translates: by its number, by the Chinese title that it gives, by the table of official titles. Nothing where none
 * says it, or where they say different acts.
 */
export function readTranslated({ title, text, number, published }: Page): Citation | undefined {
  const head = headOf(text);
  const given = labelled(head, 'title')
    .filter(hasHan)
    .map((each) => each.replace(/^[《“"]|[》”"]$/g, ''));
  const quoted = [...`${title}\n${head}`.matchAll(chinese)].map(({ groups = {} }) => orEmpty(groups['quoted'] ?? groups['line']));
  const titles = [actNamed(actName(title)) ?? [], ...(given.length > 0 ? given : quoted)].flat();
  const numbers = [number ?? [], ...labelled(head, 'number').flatMap((each) => parseNumber(each).canonical ?? [])].flat();
  const act = onlyOne(titles, (each) => titleKey(each.replace(ofNation, '')));
  const own = onlyOne(numbers, numberKey);
  if ((act ?? own) === undefined || (titles.length > 0 && act === undefined) || (numbers.length > 0 && own === undefined)) return undefined;
  const [day, bodies] = [dayOf(head, published), bodiesOf(actName(title), head)];
  const draft = drafted.test(`${title} ${head.slice(0, 300)}`);
  return {
    ...opt({ title: act, number: own }),
    relation: 'translates',
    quote: [title, given[0] ?? quoted[0], own]
      .filter((each) => each !== undefined)
      .join(' · ')
      .slice(0, 200),
    of: { ...opt('day', day), ...(bodies.length > 0 && { bodies }), ...(draft && { draft }) },
  };
}

type Act = {
  readonly type: Parameters<typeof isAct>[0];
  readonly number?: string;
  readonly otherNumbers?: readonly string[];
  readonly issuers: readonly { readonly id?: string; readonly name: string }[];
  readonly dates: { readonly signed?: DateFact; readonly published?: DateFact };
  readonly amendments?: readonly { readonly date?: DateFact }[];
};

/** A page of the issuer may be put up some days after the signature, and its translation some days after that. */
const nearDays = 7;

/** Whether a stored act is the one that a page translates: its number, or its title and its day; and nothing that speaks against it. */
export function isTranslated({ title, number, of = {} }: Citation, act: Act): boolean {
  if (!isAct(act.type) || (of.draft ?? drafted.test(orEmpty(title))) !== (act.type === 'draft')) return false;
  const bodies = act.issuers.flatMap(({ id, name }) => id ?? findIssuer(name)?.id ?? []);
  const isOne = (one: string): boolean => bodies.some((other) => one.startsWith(other) || other.startsWith(one));
  if (of.bodies && bodies.length > 0 && !of.bodies.some(isOne)) return false;
  const changed = act.amendments?.flatMap(({ date }) => date?.value ?? []).toSorted() ?? [];
  const days = changed.length > 0 ? changed.slice(-1) : [act.dates.signed?.value, act.dates.published?.value];
  const isNear = days.some((day) => Math.abs(wholeDays(day, of.day) ?? Infinity) <= nearDays);
  const numbers = [act.number ?? [], ...(act.otherNumbers ?? [])].flat().map(numberKey);
  if (number === undefined || numbers.length === 0) return title !== undefined && isNear;
  return numbers.includes(numberKey(number)) && (changed.length === 0 || isNear);
}
