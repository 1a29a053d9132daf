import type { Issuer } from '../model/article.ts';
import { type KnownAct, knownDates } from '../model/known.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { DocumentType, ThemeId } from '../model/vocabulary.ts';
import { findIssuer, issuerById } from './issuers.ts';
import { bodiesOf } from './landmarks/bodies.ts';
import { isVerified, type Landmark, landmarks } from './landmarks.ts';

/** A row of tables/known/acts.json; `issuers` are ids of the registry, else names. */
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

function toIssuer(named: string): Issuer {
  const body = issuerById(named) ?? findIssuer(named);
  return body ? { id: body.id, name: body.name, english: body.english } : { name: named };
}

const fromRow = (row: Row, catalogues: Readonly<Record<string, string>>): KnownAct => ({
  title: row.zh,
  ...(row.en === undefined ? {} : { english: { title: row.en } }),
  ...opt('number', row.number),
  issuers: row.issuers.map(toIssuer),
  type: row.type,
  dates: datesOf(row),
  ...opt('url', row.url),
  themes: row.themes ?? [],
  from: orEmpty(catalogues[row.from]),
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

let loaded: Promise<readonly KnownAct[]> | undefined;

async function read(): Promise<readonly KnownAct[]> {
  const [{ default: acts }, { default: catalogues }] = await Promise.all([
    import('./tables/known/acts.json', { with: { type: 'json' } }),
    import('./tables/known/catalogues.json', { with: { type: 'json' } }),
  ]);
  return [...landmarks.filter(isWritten).map(fromLandmark), ...(acts as readonly Row[]).map((row) => fromRow(row, catalogues))];
}

/** The acts that landmarks and public catalogues name, landmarks first. The tables are loaded when they are first asked for: a cold start does not wait for them. */
export function loadKnownActs(): Promise<readonly KnownAct[]> {
  loaded ??= read();
  return loaded;
}
