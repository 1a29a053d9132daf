import type { Duty, Place } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import { type AddresseeId, addresseeIds } from '../../model/vocabulary.ts';
import table from '../../registry/tables/clauses/addressees.json' with { type: 'json' };
import { provisionsOf } from './provisions.ts';

/** Whom words name, and where in an act a sentence stands. */

type Words = { readonly id: AddresseeId; readonly zh: RegExp; readonly title?: RegExp };
const words: readonly Words[] = addresseeIds.flatMap((id) =>
  (table[id] as readonly (readonly string[])[]).map(([zh = '', title]) => ({
    id,
    zh: new RegExp(zh),
    ...(title === undefined ? {} : { title: new RegExp(title) }),
  })),
);
const order = Object.keys(table);
/** Whom words name, in an act of this title; of several the first of the table. */
export function addresseeNamed(part: string, title: string): AddresseeId | undefined {
  const found = words.filter(({ zh, title: of }) => zh.test(part) && (of?.test(title) ?? true));
  return found.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))[0]?.id;
}

const squeezed = (text: string): string => text.replace(/\s/g, '').replace(/^第[一二三四五六七八九十百]{1,6}条/, '');
const known = 40;

/** The place of each sentence of a text, by the sentence: that of the duty that it is, else its article alone. */
export function placesOf(text: string, duties: readonly Duty[]): (quote: string) => Place {
  const provisions = provisionsOf(text);
  return (quote) => {
    const words = squeezed(quote.replace(/…$/, ''));
    // Two articles may begin, and two may end alike.
    const holds = (whole: string): boolean => whole.includes(words.slice(0, known)) && whole.includes(words.slice(-known));
    const duty = duties.find((each) => holds(squeezed(each.quote)));
    if (duty) return { ...opt({ article: duty.article, sanction: duty.sanction, addressee: duty.addressee }) };
    return opt({ article: provisions.find((each) => holds(each.words))?.label });
  };
}
