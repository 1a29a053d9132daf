import type { Issuer } from '../model/article.ts';
import { orEmpty } from '../model/values.ts';
import { knownBodies } from './bodies.ts';
import { findIssuer } from './issuers.ts';
import { specialLocals } from './locals.ts';
import { type Place, placeById, placeOfBody, places } from './places.ts';

/** Provinces, municipalities and regions, and which local bodies belong to each: those of its own, of its cities and of their districts. */

export const provinces: readonly Place[] = places.filter(({ parent }) => parent === undefined);

const provinceOfPlace = (place: Place): Place => {
  const outer = place.parent === undefined ? undefined : placeById(place.parent);
  return outer ? provinceOfPlace(outer) : place;
};

/** From this id on, before that one: ids of bodies are sorted as SQLite and OpenSearch sort them, by their bytes. */
type IdRange = readonly [from: string, before: string];
type Owned = { readonly range: IdRange; readonly province: string | undefined };

/** Behind the last id that begins with the id of a place and a hyphen: a full stop follows the hyphen in ASCII. */
const ofPlace = ({ id }: Pick<Place, 'id'>): IdRange => [`${id}-`, `${id}.`];
const ofBody = (id: string): IdRange => [id, `${id}.`];

const everyOwned = (): readonly Owned[] => [
  ...places.map((place) => ({ range: ofPlace(place), province: provinceOfPlace(place).id })),
  // An exchange or laboratory bears the name of its city, and is no body of its government.
  ...knownBodies.map(({ id }) => ({ range: ofBody(id), province: undefined })),
  ...specialLocals.flatMap(({ id, place }) => (place === undefined ? [] : [{ range: ofBody(id), province: provinceIdOf(place) }])),
];

function provinceIdOf(id: string) {
  const place = placeById(id);
  return place && provinceOfPlace(place).id;
}

/** The whole line of ids cut wherever a range begins or ends; each piece belongs to the narrowest range round it. */
function cutIntoPieces(): readonly Owned[] {
  const owned = everyOwned();
  const cuts = [...new Set(owned.flatMap(({ range }) => range))].toSorted((a, b) => (a < b ? -1 : 1));
  const pieces: Owned[] = [];
  const round: Owned[] = [];
  const starts = Map.groupBy(owned, ({ range: [from] }) => from);
  for (const [n, cut] of cuts.entries()) {
    while (round.some(({ range: [, before] }) => before <= cut))
      round.splice(
        round.findLastIndex(({ range: [, before] }) => before <= cut),
        1,
      );
    round.push(...(starts.get(cut) ?? []));
    const next = cuts[n + 1];
    const inner = round.at(-1);
    if (next !== undefined && inner) pieces.push({ range: [cut, next], province: inner.province });
  }
  return pieces;
}
let cut: readonly Owned[] | undefined;
/** Most short commands never ask. */
function piecesOfAll() {
  cut ??= cutIntoPieces();
  return cut;
}

/** Ranges of ids of the bodies of a province, apart from each other; none for what is no province. */
export const issuerRanges = (id: string): readonly IdRange[] =>
  piecesOfAll().flatMap(({ province, range }) => (province === id ? [range] : []));

/** The province of a local body by its id (shenzhen-drc → guangdong), whether or not the registry has met that body. */
export function provinceOf(issuerId: string): string | undefined {
  const pieces = piecesOfAll();
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orEmpty(pieces[middle]?.range[0]) <= issuerId) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low - 1];
  return piece && issuerId < piece.range[1] ? piece.province : undefined;
}

/** Bodies as their own site names them, without their place: 省大数据局 on the site of Guizhou, 市数据局 on that of Tianjin. */

/** The word that stands for the place, and which kinds of place it stands for. 市场监督管理局 and 市政工程局 begin with no such word. */
const levelWords: readonly (readonly [RegExp, readonly Place['kind'][]])[] = [
  [/^省(?!际|级)/, ['province']],
  [/^自治区/, ['region']],
  [/^市(?!场|容|郊|政(?!府|协))/, ['municipality', 'city']],
  [/^(?:自治)?州/, ['prefecture']],
  [/^区(?!域|块)/, ['district']],
];

function around(place: Place | undefined, kinds: readonly Place['kind'][]) {
  for (let at = place; at; at = placeById(orEmpty(at.parent))) if (kinds.includes(at.kind)) return at;
  return undefined;
}

/** The name with its place, when all owners of the site lie in one such place and the registry knows the body there. */
function placedName(name: string, owners: ReadonlySet<string>) {
  for (const [word, kinds] of levelWords) {
    if (!word.test(name)) continue;
    const found = new Set([...owners].map((id) => around(placeOfBody(id), kinds)));
    const [place] = found;
    return found.size === 1 && place ? `${place.forms[0]}${name.replace(word, '')}` : undefined;
  }
  // 数据局 alone may be that of a district: only whose site it is names itself so.
  return [...owners].map((id) => `${placeOfBody(id)?.forms[0]}${name}`).find((whole) => owners.has(orEmpty(findIssuer(whole)?.id)));
}

export const withPlace = (issuers: readonly Issuer[], owners: ReadonlySet<string>): readonly Issuer[] =>
  issuers.map((issuer) => {
    const name = issuer.id === undefined && !findIssuer(issuer.name) ? placedName(issuer.name.trim(), owners) : undefined;
    const body = name === undefined ? undefined : findIssuer(name);
    return name !== undefined && body?.kind === 'local' ? { id: body.id, name, english: body.english } : issuer;
  });
