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
import { type Fields, fill, opt, orEmpty } from '../../model/values.ts';
import type { Webhook } from '../../model/webhook.ts';
import { issuerById } from '../../registry/issuers.ts';
import { namedRights, type RightsName, rightsOfKind } from '../../registry/rights.ts';
import words from './settings-words.json' with { type: 'json' };

/** Media, institutes and companies that the registry does not know (docs/chinese-documents.md 7). */
const levelOfKind: Partial<Record<SourceKind, Level>> = { media: 'L8', research: 'L8', translation: 'L8', company: 'L8' };

/** What publisher and kind say of a source: what its declaration need not repeat. */
export function impliedBy({ publisher, kind }: Pick<Source, 'publisher' | 'kind'>): Readonly<{
  level: Level | undefined;
  rights: RightsName;
}> {
  return { level: issuerById(publisher)?.level ?? levelOfKind[kind], rights: rightsOfKind[kind] };
}

const says = (name: keyof typeof words, fields: Fields = {}) => fill(words[name], fields);

/** Throws InputError with the faults that there are. */
function refuse(faults: readonly (string | false | undefined)[], Refused = InputError) {
  const found = faults.filter((each) => typeof each === 'string');
  if (found.length > 0) throw new Refused(found.join('\n'));
}

/** The host of an address without the brackets of IPv6. */
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

const isNamed = (name: string): name is RightsName => name in namedRights;

/** A built-in declaration with its level and its rights. Throws for one that tests/sources.test.ts would refuse. */
export function complete(declaration: Declaration): Source {
  const implied = impliedBy(declaration);
  const { level = implied.level, rights = implied.rights } = declaration;
  const { id } = declaration;
  if (level === undefined) throw new Error(says('level', { id }));
  if (!isNamed(rights)) throw new Error(says('rights', { id, rights, named: Object.keys(namedRights).join(', ') }));
  return { ...declaration, level, rights: namedRights[rights] };
}

type Declared = NonNullable<Configuration['webhooks']>[number];

type Known = Pick<Settings['fetch'], 'allow' | 'hosts'> & Pick<Settings, 'sources'>;

function webhookOf({ url, for: { document, filters, ...rest }, form, secretParameter }: Declared): Webhook {
  const wants = document === undefined ? { filters: opt<object>(filters ?? rest) as WebhookFilters } : { document };
  return { url: new URL(url).href, wants, ...opt({ form, secretParameter }) };
}

/**
 * What a schema cannot say of an address: only https leaves this machine, and only the ports of the web and what fetch.allow opens are
 * dialled.
 */
