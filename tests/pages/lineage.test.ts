import { describe, expect, test } from 'vitest';
import type { Answers } from '../../shared/model/answers.ts';
import type { NumberingGap } from '../../shared/model/query.ts';
import { createApp } from '../../shared/pages/app.ts';
import { commitment } from '../../shared/pages/words/page-view.ts';
import { gapOf } from '../../shared/stages/numbers/sequence.ts';
import { memory } from '../support/answers.ts';
import { gaps, register } from '../support/full-answers.ts';

const app = createApp({ ...memory(), register, gaps });
const html = async (path: string) => {
  const answer = await app.request(path, { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(200);
  return answer.text();
};
const json = async (path: string) => JSON.parse(await (await app.request(path)).text());

describe('/lineage', () => {
  test('shows chains, drafts with the days between, edges, and what is missing, without a script', async () => {
    const page = await html('/lineage');
    for (const words of ['General opinions', 'and 3 more', '222', '为落实《总意见》', '国发〔2026〕3号']) expect(page).toContain(words);
    const gaps = await html('/gaps');
    for (const words of ['国办发〔2026〕', '3–4', 'too little to call the rest missing']) expect(gaps).toContain(words);
    expect(page.replaceAll('<script type="module" src="/scripts/', '')).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
  });

  test('filters are a form and travel in the address; values that are unknown are refused', async () => {
    expect(await html('/lineage?relation=implements&held=yes')).toContain('value="implements" selected');
    expect((await app.request('/lineage?relation=nonsense')).status).toBe(400);
    expect((await app.request('/lineage?cursor=forged')).status).toBe(400);
  });

  test('speaks Chinese', async () => {
    expect(await html('/lineage?lang=zh')).toContain('被引用而未收录');
  });
});

type Told = NumberingGap & { readonly moreHeldRanges?: number };

describe('as JSON', () => {
  test('gaps tell coverage and say that holes are leads', async () => {
    const { items, note } = await json('/api/v1/gaps');
    expect(items.map(({ reading }: { reading: string }) => reading)).toEqual(['leads', 'low-coverage']);
    expect(note).toContain('leads');
    expect((await app.request('/api/v1/gaps?year=26')).status).toBe(400);
  });

  test('gaps of all series tell the first runs and holes and count the others; one series of a year tells all its runs', async () => {
    const odd = Array.from({ length: 300 }, (_, n) => ({ n: 2 * n + 1, id: `d${n}`, title: `第${n}号` }));
    const gap = gapOf({ prefix: '国办发', year: 2026, held: odd, cited: [] }, '2026-11-25');
    const many = createApp({ ...memory(), register, gaps: async () => (gap ? [gap] : []) });
    const ask = async (query: string): Promise<readonly unknown[]> => {
      const { items } = (await (await many.request(`/api/v1/gaps${query}`)).json()) as { readonly items: readonly Told[] };
      return items.flatMap(({ heldRanges, moreHeldRanges, holes, moreHoles }) => [
        heldRanges.length,
        moreHeldRanges,
        holes.length,
        moreHoles,
      ]);
    };
    expect(await ask('')).toEqual([20, 280, 20, 279]);
    expect(await ask('?prefix=国办发')).toEqual([60, 240, 60, 239]);
    expect(await ask('?prefix=国办发&year=2026')).toEqual([300, undefined, 60, 239]);
  });

  test('wanted, figures, lineage', async () => {
    expect(await json('/api/v1/wanted')).toMatchObject({ total: 1, items: [{ number: '国发〔2026〕3号', documents: 4 }] });
    expect(await json('/api/v1/figures?unit=EFLOPS')).toMatchObject({ total: 1, items: [{ value: 60, year: 2028 }], units: { EFLOPS: 1 } });
    expect((await app.request('/api/v1/figures?strength=weak')).status).toBe(400);
    expect(await json('/api/v1/lineage?relation=repeals')).toMatchObject({ items: [{ relation: 'repeals', to: { id: 'd0' } }] });
  });

  test('the calendar gives application windows only when they are asked for', async () => {
    expect(await json('/api/v1/calendar?kind=application')).toMatchObject({
      total: 1,
      items: [{ kind: 'application', day: '2026-12-10', id: 'd4' }],
    });
    const { items } = await json('/api/v1/calendar');
    expect(items.every(({ kind }: { kind: string }) => kind === 'comment')).toBe(true);
  });
});

test('/figures: one unit, newest first, with its sentence', async () => {
  const page = await html('/figures?unit=EFLOPS');
  expect(page).toContain('at least 60 EFLOPS');
  expect(page).toContain('到2028年，智能算力规模达到60EFLOPS以上。');
  const narrowed = await html('/figures?kind=fine&least=1000000');
  expect(narrowed).toContain('aria-current="page">Fines</a>');
  expect(narrowed).toContain('value="1000000"');
  expect(narrowed).toContain('<input type="hidden" name="unit" value="CNY">');
  expect(await html('/figures?kind=fine&above=1000000')).toContain('name="above"');
  expect((await app.request('/api/v1/figures?kind=bribe')).status).toBe(400);
  expect((await app.request('/api/v1/figures?least=much')).status).toBe(400);
  expect(await html('/figures?unit=PUE')).toContain('No collected document states a figure in this unit.');
});

describe('/gaps', () => {
  test('shows the series by issuer, what is held as a strip with its words, and each missing number with why', async () => {
    const page = await html('/gaps');
    expect(page).toMatch(/<h2 id="g0">NDRC .*<h2 id="g1">Other issuers/s);
    expect(page).toContain('aria-label="Numbers 1 to 5: 3 collected"');
    expect(page).toContain('aria-label="Numbers 1 to 200: 3 collected, 1 more surely exist"');
    expect(page).toMatch(/<dt>never published, or missed<\/dt><dd>3–4<\/dd>/);
    expect(page).toMatch(/<dt>exists: cited by a collected document<\/dt><dd>120<\/dd>/);
    expect(page).toContain('too little to call the rest missing');
    expect(page).not.toMatch(/style=/);
  });

  test('asks for one series and year, says so in its title, and is reached from the lineage', async () => {
    const asked: unknown[] = [];
    const nothing: Answers['gaps'] = async (query) => {
      asked.push(query);
      return [];
    };
    const watched = createApp({ ...memory(), register, gaps: nothing });
    const page = await (await watched.request('/gaps?prefix=%E5%9B%BD%E5%8A%9E%E5%8F%91&year=2026')).text();
    expect(asked).toEqual([{ prefix: '国办发', year: 2026, limit: 60 }]);
    expect(page).toContain('<title>Numbering gaps: 国办发 2026 · Hongtou</title>');
    expect(page).toContain('No number series collected yet.');
    expect(await html('/lineage')).toContain('href="/gaps"');
  });
});

test('a figure whose words do not say how binding it is claims nothing', () => {
  const figure = { value: 20, unit: '%', bound: 'exactly', quote: '首付比例调整为20%。' } as const;
  expect([commitment(figure, 'en'), commitment(figure, 'zh')]).toEqual(['as quoted', '见原文']);
  expect([commitment({ ...figure, strength: 'must' }, 'en'), commitment({ ...figure, strength: 'must' }, 'zh')]).toEqual(['must', '必须']);
});
