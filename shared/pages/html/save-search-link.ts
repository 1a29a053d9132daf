import type { Filters } from '../../questions/lists.ts';
import { isSavable, toQuery } from '../../stages/digest/saved-search.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';

/** Leads a reader of the digest to keep this search; a list narrowed by what a saved search does not keep is no search to save. */
export function saveSearchLink({ sort: _sort, ...given }: Filters, { say, to }: View): Html | false {
  const query = toQuery(given);
  return (
    query !== '' &&
    isSavable(given) &&
    html`<p class="small"><a href="${to('/choices', { search: query })}">${say('Save this search')}</a></p>`
  );
}
