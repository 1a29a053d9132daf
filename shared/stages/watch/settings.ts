import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import {
  type Configuration,
  type Server,
  type Settings,
  type SmtpServer,
  type Translator,
  usualBudgetUsd,
  type WebhookFilters,
} from '../../model/configuration.ts';
import { InputError, UsageError } from '../../model/errors.ts';
import type { Declaration, Level, Source, SourceKind } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { Webhook } from '../../model/webhook.ts';
import { issuerById } from '../../registry/issuers.ts';
import { namedRights, type RightsName, rightsOfKind } from '../../registry/rights.ts';

/** Media, institutes and companies that the registry does not know (docs/chinese-documents.md 7). */
const levelOfKind: Partial<Record<SourceKind, Level>> = { media: 'L8', research: 'L8', translation: 'L8', company: 'L8' };

/** What publisher and kind say of a source: what its declaration need not repeat. */
export function impliedBy({ publisher, kind }: Pick<Source, 'publisher' | 'kind'>): {
  readonly level: Level | undefined;
  readonly rights: RightsName;
} {
  return { level: issuerById(publisher)?.level ?? levelOfKind[kind], rights: rightsOfKind[kind] };
}

const isNamed = (name: string): name is RightsName => name in namedRights;

/** A built-in declaration with its level and its rights. Throws for one that tests/sources.test.ts would refuse. */
export function complete(declaration: Declaration): Source {
  const implied = impliedBy(declaration);
  const { level = implied.level, rights = implied.rights } = declaration;
  if (level === undefined) throw new Error(`${declaration.id}: say its level; its publisher is no row of the issuers, which have one`);
  if (!isNamed(rights)) throw new Error(`${declaration.id}: rights: "${rights}" is none of ${Object.keys(namedRights).join(', ')}`);
  return { ...declaration, level, rights: namedRights[rights] };
}

type Declared = NonNullable<Configuration['webhooks']>[number];

type Known = Pick<Settings['fetch'], 'allow' | 'hosts'> & Pick<Settings, 'sources'>;

const withoutAbsent = (filters: object): WebhookFilters => opt(filters);

function webhookOf({ url, for: { document, filters, ...rest }, form, secretParameter }: Declared): Webhook {
  const wants = document === undefined ? { filters: withoutAbsent(filters ?? rest) } : { document };
  return { url: new URL(url).href, wants, ...opt({ form, secretParameter }) };
}

/**
 * What a schema cannot say of an address: only https leaves this machine, and only the ports of the web and what fetch.allow opens are
 * dialled.
 */
