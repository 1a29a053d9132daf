import type { ShownDocument } from '../../model/document.ts';
import { type CatalogueFacts, type KnownAct, knownDates } from '../../model/known.ts';
import { daysBetween, wholeDay } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { isVerified, landmarkById } from '../../registry/landmarks.ts';
import { numberKey } from '../numbers/numbers.ts';
import { canonicalUrl } from '../urls/address.ts';
import { findKnown, type KnownActs } from './known-acts.ts';

/** What the catalogue of known acts says of a document that is held: which of them it is, and what its page does not state. */

type Held = Pick<ShownDocument, 'title' | 'number' | 'issuers' | 'type' | 'dates' | 'copies'>;

const isDraftTitle = (title: string): boolean => /征求意见稿|草案/.test(title);

/** Days of one act as two sources tell them differ by no more. */
const leeway = 60;

const days = ({ dates }: Pick<KnownAct, 'dates'> | Held) => ({
  out: [dates.signed, dates.published].flatMap((each) => wholeDay(each?.value) ?? []),
  effective: wholeDay(dates.effective?.value),
});

/** An act that was revised keeps its title: with another day of effect, or put out long before or after, it is another edition. */
function isEdition(act: KnownAct, document: Held): boolean {
  const [told, stated] = [days(act), days(document)];
  if (told.effective !== undefined && stated.effective !== undefined && told.effective !== stated.effective) return false;
  // Who copies an act later says the day of the copy: only what was put out before the catalogue's edition is surely another.
  const [first] = told.out.toSorted();
  const signed = wholeDay(document.dates.signed?.value);
  if (first !== undefined && stated.out.some((day) => daysBetween(day, first) > leeway)) return false;
  if (first !== undefined && signed !== undefined && daysBetween(first, signed) > leeway) return false;
  // Two years from signature to effect is what the longest laws take.
  return signed === undefined || told.effective === undefined || Math.abs(daysBetween(signed, told.effective)) < 731;
}

const sharesIssuer = (act: KnownAct, { issuers }: Held): boolean =>
  act.issuers.length === 0 ||
  issuers.length === 0 ||
  act.issuers.some((one) => issuers.some(({ id, name }) => (id !== undefined && id === one.id) || name.includes(one.name)));

const sameNumber = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || (numberKey(a) ?? a) === (numberKey(b) ?? b);

/** The one known act that a held document surely is: by its number, else by its title and issuer. */
export function findKnownAct(document: Held, known: KnownActs): KnownAct | undefined {
  const { number, title, type } = document;
  const fits = (act: KnownAct) => isDraftTitle(act.title) === (type === 'draft' || isDraftTitle(title)) && isEdition(act, document);
  const byNumber = number === undefined ? [] : findKnown(number, known).filter(fits);
  if (byNumber.length > 0) return byNumber.length === 1 ? byNumber[0] : undefined;
  const byTitle = findKnown(title, known).filter((act) => fits(act) && sharesIssuer(act, document) && sameNumber(number, act.number));
  return byTitle.length === 1 ? byTitle[0] : undefined;
}

/** What is known of an act and not stated on its page; nothing where the page states all of it. */
export function beyondPage({ number, dates, issuers, copies }: Held, act: KnownAct): CatalogueFacts | undefined {
  const unstated = Object.fromEntries(knownDates.flatMap((kind) => (act.dates[kind] && !dates[kind] ? [[kind, act.dates[kind]]] : [])));
  const facts = {
    dates: unstated,
    ...(number === undefined ? opt('number', act.number) : {}),
    ...(issuers.length === 0 && act.issuers.length > 0 ? { issuers: act.issuers } : {}),
  };
  if (Object.keys(unstated).length === 0 && Object.keys(facts).length === 1) return undefined;
  const mark = landmarkById(orEmpty(act.landmark))?.mark;
  const elsewhere = act.url !== undefined && !copies.some(({ url }) => canonicalUrl(url) === canonicalUrl(orEmpty(act.url)));
  return {
    ...facts,
    ...(elsewhere ? opt('url', act.url) : {}),
    ...opt('landmark', act.landmark),
    ...(mark === undefined || isVerified(mark) ? {} : { unverified: true }),
    from: act.from,
  };
}
