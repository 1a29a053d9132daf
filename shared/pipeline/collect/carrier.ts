import type { Head } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { bodyById } from '../../registry/issuers.ts';
import { sources as declared } from '../../sources/index.ts';
import { publishersOf } from './publishers.ts';

type PageOrigin = { readonly url: string; readonly sourceIds: readonly string[]; readonly issued: boolean };
type Carrier = { readonly carrier?: Source['names'] };

/** Who hosts a page that no body issued: the source that led to it, also one of the settings, else the one body that owns the site. */
export function findCarrier({ url, sourceIds, issued }: PageOrigin, { settings }: Pick<Context, 'settings'>): Carrier {
  if (issued) return {};
  const source = [...settings.sources, ...declared].find(({ id }) => sourceIds.includes(id));
  if (source) return { carrier: source.names };
  const [id, ...more] = publishersOf(url, settings.sources).ids;
  const body = id === undefined || more.length > 0 ? undefined : bodyById(id);
  return body ? { carrier: { zh: body.name, en: body.english } } : {};
}

/** The same for a document: by the source of its page. */
export const carrierOfHead = (
  { url, sourceId, issuers }: Pick<Head, 'url' | 'sourceId' | 'issuers'>,
  context: Pick<Context, 'settings'>,
): Carrier => findCarrier({ url, sourceIds: sourceId === undefined ? [] : [sourceId], issued: issuers.length > 0 }, context);
