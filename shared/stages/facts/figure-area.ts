import type { Issuer } from '../../model/article.ts';
import type { FigureArea } from '../../model/landmark.ts';
import { orEmpty } from '../../model/values.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { expressionsOf } from '../text/words.ts';
import { findPlaces } from './entities.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  /** Words that say "of the whole country"; the eight hubs lie all over it. */
  country,
} = expressionsOf(expressions.figureArea);
/** The province or city that the text is about, without its name. */
const localWord = /(?:全|本|我|该)(?:省|市|区|州|县)/;
/** 占全国的四分之一, 全国占比15%: the country that a part is measured against. */
const ofCountry =
  /(?:占|居|位居|位列|排名?|约为)[^，。；]{0,4}(?:全国|我国)[^，。；\d]{0,8}|(?:全国|我国)(?:占比|首[个批家座]|第[一二三四五])/g;
/** What is counted lies in one town, park or street: 某社区入驻130家. */
const oneSite = /入驻|落户|(?:园区|社区|街道|街区|孵化器|大厦|产业园|基地)[内里]?(?:已|共|现有|聚集|集聚|吸引|引进)/;
/** Where something was said is not where it holds: 在北京举行的发布会上. */
const venue = /在\p{Script=Han}{2,9}(?:举行|举办|召开|开幕|闭幕|表示|发布|说|称|出席)/gu;
/** Acts of levels L0 to L2 speak for the country unless they name a part of it. */
const nationalAuthority = 80;

const byEntity = new Map(places.map((place) => [`place:${place.id}`, place]));

type Stated = {
  /** The clause of the figure where it is known, and its sentence. */
  readonly clause?: string;
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

/** What a stretch of text says of where its figure holds; a place before the country that it is a part of. */
function saidIn(text: string): FigureArea | undefined {
  const plain = text.replace(ofCountry, '');
  const named = placeIn(plain);
  const whole = country.test(fold(plain)) && !localWord.test(plain);
  if (named && !(whole && /^(?:中国|china)$/i.test(orEmpty(named.name)))) return whole && isWhole(plain) ? { of: 'country' } : named;
  return whole ? { of: 'country' } : undefined;
}
/** 全国…总规模…，贵州居首: the country is counted where its word stands first. */
const isWhole = (text: string): boolean => /^[^\p{Script=Han}]{0,4}(?:截[至止][^，。；]{0,12})?(?:全国|我国|中国)/u.test(text);

/** Where a figure holds: what its clause says, else its sentence, else the place of the title or of a local issuer, else the country of a national issuer. */
export function areaOf({ quote, clause = quote, title, issuers, authority }: Stated): FigureArea {
  if (oneSite.test(clause) && !country.test(fold(clause))) return placeIn(clause) ?? placeIn(quote) ?? { of: 'place' };
  const said = saidIn(clause) ?? saidIn(quote);
  if (said) return said;
  const local = placeIn(title) ?? placeIn(issuers.map(({ name }) => name).join('、'));
  if (localWord.test(quote)) return local ?? { of: 'place' };
  if (local) return local;
  if (issuers.length === 0) return { of: 'unstated' };
  return authority >= nationalAuthority ? { of: 'country' } : { of: 'place' };
}
