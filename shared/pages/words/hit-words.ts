import type { Hit } from '../../model/query.ts';
import { knownIssuers } from '../../registry/issuers.ts';
import { beijing } from './days.ts';
import { issuerMissing } from './issuer-missing.ts';
import { unseenWords } from './unseen.ts';

/** The day under which a document stands in lists, with its kind. */
export function dayOfHit({ published, signed, firstSeenAt }: Pick<Hit, 'published' | 'signed' | 'firstSeenAt'>): {
  readonly kind: 'published' | 'signed' | 'firstSeen';
  readonly day: string;
} {
  if (published !== undefined) return { kind: 'published', day: published };
  if (signed !== undefined) return { kind: 'signed', day: signed };
  return { kind: 'firstSeen', day: beijing(firstSeenAt).slice(0, 10) };
}

/** Short English names of the issuers that the registry knows. */
export const englishIssuers = ({ issuerNames, shown }: Pick<Hit, 'issuerNames' | 'shown'>): readonly string[] =>
  shown?.issuers ?? knownIssuers(issuerNames);

/** Issuers for a terminal: in English where the registry knows them all, else the names on the page too. */
export function renderPlainIssuers(
  hit: Pick<Hit, 'issuerNames' | 'type' | 'url' | 'shown'> & Partial<Pick<Hit, 'carrier' | 'notSeenOnIssuersSite'>>,
): string {
  const { issuerNames: names } = hit;
  const known = englishIssuers(hit);
  const named =
    known.length === names.length ? known.join(', ') : [known.join(', '), names.join('、')].filter((each) => each !== '').join(' ');
  const unseen = unseenWords(hit, 'en');
  return [names.length === 0 ? issuerMissing(hit, 'en') : named, unseen && `(${unseen})`].filter(Boolean).join(' ');
}
