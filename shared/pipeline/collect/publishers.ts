import type { Article } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import type { Declaration, Level, Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { institutionOfId } from '../../registry/institutions.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { withPlace } from '../../registry/provinces.ts';
import { sources as declared } from '../../sources/index.ts';
import { readIssuedAct } from '../../stages/english/act-title.ts';
import type { Publishers } from '../../stages/identity/merge.ts';
import type { KnownSites } from '../../stages/identity/vouch.ts';
import { canonicalUrl, hostOf, registrableDomainOf } from '../../stages/urls/address.ts';

type Site = Readonly<{
  host: string;
  domain: string;
  publisher: string;
  name: string;
  official: boolean;
  level?: Level;
}>;

const isOfficial = ({ kind }: Pick<Source, 'kind'>) => kind === 'official' || kind === 'standards';

const siteOf = (source: Source | Declaration) => ({
  host: hostOf(source.listing.url),
  domain: registrableDomainOf(source.listing.url),
  publisher: source.publisher,
  name: source.names.zh,
  official: isOfficial(source),
});

const builtIn = new Set(declared.map(({ id }) => id));
const declaredSites = declared.map(siteOf);
const tellsLevel = (source: Source) => isOfficial(source) && !builtIn.has(source.id) && !institutionOfId(source.publisher);
const ownSite = (source: Source) => ({ ...siteOf(source), ...(tellsLevel(source) ? opt({ level: source.level }) : {}) });

type Sites = KnownSites & { publishersOf(url: string): Publishers };

function openSites(own: readonly Source[]): Sites {
  const sites = [...own.map(ownSite), ...declaredSites];
  const [byHost, byDomain] = [Map.groupBy(sites, ({ host }) => host), Map.groupBy(sites, ({ domain }) => domain)];
  const at = (url: string): readonly [readonly Site[], readonly Site[]] => [
    byHost.get(hostOf(url)) ?? [],
    byDomain.get(registrableDomainOf(url)) ?? [],
  ];
  let publishers: ReadonlySet<string> | undefined;
  return {
    get publishers() {
      publishers ??= new Set(sites.flatMap(({ official, publisher }) => (official ? (institutionOfId(publisher)?.keys ?? []) : [])));
      return publishers;
    },
    publishersOf(url) {
      const [onHost = [], onDomain = []] = at(url).map((here) => here.filter((site) => site.official));
      const found = onHost.length > 0 ? onHost : onDomain;
      return { ids: new Set(found.map(({ publisher }) => publisher)), names: found.map(({ name }) => name) };
    },
    ownersOf(url) {
      const [onHost, onDomain] = at(url);
      const here = onHost.length > 0 && !registrableDomainOf(url).endsWith('.gov.cn') ? onHost : onDomain;
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

/** Settings live as long as their context. */
const opened = new WeakMap<readonly Source[], Sites>();

/**
 * What the declarations know of sites, for who vouches for an act: the institutions that list anywhere, and whose a page is. Below a
 * government's domain every host is also that of those who list on the domain.
 */
export function sitesKnown(own: readonly Source[]): Sites {
  const sites = opened.get(own) ?? openSites(own);
  opened.set(own, sites);
  return sites;
}

/**
 * The bodies that own the site of a page, by the declarations: those that list on its host, else those on its domain. A feed on another
 * site does not count. `ids` are publishers, `names` the Chinese names of their sources, for bodies that the registry does not know.
 */
export const publishersOf = (url: string, own: readonly Source[]): Publishers => sitesKnown(own).publishersOf(url);

/** The government of the place that an issued act begins with: 市人民政府办公室关于印发云州市算力规划的通知 is of that city. */
function governmentNamed(title: string): readonly string[] {
  const [place] = /^\p{Script=Han}{1,9}?[省市州区县]/u.exec(readIssuedAct(title) ?? title) ?? [];
  const body = place === undefined ? undefined : findIssuer(`${place}人民政府`);
  return body?.kind === 'local' ? [body.id] : [];
}

/** An article whose issuers have the place that the site of their page or its title tells, where they are named without it: 省大数据局. */
export function withPlaces<T extends Pick<Article, 'url' | 'title' | 'issuers'>>(article: T, { settings }: Pick<Context, 'settings'>): T {
  const { ids } = publishersOf(canonicalUrl(article.url), settings.sources);
  return { ...article, issuers: withPlace(withPlace(article.issuers, ids), new Set(governmentNamed(article.title))) };
}

/**
 * The declaration that a page is read by: that of its own site, also when the list of another site (a mirror's feed, a newspaper's links)
 * led to it. Otherwise the same page would be an act or a repost, depending on which list came first.
 */
export function declarationFor(url: string, source: Source | undefined, own: readonly Source[]): Source | undefined {
  if (!source || hostOf(source.listing.url) === hostOf(url)) return source;
  const here = own.find((each) => isOfficial(each) && hostOf(each.listing.url) === hostOf(url));
  return here ?? source;
}

export const siteNames = (url: string, { settings }: Pick<Context, 'settings'>): Source['names'] | undefined =>
  [...settings.sources, ...declared].find(({ listing }) => hostOf(listing.url) === hostOf(url))?.names;

type PageOrigin = Pick<Head, 'url'> &
  Readonly<{
    sourceIds: readonly string[];
    issued: boolean;
    account?: string | undefined;
  }>;
type Carrier = { readonly carrier?: Source['names'] };

/** Who hosts a page that no body issued: its account, the source that led to it, also one of the settings, else the one body that owns the site. */
export function findCarrier({ url, sourceIds, issued, account }: PageOrigin, { settings }: Pick<Context, 'settings'>): Carrier {
  if (issued) return {};
  if (account !== undefined) return { carrier: { zh: account, en: account } };
  const source = [...settings.sources, ...declared].find(({ id }) => sourceIds.includes(id));
  if (source) return { carrier: source.names };
  const [id, ...more] = publishersOf(url, settings.sources).ids;
  const body = id === undefined || more.length > 0 ? undefined : bodyById(id);
  return body ? { carrier: { zh: body.name, en: body.english } } : {};
}

export const carrierOfHead = (
  { url, sourceId, issuers, account }: Pick<Head, 'url' | 'sourceId' | 'issuers' | 'account'>,
  context: Pick<Context, 'settings'>,
): Carrier => findCarrier({ url, account, sourceIds: sourceId === undefined ? [] : [sourceId], issued: issuers.length > 0 }, context);
