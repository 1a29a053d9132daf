import { toPrintableJson } from '../stages/text/printable.ts';
import croissantContext from './croissant-context.json' with { type: 'json' };
import { releaseTables, type TableName, tableNames } from './release.ts';

/** What describes a data set, made of its tables: for Frictionless, Croissant and DataCite, and for people. */

export type ReleaseFile = { readonly name: string; readonly bytes: number; readonly sha256: string; readonly rows: number };
export type Release = { readonly number: number; readonly at: string; readonly day: string; readonly files: readonly ReleaseFile[] };

const title = 'Chinese AI policy: documents, dates, duties and figures read from official pages';
const description =
  'Documents of Chinese policy on artificial intelligence as read from public pages: dates with the words that state them, citations, ' +
  'deadlines, figures, obligations, sources, and what was corrected.';
const maker = 'Hongtou';
const keywords = ['China', 'artificial intelligence', 'policy', 'legislation', 'open data'];
const licences = [
  { name: 'CC0-1.0', path: 'https://creativecommons.org/publicdomain/zero/1.0/', title: 'Facts: CC0 1.0 Universal' },
  {
    name: 'CC-BY-4.0',
    path: 'https://creativecommons.org/licenses/by/4.0/',
    title: 'English: Creative Commons Attribution 4.0 International',
  },
];
const isEnglish = (column: string): boolean => /english/i.test(column);
const idOf = ({ number }: Release): string => `hongtou-release-${number}`;
const fileOf = ({ files }: Release, name: string): ReleaseFile =>
  files.find((file) => file.name === name) ?? { name, bytes: 0, sha256: '', rows: 0 };
const json = (value: unknown): string => `${toPrintableJson(value, 2)}\n`;
const both = ([en, zh]: readonly string[]): string => `${en} / ${zh}`;

function schemaOf(table: TableName) {
  const { key, fields } = releaseTables[table];
  const named = Object.entries(fields);
  // The table itself is named by nothing.
  const foreignKeys = named.flatMap(([name, { to }]) =>
    to ? [{ fields: name, reference: { resource: to === table ? '' : to, fields: 'id' } }] : [],
  );
  return {
    fields: named.map(([name, { says, type = 'string' }]) => ({
      ...{ name, type, description: both(says) },
      ...(key.includes(name) && { constraints: { required: true } }),
    })),
    ...{ missingValues: [''], primaryKey: key },
    ...(foreignKeys.length > 0 && { foreignKeys }),
  };
}

const frictionless = (release: Release) => ({
  ...{ profile: 'tabular-data-package', name: idOf(release), title, description, keywords },
  ...{ version: String(release.number), created: release.at, licenses: licences, contributors: [{ title: maker, role: 'author' }] },
  resources: tableNames.map((table) => {
    const { name: path, bytes, sha256 } = fileOf(release, `${table}.csv`);
    const { says } = releaseTables[table];
    return {
      ...{ profile: 'tabular-data-resource', name: table, path, title: says[0], description: both(says) },
      ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', bytes, hash: `sha256:${sha256}`, schema: schemaOf(table) },
    };
  }),
});

/** `@context`: the words of Croissant 1.0 for JSON-LD, as its specification gives them. */
const croissantTypes: Readonly<Record<string, string>> = {
  integer: 'sc:Integer',
  number: 'sc:Float',
  date: 'sc:Date',
  datetime: 'sc:DateTime',
  string: 'sc:Text',
};
const croissantFields = (table: TableName) =>
  Object.entries(releaseTables[table].fields).map(([name, { says, type, to }]) => ({
    ...{ '@type': 'cr:Field', '@id': `${table}/${name}`, name, description: both(says), dataType: croissantTypes[type ?? 'string'] },
    source: { fileObject: { '@id': `${table}.csv` }, extract: { column: name } },
    ...(to && { references: { field: { '@id': `${to}/id` } } }),
  }));

