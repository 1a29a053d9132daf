import * as z from 'zod';
import { hasUser } from './secrets.ts';
import { address, cadences, hostName, id, levels, sourceSchema } from './source-schema.ts';
import { weekdays } from './time.ts';
import { isIntermediate, tlsAllowances } from './tls.ts';
import { documentTypes, statuses, themeIds } from './vocabulary.ts';

/** What `hongtou.config.json` may hold (docs/contract.md 5). hongtou.config.schema.json at the root is made from this. */

const endpoint = z
  .string()
  .regex(/^(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]{2,45}\]):\d{1,5}$/i, 'write an IP address and a port, e.g. "127.0.0.1:8081"')
  .refine((text) => !(Number(text.slice(text.lastIndexOf(':') + 1)) > 65_535), 'the port is at most 65535');

const sources = z.strictObject({
  only: z.array(id).min(1, 'name at least one source, or leave the key out').optional(),
  without: z.array(id).optional(),
  extra: z.array(sourceSchema).max(1000).optional(),
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
  theme: z.enum(themeIds).optional(),
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

const webhook = z.strictObject({
  url: address,
  for: webhookFilters
    .extend({ filters: webhookFilters.optional(), document: filterWord.optional() })
    .refine(
      (given) => (given.document === undefined && given.filters === undefined) || Object.keys(given).length === 1,
      'a document, or an object of filters, stands alone; write { "document": REF } or the filters',
    ),
  secretParameter,
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

export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  sources: sources.optional(),
  digest: digest.optional(),
  fetch: fetch.optional(),
  translate: z.enum(['glossary', 'amazon']).optional(),
  enrich: z.enum(['none', 'bedrock']).optional(),
  alarms: z
    .strictObject({ email: z.email('write one mail address, e.g. "owner@example.org"').optional(), dashboard: z.boolean().optional() })
    .optional(),
  search: search.optional(),
  egress: z.record(egressName, egress).optional(),
  store: z
    .strictObject({
      table: z.string().regex(/^[\w.-]{3,255}$/, 'write the name of a table of this account and region'),
      bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of a bucket of this account'),
    })
    .optional(),
  signUp: z.enum(['invited', 'open']).optional(),
  webhooks: z.array(webhook).max(100).optional(),
  budgetUsd: z.number().positive('write an amount above 0, or leave the key out').max(1_000_000).optional(),
});
export type Configuration = z.infer<typeof configurationSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
