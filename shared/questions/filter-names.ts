import * as z from 'zod';
import { type Near, nearestTo, opt, orEmpty } from '../model/values.ts';
import type { Say } from '../pages/words/words.ts';
import { knownBodies } from '../registry/bodies.ts';
import { companies, products } from '../registry/institutions.ts';
import { bodyById } from '../registry/issuers.ts';
import { entityIdOf, landmarkById, landmarkOfEntity, landmarks } from '../registry/known.ts';
import { placeById, places } from '../registry/places.ts';
import { findBody, findLandmark, findPlace } from '../stages/digest/saved-search.ts';

/** Filters that take a name out of our registry: read as a person writes it, and told of where nobody is called so. */

type NamingFilters = { readonly issuer?: string | undefined; readonly place?: string | undefined; readonly entity?: string | undefined };

const placePrefix = 'place:';
/** A standard is an entity by its number (GB/T 45225-2025), and no table has them all. */
const standardForm = /^[A-Z]{2,4}(?:\/[A-Z])? ?\d/;

const firmNames = (): readonly Near[] => [...companies.map(({ id, aliases }) => ({ id, names: aliases })), ...products];

function findEntity(name: string): string | undefined {
  if (landmarkOfEntity(name) || standardForm.test(name)) return name;
  if (name.startsWith(placePrefix)) return placeById(name.slice(placePrefix.length)) && name;
  const plain = name.toLowerCase();
  const firm = firmNames().find(({ id, names = [] }) => id === plain || names.some((each) => each.toLowerCase() === plain));
  if (firm) return firm.id;
  const landmark = landmarkById(orEmpty(findLandmark(name)));
  if (landmark) return entityIdOf(landmark);
  const place = findPlace(name);
  return findBody(name) ?? (place && `${placePrefix}${place}`);
}

type Naming = { readonly find: (name: string) => string | undefined; readonly all: () => readonly Near[] };

const bodyNames = (): readonly Near[] =>
  knownBodies.map(({ id, name, short, full, others }) => ({ id, names: [full, name, short, ...others] }));
const placeNames = () => places.map(({ id, english, forms, stem }) => ({ id, names: [english, stem, ...forms] }));

const namings: Readonly<Record<keyof NamingFilters, Naming>> = {
  issuer: { find: findBody, all: bodyNames },
  place: { find: findPlace, all: placeNames },
  entity: {
    find: findEntity,
    all: () => [
      ...landmarks.map((each) => ({ id: entityIdOf(each), names: [each.en, each.zh, ...each.aliases] })),
      ...firmNames(),
      ...bodyNames(),
      ...placeNames().map(({ id, names }) => ({ id: `${placePrefix}${id}`, names })),
    ],
  },
};
const naming = Object.entries(namings) as (readonly [keyof NamingFilters, Naming])[];

/** `CAC` and 国家网信办 are the id `cac`; a name that nobody has stays as it is written. */
export const readNames = <F extends NamingFilters>(given: F): F => ({
  ...given,
  ...Object.fromEntries(naming.flatMap(([name, { find }]) => Object.entries(opt(name, given[name] && find(given[name]))))),
});

/** The general office and each department of a body has the body's id before its own: `ndrc-office`. */
const isWithinBody = (id: string): boolean => {
  const parts = id.split('-');
  return parts.some((_, end) => end > 0 && bodyById(parts.slice(0, end).join('-')) !== undefined);
};

const mostNear = 3;

export type UnknownName = z.output<typeof unknownShape>;
const unknownShape = z
  .object({
    parameter: z.enum(['issuer', 'place', 'entity']),
    given: z.string(),
    near: z.string().array().describe('Ids that are written or called like it'),
  })
  .meta({ id: 'UnknownName', description: 'A name in a filter that no table of ours has' });
export const unknownNamesShape = {
  unknown: unknownShape
    .array()
    .exactOptional()
    .describe('Names in the filters that are not known, where nothing was found, and what is near'),
};

/** Names in filters that nobody has. They are told of where nothing is found: a body of a document may be one that we do not know. */
export function unknownNames(given: NamingFilters): readonly UnknownName[] {
  return naming.flatMap(([parameter, { find, all }]) => {
    const name = given[parameter];
    if (name === undefined || find(name) !== undefined || (parameter !== 'place' && isWithinBody(name))) return [];
    return [{ parameter, given: name, near: [...nearestTo(name, all(), mostNear)] }];
  });
}

export const unknownBeside = (given: NamingFilters, found: number): { readonly unknown?: readonly UnknownName[] } => {
  const unknown = found > 0 ? [] : unknownNames(given);
  return unknown.length > 0 ? { unknown } : {};
};

const labels = { issuer: ['issuer', '发文机关'], place: ['place', '地区'], entity: ['entity', '名称'] } as const;

export const renderUnknown = ({ parameter, given, near }: UnknownName, say: Say): string => {
  const [english, chinese] = labels[parameter];
  const told = say(`${english}: "${given}" is not known`, `${chinese}：未收录“${given}”`);
  return near.length === 0 ? told : `${told}${say(`; near it: ${near.join(', ')}`, `；相近者：${near.join('、')}`)}`;
};
