import type { FirstOfKind } from '../../model/highlight.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit, Query } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import { places } from '../../registry/places.ts';
import type { DigestCandidate } from '../../stages/digest/item.ts';
import { isFolded } from '../../stages/digest/older.ts';
import { isMandatoryStandard } from '../../stages/digest/section-of.ts';
import { isAct } from '../../stages/text/acts.ts';

/** A store with fewer documents on a theme does not know what is new in it. */
const enough = 20;
/** More are not looked through: then nothing is said. */
const mostHits = 100;
/** Documents of a week that are looked up. */
const mostAsked = 30;

const provinces = places.filter(({ level }) => level === 'L4');
const provinceOf = ({ document: { issuers } }: DigestCandidate) =>
  provinces.find(({ forms }) => forms.some((form) => issuers[0]?.name.startsWith(form)));

const isIssued = ({ type }: Pick<Hit, 'type'>): boolean => isAct(type) && type !== 'draft';

/** Whether the store held another such document by a day (Beijing): `undefined` where there are too many to look through. */
async function heldOther(
  own: string,
  query: Pick<Query, 'theme' | 'type' | 'level' | 'place' | 'to'>,
  is: (hit: Hit) => boolean,
  context: LookupContext,
): Promise<boolean | undefined> {
  const { hits, total } = await context.search.query({ ...query, date: 'firstSeen', limit: mostHits, today: dayOf(context.now()) });
  if (hits.some((hit) => hit.id !== own && is(hit))) return true;
  return total > mostHits ? undefined : false;
}

async function firstOf(candidate: DigestCandidate, to: string, context: LookupContext): Promise<FirstOfKind | undefined> {
  const { document, level } = candidate;
  const theme = document.themes[0]?.theme;
  const province = level === 'L4' ? provinceOf(candidate) : undefined;
  const standard = isMandatoryStandard(document);
  if (theme === undefined || !(standard || province)) return undefined;
  const { total } = await context.search.query({ theme, to, date: 'firstSeen', limit: 1, today: dayOf(context.now()) });
  const held = total - 1;
  if (held < enough) return undefined;
  if (standard && (await heldOther(document.id, { theme, type: 'standard', to }, isMandatoryStandard, context)) === false)
    return { of: 'mandatory-standard', theme, held };
  if (!province || (await heldOther(document.id, { theme, level: 'L4', place: province.id, to }, isIssued, context)) !== false)
    return undefined;
  return { of: 'place', theme, place: { zh: province.forms[0] ?? province.english, en: province.english }, held };
}

/** Candidates with what each is the first of in this store, as far as the index shows. `to`: the last day of the week, which later documents are not known on. */
export async function withFirsts(
  candidates: readonly DigestCandidate[],
  to: string,
  context: LookupContext,
): Promise<readonly DigestCandidate[]> {
  let asked = 0;
  const found: DigestCandidate[] = [];
  for (const candidate of candidates) {
    const isNew = candidate.revisions.some(({ what }) => what === 'new') && isIssued(candidate.document) && !isFolded(candidate);
    const first = isNew && asked < mostAsked ? await firstOf(candidate, to, context) : undefined;
    if (isNew) asked += 1;
    found.push(first ? { ...candidate, first } : candidate);
  }
  return found;
}
