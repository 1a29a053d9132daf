import type { Issuer } from '../../model/article.ts';
import type { FigureArea } from '../../model/landmark.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { findPlaces } from './entities.ts';

/** Words that say "of the whole country"; the eight hubs lie all over it. */
const country = /全国|我国|中国|全行业|八大枢纽|八个(?:国家)?(?:算力)?枢纽|\bthe eight hubs|\bchina\b|\bnational|\bnationwide/;
/** The province or city that the text is about, without its name. */
const localWord = /(?:全|本|我|该)(?:省|市|区|州|县)/;
/** Where something was said is not where it holds: 在北京举行的发布会上. */
const venue = /在[\p{Script=Han}]{2,9}(?:举行|举办|召开|开幕|闭幕|表示|发布|说|称|出席)/gu;
/** Acts of levels L0 to L2 speak for the country unless they name a part of it. */
const nationalAuthority = 80;

const byEntity = new Map(places.map((place) => [`place:${place.id}`, place]));

type Stated = {
  readonly quote: string;
  readonly title: string;
  readonly issuers: readonly Pick<Issuer, 'name'>[];
  /** 0–100. */
  readonly authority: number;
};

function placeIn(text: string): FigureArea | undefined {
  const [found] = findPlaces(text.replace(venue, ''));
  const place = found && byEntity.get(found.id);
  return place && { of: 'place', name: place.forms[0] ?? place.english, english: place.english };
}

/** Where a figure holds: what its sentence says, else the place of the title or of a local issuer, else the country of a national issuer. */
export function areaOf({ quote, title, issuers, authority }: Stated): FigureArea {
  const named = placeIn(quote);
  if (country.test(fold(quote)) && !localWord.test(quote)) return { of: 'country' };
  if (named) return named;
  const local = placeIn(title) ?? placeIn(issuers.map(({ name }) => name).join('、'));
  if (localWord.test(quote)) return local ?? { of: 'place' };
  if (local) return local;
  if (issuers.length === 0) return { of: 'unstated' };
  return authority >= nationalAuthority ? { of: 'country' } : { of: 'place' };
}
