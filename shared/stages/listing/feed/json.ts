import { SourceError } from '../../../model/errors.ts';
import { isJsonObject } from '../../text/json-path.ts';
import { entryLimit } from '../entries.ts';
import { parseJsonAnswer } from '../json.ts';
import type { RawFeed, RawItem } from './items.ts';

const textAt = (row: Readonly<Record<string, unknown>>, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : '';
};

function toRawItem(row: Readonly<Record<string, unknown>>): RawItem {
  const bodies = (['summary', 'content_text', 'content_html'] as const).map((name) => ({
    text: textAt(row, name),
    type: name === 'content_html' ? 'html' : 'text',
    raw: false,
  }));
  return {
    titles: [{ text: textAt(row, 'title'), type: 'text' }],
    links: [textAt(row, 'url'), textAt(row, 'external_url')].filter(Boolean).map((href) => ({ href, rel: 'alternate', type: '' })),
    ids: [textAt(row, 'id')],
    dates: [textAt(row, 'date_published'), textAt(row, 'date_modified')].filter(Boolean),
    bodies,
  };
}

/** Reads JSON Feed. Throws SourceError `unrecognised` when the JSON is none. */
export function readJsonFeed(text: string, url: string): RawFeed {
  const value = parseJsonAnswer(text, url);
  const items = isJsonObject(value) ? value['items'] : undefined;
  if (!isJsonObject(value) || !textAt(value, 'version').includes('jsonfeed.org') || !Array.isArray(items)) {
    throw new SourceError('unrecognised', url, 'looked for a JSON Feed (version and items): there is none');
  }
  const rows = items.filter(isJsonObject).slice(0, entryLimit);
  return { title: textAt(value, 'title') || undefined, items: rows.map(toRawItem), capped: items.length > entryLimit };
}
