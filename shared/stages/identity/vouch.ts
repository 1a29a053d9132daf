import type { Copy, Head } from '../../model/document.ts';
import type { Level } from '../../model/source.ts';
import {
  domainsOf,
  type Institution,
  institutionOf,
  institutionOfId,
  isAbove,
  isSameInstitution,
  liesIn,
} from '../../registry/institutions.ts';
import { findIssuers, issuerOfPrefix } from '../../registry/issuers.ts';
import { type Place, places } from '../../registry/places.ts';
import { parseNumber } from '../numbers/numbers.ts';
import { isAct, isBinding } from '../text/acts.ts';
import { hostOf, registrableDomainOf } from '../urls/address.ts';
import { isOf } from './merge.ts';

/**
 * Who stands behind an act, and whose acts it may change. Below a domain of a place every subdomain belongs to its government. Where
 * nobody knows a site of the issuer, any government's page counts (*.gov.cn is given to nobody else) that is not known to be another
 * body's.
 */

/**
 * Bodies that own the site of a page: by official declarations, by their sources' names, and others, who speak for themselves alone.
 * `levels`: of official sources of this configuration whose publisher the registry does not know: whoever runs the instance says at which
 * level they stand.
 */
type SiteOwners = {
  readonly ids: ReadonlySet<string>;
  readonly names: readonly string[];
  readonly others: ReadonlySet<string>;
  readonly levels: readonly Level[];
};
export type KnownSites = { ownersOf(url: string): SiteOwners; readonly publishers: ReadonlySet<string> };

type Claiming = Pick<Head, 'issuers' | 'number' | 'title' | 'type'>;
export type VouchedHead = Claiming & { readonly copies: readonly Pick<Copy, 'url'>[] };

type Site = {
  readonly domain: string;
  readonly isGovernment: boolean;
  readonly owners: readonly Institution[];
  readonly places: readonly Place[];
} & Pick<SiteOwners, 'names' | 'others' | 'levels'>;

function slugOf({ id, parent = '' }: Place) {
  if (parent !== '' && id.startsWith(`${parent}-`)) return id.slice(parent.length + 1);
  return parent !== '' && id.endsWith(`-${parent}`) ? id.slice(0, -parent.length - 1) : id;
}
const placesBySlug = Map.groupBy(places, slugOf);

function siteOf(url: string, known: KnownSites) {
  const { ids, ...declared } = known.ownersOf(url);
  const domain = registrableDomainOf(url);
  const owners = [...ids].flatMap((id) => institutionOfId(id) ?? []);
  const [label = ''] = domain.split('.');
  const owned = owners.flatMap(({ place }) => place ?? []);
  const isGovernment = /(?:^|\.)gov\.cn$/.test(domain);
  const named = owned.length > 0 || !isGovernment ? owned : (placesBySlug.get(label) ?? []);
  return { domain, isGovernment, owners, places: named, ...declared };
}

/** The State Council's library, which carries acts of all, and the law database of the congress. */
const carriers = new Set(['gov.cn', 'www.gov.cn']);
const lawDatabase = 'flk.npc.gov.cn';

/** What stands in no government's name: a company, an institute, a newspaper. */
const own = new Set(['institute', 'association', 'media', 'university', 'exchange', 'technical']);

const near = (a: Place, b: Place) => liesIn(a, b) || liesIn(b, a);

/** Whether a government's page of nobody known may be the site of a body of which none is known. */
function mayBeItsSite(site: Site, body: Institution, hasSite: boolean) {
  if (!site.isGovernment) return false;
  const { place } = body;
  if (site.places.length > 0 && body.of !== 'nation' && body.of !== 'centre')
    return place ? site.places.some((each) => (body.of === 'place' ? liesIn(place, each) : near(place, each))) : body.of === 'unknown';
  return site.places.length === 0 && site.owners.length === 0 && !hasSite;
}

