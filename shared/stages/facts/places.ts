import type { Section } from '../../model/article.ts';
import type { Place } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type AddresseeId, addresseeIds } from '../../model/vocabulary.ts';
import table from '../../registry/tables/clauses/addressees.json' with { type: 'json' };
import { foldScript } from '../text/language.ts';
import { structureOf } from '../text/structure.ts';

/** Where in an act a sentence stands, whom it binds and which article punishes who breaks it. */

type Words = { readonly id: AddresseeId; readonly zh: RegExp; readonly title?: RegExp };
const words: readonly Words[] = addresseeIds.flatMap((id) =>
  (table[id] as readonly (readonly string[])[]).map(([zh = '', title]) => ({
    id,
    zh: new RegExp(zh),
    ...(title === undefined ? {} : { title: new RegExp(title) }),
  })),
);
const order = Object.keys(table);
/** 提供者应当: who must. What is said of a person or a thing before it is the subject of no duty: 要求用户应当. */
const modal = /应当|不得|必须|严禁|禁止|(?<![必无])须|应(?![用急对])/;

/** Whom words name, in an act of this title; of several the first of the table. */
export function addresseeNamed(part: string, title: string): AddresseeId | undefined {
  const found = words.filter(({ zh, title: of }) => zh.test(part) && (of?.test(title) ?? true));
  return found.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))[0]?.id;
}

/** The words that stand last before 应当 say who must; what an act calls 提供者 its title says. */
function addresseeOf(quote: string, title: string): AddresseeId | undefined {
  const plain = foldScript(quote);
  const at = plain.search(modal);
  if (at < 0) return undefined;
  // The nearest stretch that names somebody: a case that ends in 的 is named only where nobody else is.
  const parts = plain
    .slice(0, at)
    .split(/[，,；]/)
    .reverse();
  for (const part of [...parts.filter((each) => !each.endsWith('的')), ...parts.filter((each) => each.endsWith('的'))]) {
    const found = addresseeNamed(part, title);
    if (found) return found;
  }
  return undefined;
}

const punishing = /罚款|警告|没收|吊销|责令|处分|处罚/;
const breaking = /违反|不履行|未履行|未按|未依/;
const cited = /(?:本(?:法|条例|办法|规定|细则|规则)|[、和或及至]|或者)(第[一二三四五六七八九十百\d]{1,6}条)/g;

/** Which article punishes who breaks another. */
const sanctionsOf = (text: string, articles: readonly Section[]): ReadonlyMap<string, string> =>
  new Map(
    articles.toReversed().flatMap(({ label, start, end }) => {
      const words = text.slice(start, end).replace(/\s/g, '');
      return punishing.test(words) && breaking.test(words) ? [...words.matchAll(cited)].map(([, of = '']) => [of, label] as const) : [];
    }),
  );

const squeezed = (text: string): string => text.replace(/\s/g, '');
const known = 40;

/** The place of each sentence of a text, by the sentence; `at` where it is known where it begins. */
export function placesOf(text: string, title: string): (quote: string, at?: number) => Place {
  const articles = structureOf(text).filter(({ kind, label }) => kind === 'article' && label.startsWith('第'));
  const sanctions = sanctionsOf(text, articles);
  const held = articles.map((each) => ({ ...each, words: squeezed(text.slice(each.start, each.end)) }));
  return (quote, at) => {
    const begin = squeezed(quote).slice(0, known);
    const found = held.filter(({ start, end, words }) => (at === undefined ? words.includes(begin) : start <= at && at < end));
    const [{ label } = { label: undefined }] = found;
    return {
      ...opt({ article: label, sanction: sanctions.get(orEmpty(label)), addressee: addresseeOf(quote, title) }),
    };
  };
}
