import type { Source } from '../model/source.ts';
import { sources as declared } from '../sources/index.ts';
import { domainOf, hostOf } from '../stages/place.ts';

const official = ({ kind }: Source): boolean => kind === 'official' || kind === 'standards';

/**
 * The bodies that a page's site belongs to, by the declarations: those that list on its very host, else those on its domain. A feed on another site says
 * nothing about it.
 */
export function publishersOf(url: string, own: readonly Source[]): ReadonlySet<string> {
  const all = [...own, ...declared].filter(official);
  const here = all.filter(({ listing }) => hostOf(listing.url) === hostOf(url));
  const near = here.length > 0 ? here : all.filter(({ listing }) => domainOf(listing.url) === domainOf(url));
  return new Set(near.map(({ publisher }) => publisher));
}
