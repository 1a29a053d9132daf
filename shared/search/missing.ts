import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { AnnouncementLine, AnnouncementQuery } from '../model/announcement.ts';
import type {
  DocumentName,
  DocumentWithKey,
  DocumentWithNumber,
  MissingTextQuery,
  MissingTextResult,
  Sequence,
  SequenceQuery,
} from '../model/query.ts';
import type { Relation } from '../model/vocabulary.ts';
import { announcedKey } from '../stages/identity/resolve.ts';
import { namesIn, parseList, toDocumentName } from './across.ts';

export const strongest: readonly Relation[] = [
  'repeals',
  'supersedes',
  'ends-in-part',
  'suspends',
  'extends',
  'postpones',
  'amends',
  'corrects',
  'prevails-over',
  'implements',
  'forwards',
  'interprets',
  'final-of',
  'draft-of',
  'reports',
  'translates',
  'cites',
];

/** A title in another language may be a translation of a stored text; a number, or a title in Chinese, shows that the text is missing. */
const tellable = "(number IS NOT NULL OR title GLOB '*[㐀-鿿]*')";

/** 国务院办公厅转发国家地震局关于…的通知 holds what it forwards: the title stands in its own. */
const forwardsOwn = `(relation = 'forwards' AND title IS NOT NULL AND EXISTS
  (SELECT 1 FROM register AS own WHERE own.id = register_cite.id AND instr(own.title, register_cite.title) > 0))`;

export function findMissingTexts(database: DatabaseSync, { limit, offset = 0, relation, theme }: MissingTextQuery): MissingTextResult {
  const ofTheme = " AND id IN (SELECT id FROM register_facet WHERE kind = 'theme' AND value = ?)";
  const only = `${relation === undefined ? '' : ' AND relation = ?'}${theme === undefined ? '' : ofTheme}`;
  const values = [relation, theme].filter((value) => value !== undefined);
  const open = `FROM register_cite WHERE open = 1 AND shown = 1 AND ${tellable} AND NOT ${forwardsOwn}${only}`;
  const groups = database
    .prepare(`SELECT key, count(DISTINCT id) AS documents ${open} GROUP BY key ORDER BY 2 DESC, key LIMIT ? OFFSET ?`)
    .all(...values, limit, offset);
  const total = Number(database.prepare(`SELECT count(DISTINCT key) AS count ${open}`).get(...values)?.['count']);
  const each = database.prepare(`SELECT title, number, relation, quote, url, id, day FROM register_cite
     WHERE key = ? AND open = 1 AND shown = 1 ORDER BY day DESC, id, seq LIMIT 200`);
  const names = namesIn(database);
  const items = groups.map((group) => {
    const rows = each.all(String(group['key']));
    const first = (column: string): string | undefined =>
      rows.map((row) => row[column]).find((value) => typeof value === 'string') as string | undefined;
    const relations = Object.fromEntries(
      strongest.flatMap((name) => {
        const count = rows.filter((row) => row['relation'] === name).length;
        return count > 0 ? [[name, count]] : [];
      }),
    );
    const citedBy = rows.slice(0, 5).map((row) => ({
      ...toDocumentName(names(row['id'])),
      relation: row['relation'] as Relation,
      quote: String(row['quote']),
      day: String(row['day']),
    }));
    const facts = Object.entries({ title: first('title'), number: first('number'), url: first('url') }).filter(
      ([, value]) => value !== undefined,
    );
    return { ...Object.fromEntries(facts), documents: Number(group['documents']), relations, citedBy };
  });
  return { total, items };
}

/** Reports of acts that they do not name, the newest first; days are those of the reports. */
export function findAnnouncements(
  database: DatabaseSync,
  { issuer, from = '', to = '9999', limit }: AnnouncementQuery,
): AnnouncementLine[] {
  const key = issuer === undefined ? '' : 'c.key = ? AND ';
  const rows = database
    .prepare(
      `SELECT c.key, c.quote, c.day, c.id FROM register_cite AS c WHERE c.shown = 2 AND ${key}c.day >= ? AND c.day <= ? ORDER BY c.day DESC, c.id, c.seq LIMIT ?`,
    )
    .all(...(issuer === undefined ? [] : [announcedKey(issuer)]), from, to, limit);
  const names = namesIn(database);
  return rows.map((row) => ({
    report: { ...toDocumentName(names(row['id'])), day: String(row['day']) },
    issuer: String(row['key']).slice(announcedKey('').length),
    quote: String(row['quote']),
  }));
}

