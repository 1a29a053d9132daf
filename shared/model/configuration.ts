import { z } from 'zod';
import { hasUser } from './secrets.ts';
import { type Certainty, type Level, longestSilence } from './source.ts';
import { documentTypes, statuses, themeIds } from './vocabulary.ts';

/** What `hongtou.config.json` may hold (contract.md 5). hongtou.config.schema.json at the root is made from this. */

const levels = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'] as const satisfies readonly Level[];
const kinds = ['official', 'standards', 'media', 'research', 'company'] as const;
const cadences = ['hour', 'day', 'week'] as const;
const certainties = ['confirmed', 'reported', 'unverified'] as const satisfies readonly Certainty[];
const formats = [
  'dated-links',
  'html',
  'json',
  'feed',
  'trs',
  'jpaas',
  'jpage',
  'recordset',
  'guangdong',
  'xinhua',
  'people',
  'sitemap',
] as const;
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'use letters, digits and hyphens, e.g. "cac-rules"');
const words = z.string().trim().min(1, 'write something').max(500);
const selector = z.string().trim().min(1, 'write a CSS selector, or leave the key out').max(500);
const address = z
  .string()
  .max(2000)
  .regex(
    /^https?:\/\/[^/\s\\@?#]{1,255}(?:[/?#][^\s\\]{0,1900})?$/i,
    'write a whole address that begins with http:// or https://, without user name',
  );
const template = z.string().trim().min(1).max(2000);
const field = z.string().max(2000);

const listing = z.strictObject({
  format: z.enum(formats),
  url: address,
  region: selector.optional(),
  items: z.string().max(500).optional(),
  link: field.optional(),
  title: field.optional(),
  date: field.optional(),
  method: z.enum(['GET', 'POST']).optional(),
  body: z.string().max(10_000).optional(),
  next: template.optional(),
  complete: z.boolean().optional(),
});

const article = z.strictObject({
  body: selector.optional(),
  title: selector.optional(),
  number: selector.optional(),
  drop: z.array(selector).max(50).optional(),
  readAt: z.array(address).min(1, 'name at least one address, or leave the key out').max(3).optional(),
});

const hostName = z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'write a host name, e.g. "example.gov.cn"');

const believable = `write the longest silence that you would believe, at most ${longestSilence} days; a list without news for longer is dead`;

/** A declaration of a source: the built-in ones have the same fields. */
export const sourceSchema = z.strictObject({
  id,
  publisher: id,
  names: z.strictObject({ zh: words, en: words }),
  level: z.enum(levels),
  kind: z.enum(kinds),
  every: z.enum(cadences),
  listing,
  more: z.array(listing).min(1, 'name at least one listing, or leave the key out').max(20).optional(),
  article: article.optional(),
  expect: z.strictObject({ atLeast: z.int().min(0).max(10_000), freshWithinDays: z.int().min(1).max(longestSilence, believable) }),
  rights: z.strictObject({ use: z.enum(['full-text', 'excerpt', 'link-only']), reason: words }),
  attachmentHosts: z.array(hostName).min(1, 'name at least one host, or leave the key out').max(50).optional(),
  evidence: z.string().max(2000).optional(),
  certainty: z.enum(certainties).optional(),
  notes: z.string().max(2000).optional(),
  needs: words.optional(),
  was: z.array(id).min(1, 'name at least one id, or leave the key out').max(10).optional(),
});

const endpoint = z
  .string()
  .regex(/^(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]{2,45}\]):\d{1,5}$/i, 'write an IP address and a port, e.g. "127.0.0.1:8081"')
  .refine((text) => !(Number(text.slice(text.lastIndexOf(':') + 1)) > 65_535), 'the port is at most 65535');

const sources = z.strictObject({
  only: z.array(id).min(1, 'name at least one source, or leave the key out').optional(),
  without: z.array(id).optional(),
  extra: z.array(sourceSchema).max(1000).optional(),
  every: z.record(id, z.enum(cadences)).optional(),
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

const fetch = z.strictObject({
  contact: z
    .string()
    .max(200)
    .refine((text) => !hasUser(text), 'write a mail or web address without user name and password')
    .optional(),
  allow: z.array(endpoint).max(100).optional(),
  hosts: z.record(hostName, endpoint).optional(),
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

const webhook = z.strictObject({
  url: address,
  for: webhookFilters
    .extend({ filters: webhookFilters.optional(), document: filterWord.optional() })
    .refine(
      (given) => (given.document === undefined && given.filters === undefined) || Object.keys(given).length === 1,
      'a document, or an object of filters, stands alone; write { "document": REF } or the filters',
    ),
  secretParameter: z
    .string()
    .max(500)
    .regex(
      /^\/?[\w-][\w.-]{0,100}(?:\/[\w-][\w.-]{0,100}){0,8}$/,
      'write the name of the secret: letters, digits, hyphens, slashes between',
    ),
});

export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  sources: sources.optional(),
  digest: digest.optional(),
  fetch: fetch.optional(),
  translate: z.enum(['glossary', 'amazon']).optional(),
  enrich: z.enum(['none', 'bedrock']).optional(),
  alarms: z.strictObject({ email: z.email('write one mail address, e.g. "owner@example.org"') }).optional(),
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
