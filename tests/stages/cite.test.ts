import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { describe, expect, test } from 'vitest';
import type { NamedDocument } from '../../shared/model/document-facts.ts';
import { documentTypes } from '../../shared/model/vocabulary.ts';
import { type Cited, citationForms, toBibtex, toCsl, toRis } from '../../shared/stages/digest/citation-formats.ts';
import { shown } from '../support/answers.ts';

const plain: NamedDocument = shown({ id: 'doc_plain', lastSeenAt: '2026-11-24T17:00:00Z' });
const hostile: NamedDocument = shown({
  id: 'doc_hostile',
  lastSeenAt: '2026-11-24T17:00:00Z',
  title: '关于{数据}的\\通知 100% & #1 _x_ ~ ^ $y$ }\r\nER  - \r\nTY  - JOUR\n"引号" – «é»',
  english: { title: 'Notice {on} Data \\ 100% & #1 _x_ ~ ^ $y$ {{\nER  - ', by: 'glossary' },
  number: '国办发{2026}1号 & 2%',
  issuers: Array.from({ length: 200 }, (_, n) => ({ name: n === 0 ? 'Office of Data and AI, {Ltd}' : `第${n}局` })),
  canonicalUrl: 'https://a.example/x_y~z/a%20b?c={d}&e=#f',
});
const undated = ({ dates: _dates, ...rest }: NamedDocument): NamedDocument => ({ ...rest, dates: {} });

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
const read = (text: unknown) => {
  const { data } = new Cite(text, { generateGraph: false });
  expect(data).toHaveLength(1);
  return data[0] ?? {};
};
const names = (people: unknown): string[] =>
  (people as { literal?: string; family?: string; given?: string }[]).map(
    ({ literal, family, given }) => literal ?? [family, given].filter(Boolean).join(', '),
  );
const day = (value: unknown): unknown => (value as { 'date-parts'?: unknown[] } | undefined)?.['date-parts']?.[0];

describe.each([
  ['a plain document', plain],
  ['a hostile one', hostile],
])('%s is read back by a library of citations', (_, document) => {
  const note = `English title (glossary): ${squeezed(document.english.title)}`;

  test('from CSL-JSON', () => {
    const item = read(JSON.parse(JSON.stringify(toCsl(document))));
    expect(item).toMatchObject({ id: document.id, title: squeezed(document.title), number: document.number, note, language: 'zh-Hans' });
    expect([item['URL'], day(item['issued']), day(item['accessed'])]).toEqual([document.canonicalUrl, [2026, 11, 9], [2026, 11, 25]]);
    expect(names(item['author'])).toEqual(document.issuers.map(({ name }) => name));
    expect(item['title-short']).toBeUndefined();
  });

  test('from BibTeX', () => {
    const item = read(toBibtex(document));
    expect(item).toMatchObject({
      type: 'legislation',
      title: squeezed(document.title),
      number: document.number,
      note,
      language: 'zh-Hans',
    });
    expect([day(item['issued']), day(item['accessed'])]).toEqual([
      [2026, 11, 9],
      [2026, 11, 25],
    ]);
    expect(decodeURI(String(item['URL']))).toBe(decodeURI(document.canonicalUrl));
    expect(names(item['author'])).toEqual(document.issuers.map(({ name }) => name));
  });

  test('from RIS', () => {
    const item = read(toRis(document));
    // A translated title is what readers of RIS call the title, and the official one the original.
    expect(item).toMatchObject({
      'original-title': squeezed(document.title),
      title: squeezed(document.english.title),
      language: 'zh-Hans',
    });
    expect([item['id'], item['number'], item['URL']]).toEqual([document.id, document.number, document.canonicalUrl]);
    expect(item['publisher']).toBe(document.issuers.map(({ name }) => name).join('; '));
    if (item['author']) expect(names(item['author'])).toEqual(document.issuers.map(({ name }) => name));
  });
});

