import type { Level } from '../../model/source.ts';
import { documentTypes, statuses, subjectIds } from '../../model/vocabulary.ts';
import { knownBodies } from '../../registry/bodies.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { landmarkById, landmarks } from '../../registry/known.ts';
import { placeById, places } from '../../registry/places.ts';
import { subjects } from '../../registry/themes.ts';

const key = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s{1,20}/g, ' ');

function indexOf<T extends { readonly id: string }>(rows: readonly T[], names: (row: T) => readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) for (const name of names(row)) if (!found.has(key(name))) found.set(key(name), row.id);
  return found;
}

const themeIndex = indexOf(subjects, ({ english, chinese }) => [english, chinese]);
const bodyIndex = indexOf(knownBodies, ({ name, short, full, others }) => [name, short, full, ...others]);
const placeIndex = indexOf(places, ({ english, forms, stem }) => [english, stem, ...forms]);
const landmarkIndex = indexOf(landmarks, ({ zh, en, aliases }) => [zh, en, ...aliases].filter((name) => name !== ''));
const levelIds: readonly Level[] = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'];

export const findTheme = (text: string) => subjectIds.find((id) => id === key(text) || id === themeIndex.get(key(text)));
export const findLevel = (text: string): Level | undefined => levelIds.find((id) => id === text.trim().toUpperCase());
export const findPlace = (text: string): string | undefined => placeById(key(text))?.id ?? placeIndex.get(key(text));
export const findLandmark = (text: string): string | undefined => landmarkById(key(text))?.id ?? landmarkIndex.get(key(text));
export const findBody = (text: string): string | undefined =>
  bodyById(key(text))?.id ?? bodyIndex.get(key(text)) ?? findIssuer(text.trim())?.id;
export const findType = (text: string) => documentTypes.find((id) => id === key(text));
export const findStatus = (text: string) => statuses.find((id) => id === key(text));
