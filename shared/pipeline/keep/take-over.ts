import { type Article, type Citation, type DateFact, type Dates, type Issuer, takenOverWarning } from '../../model/article.ts';
import type { Classified } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import { isTheme, type SubThemeId } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { copyFrom, wordingOf } from '../../stages/identity/copies.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { withPlaces } from '../collect/publishers.ts';
import { work } from '../context.ts';
import type { ExportLine } from '../read/export.ts';
import { readLine } from './import.ts';

/** A document of a release as one of this store: its facts, and for a text the quotes that the release has of it. */

type Row = Readonly<Record<string, string | number | undefined>>;
export type TakenOver = Readonly<{ n: number; document: Row; rows: Readonly<Record<string, readonly Row[]>> }>;
type From = Readonly<{ number: number; at: string; day: string }>;

const said = (row: Row, name: string) => orEmpty(row[name] === undefined ? undefined : String(row[name]));
const some = (row: Row, name: string) => said(row, name) || undefined;
const several = (row: Row, name: string) => said(row, name).split('; ').filter(Boolean);

/** Each quote once, those of an article behind its name, so that what is read of them again knows where they stand. */
function textOf({ rows }: TakenOver) {
  const lines: string[] = [];
  for (const row of Object.values(rows).flat()) {
    const quote = said(row, 'quote');
    const article = said(row, 'article');
    const label = article !== '' && !lines.some((line) => line.startsWith(article)) ? article : '';
    if (quote !== '' && !lines.some((line) => line.includes(quote)))
      lines.push(/条$/.test(label) ? `${label}　${quote}` : `${label}${quote}`);
  }
  return lines.join('\n');
}

const dateOf = (row: Row) =>
  ({
    ...{ value: said(row, 'value'), precision: said(row, 'precision'), from: said(row, 'from'), quote: said(row, 'quote') },
    ...opt('time', some(row, 'time')),
  }) as DateFact;

const citationOf = (row: Row) =>
  ({
    ...{ relation: said(row, 'relation'), quote: said(row, 'quote') },
    ...opt({ title: some(row, 'title'), number: some(row, 'number') }),
  }) as Citation;

function issuerOf(name: string): Issuer {
  const known = findIssuer(name);
  return { name, ...opt({ id: known?.id, english: known?.english }) };
}

function articleOf(taken: TakenOver, from: From) {
  const { document, rows } = taken;
  const url = said(document, 'url');
  if (!URL.canParse(url)) throw new InputError(`documents.jsonl, line ${taken.n}: "url" is no address; nothing was taken over`);
  const language = said(document, 'language');
  return {
    ...{ kind: 'article', url, canonicalUrl: canonicalUrl(url), reader: 'generic', charset: 'utf-8', language, titleLanguage: language },
    ...{
      title: said(document, 'title'),
      issuers: several(document, 'issuers').map(issuerOf),
      type: document['type'],
      status: document['status'],
    },
    ...opt({ number: some(document, 'number'), sourceId: some(document, 'carrier') ?? several(document, 'source')[0] }),
    dates: Object.fromEntries((rows['dates'] ?? []).map((row) => [said(row, 'kind'), dateOf(row)])) as Dates,
    ...{ text: textOf(taken), attachments: [], citations: (rows['citations'] ?? []).map(citationOf) },
    warnings: [takenOverWarning(`release ${from.number} of ${from.day}`)],
  } as unknown as Article;
}

/** Themes and English are those of the release; what else is made of a text is made of the quotes. */
function asReleased(understood: Classified, document: Row) {
  const themes = several(document, 'themes');
  const [relevance, by, title] = [Number(document['relevance']), said(document, 'englishBy'), said(document, 'english')];
  return {
    ...omit(understood, 'subThemes'),
    ...{ id: said(document, 'id'), relevant: document['relevant'] === 'yes', relevance },
    themes: themes.filter(isTheme).map((theme) => ({ theme, score: relevance, evidence: [] })),
    subThemes: themes.filter((theme) => !isTheme(theme)).map((theme) => ({ theme: theme as SubThemeId, evidence: [] })),
    // Words of a title are no title of it.
    ...(by !== 'words' && by !== 'known' && { english: { title, by: by as Classified['english']['by'] } }),
  };
}

/** A line as an export has it, checked as strictly; its evidence is what the release says of the document. */
export async function toLine(taken: TakenOver, from: From, context: Context): Promise<ExportLine> {
  const article = articleOf(taken, from);
  const understood = await work('understand', [withPlaces(article, context), []], article.url, context);
  const { keys, ...document } = omit(asReleased(understood, taken.document), 'structure');
  const bytes = Buffer.from(JSON.stringify({ ...taken.document, ...taken.rows }));
  const answer = { url: article.url, finalUrl: article.url, hops: [], status: 200, wireBytes: 0, requests: 0, fetchedAt: from.at };
  const { key: evidence } = await context.snapshots.save({ ...answer, headers: { 'content-type': 'application/json' }, bytes });
  const textHash = sha256(article.text);
  const firstSeenAt = `${said(taken.document, 'firstSeen')}T04:00:00.000Z`;
  const { authority, status, warnings, dates } = document;
  const whole = { ...document, keys };
  const copy = copyFrom(whole, { authority, evidence, firstSeenAt, textHash, wording: wordingOf(whole) });
  const revision = { n: 1, at: firstSeenAt, by: 'publisher', what: 'new', textHash, evidence, changes: [], older: true };
  const held = { keys, textHash, evidence, version: 1, status, authority, warnings, dates, texts: [] };
  const value = { ...document, firstSeenAt, lastSeenAt: from.at, copies: [copy], revisions: [revision], held };
  return readLine({ value, n: taken.n });
}
