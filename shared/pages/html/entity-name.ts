import { companies } from '../../registry/companies.ts';
import { bodyById } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/landmarks.ts';
import { places } from '../../registry/places.ts';
import type { View } from '../words/page-view.ts';

/** The name behind the id of what documents name: a landmark, a place (`place:beijing`), a body or a firm; the id where no registry has one. */
export function entityName(id: string, { language }: Pick<View, 'language'>): string {
  const landmark = landmarkById(id);
  if (landmark) return language === 'zh' ? landmark.zh : landmark.en;
  const place = places.find((each) => `place:${each.id}` === id);
  if (place) return language === 'zh' ? (place.forms[0] ?? place.stem) : place.english;
  const body = bodyById(id) ?? companies.find((each) => each.id === id);
  return body ? (language === 'zh' ? body.name : body.english) : id;
}
