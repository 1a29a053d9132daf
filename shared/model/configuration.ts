import * as z from 'zod';
import { InputError } from './errors.ts';
import type { Fixed } from './fixed.ts';
import { hasUser } from './secrets.ts';
import {
  address,
  cadences,
  hostName,
  id,
  isIntermediate,
  levels,
  type Source,
  sourceSchema,
  type TlsProfile,
  tlsAllowances,
} from './source.ts';
import { type Weekday, weekdays } from './time.ts';
import { orEmpty } from './values.ts';
import { documentTypes, statuses, subjectIds } from './vocabulary.ts';
import { type Webhook, webhookForms } from './webhook.ts';

/** What `hongtou.config.json` may hold (docs/contract.md 5). hongtou.config.schema.json at the root is made from this. */

const endpoint = z
  .string()
  .regex(/^(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]{2,45}\]):\d{1,5}$/i, 'write an IP address and a port, e.g. "127.0.0.1:8081"')
  .refine((text) => !(Number(text.slice(text.lastIndexOf(':') + 1)) > 65_535), 'the port is at most 65535');

const sources = z.strictObject({
  only: z.array(id).min(1, 'name at least one source, or leave the key out').optional(),
  without: z.array(id).optional(),
  extra: z.array(sourceSchema).max(10_000).optional(),
  every: z.record(id, z.enum(cadences)).optional(),
  egress: z.record(id, id).optional(),
});

const mailAddress = '[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,63}';
/** An address, alone or behind a name: what may stand in the header `From`. */
const sender = new RegExp(`^(?:${mailAddress}|[^<>\\p{Cc}"@,;:]{1,100} <${mailAddress}>)$`, 'u');

const digest = z.strictObject({
  weekday: z.enum(weekdays).optional(),
  time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write hours and minutes, e.g. "08:30"')
    .optional(),
  timeZone: z.string().max(60).refine(isTimeZone, 'write the name of a time zone, e.g. "Asia/Shanghai"').optional(),
  from: z.string().max(320).regex(sender, 'write one mail address, e.g. "digest@example.org" or "Hongtou <digest@example.org>"').optional(),
  language: z.enum(['en', 'zh', 'both']).optional(),
});

