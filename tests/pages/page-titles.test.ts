import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import rows from '../../shared/pages/words/chinese.json' with { type: 'json' };
import { doubtWords, fieldName } from '../../shared/pages/words/status-reason.ts';
import { issuerMissing } from '../../shared/pages/words/words.ts';
import { memory, sample, shown } from '../support/answers.ts';
import { day } from '../support/digests.ts';

/** What pages and their parts are called. */

const plain = shown({ id: 'doc_plain' });
const changed = shown({
  id: 'doc_changed',
  warnings: [{ field: 'dates.commentBy', reason: 'two days are given' }],
  revisions: [
    { n: 1, at: '2026-11-17T10:42:00Z', by: 'publisher', what: 'new', textHash: 'a', evidence: 'e', changes: [] },
    {
      n: 2,
      at: '2026-11-18T10:42:00Z',
      by: 'publisher',
      what: 'changed',
      textHash: 'b',
      evidence: 'e',
      changes: [{ field: 'text 第二条 ¶2', before: '另行通知', after: '不再通知' }],
    },
  ],
});
const answers = memory({ documents: [...sample, plain, changed] });
const read = async (path: string): Promise<string> =>
  (await createApp(answers).request(`http://127.0.0.1:4180${path}`, { headers: { accept: 'text/html' } })).text();
const titleOf = (words: string): string => /<title>([^<]*)<\/title>/.exec(words)?.[1] ?? '';
const english = 'Measures for the Registration of Model Corpus Sources (for trial implementation)';

describe('the title of a page tells it from others of its kind', () => {
  test.each([
    ['/documents', 'Documents · Hongtou'],
    ['/documents?q=%E8%AE%AD%E7%BB%83&theme=regulation', '“训练” in Law, rules and enforcement, 4 documents · Hongtou'],
    [
      '/documents?q=corpus&theme=compute&type=plan&from=2026-11-01',
      '“corpus” in Data centres and compute, Plan, From 1 November 2026, 0 documents',
    ],
    ['/documents?entity=place:beijing', 'Beijing, 0 documents · Hongtou'],
    ['/documents?q=corpus&lang=zh', '“corpus”，1件文件 · Hongtou'],
    ['/lineage?of=doc_plain', `Lineage: ${english} · Hongtou`],
    ['/lineage?relation=implements&theme=compute', 'Lineage: implements, Data centres and compute · Hongtou'],
    ['/calendar?kind=comment&theme=chips', 'Calendar: Comments due, Semiconductors and self-reliance · Hongtou'],
    ['/', 'This week, 23–29 November 2026 (2026-W48) · Hongtou'],
    ['/digests/2026-W47', 'Week of 16–22 November 2026 (2026-W47) · Hongtou'],
    ['/digests/2026-W47?lang=zh', '周报，2026年11月16日 – 2026年11月22日 (2026-W47) · Hongtou'],
    ['/compare?a=doc_register&b=doc_news', 'Compare: 甲办法 → 乙办法 · Hongtou'],
    ['/figures?unit=PUE', 'Figures in PUE · Hongtou'],
    ['/nope', '404 Not found · Hongtou'],
    ['/nope?lang=zh', '404 未找到页面 · Hongtou'],
  ])('%s', async (path, title) => expect(titleOf(await read(path))).toContain(title));

  test('a page about one document is headed by its English name, the original under it', async () => {
    for (const path of ['/documents/doc_changed/text', '/documents/doc_plain/text']) {
      const words = await read(path);
      expect(words).toMatch(
        new RegExp(`<h1><a href="[^"]*" lang="en">${english.replace(/[()]/g, '.')}</a></h1><p class="zh" lang="zh-Hans">`),
      );
    }
  });
});

describe('fields', () => {
  test.each([
    ['text ¶2', 'paragraph 2', '第2段'],
    ['text 第五条 ¶2', '第五条 paragraph 2', '第五条 第2段'],
    ['dates.commentBy', 'comments due', '意见截止'],
    ['issuers', 'issuers', '发文机关'],
    ['constructor', 'constructor', 'constructor'],
  ])('%s', (field, en, zh) => expect([fieldName(field, 'en'), fieldName(field, 'zh')]).toEqual([en, zh]));

  test('a reason to verify is Chinese on a Chinese page, and marked as English where it has no Chinese', () => {
    const cut = 'the page ends in the middle of a tag or sentence: it may be cut';
    expect(doubtWords(cut, 'zh')).toEqual({ says: '页面在标签或句子中间结束，可能不完整', isEnglish: false });
    expect(doubtWords(cut, 'en').says).toBe(cut);
    expect(doubtWords('unreachable: no host', 'zh')).toEqual({ says: 'unreachable: no host', isEnglish: true });
  });

  test('an English page has no Chinese label for them', async () => {
    expect(await read('/documents/doc_changed')).not.toMatch(/第\d段/);
    expect(await read('/documents/doc_changed')).toContain('Comments due: two days are given');
  });
});

test('a page that no body has issued is carried by its source, else by the host', () => {
  const page = { type: 'news' as const, url: 'http://paper.example/1.html' };
  const carrier = { en: 'A paper', zh: '某报' };
  expect(issuerMissing({ ...page, carrier }, 'en')).toBe('published on A paper');
  expect(issuerMissing({ ...page, carrier }, 'zh')).toBe('发布于：某报');
  expect(issuerMissing(page, 'en')).toBe('published on paper.example');
  expect(issuerMissing({ ...page, type: 'notice', carrier }, 'en')).toBe('issuer not stated');
});

test('the contents of a document name every section that it has, in their order', async () => {
  const words = await read('/documents/doc_changed');
  const [main = '', side = ''] = words.split('<aside class="side"');
  const linked = [...side.matchAll(/href="#([a-z]+)"/g)].map(([, id]) => id);
  const there = [...main.matchAll(/<h2 id="([a-z]+)"/g)].map(([, id]) => id);
  expect(linked).toEqual(there);
});

test('a list shows the date of a draft, and beside it the days that are left', async () => {
  const draft = shown({
    id: 'doc_draft',
    type: 'draft',
    status: 'draft',
    dates: { published: day('2026-11-18'), commentBy: day('2026-12-04') },
  });
  const words = await (await createApp(memory({ documents: [draft] })).request('http://127.0.0.1:4180/documents')).text();
  expect(words).toMatch(/<b>2026-11-18<\/b> published<br>9 days left, comments due <span class="nb">2026-12-04<\/span>/);
});

test('sources say how long nothing came, in words', async () => {
  const words = await read('/sources');
  expect(words).not.toContain('holidays apart');
  const source = await read('/sources/cac-rules');
  expect(source).toMatch(/at least \d+ entr(?:y|ies), new items/);
  expect(source).toContain('reported by one public source: a public project that reads the list, seen 2026-11');
});

test('every row of words is said somewhere, and each pair of words that has one is said by it', () => {
  const folder = join(import.meta.dirname, '../../shared/pages');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const said = new Set([...code.matchAll(/\bsay\(\s*(?:'([^']*)'|"([^"]*)")\s*,?\s*(?:\)|\{)/g)].map(([, one, other]) => one ?? other));
  expect(Object.keys(rows).filter((row) => !said.has(row))).toEqual([]);
  const pairs = [...code.matchAll(/\bsay\(\s*'([^']*)',\s*'/g)].map(([, english]) => String(english));
  expect(pairs.filter((english) => english in rows)).toEqual([]);
});
