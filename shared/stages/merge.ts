import type { Classified, Head } from '../model/document.ts';
import type { Source } from '../model/source.ts';
import { addDays } from '../model/time.ts';
import { isAct } from './acts.ts';
import { numberKey } from './numbers.ts';

type Known = Pick<Head, 'number' | 'type' | 'issuers' | 'dates' | 'keys'>;

const keyOfNumber = (document: Known): string | undefined => (document.number === undefined ? undefined : numberKey(document.number));
const lead = (document: Known): string | undefined => document.issuers[0]?.id ?? document.issuers[0]?.name;
/** A copy without a signed date must have gone up this near to the other one; one that names no issuer either (a wire's full text), nearer. */
const nearDays = 14;
const wireDays = 3;

function near(a: Known, b: Known, days: number): boolean {
  const [x, y] = [a.dates.published?.value, b.dates.published?.value];
  if (x === undefined || y === undefined || x.length < 10 || y.length < 10) return false;
  return x <= addDays(y, days) && y <= addDays(x, days);
}

/** Same signed date; where one of them gives none, same lead issuer and nearly the same day of publication. */
function sameOccasion(a: Known, b: Known): boolean {
  const [x, y] = [a.dates.signed?.value, b.dates.signed?.value];
  if (x !== undefined && y !== undefined) return x === y;
  const unnamed = lead(a) === undefined || lead(b) === undefined;
  return unnamed ? a.type === b.type && near(a, b, wireDays) : lead(a) === lead(b) && near(a, b, nearDays);
}

/** Whether a stored document and a reading that share a key, or an address, are one work (domain.md 3.6). */
export function sameWork(head: Known, reading: Known, shared: 'address' | 'key'): boolean {
  const [x, y] = [keyOfNumber(head), keyOfNumber(reading)];
  if (x !== undefined && y !== undefined) return x === y;
  if (shared === 'address') return true;
  if ((head.type === 'draft') !== (reading.type === 'draft')) return false;
  const works = new Set(head.keys.filter((key) => key.startsWith('w:')));
  const alike = reading.keys.some((key) => key.startsWith('w:') && works.has(key));
  return alike && isAct(head.type) && isAct(reading.type) && sameOccasion(head, reading);
}

/** Rank of a page as a carrier of a document: the lead issuer's own site, a joint issuer's, the State Council library, other official sites, the media. */
export function copyAuthority(document: Pick<Classified, 'issuers' | 'url'>, source: Source | undefined): number {
  const host = new URL(document.url).hostname;
  const place = document.issuers.findIndex(({ id }) => id !== undefined && id === source?.publisher);
  if (place === 0) return 100;
  if (place > 0) return 96;
  if (host === 'www.gov.cn') return 95;
  if (host.endsWith('.gov.cn')) return 80;
  if (/(^|\.)(news\.cn|xinhuanet\.com|people\.com\.cn|npc\.gov\.cn)$/.test(host)) return 60;
  return source?.kind === 'official' || source?.kind === 'standards' ? 70 : 40;
}

/** A reading replaces the stored fields only when its page ranks above the one they came from. */
export function betterReading(head: Pick<Head, 'copies' | 'canonicalUrl'>, authority: number): boolean {
  const current = head.copies.find(({ url }) => url === head.canonicalUrl);
  return authority > (current?.authority ?? 0);
}
