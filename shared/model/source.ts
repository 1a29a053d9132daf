/** A source: one listing we watch. A frozen value without behaviour (contract.md 5). */

/** Levels of authority, domain.md 4. */
export type Level = 'L0' | 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6' | 'L7' | 'L8';
export type SourceKind = 'official' | 'standards' | 'media' | 'research' | 'company';
export type Cadence = 'hour' | 'day' | 'week';

/** `dated-links html json feed` are the four general formats; the others are page families of sources.md 1. */
export type ListingFormat =
  | 'dated-links'
  | 'html'
  | 'json'
  | 'feed'
  | 'trs'
  | 'jpaas'
  | 'jpage'
  | 'recordset'
  | 'guangdong'
  | 'xinhua'
  | 'people'
  | 'sitemap';

export type Listing = {
  readonly format: ListingFormat;
  readonly url: string;
  /** CSS: where to look. */
  readonly region?: string;
  /** CSS of an item, or the dotted path of the array in JSON ("" is the root), or what the addresses of a sitemap must look like (`/news/*`). */
  readonly items?: string;
  /** CSS within the item, or the field. An element's `title` attribute wins over its text. */
  readonly link?: string;
  readonly title?: string;
  readonly date?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  /** CSS of the link to the next page, or an address (with POST also a body) with `{n}`. */
  readonly next?: string;
  /** The list holds all that exists, so absence means something. */
  readonly complete?: boolean;
};

/** Overrides of the conventions, CSS each; of an article that comes as JSON, title and body are its fields. */
export type ArticleOverrides = {
  readonly body?: string;
  readonly title?: string;
  readonly number?: string;
  readonly drop?: readonly string[];
};

/** Most days of silence that a list may be believed through: one that appears once a year, and a month. A list silent for longer is dead. */
export const longestSilence = 400;

export type Source = {
  readonly id: string;
  readonly publisher: string;
  readonly names: { readonly zh: string; readonly en: string };
  readonly level: Level;
  readonly kind: SourceKind;
  readonly every: Cadence;
  readonly listing: Listing;
  /** Further listings of the same source. */
  readonly more?: readonly Listing[];
  readonly article?: ArticleOverrides;
  readonly expect: { readonly atLeast: number; readonly freshWithinDays: number };
  readonly rights: { readonly use: 'full-text' | 'excerpt' | 'link-only'; readonly reason: string };
  /** Hosts beside the page's own site that its attached files may stand on. */
  readonly attachmentHosts?: readonly string[];
  /** What public fact the address rests on, with its day. */
  readonly evidence?: string;
  readonly notes?: string;
  /** Ids that it had before: what was read under them is its own. */
  readonly was?: readonly string[];
  /** What it would take to read it. Such a source is declared, named in lists, and never fetched: its state is `skipped`. */
  readonly needs?: string;
};

/**
 * A source as it is built in, one JSON file each in shared/sources. It says no `level` that its publisher or kind implies, and names its `rights`
 * (registry/rights.ts) only where they are not those of its kind.
 */
export type Declaration = Omit<Source, 'level' | 'rights'> & { readonly level?: Level; readonly rights?: string };

/** States of a source after a run, contract.md 3.1. */
export type SourceCondition = 'ok' | 'partial' | 'quiet' | 'suspect' | 'unreachable' | 'refused' | 'unrecognised' | 'skipped';
