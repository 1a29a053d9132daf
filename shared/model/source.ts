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

export type Listing = Fixed<{
  format: ListingFormat;
  url: string;
  /** CSS: where to look. */
  region?: string;
  /**
   * CSS of an item, or the dotted path of the array in JSON ("" is the root), or what the addresses of a sitemap must look like
   * (`/news/*`).
   */
  items?: string;
  /** CSS within the item, or the field. An element's `title` attribute wins over its text. */
  link?: string;
  title?: string;
  date?: string;
  method?: 'GET' | 'POST';
  body?: string;
  /** CSS of the link to the next page, or an address (with POST also a body) with `{n}`. */
  next?: string;
  /** The list holds everything that exists, so that a missing entry means something. */
  complete?: boolean;
}>;

const lookupFields = ['title', 'number', 'published', 'signed', 'effective', 'expires', 'commentFrom', 'commentBy'] as const;
export type LookupField = (typeof lookupFields)[number];

/** A value that the pages of one site are read with, what it means there (absent: nothing), and the page on which it was seen. */
export type Lookup = Fixed<{ field: LookupField; reads: string; means?: string | undefined; page: string }>;

/** Overrides of the conventions, CSS each; of an article that comes as JSON, title and body are its fields. */
export type ArticleOverrides = Fixed<{
  body?: string;
  title?: string;
  number?: string;
  drop?: string[];
  /**
   * Where the article is read when the page for people is filled by its script: an address with `{name}` of the page's query or
   * `{fragment}`. Each further one is filled from the address that the answer before it names.
   */
  readAt?: string[];
  /** Files of such an article that its answer does not name: addresses with the same places. */
  files?: string[];
  lookups?: Lookup[];
}>;

/** The longest silence of a living list, in days: one that appears once a year, and a month. */
export const longestSilence = 400;

export type Source = Fixed<{
  id: string;
  publisher: string;
  names: { zh: string; en: string };
  level: Level;
  kind: SourceKind;
  every: Cadence;
  listing: Listing;
  more?: Listing[];
  article?: ArticleOverrides;
  expect: { atLeast: number; freshWithinDays: number };
  rights: { use: 'full-text' | 'excerpt' | 'link-only'; reason: string };
  /** Hosts beside the page's own site whose attached files are fetched. */
  attachmentHosts?: string[];
  evidence?: string;
  certainty?: (typeof certainties)[number];
  notes?: string;
  /** A name of `egress` in the configuration: by which way it is fetched. Absent: by the instance itself. */
  egress?: string;
  /** How long one answer of it may take, where the 20 seconds of others are too few. */
  seconds?: number;
  /** Its former ids: what was read under them belongs to it. */
  was?: string[];
  /** What is needed to read it. Such a source is declared and listed, but never fetched: its state is `skipped`. */
  needs?: string;
}>;

/**
 * A built-in source, one JSON file each in shared/sources. It has no `level` that its publisher or kind implies, and names `rights`
 * (registry/rights.ts) only where they differ from those of its kind.
 */
export type Declaration = Fixed<Omit<Source, 'level' | 'rights'> & { level?: Level; rights?: string }>;

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
  files: z.array(address).min(1, 'name at least one address, or leave the key out').max(10).optional(),
  lookups: z
    .array(z.strictObject({ field: z.enum(lookupFields), reads: words, means: words.optional(), page: seenOn }))
    .max(50)
    .optional(),
});

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
  more: z.array(listing).min(1, 'name at least one listing, or leave the key out').max(20).optional(),
  article: article.optional(),
  expect: z.strictObject({ atLeast: z.int().min(0).max(10_000), freshWithinDays: z.int().min(1).max(longestSilence, believable) }),
  rights: z.strictObject({ use: z.enum(['full-text', 'excerpt', 'link-only']), reason: words }),
  attachmentHosts: z.array(hostName).min(1, 'name at least one host, or leave the key out').max(50).optional(),
  evidence: z.string().max(2000).optional(),
  certainty: z.enum(certainties).optional(),
  notes: z.string().max(2000).optional(),
  needs: words.optional(),
  seconds: z.int().min(20).max(60).optional(),
  was: z.array(id).min(1, 'name at least one id, or leave the key out').max(10).optional(),
  egress: id.optional(),
});

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
