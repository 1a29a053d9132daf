import type { Issuer } from '../model/article.ts';
import { orEmpty } from '../model/values.ts';
import { findIssuer } from './issuers.ts';
import { type Place, placeById, placeOfBody } from './places.ts';

/** Bodies as their own site names them, without their place: 省大数据局 on the site of Guizhou, 市数据局 on that of Tianjin. */

/** The word that stands for the place, and which kinds of place it stands for. 市场监督管理局 and 市政工程局 begin with no such word. */
const levelWords: readonly (readonly [RegExp, readonly Place['kind'][]])[] = [
  [/^省(?!际|级)/, ['province']],
  [/^自治区/, ['region']],
  [/^市(?!场|容|郊|政(?!府|协))/, ['municipality', 'city']],
  [/^(?:自治)?州/, ['prefecture']],
  [/^区(?!域|块)/, ['district']],
];

/** The place itself, or the next one around it of the kinds. */
function around(place: Place | undefined, kinds: readonly Place['kind'][]): Place | undefined {
  for (let at = place; at; at = placeById(orEmpty(at.parent))) if (kinds.includes(at.kind)) return at;
  return undefined;
}

/** The name with its place, when all owners of the site lie in one such place and the registry knows the body there. */
function placedName(name: string, owners: ReadonlySet<string>): string | undefined {
  for (const [word, kinds] of levelWords) {
    if (!word.test(name)) continue;
    const found = new Set([...owners].map((id) => around(placeOfBody(id), kinds)));
    const [place] = found;
    return found.size === 1 && place ? `${place.forms[0]}${name.replace(word, '')}` : undefined;
  }
  // 数据局 alone may be that of a district: only whose site it is names itself so.
  return [...owners].map((id) => `${placeOfBody(id)?.forms[0]}${name}`).find((whole) => owners.has(orEmpty(findIssuer(whole)?.id)));
}

/** Issuers of a page with the place that its site tells; `owners`: ids of the bodies that own it. */
export const withPlace = (issuers: readonly Issuer[], owners: ReadonlySet<string>): readonly Issuer[] =>
  issuers.map((issuer) => {
    const name = issuer.id === undefined && !findIssuer(issuer.name) ? placedName(issuer.name.trim(), owners) : undefined;
    const body = name === undefined ? undefined : findIssuer(name);
    return name !== undefined && body?.kind === 'local' ? { id: body.id, name, english: body.english } : issuer;
  });
