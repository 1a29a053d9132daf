import { type Landmark, type LandmarkSection, landmarkSections, type VerificationMark } from './landmarks/row.ts';
import acts from './tables/landmarks/acts.json' with { type: 'json' };
import names from './tables/landmarks/names.json' with { type: 'json' };

export { type Landmark, type LandmarkSection, landmarkSections, type VerificationMark } from './landmarks/row.ts';

/** A row of the tables: what is empty is left out, and so is the kind of an act. */
type Row = Partial<Landmark> & Pick<Landmark, 'id' | 'en' | 'mark'>;
type Rows = Readonly<Partial<Record<LandmarkSection, readonly Row[]>>>;

const nothing = { kind: 'act', zh: '', issuers: [], dates: {}, themes: [], aliases: [], statement: '' } as const;

/** Everything the backgrounder names, and what belongs beside it, in the order of its sections. */
export const landmarks: readonly Landmark[] = landmarkSections.flatMap((section) =>
  [acts as Rows, names as Rows].flatMap((table) => (table[section] ?? []).map((row) => ({ ...nothing, ...row, section }))),
);

const byId = new Map(landmarks.map((landmark) => [landmark.id, landmark]));
export const landmarkById = (id: string): Landmark | undefined => byId.get(id);

/** What the search index knows it by: a place as the place that titles name, all others by their own id. */
export const entityIdOf = ({ id, place }: Pick<Landmark, 'id' | 'place'>): string => (place === undefined ? id : `place:${place}`);

const byEntity = new Map(landmarks.map((landmark) => [entityIdOf(landmark), landmark]));
export const landmarkOfEntity = (id: string): Landmark | undefined => byEntity.get(id);

/** Whether it may be shown as fact; K is shown as unverified, ? as a name with no claim. */
export const isVerified = (mark: VerificationMark): boolean => mark === 'V2' || mark === 'V1';

/** Whether its act is one of the whole country. */
export const isNational = ({ issuers }: Pick<Landmark, 'issuers'>): boolean => !issuers.some((id) => /-congress-standing$/.test(id));
