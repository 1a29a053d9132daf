import type { Declaration, Source } from '../../model/source.ts';
import { sources as declared } from '../../sources/index.ts';
import type { Publishers } from '../../stages/identity/merge.ts';
import { hostOf, registrableDomainOf } from '../../stages/urls/location.ts';

type Site = { readonly host: string; readonly domain: string; readonly publisher: string; readonly name: string };

const sitesOf = (sources: readonly (Source | Declaration)[]): readonly Site[] =>
  sources
    .filter(({ kind }) => kind === 'official' || kind === 'standards')
    .map(({ listing, publisher, names }) => ({
      host: hostOf(listing.url),
      domain: registrableDomainOf(listing.url),
      publisher,
      name: names.zh,
    }));

const declaredSites = sitesOf(declared);
/** Settings live as long as their context. */
const known = new WeakMap<readonly Source[], readonly Site[]>();

function allSites(own: readonly Source[]): readonly Site[] {
  const held = known.get(own) ?? [...sitesOf(own), ...declaredSites];
  known.set(own, held);
  return held;
}

/**
 * The bodies that own the site of a page, by the declarations: those that list on its host, else those on its domain. A feed on another site does not count. `ids`
 * are publishers, `names` the Chinese names of their sources, for bodies that the registry does not know.
 */
export function publishersOf(url: string, own: readonly Source[]): Publishers {
  const [host, domain] = [hostOf(url), registrableDomainOf(url)];
  const sites = allSites(own);
  const here = sites.filter((site) => site.host === host);
  const found = here.length > 0 ? here : sites.filter((site) => site.domain === domain);
  return { ids: new Set(found.map(({ publisher }) => publisher)), names: found.map(({ name }) => name) };
}

/**
 * The declaration that a page is read by: that of its own site, also when the list of another site (a mirror's feed, a newspaper's links) led to it. Otherwise the
 * same page would be an act or a repost, depending on which list came first.
 */
export function declarationFor(url: string, source: Source | undefined, own: readonly Source[]): Source | undefined {
  if (!source || hostOf(source.listing.url) === hostOf(url)) return source;
  const here = own.find(({ kind, listing }) => (kind === 'official' || kind === 'standards') && hostOf(listing.url) === hostOf(url));
  return here ?? source;
}
