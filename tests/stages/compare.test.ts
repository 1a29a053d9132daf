import { describe, expect, test } from 'vitest';
import { type Comparable, compareReadings, normaliseForHash } from '../../shared/stages/identity/compare.ts';

const changes = (before: Comparable, after: Comparable) => compareReadings(before, after).changes;

const base: Comparable = { title: '算力券办法', text: '第一条 推进普惠。\n第二条 补贴三成。\n第三条 本办法自印发之日起施行。', dates: {} };

describe('what changed', () => {
  test('one article', () => {
    const after = { ...base, text: base.text.replace('三成', '五成') };
    expect(changes(base, after)).toEqual([{ field: 'text 第二条', before: '第二条 补贴三成。', after: '第二条 补贴五成。' }]);
  });

  test('an article that is put in renumbers the others without changing them', () => {
    const after = { ...base, text: '第一条 推进普惠。\n第二条 新设券种。\n第三条 补贴三成。\n第四条 本办法自印发之日起施行。' };
    expect(changes(base, after)).toEqual([
      { field: 'text 第二条', after: '第二条 新设券种。' },
      { field: 'text renumbered', before: '第二条 – 第三条', after: '第三条 – 第四条' },
    ]);
  });

  test.each(['．', '.'])('a full stop that is written as %s is no change', (stop) => {
    expect(changes(base, { ...base, text: base.text.replaceAll('。', stop) })).toEqual([]);
    const text = base.text.replaceAll('。', stop).replace('三成', '五成');
    expect(changes(base, { ...base, text }).map(({ field }) => field)).toEqual(['text 第二条']);
  });

  test('an article that goes', () => {
    const after = { ...base, text: '第一条 推进普惠。\n第三条 本办法自印发之日起施行。' };
    expect(changes(base, after)).toEqual([{ field: 'text 第二条', before: '第二条 补贴三成。' }]);
  });

  test('an item of an article, an annex, and a paragraph that only names an article', () => {
    const text =
      '第一条 推进普惠：\n（一）补贴三成；\n（二）按季兑付。\n第二条 按月公布。\n第二条第一款规定的事项另行通知，由各地办理。\n附件1\n一、甲市二十万元。';
    const fields = (from: string, to: string) =>
      changes({ ...base, text }, { ...base, text: text.replace(from, to) }).map(({ field }) => field);
    expect(fields('三成', '五成')).toEqual(['text 第一条（一）']);
    expect(fields('另行通知', '不再通知')).toEqual(['text 第二条 ¶2']);
    expect(fields('二十万元', '三十万元')).toEqual(['text 附件1 一、']);
  });

  test('a word far into a long paragraph is in both quotes', () => {
    const long = `第一条 ${'推进算力普惠服务体系建设'.repeat(80)}补贴三成。`;
    const [change] = changes({ ...base, text: long }, { ...base, text: long.replace('三成', '五成') });
    expect(change?.before).toContain('补贴三成');
    expect(change?.after).toContain('补贴五成');
  });

  test('an article that goes while another is edited', () => {
    const text = '第一条 推进普惠。\n第二条 每年公布两次。\n第三条 补贴三成，上限一百万元。\n第四条 自印发之日起施行。';
    const after = '第一条 推进普惠。\n第二条 补贴五成，上限一百万元。\n第三条 自印发之日起施行。';
    expect(changes({ ...base, text }, { ...base, text: after })).toEqual([
      { field: 'text 第二条', before: '第二条 每年公布两次。' },
      { field: 'text 第二条', before: '第三条 补贴三成，上限一百万元。', after: '第二条 补贴五成，上限一百万元。' },
      { field: 'text renumbered', before: '第三条 – 第四条', after: '第二条 – 第三条' },
    ]);
  });

  test('fields', () => {
    const effective = { value: '2026-03-01', precision: 'day', from: 'body', quote: '' } as const;
    const after: Comparable = { ...base, number: '国数资源〔2026〕1号', dates: { effective } };
    expect(changes(base, after)).toEqual([
      { field: 'number', after: '国数资源〔2026〕1号' },
      { field: 'dates.effective', after: '2026-03-01' },
    ]);
  });
});

describe('no change', () => {
  test('blanks, width, counters, page tools and related links', () => {
    const text = `第一条　推进普惠。\n\n第二条 补贴三成。\n第三条 本办法自印发之日起施行。\n浏览次数：1,024 字号：【大 中 小】 打印\n相关链接\n算力新闻一则`;
    expect(changes(base, { ...base, text })).toEqual([]);
    expect(normaliseForHash(text)).toBe(normaliseForHash(base.text));
  });

  test('a changed word is a change of the hash', () => {
    expect(normaliseForHash(base.text.replace('三成', '五成'))).not.toBe(normaliseForHash(base.text));
  });
});
