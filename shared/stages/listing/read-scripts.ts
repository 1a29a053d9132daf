import type { CheerioAPI } from 'cheerio/slim';
import type { Entry } from '../../model/article.ts';
import { parseTree } from '../html/listing-tree.ts';
import { isAbove } from './boilerplate.ts';
import { findDatedLinks, type ListingContext } from './dated-links.ts';
import { type RawEntry, toEntries } from './entries.ts';
import { findRowsPath, toRawEntries, valuesAtPath } from './json.ts';
import { markupIn, valuesIn } from './scripts.ts';

/** A list shows days; rows of which most show none are a menu. */
const isList = (lines: readonly RawEntry[]): boolean =>
  lines.length > 1 && lines.filter(({ publishedOn }) => publishedOn !== undefined).length * 2 > lines.length;

function linesAt(value: unknown, place: ListingContext): readonly RawEntry[] {
  const path = findRowsPath(value, {}, place);
  const rows = path === undefined ? [] : valuesAtPath(value, path);
  return toRawEntries(Array.isArray(rows) ? rows : [], {}, place).filter(({ url }) => !isAbove(url, place.url));
}

/** The longest list among the data that a page's scripts hold: rows with title, address and day. Single rows (`list.push({…})`) are one list. */
function fromValues($: CheerioAPI, place: ListingContext): readonly Entry[] {
  const values = valuesIn($);
  if (values.length === 0) return [];
  const lists = [...values, values].map((value) => linesAt(value, place)).filter(isList);
  const longest = lists.toSorted((a, b) => b.length - a.length)[0];
  return longest ? toEntries(longest) : [];
}

/** Lines that a page's scripts write as HTML (`document.write('<li>…')`). */
function fromMarkup($: CheerioAPI, place: ListingContext): readonly Entry[] {
  const html = markupIn($);
  if (html === '') return [];
  const { region: _region, ...rest } = place;
  return findDatedLinks(parseTree(html, place.url), { ...rest, url: place.url }) ?? [];
}

/** Entries of a list that stands in the scripts of its page, none when there is no such list. */
export function readScripts($: CheerioAPI, place: ListingContext): readonly Entry[] {
  const written = fromMarkup($, place);
  return written.length > 0 ? written : fromValues($, place);
}
