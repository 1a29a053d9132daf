import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { landmarks } from '../../shared/registry/known.ts';
import { memory, sample, shown } from '../support/answers.ts';
import { day } from '../support/digests.ts';

/** Pages with pictures: the numbers in words and tables are those of the lists that they lead to, and the index is asked few questions. */

const provincial = shown({
  id: 'doc_shenzhen',
  issuers: [{ id: 'shenzhen-drc', name: '深圳市发展和改革委员会' }],
  themes: [{ theme: 'compute', score: 0.9, evidence: [] }],
  dates: { published: day('2026-10-05') },
});
const answers = memory({ documents: [...sample, provincial] });
const mentioned = {
  'ai-plus': { documents: 3, newest: '2026-11-20', newestId: 'doc_news' },
  deepseek: { documents: 1, newest: '2026-01-02', newestId: 'doc_agents' },
};
const app = createApp({ ...answers, mentions: async () => mentioned });
const text = async (path: string): Promise<string> => (await app.request(`http://127.0.0.1${path}`)).text();
const count = (page: string, part: RegExp): number => page.match(part)?.length ?? 0;

describe('pictures', () => {
  test.each(['/themes/regulation', '/', '/landmarks'])(
    '%s: a picture has its name, its words, a table and its data, and no style or script of its own',
    async (path) => {
      const page = await text(path);
      const [, figure = ''] = /<figure class="chart"[^>]*>([\s\S]*?)<\/figure>/.exec(page) ?? [];
      expect(figure).toMatch(
        /role="img" aria-labelledby="(\w+)-title \1-says"[^>]*><title id="\1-title">[^<]+<\/title><desc id="\1-says">[^<]*\d[^<]*<\/desc>/,
      );
      expect(figure).toMatch(/<table[\s\S]*<\/table>/);
      expect(figure).toMatch(/href="([^"?]*)[^"]*format=csv">CSV<\/a>, <a href="\1[^"]*">JSON</);
      expect([count(page, /<style/g), count(page, / style="/g), count(page, /<script(?! type="module" src)/g)]).toEqual([0, 0, 0]);
    },
  );

  test('each number of the table of months is that of the list it leads to, and of the data beside it', async () => {
    const page = await text('/themes/regulation');
    const links = [...page.matchAll(/<td class="r"><a\s+href="(\/documents\?theme=regulation&amp;from=[^"]*)">(\d+)<\/a>/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, link = '', number] of links)
      expect(JSON.parse(await text(`/api/v1${link.replaceAll('&amp;', '&')}`)).total).toBe(Number(number));
    const [, data = ''] = /href="(\/api\/v1\/timeline[^"]*format=csv)"/.exec(page) ?? [];
    const lines = (await text(data.replaceAll('&amp;', '&'))).trim().split('\r\n').slice(1);
    const sum = lines.reduce((total, line) => total + Number(line.split(',').at(-1)), 0);
    expect(sum).toBe(links.reduce((total, [, , number]) => total + Number(number), 0));
  });

  test('columns begin at the first month with documents, six months ago at the latest', async () => {
    const from = (page: string): string | undefined => /\/api\/v1\/timeline\?[^"]*from=(\d{4}-\d\d)/.exec(page)?.[1];
    const first = async (month: string): Promise<string | undefined> => {
      const timeline = async () => [{ at: month, of: 'L2', count: 1 }];
      return from(await (await createApp({ ...answers, timeline }).request('http://127.0.0.1/themes/regulation')).text());
    };
    expect(answers.today().slice(0, 7)).toBe('2026-11');
    expect([await first('2026-11'), await first('2026-02'), await first('2024-12')]).toEqual(['2026-06', '2026-02', '2024-12']);
  });

  test('a theme names a notice by the act that it issues, beside figures and beside what it repealed', async () => {
    const title = '工业和信息化部关于印发《算力设施样例管理办法》的通知';
    const notice = { id: 'doc_notice', title, english: 'Notice of the MIIT on Issuing the Sample Measures' };
    const stating = shown({ ...notice, english: { title: notice.english, by: 'glossary' }, type: 'measures' });
    const memories = memory({ documents: [...sample, stating] });
    const figure = { value: 1.2, unit: 'PUE', bound: 'at-most', quote: '不高于1.2', area: { of: 'country' } } as const;
    const document = { ...notice, type: 'measures', url: 'https://www.example.gov.cn/1' } as const;
    const edge = { relation: 'repeals', from: { ...notice, day: '2026-11-01' }, to: { title: '样例旧办法' }, quote: '同时废止' } as const;
    const edges = async ({ relation }: { readonly relation?: string }) => ({
      total: 1,
      items: relation === 'repeals' ? [edge] : [],
      ...{ relations: {}, keys: [], more: false },
    });
    const newestFigures = async () => new Map([['pue', { ...figure, document }]]);
    const own = createApp({ ...memories, newestFigures, register: { ...memories.register, edges } });
    const page = await (await own.request('http://127.0.0.1/themes/energy')).text();
    expect([
      count(page, /doc_notice"><span lang="en">Measures for the Administration of Computing Facility/g),
      page.includes('Notice of the MIIT'),
    ]).toEqual([2, false]);
  });

  test('provinces are tiles, those with most documents first; one that is not read is told from one where nothing was found', async () => {
    const [watched] = await answers.sources();
    if (!watched?.state) throw new Error('no source');
    const state = { ...watched.state, checkedAt: '2026-11-24T00:00:00Z' };
    const local = { state, source: { ...watched.source, id: 'ah', publisher: 'anhui-drc' } };
    const other = createApp({ ...answers, sources: async () => [local] });
    const page = await (await other.request('http://127.0.0.1/places')).text();
    const [tiles = ''] = /<ul class="tiles">[\s\S]*?<\/ul>\s*<p/.exec(page) ?? [];
    expect(tiles).toContain('<a href="/documents?province=guangdong&amp;theme=compute">');
    const totals = [...tiles.matchAll(/<span class="n">(\d+)<\/span><\/h2>/g)].map(([, n]) => Number(n));
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(page).toMatch(/<b>Read, nothing found<\/b>: Anhui/);
    expect(page).toMatch(/<b>No source read, so nothing can be said<\/b>: [^§]*Gansu/);
    expect(JSON.parse(await text('/api/v1/documents?province=guangdong&theme=compute')).total).toBe(1);
  });

  test('landmarks: those with documents first, all others by name, narrowed without a script, in at most 60 KB', async () => {
    const page = await text('/landmarks');
    for (const { id } of landmarks) expect(page.includes(`/landmarks/${id}"`) || id, id).toBe(true);
    expect(gzipSync(page).length).toBeLessThan(60_000);
    const found = async (query: string): Promise<readonly string[]> =>
      JSON.parse(await text(`/api/v1/landmarks?${query}`)).items.map(({ id }: { id: string }) => id);
    expect(await found('news=yes')).toEqual(['ai-plus', 'deepseek']);
    expect(await found('days=30')).toEqual(['ai-plus']);
    expect(await found('q=deepseek')).toEqual(['deepseek']);
    expect(await found('q=%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD%2B&kind=act&news=yes')).toEqual(['ai-plus']);
    const narrowed = await text('/landmarks?kind=company&news=yes');
    expect([narrowed.includes('/landmarks/deepseek"'), narrowed.includes('/landmarks/huawei"')]).toEqual([true, false]);
    expect((await app.request('http://127.0.0.1/landmarks?kind=planet')).status).toBe(400);
  });

  test.each([
    ['/themes', 4],
    ['/places', 3],
    ['/themes/energy', 12],
  ])('%s asks at most %i questions', async (path, most) => {
    let asked = 0;
    const counting = new Proxy(answers, {
      get(target, name: keyof typeof answers) {
        const value = target[name];
        if (typeof value !== 'function' || name === 'today') return value;
        return (...given: readonly unknown[]) => {
          asked += 1;
          return (value as (...all: readonly unknown[]) => unknown)(...given);
        };
      },
    });
    expect((await createApp(counting).request(`http://127.0.0.1${path}`)).status).toBe(200);
    expect(asked).toBeLessThanOrEqual(most);
  });
});
