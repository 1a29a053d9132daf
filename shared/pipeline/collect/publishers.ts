import type { Declaration, Source } from '../../model/source.ts';
import { sources as declared } from '../../sources/index.ts';
import { institutionOf } from '../../registry/institutions.ts';
import { bodyById } from '../../registry/issuers.ts';
import type { Publishers } from '../../stages/identity/merge.ts';
import type { KnownSites } from '../../stages/identity/vouch.ts';
import { hostOf, registrableDomainOf } from '../../stages/urls/location.ts';

type Site = {
  readonly host: string;
  readonly domain: string;
  readonly publisher: string;
  readonly name: string;
  readonly official: boolean;
};

const sitesOf = (sources: readonly (Source | Declaration)[]): readonly Site[] =>
  sources.map(({ listing, publisher, names, kind }) => ({
    host: hostOf(listing.url),
    domain: registrableDomainOf(listing.url),
    publisher,
    name: names.zh,
    official: kind === 'official' || kind === 'standards',
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
  const sites = allSites(own).filter(({ official }) => official);
  const here = sites.filter((site) => site.host === host);
  const found = here.length > 0 ? here : sites.filter((site) => site.domain === domain);
  return { ids: new Set(found.map(({ publisher }) => publisher)), names: found.map(({ name }) => name) };
}

const knownSites = new WeakMap<readonly Site[], KnownSites>();

/** What the declarations know of sites, for who vouches for an act: all bodies that list on the domain of a page, and the institutions that list anywhere. */
export function sitesKnown(own: readonly Source[]): KnownSites {
  const sites = allSites(own);
  const held = knownSites.get(sites) ?? makeKnown(sites);
  knownSites.set(sites, held);
  return held;
}

function makeKnown(sites: readonly Site[]): KnownSites {
  const byDomain = Map.groupBy(sites, ({ domain }) => domain);
  const official = sites.filter((site) => site.official);
  const bodies = official.flatMap(({ publisher }) => bodyById(publisher) ?? []);
  return {
    publishers: new Set(bodies.flatMap(({ name }) => institutionOf({ name }).keys)),
    ownersOf(url) {
      const here = byDomain.get(registrableDomainOf(url)) ?? [];
      const [own, others] = [here.filter((site) => site.official), here.filter((site) => !site.official)];
      return {
        ids: new Set(own.map(({ publisher }) => publisher)),
        names: own.map(({ name }) => name),
        others: new Set(others.map(({ publisher }) => publisher)),
      };
    },
  };
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
