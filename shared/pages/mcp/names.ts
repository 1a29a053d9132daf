import { knownBodies } from '../../registry/bodies.ts';
import { findIssuer, issuerById } from '../../registry/issuers.ts';
import { places } from '../../registry/places.ts';

/** Ids for the names that an assistant knows: CAC, 国家网信办, Shenzhen, 广东省. */

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The id of a body by its id or any of its names; what nobody knows is passed on, and found nowhere. */
export function issuerIdOf(name: string): string {
  const id = name.toLowerCase();
  if (issuerById(id)) return id;
  const english = knownBodies.find(({ short, full }) => same(short, name) || same(full, name) || same(full, `the ${name}`));
  return english?.id ?? findIssuer(name)?.id ?? name;
}

/** The id of a place by its id or any of its names. */
export const placeIdOf = (name: string): string =>
  places.find(({ id, english, forms }) => same(id, name) || same(english, name) || forms.includes(name))?.id ?? name;