function addressFault(index: number, url: string, { allow, hosts }: Known) {
  const { protocol, host, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return says('webhookUser', { index });
  const opened = allow.includes(host) || (protocol === 'http:' && allow.includes(orEmpty(hosts[hostname])));
  if (opened) return undefined;
  if (protocol === 'http:') return says('webhookHttp', { index });
  return port === '' ? undefined : says('webhookPort', { index, port });
}

/**
 * The webhooks of a configuration. Throws InputError that names each wrong one by its path; the address itself may hold a secret and is not
 * repeated.
 */
function webhooksOf(declared: readonly Declared[], known: Known) {
  const counts = new Map<string, number>();
  const faults = declared.flatMap((each, index) => {
    if (!URL.canParse(each.url)) return [says('webhookUrl', { index })];
    const { url, wants } = webhookOf(each);
    const source = 'filters' in wants ? wants.filters.source : undefined;
    const isUnknown = source !== undefined && !known.sources.some(({ id }) => id === source);
    const same = counts.get(JSON.stringify([url, wants]));
    counts.set(JSON.stringify([url, wants]), index);
    return [
      addressFault(index, each.url, known),
      isUnknown && says('webhookSource', { index, source }),
      same !== undefined && says('webhookTwice', { index, same }),
    ];
  });
  refuse(faults);
  return declared.map(webhookOf);
}

const digestDefaults = { weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai', from: 'hongtou@localhost', language: 'en' } as const;

type GivenServer = NonNullable<Configuration['server']>;

/**
 * Where settings hold. `deployed`: on AWS, where no private address may be opened. `server`: what `start` was told, which wins. `folder`:
 * from where files are named.
 */
export type Place = Readonly<{
  deployed?: boolean;
  region?: string | undefined;
  server?: GivenServer;
  folder?: string;
  /** What the store has beside, and in place of, the built-in sources. */
  declared?: readonly Source[];
}>;

const isAddress = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
const isLoopback = (host: string) => host === 'localhost' || (isAddress(host) && ipaddr.process(host).range() === 'loopback');

function listenOf(listen: string): Pick<Server, 'address' | 'port'> | undefined {
  const [, six, four, port] = /^(?:\[([\da-f:.]{2,45})\]|([\d.]{7,15}))(?::(\d{1,5}))?$/i.exec(listen) ?? [];
  const address = six ?? four ?? listen;
  if (!isAddress(address) || Number(port) > 65_535) return undefined;
  return { address, ...opt({ port: port === undefined ? undefined : Number(port) }) };
}

function baseFault(baseUrl: string | undefined, base: URL | null | undefined) {
  if (base === undefined) return undefined;
  if (!base || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '') return says('baseUrlForm', { baseUrl });
  return base.href === `${base.origin}/` ? undefined : says('baseUrlPath', { baseUrl });
}

/** A block that holds everybody would believe everybody. */
const isProxy = (text: string) => isAddress(text) || (ipaddr.isValidCIDR(text) && !text.endsWith('/0'));

/** Throws InputError for an address where nobody can listen, or by which nobody can come. */
function serverOf({ listen = '127.0.0.1', baseUrl, proxies = [] }: GivenServer, deployed: boolean) {
  const at = listenOf(listen);
  const base = baseUrl === undefined ? undefined : URL.parse(baseUrl);
  const beyond = at !== undefined && !(isLoopback(at.address) && (!base || isLoopback(bare(base.hostname))));
  const wrong = proxies.find((each) => !isProxy(each));
  const faults = [
    deployed && says('serverDeployed'),
    !at && says('listen', { listen }),
    baseFault(baseUrl, base),
    beyond && !base && says('baseUrlMissing'),
    wrong !== undefined && says('proxy', { proxy: wrong }),
  ];
  refuse(faults, UsageError);
  return { address: listen, ...at, ...opt({ baseUrl: base?.origin }), proxies, beyond };
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
  refuse([
    deployed && allow.length > 0 && says('allowDeployed'),
    translate === 'http' && !configuration.translator && says('translatorMissing'),
    translate !== 'http' && configuration.translator && says('translatorUnasked', { translate }),
    ...wordFaults(configuration.glossary ?? []),
    deployed && mail && says('mailDeployed'),
  ]);
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

function wordFaults(words: NonNullable<Configuration['glossary']>) {
  const first = new Map(words.map(({ zh }, index) => [zh, index] as const).toReversed());
  return words.map(
    ({ zh }, index) => first.get(zh) !== index && says('wordTwice', { index, zh, first: orEmpty(first.get(zh)?.toString()) }),
  );
}

/** Nothing that goes to this machine itself is readable by others. */
function smtpOf({ host, port, user, passwordFile, tls }: NonNullable<Configuration['mail']>['smtp'], folder: string): SmtpServer {
  refuse([user !== undefined && tls === 'none' && !isLoopback(host) && says('smtpTls')]);
  return {
    ...{ host, port, tls: tls ?? (isLoopback(host) && port !== 465 ? 'none' : 'required') },
    ...(user !== undefined && passwordFile !== undefined ? { login: { user, passwordFile: resolve(folder, passwordFile) } } : {}),
  };
}

/** A key never goes readable over a network, and a function has neither files nor neighbours. */
function translatorOf({ keyFile, ...given }: Translator, deployed: boolean, folder: string) {
  const { protocol, hostname, username, password, search, hash } = new URL(given.url);
  const own = isLoopback(bare(hostname));
  refuse([
    protocol === 'http:' && !own && says('translatorHttp'),
    username + password + search + hash !== '' && says('translatorUser'),
    deployed && own && says('translatorDeployed'),
    deployed && keyFile !== undefined && says('translatorKey'),
  ]);
  return { ...given, ...(keyFile !== undefined && { keyFile: resolve(folder, keyFile) }) };
}

const profilesOf = (given: NonNullable<NonNullable<Configuration['fetch']>['tls']>) =>
  Object.fromEntries(Object.entries(given).map(([host, { allow, intermediates }]) => [host.toLowerCase(), opt({ allow, intermediates })]));

const waysOf = (given: NonNullable<Configuration['egress']>) =>
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
  refuse([
    ...inForce.map(({ id, egress }) => {
      const at = assigned.has(id) ? `sources.egress.${id}` : `source "${id}": egress`;
      return egress !== undefined && !ways[egress] && says('egressUnknown', { at, egress });
    }),
    ...names.map((name, at) => {
      const twin = names.slice(0, at).find((each) => each.replaceAll('-', '') === name.replaceAll('-', ''));
      return twin !== undefined && says('egressTwin', { name, twin });
    }),
    ...Object.entries(ways).map(
      ([name, way]) => deployed && 'proxy' in way && isPrivateLiteral(bare(new URL(way.proxy).hostname)) && says('egressPrivate', { name }),
    ),
  ]);
}

const isPrivateLiteral = (host: string) => host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() !== 'unicast');

export const mailAddressOf = (sender: string): string => sender.slice(sender.indexOf('<') + 1).replace(/>$/, '');

export const sourceOf = (declared: Source): Source => ({
  ...declared,
  ...opt(
    'attachmentHosts',
    declared.attachmentHosts?.map((host) => host.toLowerCase()),
  ),
});

/** `known`: built in, then those of the store; a later one takes the place of one of its id. */
function sourcesInForce(config: NonNullable<Configuration['sources']>, known: readonly Source[]) {
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

function checkNames(extra: readonly Source[]) {
  const first = new Map(extra.map(({ id }, index) => [id, index] as const).toReversed());
  refuse(extra.map(({ id }, index) => first.get(id) !== index && says('idTaken', { index, id })));
}

/** Keys whose value is an object by source. */
const keyed = new Set(['sources.every', 'sources.egress']);

function checkIds(path: string, named: readonly string[], known: ReadonlySet<string>) {
  refuse(
    named.map((id, index) => {
      const at = keyed.has(path) ? `${path}.${id}` : `${path}[${index}]`;
      return !known.has(id) && says('noSource', { at, id, likeness: likeness(id, known) });
    }),
  );
}

function likeness(id: string, known: ReadonlySet<string>) {
  const near = [...known].filter((each) => each.startsWith(id.slice(0, 3))).slice(0, 4);
  return near.length > 0 ? says('likeness', { near: near.join(', ') }) : says('noLikeness');
}
