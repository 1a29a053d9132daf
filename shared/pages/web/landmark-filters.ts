import { themeIds } from '../../model/vocabulary.ts';
import { landmarkKinds } from '../../registry/landmarks/find.ts';
import { choice, whole, words } from './parameters.ts';

/** Parameters that narrow the landmarks, on the page and in the API. */
export const landmarkFilters = {
  q: words(200, 'Words of a name, of the number or of the id', 'compute'),
  theme: choice(themeIds, 'Theme'),
  kind: choice(landmarkKinds, 'What it is'),
  news: choice(['yes', 'no'], 'Whether a document names it'),
  days: whole(1, 3660, 'a whole number of days from 1 to 3660', { says: 'A document of the last so many days names it', example: 90 }),
};