function addressFault(url: string, { allow, hosts }: Known) {
  const { protocol, host, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return 'holds a user name or password; write the address without them';
  const opened = allow.includes(host) || (protocol === 'http:' && allow.includes(orEmpty(hosts[hostname])));
  if (opened) return undefined;
  if (protocol === 'http:') return 'is not https; http is for the private address:port pairs of fetch.allow alone';
  return port === '' ? undefined : `names port ${port}; only 443 is dialled`;
}

/**
 * The webhooks of a configuration. Throws InputError that names each wrong one by its path; the address itself may hold a secret and is not
 * repeated.
 */
function webhooksOf(declared: readonly Declared[], known: Known): readonly Webhook[] {
  const counts = new Map<string, number>();
  const faults = declared.flatMap((each, index) => {
    if (!URL.canParse(each.url)) return [`webhooks[${index}].url: is no address`];
    const fault = addressFault(each.url, known);
    const { url, wants } = webhookOf(each);
    const source = 'filters' in wants ? wants.filters.source : undefined;
    const isUnknown = source !== undefined && !known.sources.some(({ id }) => id === source);
    const same = counts.get(JSON.stringify([url, wants]));
    counts.set(JSON.stringify([url, wants]), index);
    return [
      ...(fault === undefined ? [] : [`webhooks[${index}].url: ${fault}`]),
      ...(isUnknown ? [`webhooks[${index}].for.source: no source "${source}" is enabled; "hongtou sources list" names them`] : []),
      ...(same === undefined ? [] : [`webhooks[${index}]: is the same as webhooks[${same}]; remove one of them`]),
    ];
  });
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return declared.map(webhookOf);
}

const digestDefaults = { weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai', from: 'hongtou@localhost', language: 'en' } as const;

type GivenServer = NonNullable<Configuration['server']>;

/**
 * Where settings hold. `deployed`: on AWS, where no private address may be opened. `server`: what `start` was told, which wins. `folder`:
 * from where files are named.
 */
export type Place = {
  readonly deployed?: boolean;
  readonly region?: string | undefined;
  readonly server?: GivenServer;
  readonly folder?: string;
  /** What the store has beside, and in place of, the built-in sources. */
  readonly declared?: readonly Source[];
};

const isAddress = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
const isLoopback = (host: string) => host === 'localhost' || (isAddress(host) && ipaddr.process(host).range() === 'loopback');

function listenOf(listen: string): Pick<Server, 'address' | 'port'> | undefined {
  const [, six, four, port] = /^(?:\[([\da-f:.]{2,45})\]|([\d.]{7,15}))(?::(\d{1,5}))?$/i.exec(listen) ?? [];
  const address = six ?? four ?? listen;
  if (!isAddress(address) || Number(port) > 65_535) return undefined;
  return { address, ...opt({ port: port === undefined ? undefined : Number(port) }) };
}

function baseFault(base: URL | null): string | undefined {
  if (!base || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '')
    return 'is no address of a site; write https://HOST or https://HOST:PORT';
  return base.href === `${base.origin}/` ? undefined : 'has more than a host; pages stand at the root of a name of their own: https://HOST';
}

/** A block that holds everybody would believe everybody. */
const isProxy = (text: string) => isAddress(text) || (ipaddr.isValidCIDR(text) && !text.endsWith('/0'));

/** Throws InputError for an address where nobody can listen, or by which nobody can come. */
function serverOf({ listen = '127.0.0.1', baseUrl, proxies = [] }: GivenServer, deployed: boolean): Server {
  const at = listenOf(listen);
  const base = baseUrl === undefined ? undefined : URL.parse(baseUrl);
  const fault = base === undefined ? undefined : baseFault(base);
  const beyond = at !== undefined && !(isLoopback(at.address) && (!base || isLoopback(base.hostname.replace(/^\[|\]$/g, ''))));
  const wrong = proxies.find((each) => !isProxy(each));
  const faults = [
    deployed && 'server: is for "hongtou start"; what is deployed has an address of its own; remove it',
    !at && `server.listen (--listen): "${listen}" is no IP address; write 127.0.0.1, 0.0.0.0 or [::]:4180`,
    fault !== undefined && `server.baseUrl (--base-url): "${baseUrl}" ${fault}`,
    beyond && !base && 'server.baseUrl (--base-url): missing; write the address by which others reach the pages: https://HOST',
    wrong !== undefined && `server.proxies: "${wrong}" is no address of a proxy; write 10.0.0.5 or 10.0.0.0/24`,
  ].filter((each) => each !== false);
  if (faults.length > 0 || !at) throw new UsageError(faults.join('\n'));
  return { ...at, ...opt({ baseUrl: base?.origin }), proxies, beyond };
}

/**
 * The settings of a configuration that was checked (checkConfiguration), with every source in force. Throws InputError that names each
 * key by its path, what stands there, and the remedy.
 */
export function settingsOf(
  configuration: Configuration,
  builtIn: readonly Declaration[],
  { deployed = false, region = 'us-east-1', server: told, folder = '.', declared = [] }: Place = {},
): Settings {
  const { sources = {}, digest, fetch, translate = 'glossary', enrich = 'none', budgetUsd, alarms, store, egress = {} } = configuration;
  const given = { ...configuration.server, ...told };
  const server = serverOf(given, deployed && Object.keys(given).length > 0);
  const { mail, signUp = deployed || server.beyond ? 'invited' : 'open' } = configuration;
  const allow = fetch?.allow ?? [];
  if (deployed && allow.length > 0)
    throw new InputError('fetch.allow: opens private addresses and is refused in a deployed instance; remove it');
  if (translate === 'http' && !configuration.translator)
    throw new InputError('translator: missing; write { "form": "chat" or "deepl", "url": … }, which "translate": "http" asks');
  if (deployed && mail) throw new InputError('mail: a deployed instance sends by SES; remove it');
  const inForce = sourcesInForce(sources, [...builtIn.map(complete), ...declared]);
  checkEgress(inForce, waysOf(egress), deployed, new Set(Object.keys(sources.egress ?? {})));
  return {
    sources: inForce,
    digest: { ...digestDefaults, ...opt(digest ?? {}) },
    fetch: { contact: orEmpty(fetch?.contact), allow, hosts: fetch?.hosts ?? {}, ...(fetch?.tls ? { tls: profilesOf(fetch.tls) } : {}) },
    translate,
    enrich,
    ...(configuration.translator ? { translator: translatorOf(configuration.translator, deployed, folder) } : {}),
    ...opt({ glossary: configuration.glossary }),
    ...(mail ? { mail: { smtp: smtpOf(mail.smtp, folder) } } : {}),
    signUp,
    ...(configuration.public && { public: true as const }),
    server,
    webhooks: webhooksOf(configuration.webhooks ?? [], { allow, hosts: fetch?.hosts ?? {}, sources: inForce }),
    ...opt({ budgetUsd }),
    ...(deployed ? { spending: { budgetUsd: budgetUsd ?? usualBudgetUsd, region } } : {}),
    ...(alarms ? { alarms } : {}),
    search: searchOf(configuration.search),
    egress: waysOf(egress),
    ...opt({ store }),
  };
}

/** Nothing that goes to this machine itself is readable by others. */
function smtpOf({ host, port, user, passwordFile, tls }: NonNullable<Configuration['mail']>['smtp'], folder: string): SmtpServer {
  if (user !== undefined && tls === 'none' && !isLoopback(host))
    throw new InputError('mail.smtp.tls: "none" sends the password readable over the network; leave it out');
  return {
    ...{ host, port, tls: tls ?? (isLoopback(host) && port !== 465 ? 'none' : 'required') },
    ...(user !== undefined && passwordFile !== undefined ? { login: { user, passwordFile: resolve(folder, passwordFile) } } : {}),
  };
}

/** A key never goes readable over a network, and a function has neither files nor neighbours. */
function translatorOf({ keyFile, ...given }: Translator, deployed: boolean, folder: string): Translator {
  const { protocol, hostname, username, password, search, hash } = new URL(given.url);
  const own = isLoopback(hostname.replace(/^\[|\]$/g, ''));
  const faults = [
    protocol === 'http:' && !own && 'translator.url: write https://, or the loopback address of a server at this machine',
    username + password + search + hash !== '' && 'translator.url: write it without user, password, "?" and "#"; a key stands in "keyFile"',
    deployed && own && 'translator.url: a deployed instance has no server beside it; write one that it reaches by https',
    deployed && keyFile !== undefined && 'translator.keyFile: a deployed instance reads no files; write "keyParameter"',
  ].filter((each) => each !== false);
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return { ...given, ...(keyFile === undefined ? {} : { keyFile: resolve(folder, keyFile) }) };
}

const profilesOf = (given: NonNullable<NonNullable<Configuration['fetch']>['tls']>): NonNullable<Settings['fetch']['tls']> =>
  Object.fromEntries(Object.entries(given).map(([host, { allow, intermediates }]) => [host.toLowerCase(), opt({ allow, intermediates })]));

const waysOf = (given: NonNullable<Configuration['egress']>): Settings['egress'] =>
  Object.fromEntries(
    Object.entries(given).map(([name, way]) => [
      name,
      'proxy' in way ? { proxy: way.proxy, ...opt({ secretParameter: way.secretParameter }) } : way,
    ]),
  );

function searchOf(given: Configuration['search']): Settings['search'] {
  return given?.endpoint === undefined ? { engine: 'embedded' } : { engine: 'opensearch', endpoint: given.endpoint.replace(/\/$/, '') };
}

/**
 * Sources name a way that there is; a way has a name of its own in the stack, where hyphens are left out; a deployed instance has no
 * private network.
 */
function checkEgress(inForce: readonly Source[], ways: Settings['egress'], deployed: boolean, assigned: ReadonlySet<string>) {
  const names = Object.keys(ways);
  const faults = [
    ...inForce.flatMap(({ id, egress }) =>
      egress === undefined || ways[egress]
        ? []
        : [`${assigned.has(id) ? `sources.egress.${id}` : `source "${id}": egress`}: "${egress}" is not among the names under "egress"`],
    ),
    ...names.flatMap((name, at) => {
      const twin = names.slice(0, at).find((each) => each.replaceAll('-', '') === name.replaceAll('-', ''));
      return twin === undefined ? [] : [`egress.${name}: differs from "${twin}" by hyphens alone; give it another name`];
    }),
    ...Object.entries(ways).flatMap(([name, way]) =>
      deployed && 'proxy' in way && isPrivateLiteral(new URL(way.proxy).hostname)
        ? [`egress.${name}.proxy: a private address leads a deployed instance nowhere; write a public one, or use a collector`]
        : [],
    ),
  ];
  if (faults.length > 0) throw new InputError(faults.join('\n'));
}

const isPrivateLiteral = (host: string) => {
  const address = host.replace(/^\[|\]$/g, '');
  return host === 'localhost' || (ipaddr.isValid(address) && ipaddr.process(address).range() !== 'unicast');
};

export const mailAddressOf = (sender: string): string => sender.slice(sender.indexOf('<') + 1).replace(/>$/, '');

export function sourceOf(declared: NonNullable<NonNullable<Configuration['sources']>['extra']>[number]): Source {
  const { listing, more, article, attachmentHosts, evidence, certainty, notes, needs, was, egress, seconds, ...rest } = declared;
  return {
    ...rest,
    listing: opt(listing ?? {}) as Source['listing'],
    ...(more ? { more: more.map((each) => opt(each) as Source['listing']) } : {}),
    ...(article ? { article: opt(article) } : {}),
    ...(attachmentHosts ? { attachmentHosts: attachmentHosts.map((host) => host.toLowerCase()) } : {}),
    ...opt({ evidence, certainty, notes, needs, seconds, was, egress }),
  };
}

/** `known`: built in, then those of the store; a later one takes the place of one of its id. */
function sourcesInForce(config: NonNullable<Configuration['sources']>, known: readonly Source[]): readonly Source[] {
  const extra = (config.extra ?? []).map(sourceOf);
  checkNames(extra);
  const all = [...new Map([...known, ...extra].map((source) => [source.id, source])).values()];
  const ids = new Set(all.map(({ id }) => id));
  checkIds('sources.only', config.only ?? [], ids);
  checkIds('sources.without', config.without ?? [], ids);
  checkIds('sources.every', Object.keys(config.every ?? {}), ids);
  checkIds('sources.egress', Object.keys(config.egress ?? {}), ids);
  const without = new Set(config.without);
  const only = config.only ? new Set(config.only) : ids;
  return all
    .filter(({ id }) => only.has(id) && !without.has(id))
    .map((source) => ({
      ...source,
      every: config.every?.[source.id] ?? source.every,
      ...opt({ egress: config.egress?.[source.id] ?? source.egress }),
    }));
}

function checkNames(extra: readonly Source[]): void {
  const taken = new Set<string>();
  const faults = extra.flatMap(({ id }, index) => {
    const isTaken = taken.has(id);
    taken.add(id);
    return isTaken ? [`sources.extra[${index}].id: "${id}" is taken; choose another`] : [];
  });
  if (faults.length > 0) throw new InputError(faults.join('\n'));
}

/** Keys whose value is an object by source. */
const keyed: ReadonlySet<string> = new Set(['sources.every', 'sources.egress']);

function checkIds(path: string, named: readonly string[], known: ReadonlySet<string>) {
  const unknown = named
    .map((id, index) => ({ id, at: keyed.has(path) ? `${path}.${id}` : `${path}[${index}]` }))
    .filter(({ id }) => !known.has(id));
  if (unknown.length === 0) return;
  throw new InputError(unknown.map(({ id, at }) => `${at}: there is no source "${id}"${likeness(id, known)}`).join('\n'));
}

function likeness(id: string, known: ReadonlySet<string>) {
  const start = id.slice(0, 3);
  const near = [...known].filter((each) => each.startsWith(start)).slice(0, 4);
  return near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; `hongtou sources list` names them all';
}
