import type { ActInEnglish, Head } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { actName, isOfficialEnglish } from '../../stages/facts/link/translation.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { hostOf } from '../../stages/urls/address.ts';
import { siteNames } from '../collect/publishers.ts';
import type { CitingDocument } from './status.ts';

export function translationsAmong(cited: readonly CitingDocument[], context: Pick<Context, 'settings'>): readonly ActInEnglish[] {
  const pages = cited.flatMap(({ id, title, relation, source }): readonly ActInEnglish[] => {
    if (relation !== 'translates') return [];
    const url = liveAddress(source);
    const by = siteNames(url, context) ?? { zh: hostOf(url), en: hostOf(url) };
    return [{ id, title: actName(title), url, official: isOfficialEnglish(url), by }];
  });
  return pages.toSorted((a, b) => Number(b.official) - Number(a.official));
}

/** The official English title goes before all but a person's. */
export function withOfficialTitle(head: Head, cited: readonly CitingDocument[], context: Pick<Context, 'settings'>): Head {
  const [page] = translationsAmong(cited, context);
  if (!page?.official || head.english.by === 'person') return head;
  return { ...head, english: { ...head.english, title: page.title, by: 'official', page: page.url } };
}

/** A head with the official English title that the index has of it. */
export const withTitleOfRow = (head: Head, row: Pick<Hit, 'english' | 'shown'> | undefined): Head =>
  row?.shown?.page === undefined || head.english.by === 'person'
    ? head
    : { ...head, english: { ...head.english, title: row.english, by: 'official', page: row.shown.page } };
