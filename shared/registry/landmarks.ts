import type { ThemeId } from '../model/vocabulary.ts';
import { acts } from './landmarks/acts.ts';
import { names } from './landmarks/names.ts';
import { type Landmark, type LandmarkSection, landmarkSections, type Mark, type NameRow, type Row } from './landmarks/row.ts';

export { type Landmark, type LandmarkKind, type LandmarkSection, landmarkSections, type Mark } from './landmarks/row.ts';

const list = (cell: string, by: string): string[] => cell.split(by).filter(Boolean);

function act([id, zh, en, issuers, numbered, dates, mark, themes, aliases, statement]: Row, section: LandmarkSection): Landmark {
  const [, number, numberMark] = /^(.*) (V2|V1|K|\?)$/.exec(numbered) ?? [];
  return {
    id,
    section,
    kind: 'act',
    zh,
    en,
    mark,
    statement,
    issuers: list(issuers, ' '),
    dates: Object.fromEntries(list(dates, ' ').map((pair) => pair.split('='))),
    themes: list(themes, ' ') as ThemeId[],
    aliases: list(aliases, '|'),
    ...(number ? { number, numberMark: numberMark as Mark } : {}),
  };
}

const named = ([id, kind, zh, en, mark, themes, aliases, statement]: NameRow, section: LandmarkSection): Landmark => ({
  id,
  section,
  kind,
  zh,
  en,
  mark,
  statement,
  issuers: [],
  dates: {},
  themes: list(themes, ' ') as ThemeId[],
  aliases: list(aliases, '|'),
});

/** Everything the backgrounder names, and what belongs beside it, in the order of its sections. */
export const landmarks: readonly Landmark[] = landmarkSections.flatMap((section) => [
  ...(acts[section] ?? []).map((row) => act(row, section)),
  ...(names[section] ?? []).map((row) => named(row, section)),
]);

const byId = new Map(landmarks.map((landmark) => [landmark.id, landmark]));
export const landmarkById = (id: string): Landmark | undefined => byId.get(id);

/** Whether it may be shown as fact; K is shown as unverified, ? as a name with no claim. */
export const isVerified = (mark: Mark): boolean => mark === 'V2' || mark === 'V1';
