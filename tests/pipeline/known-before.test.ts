import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../shared/model/digest.ts';
import type { Head } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { day } from '../support/digests.ts';
import { paper } from '../support/postroom.ts';

/** What a digest says of a week beside what the store held before it: figures that moved, firsts, acts that readings are about. */

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const at = <T>(now: string, work: (context: Context) => Promise<T>): Promise<T> => bench.within({ now: `${now}T09:00:00+08:00` }, work);

type Paper = { readonly name: string; readonly text?: string } & Partial<Head>;
const store = (now: string, ...papers: readonly Paper[]): Promise<void> =>
  at(now, async (context) => {
    for (const { name, text, ...more } of papers) {
      const { head, revision } = await paper(name, context);
      const textHash = text === undefined ? head.textHash : await context.snapshots.saveText(text);
      // On a site that vouches for acts of all bodies: what nobody vouches for is no first.
      const copies = head.copies.map((copy) => ({ ...copy, url: `https://www.gov.cn/${name}.html` }));
      await context.documents.putHead({ ...head, copies, dates: { published: day(now) }, ...more, textHash }, { ...revision, textHash });
    }
  });
/** Digests of weeks, composed after all of them. */
const weeks = (names: readonly string[], now: string): Promise<readonly Digest[]> =>
  at(now, async (context) => {
    await updateIndex(context);
    const digests: Digest[] = [];
    for (const name of names) digests.push(await composeWeek(name, context));
    return digests;
  });

const cac = { id: 'cac', name: '国家互联网信息办公室', english: 'Cyberspace Administration of China' };
const filing = (name: string, text: string, more: Partial<Head> = {}): Paper => ({
  name,
  title: `国家互联网信息办公室关于发布生成式人工智能服务已备案信息的公告（${name}）`,
  type: 'announcement',
  issuers: [cac],
  authority: 80,
  entities: [
    { id: 'figure:filed', name: 'filed', kind: 'figure' },
    { id: 'figure:registered', name: 'registered', kind: 'figure' },
  ],
  text,
  ...more,
});

describe('figures that moved', () => {
  test('a number of filings beside the last one, of the same thing and area only; a later one is not known', async () => {
    await store('2026-03-03', filing('二月', '截至2026年2月28日，累计有700款生成式人工智能服务完成备案，300款应用完成登记。'));
    const guangdong = { issuers: [{ name: '广东省互联网信息办公室' }], authority: 60, title: '广东省生成式人工智能服务备案信息公告' };
    await store('2026-03-04', filing('广东', '截至2026年3月1日，全省累计有90款生成式人工智能服务完成备案。', guangdong));
    await store(
      '2026-03-11',
      filing('三月', '截至2026年3月10日，累计有748款生成式人工智能服务完成备案，较上月新增48款，300款应用完成登记。'),
    );
    const [early, late] = await weeks(['2026-W10', '2026-W11'], '2026-03-16');
    const told = late?.moved?.map(({ subject, now, before, added }) => [
      subject.en,
      now.value,
      now.day,
      before?.value,
      before?.day,
      added?.value,
    ]);
    expect(told).toEqual([
      ['Generative AI services filed', 748, '2026-03-10', 700, '2026-02-28', 48],
      ['Generative AI applications registered', 300, '2026-03-10', 300, '2026-02-28', undefined],
    ]);
    expect(early?.moved?.map(({ now, before }) => [now.value, before])).toEqual([
      [700, undefined],
      [300, undefined],
    ]);
  });
});

test('a reading of an act of an earlier week stands once and says since when the store holds the act', async () => {
  const act = '智能体服务安全管理办法';
  await store('2026-05-05', { name: 'act', title: act, issuers: [cac], keys: [`t:${act}`, `w:${act}`] });
  const quote = `《${act}》答记者问`;
  const citations = [{ title: act, relation: 'interprets' as const, quote }];
  await store('2026-05-12', { name: 'reading', title: quote, type: 'interpretation', citations, issuers: [] });
  const [digest] = await weeks(['2026-W20'], '2026-05-18');
  expect(digest?.sections.readings.map(({ relations }) => relations.map(({ relation, since }) => [relation, since]))).toEqual([
    [['interprets', '2026-05-05']],
  ]);
});