/** What is forgiven one host whose TLS is old or whose chain is not whole; all else is refused. */
const tlsProfile = z
  .strictObject({
    allow: z.array(z.enum(tlsAllowances)).min(1, 'name what is allowed, or leave the key out').optional(),
    intermediates: z
      .array(
        z
          .string()
          .max(20_000)
          .refine(isIntermediate, 'write one intermediate certificate as PEM; a root, or the certificate of the site itself, is not taken'),
      )
      .min(1, 'write at least one certificate, or leave the key out')
      .max(5)
      .optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'write "allow", "intermediates" or both');

const fetch = z.strictObject({
  contact: z
    .string()
    .max(200)
    .refine((text) => !hasUser(text), 'write a mail or web address without user name and password')
    .optional(),
  allow: z.array(endpoint).max(100).optional(),
  hosts: z.record(hostName, endpoint).optional(),
  tls: z.record(hostName, tlsProfile).optional(),
});

const filterWord = z.string().trim().min(1, 'write something, or leave the key out').max(200);

/** Filters of the list of documents that hold for a change of any day. */
const webhookFilters = z.strictObject({
  q: filterWord.optional(),
  theme: z.enum(subjectIds).optional(),
  issuer: filterWord.optional(),
  level: z.enum(levels).optional(),
  type: z.enum(documentTypes).optional(),
  status: z.enum(statuses).optional(),
  source: id.optional(),
  entity: filterWord.optional(),
  place: filterWord.optional(),
});
type GivenFilters = z.infer<typeof webhookFilters>;
export type WebhookFilters = { readonly [Name in keyof GivenFilters]?: Exclude<GivenFilters[Name], undefined> };

const secretParameter = z
  .string()
  .max(500)
  .regex(/^\/?[\w-][\w.-]{0,100}(?:\/[\w-][\w.-]{0,100}){0,8}$/, 'write the name of the secret: letters, digits, hyphens, slashes between');

const webhook = z
  .strictObject({
    url: address,
    form: z.enum(webhookForms).optional(),
    for: webhookFilters
      .extend({ filters: webhookFilters.optional(), document: filterWord.optional() })
      .refine(
        (given) => (given.document === undefined && given.filters === undefined) || Object.keys(given).length === 1,
        'a document, or an object of filters, stands alone; write { "document": REF } or the filters',
      ),
    secretParameter: secretParameter.optional(),
  })
  .refine(({ form, secretParameter }) => form !== undefined || secretParameter !== undefined, {
    message: 'name the secret that its messages are signed with, or the "form" of a chat, which may have none',
    path: ['secretParameter'],
  });

/** Public endpoints of Amazon OpenSearch Service: of a domain (its name is group 1) and of a serverless collection (its id). */
export const searchEndpoints = {
  domain: /^https:\/\/search-([a-z][a-z0-9-]{2,27})-[a-z0-9]{20,40}\.[a-z0-9-]+\.es\.amazonaws\.com\/?$/,
  collection: /^https:\/\/([a-z0-9]{10,40})\.[a-z0-9-]+\.aoss\.amazonaws\.com\/?$/,
} as const;

const searchEndpoint = z
  .string()
  .max(500)
  .refine(
    (text) => Object.values(searchEndpoints).some((form) => form.test(text)),
    'no public endpoint of Amazon OpenSearch Service; write the one that its console shows: https://search-NAME-….es.amazonaws.com, or https://ID.REGION.aoss.amazonaws.com',
  );

const search = z
  .strictObject({ engine: z.enum(['embedded', 'opensearch']), endpoint: searchEndpoint.optional() })
  .refine(
    ({ engine, endpoint }) => (engine === 'opensearch') === (endpoint !== undefined),
    'write an endpoint with "opensearch", and with nothing else',
  );

const proxyAddress = z
  .string()
  .regex(
    /^https?:\/\/(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?\/?$/i,
    'write "http://HOST:PORT", without path, user name and password; "secretParameter" names the secret with user:password',
  )
  .refine((text) => !(Number(/:(\d{1,5})\/?$/.exec(text)?.[1]) > 65_535), 'the port is at most 65535');

/** By which way sources are fetched that do not answer the instance itself. */
const egress = z.union(
  [z.strictObject({ proxy: proxyAddress, secretParameter: secretParameter.optional() }), z.strictObject({ collector: z.literal(true) })],
  'write { "proxy": "http://HOST:PORT" } or { "collector": true }',
);
/** Names of ways become names of queues and outputs of the stack. */
const egressName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'write small letters, digits and hyphens, a letter first, at most 31, e.g. "home"');

const server = z.strictObject({
  listen: z.string().max(60).optional(),
  baseUrl: z.string().max(300).optional(),
  proxies: z.array(z.string().max(60)).max(100).optional(),
});

const smtp = z
  .strictObject({
    host: z.string().regex(/^(?:[\w-][\w.-]{0,252}|[0-9a-f:]{2,39})$/i, 'write the name or address of a host, e.g. "mail.example.org"'),
    port: z.int('write the port: 587, 465 or 25').min(1).max(65_535),
    user: z.string().min(1).max(320).optional(),
    passwordFile: z.string().min(1).max(1000).optional(),
    tls: z.enum(['required', 'none']).optional(),
  })
  .refine(({ user, passwordFile }) => (user === undefined) === (passwordFile === undefined), 'write "user" and "passwordFile", or neither');

/** What `translate: "http"` asks: a server of one's own, or a service. */
const translator = z
  .strictObject({
    form: z.enum(['chat', 'deepl']),
    url: z.url({ protocol: /^https?$/, error: 'write the address up to "/chat/completions" or "/v2/translate"' }).max(500),
    model: z.string().min(1).max(200).optional(),
    keyFile: z.string().min(1).max(1000).optional(),
    keyParameter: secretParameter.optional(),
    charactersAMonth: z.int().positive().max(1_000_000_000).optional(),
  })
  .refine(({ keyFile, keyParameter }) => keyFile === undefined || keyParameter === undefined, 'write "keyFile" or "keyParameter"');
export type Translator = Readonly<z.infer<typeof translator>>;

const wordPair = z.strictObject({
  zh: z.string().regex(/^(?=.*\p{Script=Han})[\p{L}\d·“”（）()、-]{2,60}$/u, 'write a Chinese word or name of 2 to 60 characters'),
  en: z.string().regex(/^(?=.*[A-Za-z])[^\p{Script=Han}\p{Cc}<>]{1,200}$/u, 'write its English, in Latin letters'),
});

export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  sources: sources.optional(),
  digest: digest.optional(),
  fetch: fetch.optional(),
  translate: z.enum(['glossary', 'http', 'amazon']).optional(),
  translator: translator.optional(),
  glossary: z.array(wordPair).max(2000).optional(),
  enrich: z.enum(['none', 'bedrock']).optional(),
  alarms: z.strictObject({ email: z.email('write one mail address, e.g. "owner@example.org"').optional() }).optional(),
  search: search.optional(),
  server: server.optional(),
  egress: z.record(egressName, egress).optional(),
  store: z
    .strictObject({
      table: z.string().regex(/^[\w.-]{3,255}$/, 'write the name of a table of this account and region'),
      bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of a bucket of this account'),
    })
    .optional(),
  mail: z.strictObject({ smtp }).optional(),
  signUp: z.enum(['invited', 'open']).optional(),
  public: z.boolean().optional(),
  webhooks: z.array(webhook).max(100).optional(),
  budgetUsd: z.number().positive('write an amount above 0, or leave the key out').max(1_000_000).optional(),
});
export type Configuration = z.infer<typeof configurationSchema>;

function isTimeZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

export type DigestRhythm = Fixed<{ weekday: Weekday; time: string; timeZone: string }>;

/** A proxy of one's own, or a machine of one's own that collects (`hongtou collect --stack NAME`). */
type Egress = ProxyEgress | { readonly collector: true };
/** `secretParameter`: name of the secret that holds `user:password` (as for webhooks). */
export type ProxyEgress = Fixed<{ proxy: string; secretParameter?: string }>;

export const hasCollector = (egress: Readonly<Record<string, Egress>>): boolean => Object.values(egress).some((way) => 'collector' in way);

export type Server = Fixed<{
  address: string;
  port?: number;
  /** Scheme, host and port, without a slash at the end; absent on a laptop, which is asked at the address itself. */
  baseUrl?: string;
  proxies: string[];
  /** Somebody else than who sits at this machine may reach it: its address, or that of its pages, is not a loopback one. */
  beyond: boolean;
}>;

/** What a month may cost, in US dollars, where the configuration does not say it. */
export const usualBudgetUsd = 20;

/**
 * The server that mails go by. `tls`: `required` is TLS from the start at port 465, else STARTTLS, and the usual but for this machine;
 * `passwordFile` is absolute.
 */
export type SmtpServer = Fixed<{
  host: string;
  port: number;
  login?: { user: string; passwordFile: string };
  tls: 'required' | 'none';
}>;

/** The configuration after checks (docs/contract.md 5), with every enabled source. */
export type Settings = {
  readonly sources: readonly Source[];
  readonly digest: DigestRhythm & { readonly from: string; readonly language: 'en' | 'zh' | 'both' };
  readonly fetch: {
    readonly contact: string;
    readonly allow: readonly string[];
    readonly hosts: Readonly<Record<string, string>>;
    readonly tls?: Readonly<Record<string, TlsProfile>>;
  };
  readonly translate: 'glossary' | 'http' | 'amazon';
  /** `keyFile` is absolute. */
  readonly translator?: Translator;
  /** Words of the owner's, which go before those of the program. */
  readonly glossary?: readonly Readonly<z.infer<typeof wordPair>>[];
  readonly enrich: 'none' | 'bedrock';
  /** Of a laptop or a small server; without it mails are files alone. A deployed instance has SES. */
  readonly mail?: { readonly smtp: SmtpServer };
  readonly signUp: 'invited' | 'open';
  /** Whoever can reach the instance may read it, without a token. */
  readonly public?: true;
  readonly server: Server;
  readonly webhooks: readonly Webhook[];
  readonly budgetUsd?: number;
  /** Of a deployed instance: what a month may cost, and at the prices of which region. Polling gets slower as it is used up. */
  readonly spending?: { readonly budgetUsd: number; readonly region: string };
  readonly alarms?: { readonly email?: string | undefined };
  readonly search: { readonly engine: 'embedded' } | { readonly engine: 'opensearch'; readonly endpoint: string };
  /** Ways around for sources that do not answer the instance itself, by the name that sources use (`Source.egress`). */
  readonly egress: Readonly<Record<string, Egress>>;
  /** Names of an existing table and bucket, for a stack that is made after a restore. */
  readonly store?: { readonly table: string; readonly bucket: string };
};