function vouchesFor(site: Site, body: Institution, known: KnownSites) {
  if (
    carriers.has(site.domain) ||
    site.owners.some(({ keys }) => keys.includes('state-council')) ||
    site.owners.some((owner) => isSameInstitution(owner, body) || isAbove(owner, body))
  )
    return true;
  if (domainsOf(body).includes(site.domain) || site.names.some((name) => isOf(name, body.name))) return true;
  if (site.levels.some((level) => level <= (body.entry?.level ?? level))) return true;
  if (body.entry && own.has(body.entry.kind) && site.others.has(body.entry.id)) return true;
  // A department of a ministry that the registry does not know, on the ministry's site.
  if (body.of === 'unknown' && site.owners.some(({ name }) => body.name.startsWith(name))) return true;
  return mayBeItsSite(site, body, body.keys.some((key) => known.publishers.has(key)) || domainsOf(body).length > 0);
}

/**
 * The bodies in whose name an act speaks: its issuers, else the body that its title begins with, or its number tells, or that alone makes
 * acts of its kind.
 */
function bodiesOf({ issuers, number, title, type }: Claiming) {
  if (issuers.length > 0) return issuers.map(institutionOf);
  const [first] = findIssuers(title.slice(0, 60));
  if (first && first.start <= 1) return [institutionOf(first.entry)];
  const { prefix } = number === undefined ? {} : parseNumber(number);
  const byNumber = prefix === undefined ? undefined : issuerOfPrefix(prefix);
  if (byNumber) return [institutionOf(byNumber)];
  const maker = { law: '全国人民代表大会', regulation: '国务院' }[type as 'law' | 'regulation'];
  return maker === undefined ? [] : [institutionOf({ name: maker })];
}

export type Vouching = {
  readonly vouched: boolean;
  /** It speaks in the name of a body on whose site nobody saw it: the hosts on which it was seen. */
  readonly seenOnlyOn?: readonly string[];
};

/** Whether an act is vouched for by one of its pages, and where it was seen if it is not. What is no act speaks for nobody. */
export function vouchedBy(head: VouchedHead, known: KnownSites): Vouching {
  if (!isAct(head.type)) return { vouched: false };
  const sites = head.copies.map(({ url }) => siteOf(url, known));
  const bodies = bodiesOf(head);
  const hosts = [...new Set(head.copies.map(({ url }) => hostOf(url)))];
  if (bodies.length === 0) {
    if (sites.some(({ isGovernment, owners, levels }) => isGovernment || owners.length > 0 || levels.length > 0)) return { vouched: true };
    return isBinding(head.type) ? { vouched: false, seenOnlyOn: hosts } : { vouched: false };
  }
  const vouched = hosts.includes(lawDatabase) || bodies.some((body) => sites.some((site) => vouchesFor(site, body, known)));
  return vouched ? { vouched } : { vouched, seenOnlyOn: hosts };
}

const ownersOf = ({ copies }: VouchedHead, known: KnownSites) => copies.flatMap(({ url }) => siteOf(url, known).owners);

/**
 * Whether an act may change another: when one of its issuers is the same institution as one of the other's (an office is its government, a
 * successor what was before it), or stands above it. Of an act that names no issuer, who owns its site counts; two of one site are of one
 * body. Whether it is vouched for is asked before.
 */
export function mayChange(by: VouchedHead, target: VouchedHead, known: KnownSites): boolean {
  const [named, bodies] = [bodiesOf(by), bodiesOf(target)];
  const upper = named.length > 0 ? named : ownersOf(by, known);
  const lower = bodies.length > 0 ? bodies : ownersOf(target, known);
  if (upper.some((a) => lower.some((b) => isSameInstitution(a, b) || isAbove(a, b)))) return true;
  const domains = new Set(by.copies.map(({ url }) => registrableDomainOf(url)));
  return (named.length === 0 || bodies.length === 0) && target.copies.some(({ url }) => domains.has(registrableDomainOf(url)));
}
