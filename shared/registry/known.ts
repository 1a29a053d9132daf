import type { Issuer } from '../model/article.ts';
import { type KnownAct, knownDates } from '../model/lineage.ts';
import { daysBetween } from '../model/time.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { DocumentType, ThemeId } from '../model/vocabulary.ts';
import { findIssuer, issuerById } from './issuers.ts';
import { bodiesOf } from './landmarks/bodies.ts';
import { type Checked, type Landmark, type LandmarkSection, landmarkSections, type VerificationMark } from './landmarks/row.ts';
import acts from './tables/landmarks/acts.json' with { type: 'json' };
import names from './tables/landmarks/names.json' with { type: 'json' };

export { type Checked, type Landmark, type LandmarkSection, landmarkSections, type VerificationMark } from './landmarks/row.ts';

/** A row of the tables: what is empty is left out, and so is the kind of an act. */
type LandmarkRow = Omit<Partial<Landmark>, 'checked'> & Pick<Landmark, 'id' | 'en' | 'mark'> & { readonly checked?: string };
type Rows = Readonly<Partial<Record<LandmarkSection, readonly LandmarkRow[]>>>;

/** `2026-12-01 www.gov.cn/…`: the day, and what was looked at. */
const toChecked = (text: string): Checked => ({ day: text.split(' ', 1).join(), where: text.slice(text.indexOf(' ') + 1) });

/** Of a landmark that no row says more of: all of them were looked up together. */
const firstChecked = '2026-09-27 one or two public texts each, as its mark says';

/** A check is remembered this long; what is older says so beside the row. */
export const checkedDays = 180;

export const isOldCheck = ({ day }: Checked, today: string): boolean => daysBetween(`${day}-01`.slice(0, 10), today) > checkedDays;

const nothing = { kind: 'act', zh: '', issuers: [], dates: {}, themes: [], aliases: [], statement: '' } as const;

/** Everything the backgrounder names, and what belongs beside it, in the order of its sections. */
export const landmarks: readonly Landmark[] = landmarkSections.flatMap((section) =>
  [acts as Rows, names as Rows].flatMap((table) =>
    (table[section] ?? []).map(({ checked = firstChecked, ...row }) => ({ ...nothing, ...row, checked: toChecked(checked), section })),
  ),
);

const byId = new Map(landmarks.map((landmark) => [landmark.id, landmark]));
export const landmarkById = (id: string): Landmark | undefined => byId.get(id);

export const entityIdOf = ({ id, place }: Pick<Landmark, 'id' | 'place'>): string => (place === undefined ? id : `place:${place}`);

const byEntity = new Map(landmarks.map((landmark) => [entityIdOf(landmark), landmark]));
export const landmarkOfEntity = (id: string): Landmark | undefined => byEntity.get(id);

/** Whether it may be shown as fact; K is shown as unverified, ? as a name with no claim. */
export const isVerified = (mark: VerificationMark): boolean => mark === 'V2' || mark === 'V1';

export const isNational = ({ issuers }: Pick<Landmark, 'issuers'>): boolean => !issuers.some((id) => /-congress-standing$/.test(id));

type Row = Pick<KnownAct, 'number' | 'unnumbered' | 'url'> & {
  readonly zh: string;
  readonly en?: string;
  readonly issuers: readonly string[];
  readonly type: DocumentType;
  readonly signed?: string;
  readonly published?: string;
  readonly effective?: string;
  readonly themes?: readonly ThemeId[];
  readonly from: string;
  readonly checked?: string;
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
function toIssuer(named: string) {
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

/** A row that nobody looked up again was checked when its catalogue was seen. */
function fromRow(row: Row, beside: Beside): KnownAct {
  const catalogue = orEmpty(beside.catalogues[row.from]);
  return {
    title: row.zh,
    ...englishOf(row, beside),
    ...opt({ number: row.number, unnumbered: row.unnumbered }),
    issuers: row.issuers.map(toIssuer),
    type: row.type,
    dates: datesOf(row),
    ...opt({ url: row.url }),
    themes: row.themes ?? [],
    from: toChecked(catalogue).where,
    checked: toChecked(row.checked ?? catalogue),
  };
}

/** The title that an act bears by itself: a landmark that is still to be written has no date. */
const isWritten = ({ kind, zh, mark, dates }: Landmark) => kind === 'act' && zh !== '' && mark !== '?' && Object.keys(dates).length > 0;

const fromLandmark = (landmark: Landmark): KnownAct => ({
  title: landmark.zh,
  english: { title: landmark.en },
  ...(isVerified(landmark.numberMark ?? '?') ? opt({ number: landmark.number }) : {}),
  issuers: bodiesOf(landmark),
  dates: datesOf(landmark.dates),
  ...opt({ url: landmark.url }),
  themes: landmark.themes,
  from: 'the landmarks of Hongtou, each with how well it was checked',
  checked: landmark.checked,
  landmark: landmark.id,
});

export type Correction = {
  readonly of: string;
  readonly english?: string;
  readonly field: 'statement' | 'number' | (typeof knownDates)[number];
  readonly said: string;
  readonly says?: string;
  readonly since: string;
  readonly why: string;
};

/** What landmarks and known acts were said to be, and what they are said to be now, the newest first. */
export async function corrections(): Promise<readonly Correction[]> {
  const [{ default: rows }, { acts }] = await Promise.all([
    import('./tables/corrections.json', { with: { type: 'json' } }),
    loadKnownActs(),
  ]);
  const ofNow = ({ of, field }: Correction) => {
    const landmark = landmarkById(of);
    const act = acts.find(({ title, landmark: id }) => title === of || id === of);
    const english = landmark?.en ?? act?.english?.title;
    if (field === 'statement' || (landmark && field === 'number')) return opt({ english, says: landmark?.[field] });
    return opt({ english, says: field === 'number' ? act?.number : act?.dates[field]?.value });
  };
  const listed = (rows as readonly Correction[]).map((row) => ({ ...row, ...ofNow(row) }));
  return listed.toSorted((a, b) => b.since.localeCompare(a.since));
}

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