/** Names shared by `infra` (which sets them on every function that needs them) and the code (which reads them once, at the edge). */
export const variables = ['RECORD_TABLE', 'EVIDENCE_BUCKET', 'TASK_QUEUE_URL', 'MAIL_QUEUE_URL'] as const;
/** What an older stack does not name: its dead letters, and what is asked of AWS about it (`collect=NAME …`, the id of the API). */
const optionalVariables = [
  'TASK_DEAD_LETTERS_URL',
  'MAIL_DEAD_LETTERS_URL',
  'UNDELIVERED_URL',
  'WATCHED_FUNCTIONS',
  'WATCHED_API',
  /** `none` in a region without a mail service. */
  'WATCHED_MAIL',
] as const;
export type Variables = Readonly<Record<(typeof variables)[number], string>> &
  Partial<Readonly<Record<(typeof optionalVariables)[number], string>>>;
export type Environment = Fixed<
  Variables & {
    /** Addresses of the queues of collectors, by their names in the variables. */
    collectors?: Record<string, string>;
  }
>;

/** Outputs of a stack have no hyphens, so that the variables have none either: `home-1` is HOME1. */
const keyOfCollector = (name: string) => name.replaceAll('-', '').toUpperCase();
export const collectorVariable = (what: 'QUEUE_URL' | 'POLICY_ARN', name: string): `COLLECTOR_${typeof what}_${string}` =>
  `COLLECTOR_${what}_${keyOfCollector(name)}`;
export const collectorQueue = ({ collectors = {} }: Pick<Environment, 'collectors'>, name: string): string | undefined =>
  collectors[keyOfCollector(name)];
const queueOfCollector = /^COLLECTOR_QUEUE_URL_([A-Z0-9]{1,40})$/;

/** Reads what a function needs. Throws InputError that names every missing variable. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const missing = variables.filter((name) => !env[name]);
  if (missing.length > 0) throw new InputError(`set ${missing.join(', ')}`);
  const value = (name: (typeof variables)[number]) => orEmpty(env[name]);
  const collectors = Object.entries(env).flatMap(([name, url]) => {
    const key = queueOfCollector.exec(name)?.[1];
    return key !== undefined && url ? [[key, url] as const] : [];
  });
  return {
    RECORD_TABLE: value('RECORD_TABLE'),
    EVIDENCE_BUCKET: value('EVIDENCE_BUCKET'),
    TASK_QUEUE_URL: value('TASK_QUEUE_URL'),
    MAIL_QUEUE_URL: value('MAIL_QUEUE_URL'),
    ...Object.fromEntries(optionalVariables.flatMap((name) => (env[name] ? [[name, orEmpty(env[name])]] : []))),
    ...(collectors.length > 0 ? { collectors: Object.fromEntries(collectors) } : {}),
  };
}

/** What is called by the clock: by EventBridge when deployed (infra), by the process itself on a laptop or a small server. */
export const scheduled = ['schedule', 'index', 'digest', 'watch', 'webhooks'] as const;
export type Scheduled = (typeof scheduled)[number];

/** When: at these minutes of each hour. `zone`: an IANA name where the minutes are those of a place, Beijing when absent. */
export type Schedule = Fixed<{ id: string; says: string; minutes: number[]; zone?: string }>;

const each = (step: number, from: number): readonly number[] => Array.from({ length: 60 / step }, (_, n) => from + n * step);

type DigestTime = Fixed<{ time: string; timeZone: string }>;

export const schedulesOf = ({ time, timeZone }: DigestTime): Readonly<Record<Scheduled, Schedule>> => ({
  schedule: {
    id: 'ScheduleSources',
    says: 'Every five minutes: send tasks for the sources and addresses that are due',
    minutes: each(5, 0),
  },
  index: { id: 'IndexChanges', says: 'Every ten minutes: take what changed into the search index', minutes: each(10, 3) },
  digest: {
    id: 'WeeklyDigest',
    says: 'Each half hour: queue the mails of the readers whose moment has come',
    minutes: [...new Set([0, 30, Number(time.slice(3))])].toSorted((a, b) => a - b),
    zone: timeZone,
  },
  watch: { id: 'WatchSources', says: 'Every hour: silence, gaps and deadlines', minutes: [7] },
  webhooks: {
    id: 'SendWebhooks',
    says: 'Every five minutes: tell webhooks what is new, and again what they did not take',
    minutes: each(5, 4),
  },
});
