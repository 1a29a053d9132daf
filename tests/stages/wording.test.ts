import { describe, expect, test } from 'vitest';
import { findSynonyms, relaxQuery } from '../../shared/stages/query/synonyms.ts';

const names = (query: string) => findSynonyms(query.split(' '));

describe('what is asked for in other words', () => {
  test.each([
    ['embodied AI', 2, '具身智能'],
    ['Compute Vouchers', 2, '算力券'],
    ['robots', 1, '机器人'],
    ['the Ministry of Education', 4, '教育部'],
    ['NDRC', 1, '国家发展和改革委员会'],
    ['CAC', 1, '国家互联网信息办'],
    ['Huawei', 1, '华为'],
    ['Guizhou', 1, '贵州'],
    ['发改委', 1, '国家发展和改革委员会'],
    ['工信部', 1, '工业和信息化部'],
    ['人工智慧', 1, '人工智能'],
    ['晶片', 1, '芯片'],
  ])('%s', (query, taken, name) => {
    const found = names(query);
    expect(found?.taken).toBe(taken);
    expect(found?.names.join(' ')).toContain(name);
  });

  test('most words of a name are taken together', () => {
    expect(names('data')?.names).toEqual(['数据']);
    expect(names('large model rules')?.taken).toBe(2);
  });

  test('words of the mainland with a sense of their own stay, and so does what has no other name', () => {
    for (const query of ['资料', '智慧', '算力', 'zzzz', '']) expect(names(query)).toBeUndefined();
  });
});

describe('near a query that found nothing', () => {
  test('its words apart, then each alone', () => {
    expect(relaxQuery('算力券互认')).toEqual(['算力券 互认', '算力券', '互认']);
    expect(relaxQuery('"算力券 互认"')[0]).toBe('算力券 互认');
    expect(relaxQuery('普惠算力')).toEqual(['普惠 算力', '普惠', '算力']);
    expect(relaxQuery('middle schools robots')).toEqual(['middle schools', 'robots']);
  });

  test('one word has none', () => {
    for (const query of ['算力', 'robots', '甲乙丙丁', '', '"']) expect(relaxQuery(query)).toEqual([]);
  });

  test('a long one is read at its beginning alone', () => {
    for (const query of ['算'.repeat(50_000), '算力'.repeat(20_000), 'data robots '.repeat(20_000)])
      expect(relaxQuery(query).join('').length).toBeLessThan(400);
  });
});
