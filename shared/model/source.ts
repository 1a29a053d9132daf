import { X509Certificate } from 'node:crypto';
import * as z from 'zod';
import type { Fixed } from './fixed.ts';

/** Levels of authority, docs/chinese-documents.md 7. */
export const levels = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'] as const;
export type Level = (typeof levels)[number];
const kinds = ['official', 'standards', 'media', 'research', 'translation', 'company'] as const;
export type SourceKind = (typeof kinds)[number];
export const cadences = ['hour', 'day', 'week'] as const;
export type Cadence = (typeof cadences)[number];
/** Whether two or more independent public facts agree about an address, or one, or none (general knowledge). */
const certainties = ['confirmed', 'reported', 'unverified'] as const;

/** `dated-links html json feed` are the four general formats; the others are page families (docs/listing-formats.md). */
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
export type ListingFormat = (typeof formats)[number];

const lookupFields = ['title', 'number', 'published', 'signed', 'effective', 'expires', 'commentFrom', 'commentBy'] as const;
/** The longest silence of a living list, in days: one that appears once a year, and a month. */
export const longestSilence = 400;

export type SourceCondition = 'ok' | 'partial' | 'quiet' | 'suspect' | 'unreachable' | 'refused' | 'unrecognised' | 'skipped';

/**
 * Condition under which a source counts as not seen: its own, `unread` before its first reading, `late` when rounds went by without it, or
 * `away` when much of its site is gone.
 */
export const unseenReasons = ['partial', 'suspect', 'unreachable', 'refused', 'unrecognised', 'unread', 'late', 'away'] as const;
export type UnseenReason = (typeof unseenReasons)[number];

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
  /** CSS: where to look. */
  region: selector.exactOptional(),
  /**
   * CSS of an item, or the dotted path of the array in JSON ("" is the root), or what the addresses of a sitemap must look like
   * (`/news/*`).
   */
  items: z.string().max(500).exactOptional(),
  /** CSS within the item, or the field. An element's `title` attribute wins over its text. */
  link: field.exactOptional(),
  title: field.exactOptional(),
  date: field.exactOptional(),
  method: z.enum(['GET', 'POST']).exactOptional(),
  body: z.string().max(10_000).exactOptional(),
  /** CSS of the link to the next page, or an address (with POST also a body) with `{n}`. */
  next: template.exactOptional(),
  /** The list holds everything that exists, so that a missing entry means something. */
  complete: z.boolean().exactOptional(),
});
export type Listing = Fixed<z.infer<typeof listing>>;

const seenOn = words.refine((text) => URL.canParse(text), 'write the address of the page on which the value was seen');

/** A value that the pages of one site are read with, what it means there (absent: nothing), and the page on which it was seen. */
const lookup = z.strictObject({ field: z.enum(lookupFields), reads: words, means: words.optional(), page: seenOn });
export type Lookup = Fixed<z.infer<typeof lookup>>;
export type LookupField = Lookup['field'];

/** Overrides of the conventions, CSS each; of an article that comes as JSON, title and body are its fields. */
const article = z.strictObject({
  body: selector.exactOptional(),
  title: selector.exactOptional(),
  number: selector.exactOptional(),
  drop: z.array(selector).max(50).exactOptional(),
  /**
   * Where the article is read when the page for people is filled by its script: an address with `{name}` of the page's query or
   * `{fragment}`. Each further one is filled from the address that the answer before it names.
   */
  readAt: z.array(address).min(1, 'name at least one address, or leave the key out').max(3).exactOptional(),
  /** Files of such an article that its answer does not name: addresses with the same places. */
  files: z.array(address).min(1, 'name at least one address, or leave the key out').max(10).exactOptional(),
  lookups: z.array(lookup).max(50).exactOptional(),
});
export type ArticleOverrides = Fixed<z.infer<typeof article>>;

export const hostName = z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'write a host name, e.g. "example.gov.cn"');

const believable = `write the longest silence that you would believe, at most ${longestSilence} days; a list without news for longer is dead`;

export const sourceSchema = z.strictObject({
  id,
  publisher: id,
  names: z.strictObject({ zh: words, en: words }),
  level: z.enum(levels),
  kind: z.enum(kinds),
  every: z.enum(cadences),
  listing,
  more: z.array(listing).min(1, 'name at least one listing, or leave the key out').max(20).exactOptional(),
  article: article.exactOptional(),
  expect: z.strictObject({ atLeast: z.int().min(0).max(10_000), freshWithinDays: z.int().min(1).max(longestSilence, believable) }),
  rights: z.strictObject({ use: z.enum(['full-text', 'excerpt', 'link-only']), reason: words }),
  /** Hosts beside the page's own site whose attached files are fetched. */
  attachmentHosts: z.array(hostName).min(1, 'name at least one host, or leave the key out').max(50).exactOptional(),
  evidence: z.string().max(2000).exactOptional(),
  certainty: z.enum(certainties).exactOptional(),
  notes: z.string().max(2000).exactOptional(),
  /** What is needed to read it. Such a source is declared and listed, but never fetched: its state is `skipped`. */
  needs: words.exactOptional(),
  /** How long one answer of it may take, where the 20 seconds of others are too few. */
  seconds: z.int().min(20).max(60).exactOptional(),
  /** Its former ids: what was read under them belongs to it. */
  was: z.array(id).min(1, 'name at least one id, or leave the key out').max(10).exactOptional(),
  /** A name of `egress` in the configuration: by which way it is fetched. Absent: by the instance itself. */
  egress: id.exactOptional(),
});
export type Source = Fixed<z.infer<typeof sourceSchema>>;

/**
 * A built-in source, one JSON file each in shared/sources. It has no `level` that its publisher or kind implies, and names `rights`
 * (registry/rights.ts) only where they differ from those of its kind.
 */
export type Declaration = Fixed<Omit<Source, 'level' | 'rights'> & { level?: Level; rights?: string }>;

/**
 * What old servers lack and may be let off, host by host (`fetch.tls`). An expired certificate and one of another name are none of them.
 */
export const tlsAllowances = ['old-protocol', 'old-renegotiation', 'weak-signatures'] as const;
export type TlsAllowance = (typeof tlsAllowances)[number];

/** `intermediates`: certificates, as PEM, that the server leaves out of its chain. */
export type TlsProfile = Fixed<{ allow?: TlsAllowance[]; intermediates?: string[] }>;

/**
 * Whether a text is the certificate of an authority that another one signed: a root would make its owner trusted for the host, whoever that
 * is.
 */
export function isIntermediate(pem: string): boolean {
  try {
    const { ca, subject, issuer } = new X509Certificate(pem);
    return ca && subject !== issuer;
  } catch {
    return false;
  }
}
