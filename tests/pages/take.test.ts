import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory, sample, shown } from '../support/answers.ts';

const app = createApp(memory());
const get = (path: string) => app.request(`/api/v1/${path}`);
const endings = ['csv', 'jsonl', 'ris', 'bib', 'json', 'md'] as const;
const news = sample.find(({ id }) => id === 'doc_news')?.text ?? '';

/** Cells of a table as RFC 4180 writes it. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, , quoted, bare = '', end] of csv.matchAll(/("((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push((quoted ?? bare).replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('documents as files', () => {
  test.each(endings)('.%s has the documents of the list with the same filters, and is offered as a file', async (ending) => {
    const answer = await get(`documents.${ending}?theme=regulation`);
    const { total } = JSON.parse(await (await get('documents?theme=regulation')).text());
    expect([answer.status, answer.headers.get('x-total-count'), answer.headers.get('link')]).toEqual([200, String(total), null]);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="hongtou-documents.${ending}"`);
    const body = await answer.text();
    for (const { title, id, themes } of sample) expect(body.includes(title), id).toBe(themes.some(({ theme }) => theme === 'regulation'));
  });

  test.each(endings)('.%s is walked to its end by its links, each document once', async (ending) => {
    const bodies: string[] = [];
    for (let path: string | undefined = `documents.${ending}?limit=1&sort=newest`; path !== undefined; ) {
      const answer: Response = await get(path);
      bodies.push(await answer.text());
      path = /^<\/api\/v1\/(\S+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(bodies).toHaveLength(sample.length);
    for (const { title } of sample) expect(bodies.filter((body) => body.includes(title))).toHaveLength(1);
  });

  test.each(endings)('.%s holds no more of a text than its source allows', async (ending) => {
    expect(await (await get(`documents.${ending}`)).text()).not.toContain(news.slice(0, 210));
  });

  test.each(['limit=0', 'limit=1001', 'theme=x', 'cursor=x', 'colour=red'])('%s is refused', async (query) => {
    expect((await get(`documents.csv?${query}`)).status).toBe(400);
  });

  test('evidence packs are given of a list and of one document, as a ZIP file, and not beyond what an answer holds', async () => {
    const list = await get('documents.zip?limit=1&sort=newest');
    expect([list.status, list.headers.get('content-type'), list.headers.get('link')]).toEqual([
      200,
      'application/zip',
      expect.stringContaining('cursor='),
    ]);
    const one = await get('documents/doc_register/pack');
    expect(one.headers.get('content-disposition')).toBe('attachment; filename="hongtou-doc_register.zip"');
    expect(Buffer.from(await one.arrayBuffer()).toString('latin1')).toMatch(/^PK\u0003\u0004/);
    expect((await get('documents/none/pack')).status).toBe(404);
    const large = {
      ...memory(),
      async *pack() {
        for (;;) yield new Uint8Array(50_000_000);
      },
    };
    const refused = await createApp(large).request('/api/v1/documents.zip');
    expect([refused.status, await refused.text()]).toEqual([413, expect.stringContaining('hongtou export --format pack')]);
  });

  test('an empty list is a whole file', async () => {
    const body = async (ending: string) => (await get(`documents.${ending}?q=nowhere`)).text();
    expect(cellsOf(await body('csv'))).toHaveLength(1);
    expect(JSON.parse(await body('json'))).toEqual([]);
    expect([await body('jsonl'), await body('ris'), await body('bib')]).toEqual(['', '', '']);
    expect(await body('md')).toContain('0 documents');
  });
});

describe('the table', () => {
  const hostile = shown({
    id: 'doc_hostile',
    title: '=HYPERLINK("http://x","a"),\r\n"b"',
    english: { title: ' +1-2', by: 'glossary' },
    number: '@x',
    issuers: Array.from({ length: 200 }, (_, n) => ({ name: `第${n}局` })),
  });
  const row = async () => {
    const answer = await createApp(memory({ documents: [hostile] })).request('/api/v1/documents.csv');
    const [head = [], values = [], ...more] = cellsOf(await answer.text());
    expect([values.length, more]).toEqual([head.length, []]);
    return Object.fromEntries(head.map((name, index) => [name, values[index]]));
  };

  test('begins with the mark that spreadsheets need, and names its columns', async () => {
    const bytes = Buffer.from(await (await get('documents.csv')).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toMatch(
      /^\ufeffid,relevant,number,title,english,englishBy,issuers,issuersEnglish,level,type,status,source,firstSeen,/,
    );
  });

  test('a value is what stands in the document', async () => {
    const [head = [], ...rows] = cellsOf(await (await get('documents.csv?q=语料来源')).text());
    const register = Object.fromEntries(head.map((name, index) => [name, rows.find(([id]) => id === 'doc_register')?.[index]]));
    expect(register).toMatchObject({
      relevant: 'yes',
      number: '国信办通字〔2026〕901号',
      issuersEnglish: 'Cyberspace Administration of China',
      level: 'L2',
      status: 'not-yet-in-force',
      published: '2026-11-17',
      effective: '2027-01-01',
      expires: '',
      themes: 'regulation; data-market',
      source: 'cac-rules; wire',
      copies: 'https://www.issuer.example/2026/doc_register.html; https://www.wire.example/901.html',
    });
  });

  test('no cell is a formula, and every cell keeps its words', async () => {
    const { title, english, number, issuers } = await row();
    expect([title, english, number]).toEqual([`'${hostile.title}`, "' +1-2", "'@x"]);
    expect(issuers?.split('; ')).toHaveLength(200);
  });
});

describe('the list to brief from', () => {
  test('says what each document does, in its words, and escapes what is not ours', async () => {
    const act = shown({
      id: 'doc_a',
      english: { title: '[x](javascript:1) <b>*bold*</b>', by: 'glossary' },
      act: undefined as never,
      summary: [{ kind: 'sentence', says: 'Providers must register', quote: '应当办理\n# 登记' }],
    });
    const body = await (await createApp(memory({ documents: [act] })).request('/api/v1/documents.md')).text();
    expect(body).toContain('## Ministries');
    expect(body).not.toMatch(/(?<!\\)<b>|(?<!\\)\*bold|\n# 登记|\[x\]\(/);
    expect(body).toContain('Providers must register: “应当办理 # 登记”');
    expect(body).toContain('published 2026-11-17');
  });
});
