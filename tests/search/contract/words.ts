import { describe, expect, test } from 'vitest';
import { indexOf, type OpenEmpty, row } from './rows.ts';

export function wordsContract(open: OpenEmpty): void {
  describe('words', () => {
    test('a Chinese query is an exact substring, across titles, numbers, issuers and text', async () => {
      const { find } = await indexOf(
        open,
        row('a', { text: '各地要推进智能算力基础设施建设。' }),
        row('b', { text: '人工费用由单位承担。智能化水平不断提高。', number: '某办发〔2026〕31号' }),
        row('c', { title: '人工智能语料管理办法', issuerNames: ['某省数据管理局'] }),
      );
      expect(await find({ q: '人工智能' })).toEqual(['c']);
      expect(await find({ q: '智能算力' })).toEqual(['a']);
      expect(await find({ q: '力基' })).toEqual(['a']);
      expect(await find({ q: '数据管理局' })).toEqual(['c']);
      expect(await find({ q: '某办发[2026]31号' })).toEqual(['b']);
      expect(await find({ q: '费用 智能化' })).toEqual(['b']);
      expect(await find({ q: '费用智能化' })).toEqual([]);
    });

    test('Traditional, full-width, upper case and English inflection find the plain form', async () => {
      const { find } = await indexOf(open, row('a', { text: '建設數據要素市場ＡＩ平台', english: 'Policies for computing vouchers' }));
      for (const q of ['数据要素', '數據要素', 'ai平台', 'ＡＩ平台', 'policy', 'voucher', 'COMPUTING vouchers'])
        expect(await find({ q })).toEqual(['a']);
      expect(await find({ q: '"vouchers computing"' })).toEqual([]);
      expect(await find({ q: 'vouchers computing' })).toEqual(['a']);
    });

    test('a body, a term or a number asked for in other words is found as official texts write it', async () => {
      const { find } = await indexOf(
        open,
        row('a', { text: '推动具身智能发展。', issuerNames: ['某市人民政府'], english: 'Notice' }),
        row('b', { text: '正文', issuerNames: ['国家发展改革委'], number: '发改数据〔2026〕931号', english: 'Notice' }),
        row('c', { text: '执行 GB 45931—2026 的规定。', issuerNames: ['某省数据管理局'], english: 'Notice' }),
      );
      for (const q of ['embodied AI', 'EMBODIED ai']) expect(await find({ q })).toEqual(['a']);
      for (const q of [
        'NDRC',
        '发改委',
        'the NDRC',
        'issuer:"国家发展改革委"',
        'issuer:NDRC',
        '发改数据[2026]931',
        'Fa Gai Shu Ju [2026] No. 931',
      ])
        expect(await find({ q })).toEqual(['b']);
      for (const q of ['GB45931', 'GB45931-2026', 'GB 45931-2026']) expect(await find({ q })).toEqual(['c']);
      for (const q of ['"embodied AI"', '"发改委"', '"国家发展改革委"', 'issuer:"发改委"', 'GB/T 45931-2026', 'embodied robots'])
        expect(await find({ q })).toEqual([]);
    });

    test('where no document has all words, those with the most of them, the best first', async () => {
      const { find } = await indexOf(
        open,
        row('title', { title: '汽车数据出境管理规定', text: '汽车数据。' }),
        row('text', { title: '关于园区的通知', text: '重要数据出境，汽车企业可以申请。' }),
        row('two', { title: '关于罚款的通知', text: '对汽车企业处以罚款。' }),
        row('none', { title: '关于语料的通知', text: '语料。' }),
      );
      const q = 'cross-border data export cars 罚款';
      expect(await find({ q })).toEqual([]);
      expect(await find({ q, lacking: 1 })).toEqual(['title', 'two', 'text']);
      expect(await find({ q, lacking: 2 })).toEqual(['title', 'two', 'text']);
      expect(await find({ q: `${q} NOT 申请`, lacking: 1 })).toEqual(['title', 'two']);
      expect(await find({ q, lacking: 3 })).toEqual([]);
      expect(await find({ q: '"重要数据" 语料', lacking: 1 })).toEqual([]);
    });

    test('words that a stem takes for one are apart', async () => {
      const { find } = await indexOf(
        open,
        row('general', { title: '网站工作方案', english: 'Notice of the General Office on Universal Access', authority: 95 }),
        row('generative', { title: '服务管理办法', english: 'Measures for Generative Services of Universities', authority: 80 }),
      );
      for (const q of ['generative', 'generated', 'university']) expect(await find({ q })).toEqual(['generative']);
      for (const q of ['general', 'universal']) expect(await find({ q })).toEqual(['general']);
    });

    test('what an issuer says comes before what is said of it', async () => {
      const { find } = await indexOf(
        open,
        row('act', { title: '关于发放算力券的实施办法', text: '发放算力券。', authority: 80, published: '2026-11-01' }),
        row('news', { title: '算力券来了', text: '算力券。', authority: 25, published: '2026-11-09' }),
        row('other', { title: '关于园区的通知', text: '园区可以使用算力券。', authority: 95, published: '2026-11-09' }),
      );
      expect((await find({ q: '算力券' }))[0]).toBe('act');
    });

    test('relevance is where words stand, weighed with authority, then the day: no number of the collection counts', async () => {
      const { find } = await indexOf(
        open,
        row('text', { text: '算力券。', authority: 90, published: '2026-11-02' }),
        row('often', { text: '算力券。算力券。算力券。', authority: 90, published: '2026-11-01' }),
        row('title', { title: '算力券办法', authority: 20 }),
        row('issuer', { issuerNames: ['算力券中心'], authority: 30 }),
        row('less', { text: '算力券。', authority: 20, published: '2026-11-09' }),
      );
      expect(await find({ q: '算力券' })).toEqual(['title', 'issuer', 'text', 'often', 'less']);
    });

    test('a Han character alone beside digits is part of what must be there', async () => {
      const { find } = await indexOf(
        open,
        row('a', { text: '全会审议第15届会议的5年规划。' }),
        row('b', { text: '共15届会员参加，5年级除外。' }),
      );
      expect(await find({ q: '第15届' })).toEqual(['a']);
      expect((await find({ q: '15届' })).toSorted()).toEqual(['a', 'b']);
      expect(await find({ q: '5年规划' })).toEqual(['a']);
      expect((await find({ q: '5年' })).toSorted()).toEqual(['a', 'b']);
    });

    test('what a word behind a minus says is left out, whatever else is asked', async () => {
      const { find } = await indexOf(
        open,
        row('a', { text: '上海市智能算力规划。' }),
        row('b', { text: '重庆市智能算力规划。' }),
        row('c', { text: '重庆市教育规划。GPT-4 models' }),
      );
      expect(await find({ q: '算力 -上海' })).toEqual(['b']);
      expect(await find({ q: '算力 －上海' })).toEqual(['b']);
      expect(await find({ q: '规划 -"智能算力"' })).toEqual(['c']);
      expect(await find({ q: '-算力' })).toEqual(['c']);
      expect(await find({ q: 'GPT-4' })).toEqual(['c']);
      expect(await find({ q: '规划 -' })).toHaveLength(3);
    });

    test('one character is looked for in titles', async () => {
      const { find } = await indexOf(open, row('a', { title: '算力券办法' }), row('b', { text: '券' }));
      expect(await find({ q: '券' })).toEqual(['a']);
    });

    test('no query is a syntax error', async () => {
      const { find } = await indexOf(open, row('a'));
      for (const q of [
        '"',
        '""',
        'AND',
        'a OR',
        'NEAR(',
        'title:x',
        '*',
        '-',
        '(',
        "'; DROP TABLE words; --",
        '\u0000',
        '^a',
        '{a b}',
        '𠮷',
        '\ud842',
        '。，',
        'a'.repeat(5_000),
      ]) {
        expect(Array.isArray(await find({ q }))).toBe(true);
      }
    });
  });
}
