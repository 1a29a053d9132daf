import type { Article } from '../../model/article.ts';
import type { Context } from '../../model/ports.ts';
import type { Declaration, Level, Source } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { institutionOfId } from '../../registry/institutions.ts';
import { withPlace } from '../../registry/placed-name.ts';
import { sources as declared } from '../../sources/index.ts';
import type { Publishers } from '../../stages/identity/merge.ts';
import type { KnownSites } from '../../stages/identity/vouch.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { hostOf, registrableDomainOf } from '../../stages/urls/location.ts';

type Site = {
  readonly host: string;
  readonly domain: string;
  readonly publisher: string;
  readonly name: string;
  readonly official: boolean;
  /** Of a source of the configuration whose publisher the registry does not know. */
  readonly level?: Level;
};

const sitesOf = (sources: readonly (Source | Declaration)[]): readonly Site[] =>
  sources.map(({ listing, publisher, names, kind }) => ({
    host: hostOf(listing.url),
    domain: registrableDomainOf(listing.url),
    publisher,
    name: names.zh,
    official: kind === 'official' || kind === 'standards',
  }));
const levelled = (sources: readonly Source[]): readonly Site[] =>
  sitesOf(sources).map((site, index) => {
    const level =
      site.official && !builtIn.has(orEmpty(sources[index]?.id)) && !institutionOfId(site.publisher) ? sources[index]?.level : undefined;
    return { ...site, ...opt('level', level) };
  });

const builtIn = new Set(declared.map(({ id }) => id));
const declaredSites = sitesOf(declared);
/** Settings live as long as their context. */
const known = new WeakMap<readonly Source[], readonly Site[]>();

function allSites(own: readonly Source[]): readonly Site[] {
  const held = known.get(own) ?? [...levelled(own), ...declaredSites];
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

/** An article whose issuers have the place that the site of their page tells, where they are named without it: 省大数据局. */
export const withPlaces = <T extends Pick<Article, 'url' | 'issuers'>>(article: T, { settings }: Pick<Context, 'settings'>): T => ({
  ...article,
  issuers: withPlace(article.issuers, publishersOf(canonicalUrl(article.url), settings.sources).ids),
});

const knownSites = new WeakMap<readonly Site[], KnownSites>();

/**
 * What the declarations know of sites, for who vouches for an act: the institutions that list anywhere, and whose a page is. Below a government's domain every host is
 * also that of those who list on the domain.
 */
export function sitesKnown(own: readonly Source[]): KnownSites {
  const sites = allSites(own);
  const held = knownSites.get(sites) ?? makeKnown(sites);
  knownSites.set(sites, held);
  return held;
}

function makeKnown(sites: readonly Site[]): KnownSites {
  const [byHost, byDomain] = [Map.groupBy(sites, ({ host }) => host), Map.groupBy(sites, ({ domain }) => domain)];
  const official = sites.filter((site) => site.official);
  return {
    publishers: new Set(official.flatMap(({ publisher }) => institutionOfId(publisher)?.keys ?? [])),
    ownersOf(url) {
      const domain = registrableDomainOf(url);
      const exact = domain.endsWith('.gov.cn') ? undefined : byHost.get(hostOf(url));
      const here = exact ?? byDomain.get(domain) ?? [];
      const [own, others] = [here.filter((site) => site.official), here.filter((site) => !site.official)];
      return {
        ids: new Set(own.map(({ publisher }) => publisher)),
        names: own.map(({ name }) => name),
        others: new Set(others.map(({ publisher }) => publisher)),
        levels: own.flatMap(({ level }) => level ?? []),
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