const croissant = (release: Release) => ({
  '@context': croissantContext,
  ...{ '@type': 'sc:Dataset', conformsTo: 'http://mlcommons.org/croissant/1.0', name: idOf(release), description, keywords },
  ...{ license: licences.map(({ path }) => path), url: 'datapackage.json', version: `${release.number}.0.0`, datePublished: release.day },
  ...{ creator: { '@type': 'sc:Organization', name: maker }, inLanguage: ['zh', 'en'] },
  citeAs: `${maker} (${release.day}). ${title}. Release ${release.number}.`,
  distribution: release.files.map(({ name, bytes, sha256 }) => ({
    ...{ '@type': 'cr:FileObject', '@id': name, name, contentUrl: name, contentSize: `${bytes} B`, sha256 },
    encodingFormat: name.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson',
  })),
  recordSet: tableNames.map((table) => ({
    ...{ '@type': 'cr:RecordSet', '@id': table, name: table, description: both(releaseTables[table].says) },
    key: releaseTables[table].key.map((name) => ({ '@id': `${table}/${name}` })),
    field: croissantFields(table),
  })),
});

/** The required fields but the identifier, which whoever mints a DOI adds. */
const datacite = ({ number, day, files }: Release) => ({
  schemaVersion: 'http://datacite.org/schema/kernel-4',
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Tables' },
  creators: [{ name: maker, nameType: 'Organizational' }],
  titles: [{ title, lang: 'en' }],
  publisher: { name: maker },
  ...{ publicationYear: Number(day.slice(0, 4)), version: String(number), language: 'zh', dates: [{ date: day, dateType: 'Created' }] },
  subjects: keywords.map((subject) => ({ subject })),
  descriptions: [{ description, descriptionType: 'Abstract', lang: 'en' }],
  rightsList: licences.map(({ name, path, title: rights }) => ({
    rights,
    rightsUri: path,
    rightsIdentifier: name,
    rightsIdentifierScheme: 'SPDX',
  })),
  ...{
    formats: ['text/csv', 'application/x-ndjson'],
    sizes: [`${files.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`],
    identifiers: [],
  },
});

const dictionary = (): string =>
  tableNames
    .map((table) => {
      const { says, key, fields } = releaseTables[table];
      const rows = Object.entries(fields).map(
        ([
          name,
          {
            says: [en, zh],
            type = 'string',
            to,
          },
        ]) => {
          const kind = to ? `${type}, → ${to}.id` : type;
          return `| \`${name}\` | ${kind} | ${en} | ${zh} | ${isEnglish(name) ? 'CC-BY-4.0' : 'CC0-1.0'} |\n`;
        },
      );
      return `## ${table}\n\n${both(says)}. Key: ${key.join(', ')}.\n\n| column | type | English | 中文 | licence |\n|---|---|---|---|---|\n${rows.join('')}`;
    })
    .join('\n');

const licence = `SPDX-License-Identifier: CC0-1.0 AND CC-BY-4.0

Facts (every column whose name does not say "english"): nobody's; to the extent that anybody has rights in them, they are waived by
CC0 1.0: ${licences[0]?.path}
English (columns whose name says "english"): CC BY 4.0, name Hongtou as the maker: ${licences[1]?.path}
Official acts are outside copyright in China. Words of other pages stand in the column "quote" as far as a short quotation goes, and stay
their authors' own; the column "rights" of each document says what its source allows.
`;

/** Every describing file by its name; SHA256SUMS is made of all, and CHANGES.md of two releases. */
export const describingFiles = (release: Release): Readonly<Record<string, string>> => ({
  'datapackage.json': json(frictionless(release)),
  'croissant.json': json(croissant(release)),
  'datacite.json': json(datacite(release)),
  'DICTIONARY.md': `# Release ${release.number} of ${release.day}: what stands in each column\n\n${dictionary()}`,
  LICENSE: licence,
});
