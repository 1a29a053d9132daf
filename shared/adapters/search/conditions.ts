import type { SQLInputValue } from 'node:sqlite';
import type { Query } from '../../model/query.ts';
import { issuerRanges } from '../../registry/provinces.ts';
import { expressionText, type QueryWords } from './query-parser.ts';

/** What a row must meet, as SQL over `document AS d`, the same for every file. */
export type Conditions = {
  readonly from: string;
  readonly all: readonly string[];
  readonly values: Readonly<Record<string, SQLInputValue>>;
};

/** Status on the day :today. What the text and other acts say is fixed; in force, expired and not yet in force depend on days. */
export const status = `CASE
  WHEN d.status NOT IN ('in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown') THEN d.status
  WHEN d.expires < :today OR (d.status = 'expired' AND d.expires IS NULL) THEN 'expired'
  WHEN d.effective <= :today THEN 'in-force'
  WHEN d.effective > :today THEN 'not-yet-in-force'
  WHEN d.status = 'expired' THEN 'issued'
  ELSE d.status END`;

/** Whether the days of a document have passed by :today: 1, 0, or null without a day. */
export const dates = 'd.expires < :today AS ended, d.effective <= :today AS begun';

/** Columns that `date` may name; by default the day of publication, else of signature, else of the first reading. */
const dateColumns = {
  signed: 'd.signed',
  published: 'd.published',
  effective: 'd.effective',
  commentBy: 'd.commentBy',
  expires: 'd.expires',
  firstSeen: 'd.firstSeen',
};

export const dayColumn = ({ date }: Pick<Query, 'date'>): string => (date ? dateColumns[date] : 'd.day');

/** Whether a document of a year may meet the query: its file need not be opened otherwise. Year 0 stands for any. */
export const mayHold =
  ({ date, from = '', to = '9999' }: Pick<Query, 'date' | 'from' | 'to'>) =>
  (year: number): boolean =>
    date !== undefined || year === 0 || (String(year) >= from.slice(0, 4) && String(year) <= to.slice(0, 4));

/** Whether text, titles or number contain a needle that pairs of characters cannot prove. */
const holds = (needle: string): string =>
  `holds((SELECT text FROM body WHERE rowid = d.rowid), d.title || ' ' || d.english || ' ' || ifnull(d.number, ''), ${needle})`;

/** Documents with an issuer in one of the ranges of ids that :province lists. */
const ofProvince = `d.rowid IN (SELECT f.document FROM json_each(:province) AS r CROSS JOIN facet AS f
  WHERE f.kind = 'issuer' AND f.value >= r.value ->> 0 AND f.value < r.value ->> 1)`;

const folded = 'ifnull(d.folded, d.title)';

export function conditionsOf(query: Omit<Query, 'limit'>, words: QueryWords | undefined): Conditions {
  const all: string[] = [];
  const values: Record<string, SQLInputValue> = { today: query.today };
  const add = (name: string, value: SQLInputValue | undefined, condition: string): void => {
    if (value === undefined) return;
    all.push(condition);
    values[name] = value;
  };
  const facet = (kind: string, name = kind): string =>
    `d.rowid IN (SELECT document FROM facet WHERE kind = '${kind}' AND value = :${name})`;
  const day = dayColumn(query);
  add('match', words?.match && expressionText(words.match), 'words MATCH :match');
  for (const [index, character] of words?.inTitle.entries() ?? []) add(`title${index}`, character, `instr(${folded}, :title${index}) > 0`);
  for (const [index, needle] of words?.verify.entries() ?? []) add(`needle${index}`, needle, holds(`:needle${index}`));
  for (const [index, out] of words?.without.entries() ?? []) {
    add(`out${index}`, out.match && expressionText(out.match), `d.rowid NOT IN (SELECT rowid FROM words WHERE words MATCH :out${index})`);
    for (const [n, one] of out.inTitle.entries()) add(`out${index}t${n}`, one, `instr(${folded}, :out${index}t${n}) = 0`);
  }
  add('theme', query.theme, facet('theme'));
  add('issuer', query.issuer, facet('issuer'));
  add('source', query.source, facet('source'));
  add('entity', query.entity, facet('entity'));
  add('place', query.place === undefined ? undefined : `place:${query.place}`, facet('entity', 'place'));
  add('province', query.province && JSON.stringify(issuerRanges(query.province)), ofProvince);
  add('among', query.among && JSON.stringify(query.among), 'd.id IN (SELECT value FROM json_each(:among))');
  add('level', query.level, 'd.level = :level');
  add('type', query.type, 'd.type = :type');
  add('status', query.status, `${status} = :status`);
  add('from', query.from, `${day} >= :from`);
  add('to', query.to, `${day} <= :to`);
  const from = words?.match === undefined ? 'document AS d' : 'words JOIN document AS d ON d.rowid = words.rowid';
  return { from, all, values };
}
