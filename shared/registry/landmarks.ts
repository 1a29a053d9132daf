import type { ThemeId } from '../model/vocabulary.ts';
import { findIssuer, issuerById } from './issuers.ts';
import { acts } from './landmarks/acts.ts';
import { names } from './landmarks/names.ts';
import { type Landmark, type LandmarkSection, landmarkSections, type Mark, type NameRow, type Row } from './landmarks/row.ts';

export { type Landmark, type LandmarkKind, type LandmarkSection, landmarkSections, type Mark } from './landmarks/row.ts';

const list = (cell: string, by: string): string[] => cell.split(by).filter(Boolean);

/** Bodies, number and dates as their cells hold them. */
function announced(
  issuers: string,
  numbered: string,
  dates: string,
): Pick<Landmark, 'issuers' | 'otherIssuers' | 'dates' | 'number' | 'numberMark'> {
  const [, number, numberMark] = /^(.*) (V2|V1|K|\?)$/.exec(numbered) ?? [];
  const [bodies = '', others] = issuers.split(' +');
  return {
    issuers: list(bodies, ' '),
    ...(others === undefined ? {} : { otherIssuers: Number(others) }),
    dates: Object.fromEntries(list(dates, ' ').map((pair) => pair.split('='))),
    ...(number ? { number, numberMark: numberMark as Mark } : {}),
  };
}

const act = ([id, zh, en, issuers, numbered, dates, mark, themes, aliases, statement]: Row, section: LandmarkSection): Landmark => ({
  id,
  section,
  kind: 'act',
  zh,
  en,
  mark,
  statement,
  themes: list(themes, ' ') as ThemeId[],
  aliases: list(aliases, '|'),
  ...announced(issuers, numbered, dates),
});

const named = (row: NameRow, section: LandmarkSection): Landmark => {
  const [id, kind, zh, en, mark, themes, aliases, statement, issuers = '', numbered = '', dates = ''] = row;
  return {
    id,
    section,
    kind,
    zh,
    en,
    mark,
    statement,
    themes: list(themes, ' ') as ThemeId[],
    aliases: list(aliases, '|'),
    ...announced(issuers, numbered, dates),
  };
};

/** Everything the backgrounder names, and what belongs beside it, in the order of its sections. */
export const landmarks: readonly Landmark[] = landmarkSections.flatMap((section) => [
  ...(acts[section] ?? []).map((row) => act(row, section)),
  ...(names[section] ?? []).map((row) => named(row, section)),
]);

const byId = new Map(landmarks.map((landmark) => [landmark.id, landmark]));
export const landmarkById = (id: string): Landmark | undefined => byId.get(id);

/** Whether it may be shown as fact; K is shown as unverified, ? as a name with no claim. */
export const isVerified = (mark: Mark): boolean => mark === 'V2' || mark === 'V1';

/** Bodies of places and offices of ministries, which the registry of issuers finds by their names alone. */
const byName: Readonly<Record<string, string>> = {
  'moe-office': '教育部办公厅',
  'shanghai-congress-standing': '上海市人民代表大会常务委员会',
  'shenzhen-congress-standing': '深圳市人民代表大会常务委员会',
  'hangzhou-congress-standing': '杭州市人民代表大会常务委员会',
};

/** The bodies of a landmark in both languages, lead first. */
export const bodiesOf = ({ issuers }: Pick<Landmark, 'issuers'>): readonly { readonly name: string; readonly english: string }[] =>
  issuers.flatMap((id) => {
    const body = issuerById(id) ?? findIssuer(byName[id] ?? '');
    return body ? [{ name: body.name, english: body.english }] : [];
  });

/** Whether its act is one of the whole country. */
export const isNational = ({ issuers }: Pick<Landmark, 'issuers'>): boolean => !issuers.some((id) => /-congress-standing$/.test(id));
