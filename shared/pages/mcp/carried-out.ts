import type { Chain, PlaceStanding } from '../../model/chain.ts';
import { brief } from './plain.ts';

/** Who has carried an act out below, as an assistant reads it: documents with their quotes, and the places by what the store can tell of them. */

const documentOf = ({
  id,
  title,
  english,
  number,
  day,
  draft,
  issuers,
  level,
  place,
  relation,
  quote,
  via,
}: Chain['documents'][number]) => ({
  ...{ id, title, english, number, day, draft, level, place, relation, via: via?.id },
  issuers: issuers.map((issuer) => issuer.english ?? issuer.name),
  quote: brief(quote, 160),
});

const namesOf = (places: readonly PlaceStanding[]): readonly string[] => places.map(({ names }) => names.en);

/** The chain of an act with at most so many documents, and what of it nobody can say; nothing of an act that nothing is known of. */
export function carriedOut(chain: Chain | undefined, most: number) {
  if (!chain) return { notHeld: [] };
  const { documents, places, complete } = chain;
  const provinces = places.filter(({ level }) => level === 'province');
  const inState = (state: PlaceStanding['state']) => provinces.filter((each) => each.state === state && each.below.length === 0);
  const unwatched = inState('not-watched').length;
  return {
    chain: {
      documents: documents.slice(0, most).map(documentOf),
      total: documents.length,
      provincesWithDocuments: namesOf(provinces.filter(({ state, below }) => state === 'held' || below.length > 0)),
      provincesWhereNothingWasFound: namesOf(inState('none-found')),
      provincesThatCannotBeReadNow: namesOf(inState('not-readable')),
      provincesThatAreNotWatched: namesOf(inState('not-watched')),
    },
    notHeld: [
      ...(unwatched > 0 ? [`${unwatched} of 31 provinces are not watched: nothing is known of what they did.`] : []),
      ...(complete ? [] : ['More documents name the act than were read for this answer.']),
      ...(documents.length > most ? [`${documents.length - most} further documents carry it out.`] : []),
    ],
  };
}