describe('references', () => {
  test.each([
    ['law', 'STAT', 'legislation', 'legislation'],
    ['measures', 'STAT', 'legislation', 'legislation'],
    ['notice', 'GOVDOC', 'legislation', 'legislation'],
    ['draft', 'BILL', 'legislation', 'bill'],
    ['standard', 'STAND', 'standard', 'standard'],
    ['news', 'NEWS', 'article', 'article-newspaper'],
    ['analysis', 'BLOG', 'online', 'post-weblog'],
    ['white-paper', 'RPRT', 'report', 'report'],
  ] as const)('what is a %s is that to a reference manager', (type, ris, bibtex, csl) => {
    expect(toRis({ ...plain, type })).toMatch(new RegExp(`^TY  - ${ris}\\r`));
    expect(toBibtex({ ...plain, type })).toMatch(new RegExp(`^@${bibtex}\\{`));
    expect(toCsl({ ...plain, type })).toMatchObject({ type: csl });
  });

  test.each(documentTypes)('a %s of a local body, without number, date or English, is taken by the library', (type) => {
    const { number: _number, ...bare } = undated({ ...plain, type, english: { title: plain.title, by: 'official' } });
    const local = { ...bare, issuers: [{ id: 'shanghai-drc', name: '上海市发展和改革委员会' }] };
    for (const item of [read(toCsl(local)), read(toBibtex(local)), read(toRis(local))]) {
      expect(item).toMatchObject({ title: plain.title });
      expect([item['number'], item['note'], item['issued'], item['original-title']]).toEqual([undefined, undefined, undefined, undefined]);
    }
    expect(toCsl(local)).toMatchObject({ 'publisher-place': 'Shanghai' });
    expect(toRis(local)).toContain('CY  - Shanghai');
  });
});

describe('a state that somebody cites', () => {
  const page = 'b'.repeat(64);
  const state = { n: 2, from: '2026-11-19T01:03:00Z', textHash: 'aa', evidence: `evidence/sha256/${page}/${'c'.repeat(32)}.json` };
  const cited: Cited = {
    ...plain,
    issuers: [...plain.issuers, { name: '某某市数据局' }],
    state: { ...state, page: '/documents/doc_plain/v/2' },
    cited: { on: '2026-12-02', at: 'https://hongtou.example' },
  };
  const at = 'https://hongtou.example/documents/doc_plain/v/2';

  test.each([
    [
      'apa',
      'Cyberspace Administration of China, & 某某市数据局. (2026, November 9). 模型语料来源登记办法（试行） [Measures for the Registration of Model Corpus Sources (for trial implementation)] (国信办通字〔2026〕901号). ' +
        `Archived 2026-11-19, version 2: ${at} (SHA-256 ${page}). Retrieved December 2, 2026, from https://www.issuer.example/2026/doc_plain.html\n`,
    ],
    [
      'chicago',
      'Cyberspace Administration of China 国家互联网信息办公室 and 某某市数据局. “模型语料来源登记办法（试行）” [Measures for the Registration of Model Corpus Sources (for trial implementation)]. 国信办通字〔2026〕901号. November 9, 2026. Accessed December 2, 2026. https://www.issuer.example/2026/doc_plain.html. ' +
        `Archived 2026-11-19, version 2: ${at} (SHA-256 ${page}).\n`,
    ],
    [
      'gbt7714',
      '国家互联网信息办公室，某某市数据局. 模型语料来源登记办法（试行）：国信办通字〔2026〕901号[EB/OL]. (2026-11-09)[2026-12-02]. https://www.issuer.example/2026/doc_plain.html. ' +
        `存档第2版(2026-11-19)：${at}，SHA-256：${page}.\n`,
    ],
  ] as const)('%s', (format, text) => expect(citationForms[format].write(cited)).toBe(text));

  test.each([
    ['law', 'EB'],
    ['standard', 'S'],
    ['white-paper', 'R'],
  ] as const)('GB/T 7714 marks a %s as %s, three bodies and no day', (type, mark) => {
    const issuers = ['甲部', '乙部', '丙部', '丁部'].map((name) => ({ name }));
    expect(citationForms.gbt7714.write({ ...undated(cited), type, issuers })).toContain(`甲部，乙部，丙部，等. 模型`);
    expect(citationForms.gbt7714.write({ ...undated(cited), type, issuers })).toContain(`901号[${mark}/OL]. [2026-12-02].`);
    expect(citationForms.apa.write({ ...undated(cited), type })).toContain('(n.d.).');
  });

  test('a library reads the archived page and the day of access from each form for programs', () => {
    const archived = `Archived 2026-11-19, version 2: ${at} (SHA-256 ${page})`;
    expect(read(JSON.parse(citationForms.csl.write(cited)))).toMatchObject({
      archive_location: at,
      note: expect.stringContaining(archived),
    });
    expect(day(read(toBibtex(cited))['accessed'])).toEqual([2026, 12, 2]);
    expect(String(read(toBibtex(cited))['note'])).toContain(archived);
    expect(toRis(cited)).toContain(`N1  - ${archived}`);
  });
});
