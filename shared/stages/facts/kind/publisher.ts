import { orEmpty } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import hosts from './publishers.json' with { type: 'json' };

const { companyLabel } = expressionsOf(expressions.publisher);

/** Who is behind a page, by its host and the credit that it gives. */
export type PublisherKind = 'official' | 'media' | 'company' | 'research' | 'unknown';

const mediaWords = /(?:^|[.-])(?:news|daily|times|ribao|post|herald|media|xinwen|shibao|press|tribune|wire)(?:[.-]|$)|daily|ribao/;
const commonLabels = new Set(['www', 'com', 'cn', 'net', 'org', 'edu', 'gov', 'co', 'hk', 'tw', 'm', 'en']);

/** Whether a host is one of a list, or under one of it. */
const isUnder = (host: string, hosts: ReadonlySet<string>): boolean =>
  host.split('.').some((_, at, labels) => hosts.has(labels.slice(at).join('.')));

const official = new Set(hosts.official);
const media = new Set(hosts.media);
const research = new Set(hosts.research);
/** Sites of firms, not of what others publish there. */
const companies = new Set(hosts.company);

/** Host of an address, empty when it is none. */
export const hostOf = (url: string): string => orEmpty(URL.parse(url)?.hostname.toLowerCase());

/** A label before the top-level domain that firms have: xinghe-ai, tech, robotics. */
const isCompany = (host: string): boolean =>
  host
    .split('.')
    .slice(0, -1)
    .some((label) => !commonLabels.has(label) && companyLabel.test(label));

function kindOfHost(host: string): PublisherKind {
  if (isUnder(host, official)) return 'official';
  if (isUnder(host, media)) return 'media';
  if (isUnder(host, research) || hosts.researchWords.some((word) => host.includes(word))) return 'research';
  if (isUnder(host, companies) || isCompany(host)) return 'company';
  return mediaWords.test(host) ? 'media' : 'unknown';
}

const kinds = new Map<string, PublisherKind>();
const mostKinds = 1000;

/** Hosts come again with each of their pages. */
function rememberedKind(host: string): PublisherKind {
  const known = kinds.get(host) ?? kindOfHost(host);
  if (kinds.size > mostKinds) kinds.clear();
  kinds.set(host, known);
  return known;
}

/** By the host of the address; a page without a telling host by its credit. An official host keeps its own pages official. */
export function publisherKindOf(url: string, credit: string | undefined): PublisherKind {
  const kind = rememberedKind(hostOf(url));
  return kind === 'unknown' && credit && hosts.mediaCredits.some((name) => credit.includes(name)) ? 'media' : kind;
}
