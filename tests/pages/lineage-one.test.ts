import { describe, expect, test } from 'vitest';
import type { Chain, ChainDocument, LineageGraph, LineageNode } from '../../shared/model/lineage.ts';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';

/** The lineage of one act: picture, the same as a list, who carried it out. */

const node = (key: string, more: Partial<LineageNode> = {}): LineageNode => ({
  ...{
    key,
    id: key,
    title: `关于${key}的意见`,
    english: `Opinions of the State Council on ${key} <b>`,
    day: '2026-10-09',
    issuers: ['国务院'],
  },
  ...{ level: 'centre', draft: false, step: 1 },
  ...more,
});
const hostile = '<script>alert(1)</script>';
const quote = `为贯彻落实${hostile}`;
const graph: LineageGraph = {
  focus: 'm',
  nodes: [
    node('m', { step: 0, day: '2026-06-01' }),
    node('p', { level: 'province', issuers: ['浙江省人民政府'], english: 'Zhejiang Plan' }),
    node('w', {
      id: undefined as never,
      key: 'n:x',
      number: '国发〔2025〕11号',
      title: '某某意见',
      english: undefined as never,
      day: '2025',
    }),
    ...['1', '2', '3', '4', '5', '6'].map((n) => node(`c${n}`, { level: 'city', issuers: [`${n}市`], day: '2026-11-01', step: 2 })),
  ],
  edges: [
    { from: 'p', to: 'm', relation: 'implements', quote },
    { from: 'm', to: 'n:x', relation: 'repeals', quote: '同时废止' },
    { from: 'c1', to: 'p', relation: 'implements', quote: '根据方案' },
  ],
  readings: 2,
  more: 7,
};
const chained = (id: string, more: Partial<ChainDocument>): ChainDocument => ({
  ...{
    id,
    title: `${id}的实施方案`,
    english: `Plan ${id}`,
    day: '2026-10-09',
    draft: false,
    issuers: [],
    level: 'province',
    relation: 'implements',
    quote,
  },
  ...more,
});
const place = (id: string, state: Chain['places'][number]['state'], more: object = {}): Chain['places'][number] => ({
  ...{ place: id, names: { zh: id, en: id }, level: 'province', state, documents: [], below: [], lists: [] },
  ...more,
});
const chain: Chain = {
  act: { id: 'm' },
  documents: [
    chained('z', { place: 'Zhejiang' }),
    chained('k', { level: 'ministry', issuers: [{ id: 'miit', name: '工业和信息化部', english: 'MIIT' }] }),
  ],
  bodies: [{ issuer: { id: 'miit', name: '工业和信息化部', english: 'MIIT' }, documents: ['k'] }],
  places: [
    place('Zhejiang', 'held', { documents: ['z'] }),
    place('Fujian', 'none-found', { readBackTo: '2026-08-01' }),
    place('Hunan', 'not-readable'),
    place('Gansu', 'not-watched', { below: ['q'] }),
  ],
  complete: true,
};
const app = createApp({ ...memory(), lineage: async (ref) => (ref === 'm' ? graph : undefined), chain: async () => chain });
const page = async (path: string) => {
  const answer = await app.request(path, { headers: { accept: 'text/html' } });
  return { status: answer.status, text: await answer.text() };
};

describe('/lineage/{id}', () => {
  test('each box is a link to its own lineage, in the order of time; the act itself is none, and a text that is not held leads on by its number', async () => {
    const { text } = await page('/lineage/m');
    const svg = text.slice(text.indexOf('<svg class="graph" role="group"'), text.indexOf('</figure>'));
    const links = [...svg.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => decodeURIComponent(href ?? ''));
    expect(links).toEqual(['/lineage/国发〔2025〕11号', '/lineage/p', '/lineage/c1', '/lineage/c2', '/lineage/c3', '#links']);
    expect(svg).toContain('aria-current="page"');
    expect(svg.match(/<title/g)?.length).toBeGreaterThan(links.length);
    expect(svg).toContain('3 more');
    expect(svg).toMatch(/class="nd hollow"/);
    for (const words of ['Opinions on m', 'not collected · 2025', 'Zhejiang Plan']) expect(svg).toContain(words);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toMatch(/ style=/);
  });

  test('lines differ by kind and by mark, and the list has each of them with its words', async () => {
    const { text } = await page('/lineage/m');
    expect(text).toMatch(/class="e implements"[^>]*marker-end="url\(#mark-arrow\)"/);
    expect(text).toMatch(/class="e repeals"[^>]*marker-end="url\(#mark-cross\)"/);
    const list = text.slice(text.indexOf('id="links"'), text.indexOf('id="chains"'));
    for (const words of ['implemented by', 'repeals', '同时废止', '为贯彻落实&lt;script&gt;', '根据方案']) expect(list).toContain(words);
    expect(text).toContain('2 reports and readings are not drawn');
    expect(text).toContain('7 more texts');
  });

  test('who carried it out; a place without a document is never said not to have followed', async () => {
    const { text } = await page('/lineage/m');
    const part = text.slice(text.indexOf('id="chains"'));
    for (const words of [
      'MIIT',
      'Plan z',
      '1 of 4 with documents',
      'Watched, nothing found',
      'read back to 2026-08-01',
      'Not readable at present',
      'Not watched',
      '1 by its cities',
    ])
      expect(part).toContain(words);
    expect((await page('/lineage/m?lang=zh')).text).toContain('已监测，未发现');
  });

  test('what names nothing is not found, and the older address still leads here', async () => {
    expect((await page('/lineage/none')).status).toBe(404);
    expect((await page('/lineage?of=m')).text).toContain('Carried out by');
    const api = JSON.parse(await (await app.request('/api/v1/lineage?of=m')).text());
    expect([api.of, api.nodes.length, api.edges.length]).toEqual(['m', 9, 3]);
  });
});
