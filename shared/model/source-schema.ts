import * as z from 'zod';
import { type Certainty, type Level, longestSilence, lookupFields } from './source.ts';

/** The form of a source's declaration in a configuration (docs/contract.md 5). */

export const levels = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'] as const satisfies readonly Level[];
const kinds = ['official', 'standards', 'media', 'research', 'company'] as const;
export const cadences = ['hour', 'day', 'week'] as const;
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

export const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'use letters, digits and hyphens, e.g. "cac-rules"');
const words = z.string().trim().min(1, 'write something').max(500);
const selector = z.string().trim().min(1, 'write a CSS selector, or leave the key out').max(500);
export const address = z
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

const seenOn = words.refine((text) => URL.canParse(text), 'write the address of the page on which the value was seen');

const article = z.strictObject({
  body: selector.optional(),
  title: selector.optional(),
  number: selector.optional(),
  drop: z.array(selector).max(50).optional(),
  readAt: z.array(address).min(1, 'name at least one address, or leave the key out').max(3).optional(),
  lookups: z
    .array(z.strictObject({ field: z.enum(lookupFields), reads: words, means: words.optional(), page: seenOn }))
    .max(50)
    .optional(),
});

export const hostName = z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'write a host name, e.g. "example.gov.cn"');

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
  egress: id.optional(),
});
