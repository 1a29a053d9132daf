import { landmarks } from '../../registry/landmarks.ts';
import { findOfficialName, nameKey } from '../../registry/official-names.ts';
import { fold } from '../../registry/script.ts';
import { toTitleCase } from './known-words.ts';
import { piece, type Rendered, type TitleText } from './title-text.ts';

const landmarkNames = new Map(
  landmarks.filter(({ zh }) => zh.length > 3).map(({ zh, en }) => [nameKey(fold(zh)), toTitleCase(en)] as const),
);

/** An act or a landmark by its whole Chinese name. */
export function renderKnownName(name: TitleText): Rendered | undefined {
  const official = findOfficialName(name.folded);
  if (official?.seen) return { en: official.en, pieces: [piece(name, official.en, 'official')], by: 'official' };
  const en = official?.en ?? landmarkNames.get(nameKey(name.folded));
  return en === undefined ? undefined : { en, pieces: [piece(name, en)] };
}
