import type { Issuer } from '../model/article.ts';
import { type KnownAct, knownDates } from '../model/lineage.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { DocumentType, ThemeId } from '../model/vocabulary.ts';
import { findIssuer, issuerById } from './issuers.ts';
import { bodiesOf } from './landmarks/bodies.ts';
import { type Landmark, type LandmarkSection, landmarkSections, type VerificationMark } from './landmarks/row.ts';
import acts from './tables/landmarks/acts.json' with { type: 'json' };
import names from './tables/landmarks/names.json' with { type: 'json' };

export { type Landmark, type LandmarkSection, landmarkSections, type VerificationMark } from './landmarks/row.ts';

/** A row of the tables: what is empty is left out, and so is the kind of an act. */
type LandmarkRow = Partial<Landmark> & Pick<Landmark, 'id' | 'en' | 'mark'>;
type Rows = Readonly<Partial<Record<LandmarkSection, readonly LandmarkRow[]>>>;

const nothing = { kind: 'act', zh: '', issuers: [], dates: {}, themes: [], aliases: [], statement: '' } as const;

/** Everything the backgrounder names, and what belongs beside it, in the order of its sections. */
export const landmarks: readonly Landmark[] = landmarkSections.flatMap((section) =>
  [acts as Rows, names as Rows].flatMap((table) => (table[section] ?? []).map((row) => ({ ...nothing, ...row, section }))),
);

const byId = new Map(landmarks.map((landmark) => [landmark.id, landmark]));
export const landmarkById = (id: string): Landmark | undefined => byId.get(id);

export const entityIdOf = ({ id, place }: Pick<Landmark, 'id' | 'place'>): string => (place === undefined ? id : `place:${place}`);

const byEntity = new Map(landmarks.map((landmark) => [entityIdOf(landmark), landmark]));
export const landmarkOfEntity = (id: string): Landmark | undefined => byEntity.get(id);

/** Whether it may be shown as fact; K is shown as unverified, ? as a name with no claim. */
export const isVerified = (mark: VerificationMark): boolean => mark === 'V2' || mark === 'V1';

export const isNational = ({ issuers }: Pick<Landmark, 'issuers'>): boolean => !issuers.some((id) => /-congress-standing$/.test(id));

type Row = Pick<KnownAct, 'number' | 'url'> & {
  readonly zh: string;
  readonly en?: string;
  readonly issuers: readonly string[];
  readonly type: DocumentType;
  readonly signed?: string;
  readonly published?: string;
  readonly effective?: string;
  readonly themes?: readonly ThemeId[];
  readonly from: string;
};

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;

const datesOf = (row: Readonly<Partial<Record<string, unknown>>>): KnownAct['dates'] =>
  Object.fromEntries(
    knownDates.flatMap((kind) => {
      const value = row[kind];
      return typeof value === 'string' ? [[kind, { value, precision: precisions[value.length as 4 | 7 | 10] }]] : [];
    }),
  );

const issuers = new Map<string, Issuer>();
/** Thousands of acts are of a few hundred bodies. */
function toIssuer(named: string): Issuer {
  const known = issuers.get(named);
  if (known) return known;
  const body = issuerById(named) ?? findIssuer(named);
  const issuer = body ? { id: body.id, name: body.name, english: body.english } : { name: named };
  issuers.set(named, issuer);
  return issuer;
}

/**
 * What is made of the title and the number of an act, as the test of known acts has written it: the keys by which it is found, and its
 * English.
 */
export type MadeOfAct = {
  readonly zh: string;
  readonly title: string;
  readonly work: string;
  readonly number?: string;
  readonly en?: string;
};

type Beside = { readonly catalogues: Readonly<Record<string, string>>; readonly made: ReadonlyMap<string, MadeOfAct> };

/** The catalogue's English of an act, else what the glossary makes of its title. */
function englishOf({ zh, en }: Row, { made }: Beside): Pick<KnownAct, 'english'> {
  if (en !== undefined) return { english: { title: en } };
  const title = made.get(zh)?.en;
  return title === undefined ? {} : { english: { title, by: 'glossary' } };
}

const fromRow = (row: Row, beside: Beside): KnownAct => ({
  title: row.zh,
  ...englishOf(row, beside),
  ...opt('number', row.number),
  issuers: row.issuers.map(toIssuer),
  type: row.type,
  dates: datesOf(row),
  ...opt('url', row.url),
  themes: row.themes ?? [],
  from: orEmpty(beside.catalogues[row.from]),
});

/** The title that an act bears by itself: a landmark that is still to be written has no date. */
const isWritten = ({ kind, zh, mark, dates }: Landmark): boolean =>
  kind === 'act' && zh !== '' && mark !== '?' && Object.keys(dates).length > 0;

const fromLandmark = (landmark: Landmark): KnownAct => ({
  title: landmark.zh,
  english: { title: landmark.en },
  ...(isVerified(landmark.numberMark ?? '?') ? opt('number', landmark.number) : {}),
  issuers: bodiesOf(landmark).map(({ id, name, english }) => ({ id, name, english })),
  dates: datesOf(landmark.dates),
  ...opt('url', landmark.url),
  themes: landmark.themes,
  from: 'the landmarks of Hongtou, each with how well it was checked',
  landmark: landmark.id,
});

type Known = { readonly acts: readonly KnownAct[]; readonly made: ReadonlyMap<string, MadeOfAct> };
let loaded: Promise<Known> | undefined;

async function read(): Promise<Known> {
  const [{ default: acts }, { default: catalogues }, { default: rows }] = await Promise.all([
    import('./tables/known/acts.json', { with: { type: 'json' } }),
    import('./tables/known/catalogues.json', { with: { type: 'json' } }),
    import('./tables/known/made.json', { with: { type: 'json' } }),
  ]);
  const made = new Map((rows as readonly MadeOfAct[]).map((row) => [row.zh, row]));
  const own = (acts as readonly Row[]).map((row) => fromRow(row, { catalogues, made }));
  return { acts: [...landmarks.filter(isWritten).map(fromLandmark), ...own], made };
}

/**
 * The acts that landmarks and public catalogues name, landmarks first, and what is made of each by its title. The tables are loaded when
 * they are first asked for: a cold start does not wait for them.
 */
export function loadKnownActs(): Promise<Known> {
  loaded ??= read();
  return loaded;
}
