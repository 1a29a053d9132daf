import { landmarks } from '../../registry/landmarks.ts';
import { findOfficialName, nameKey } from '../../registry/official-names.ts';
import { fold } from '../../registry/script.ts';
import { toTitleCase } from './known-words.ts';
import { piece, type Rendered, type TitleText } from './title-text.ts';

const landmarkNames = new Map(
  landmarks.filter(({ zh }) => zh.length > 3).map(({ zh, en }) => [nameKey(fold(zh)), toTitleCase(en)] as const),
);

/** An act or a landmark by its whole Chinese name. What the whole product calls a landmark goes before what others call it. */
export function renderKnownName(name: TitleText): Rendered | undefined {
  const landmark = landmarkNames.get(nameKey(name.folded));
  const official = findOfficialName(name.folded);
  const en = landmark ?? official?.en;
  if (en === undefined) return undefined;
  return official?.seen && official.en === en
    ? { en, pieces: [piece(name, en, 'official')], by: 'official' }
    : { en, pieces: [piece(name, en)] };
}