export function findSequences(database: DatabaseSync, { prefix, year, limit }: SequenceQuery): Sequence[] {
  const conditions = ['own = 1'];
  const values: SQLInputValue[] = [];
  if (prefix !== undefined) {
    conditions.push('prefix = ?');
    values.push(prefix);
  }
  if (year !== undefined) {
    conditions.push('year = ?');
    values.push(year);
  }
  const groups = database
    .prepare(
      `SELECT prefix, year, count(DISTINCT n) AS held FROM register_number WHERE ${conditions.join(' AND ')} GROUP BY prefix, year ORDER BY year DESC, held DESC, prefix LIMIT ?`,
    )
    .all(...values, limit);
  const rows = database.prepare(
    `SELECT s.n, s.own, s.id, l.title, l.number, l.day FROM register_number AS s JOIN register AS l ON l.id = s.id WHERE s.prefix = ? AND s.year = ? ORDER BY s.n, s.id LIMIT 5000`,
  );
  return groups.map((group) => {
    const all = rows.all(String(group['prefix']), Number(group['year']));
    const stored = all
      .filter((row) => row['own'] === 1)
      .map((row) => ({
        n: Number(row['n']),
        id: String(row['id']),
        title: String(row['title']),
        ...(typeof row['number'] === 'string' ? { number: row['number'] } : {}),
        ...(row['day'] === '' ? {} : { day: String(row['day']) }),
      }));
    const cited = all.filter((row) => row['own'] === 0).map((row) => ({ n: Number(row['n']), by: String(row['id']) }));
    return { prefix: String(group['prefix']), ...(group['year'] === 0 ? {} : { year: Number(group['year']) }), held: stored, cited };
  });
}

export function findByNumber(
  database: DatabaseSync,
  { n, year, limit }: { n: number; year?: number; limit: number },
): DocumentWithNumber[] {
  const rows = database
    .prepare(`SELECT s.prefix, l.id, l.title, l.number FROM register_number AS s JOIN register AS l ON l.id = s.id
       WHERE s.own = 1 AND s.n = ?${year === undefined ? '' : ' AND s.year = ?'} ORDER BY s.year DESC, s.prefix, s.id LIMIT ?`)
    .all(n, ...(year === undefined ? [] : [year]), limit);
  return rows.map((row) => ({
    id: String(row['id']),
    title: String(row['title']),
    prefix: String(row['prefix']),
    ...(typeof row['number'] === 'string' ? { number: row['number'] } : {}),
  }));
}

type Groups = readonly (readonly string[])[];

export function shares(groups: Groups, { title, english }: Pick<DocumentName, 'title' | 'english'>): boolean {
  const heads = `${title} ${english.toLowerCase()}`;
  return groups.filter((words) => words.some((word) => heads.includes(word))).length >= Math.min(2, groups.length);
}

export const findSharing = (database: DatabaseSync, groups: Groups): DocumentName[] =>
  database
    .prepare('SELECT id, title, english FROM register WHERE act = 1')
    .all()
    .map(toDocumentName)
    .filter((name) => shares(groups, name));

export function findByKeys(database: DatabaseSync, keys: readonly string[]): DocumentWithKey[] {
  const rows = database
    .prepare(
      `SELECT k.key, r.id, r.number, r.issuers, r.draft FROM json_each(?) AS asked
      CROSS JOIN register_key AS k ON k.key = asked.value JOIN register AS r ON r.id = k.id ORDER BY k.key, k.id`,
    )
    .all(JSON.stringify([...new Set(keys)]));
  return rows.map((row) => ({
    key: String(row['key']),
    id: String(row['id']),
    issuerNames: parseList(row['issuers']),
    draft: row['draft'] === 1,
    ...(typeof row['number'] === 'string' ? { number: row['number'] } : {}),
  }));
}
