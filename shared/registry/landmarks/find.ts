import type { Mentions } from '../../model/landmark.ts';
import { addDays } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { entityIdOf, type Landmark, landmarks } from '../known.ts';
import { fold } from '../script.ts';

/** What landmarks are narrowed by, on the page, in the API and on the command line alike. */
export type LandmarkFilters = {
  readonly theme?: string;
  readonly kind?: string;
  readonly news?: 'yes' | 'no';
  readonly days?: number;
  readonly q?: string;
};

export const landmarkKinds: readonly Landmark['kind'][] = ['act', 'institution', 'company', 'programme', 'product', 'place', 'idea'];

const plain = (text: string) => fold(text).toLowerCase();

const isNamed = ({ id, zh, en, aliases, number }: Landmark, words: readonly string[]) => {
  const names = [id, zh, en, ...aliases, orEmpty(number)].map(plain);
  return words.every((word) => names.some((name) => name.includes(word)));
};

export function findLandmarks({ theme, kind, news, days, q }: LandmarkFilters, mentions: Mentions, today: string): readonly Landmark[] {
  const words = plain(orEmpty(q))
    .split(/\s+/)
    .filter((word) => word !== '');
  return landmarks.filter((each) => {
    const seen = mentions[entityIdOf(each)];
    return (
      (theme === undefined || each.themes.some((one) => one === theme)) &&
      (kind === undefined || each.kind === kind) &&
      (news === undefined || (seen !== undefined) === (news === 'yes')) &&
      (days === undefined || (seen !== undefined && seen.newest > addDays(today, -days))) &&
      isNamed(each, words)
    );
  });
}

export const dayOfLandmark = ({ dates }: Pick<Landmark, 'dates'>): string | undefined =>
  dates.published ?? dates.signed ?? dates.adopted ?? dates.draft ?? dates.effective ?? dates.commentBy;
