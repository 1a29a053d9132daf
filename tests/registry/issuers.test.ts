import { describe, expect, test } from 'vitest';
import { authorityOf, bodyById, findIssuer, findIssuers, issuerOfPrefix, issuersOfRow } from '../../shared/registry/issuers.ts';

test('of a row of the index each known issuer keeps its id where others are unknown', () => {
  const issuerNames = ['云川大数据推进办公室', '国家网信办', '深圳市数据局'];
  expect(issuersOfRow({ issuerNames, issuerIds: ['cac', 'shenzhen-data'] })).toEqual([
    { name: '云川大数据推进办公室' },
    { name: '国家网信办', id: 'cac' },
    { name: '深圳市数据局', id: 'shenzhen-data' },
  ]);
  expect(issuersOfRow({ issuerNames: ['旧名'], issuerIds: ['cac'] })).toEqual([{ name: '旧名', id: 'cac' }]);
});

describe('findIssuer', () => {
  test.each([
    ['国务院', 'state-council'],
    ['中华人民共和国国家发展和改革委员会', 'ndrc'],
    ['國家發展和改革委員會', 'ndrc'],
    ['国家网信办', 'cac'],
    ['工業和資訊化部', 'miit'],
    ['國家互聯網資訊辦公室', 'cac'],
    ['國家資料局', 'nda'],
    ['国家中医药局综合司', 'natcm-general-department'],
    ['数据局', 'nda'],
    ['工业和信息化部办公厅', 'miit-office'],
    ['广州市人民政府办公厅', 'guangzhou-government-office'],
    ['杭州市滨江区人民政府', 'hangzhou-binjiang-government'],
    ['浙江省教育厅办公室', 'zhejiang-education-office'],
    ['广东省发展改革委办公室', 'guangdong-drc-office'],
    ['中共北京市委', 'beijing-party'],
    ['政协青海省委员会', 'qinghai-cppcc'],
    ['中国人民政治协商会议杭州市委员会', 'hangzhou-cppcc'],
  ])('%s', (name, id) => {
    expect(findIssuer(name)?.id).toBe(id);
  });

  test('local bodies take level and English from the grammar of their names', () => {
    expect(findIssuer('浙江省经济和信息化厅')).toMatchObject({
      level: 'L4',
      english: 'Zhejiang Provincial Department of Economy and Information Technology',
    });
    expect(bodyById('zhejiang-eit-office')?.english).toBe(
      'General Office of the Zhejiang Provincial Department of Economy and Information Technology',
    );
    expect(bodyById('zhejiang-nobody-office')).toBe(undefined);
    expect(findIssuer('深圳市数据局')).toMatchObject({ level: 'L5', authority: 55 });
  });

  test('an unknown name gives nothing', () => {
    expect(findIssuer('某某市教育局')).toBeUndefined();
    expect(findIssuer('教育')).toBeUndefined();
  });
});

test('issuersIn finds the longest names in order, as written', () => {
  const text = '国家发展改革委、國家數據局与北京市海淀区数据局对教育部门提出要求';
  const spans = findIssuers(text);
  expect(spans.map((span) => span.id)).toEqual(['ndrc', 'nda', 'beijing-haidian-data']);
  for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.name);
});

test('prefixes and ranks', () => {
  expect(issuerOfPrefix('工信部联科')?.id).toBe('miit');
  expect(issuerOfPrefix('京政办发')?.id).toBe('beijing-government');
  expect(authorityOf('L2')).toBe(80);
  expect(authorityOf('L2', true)).toBe(85);
});

describe('bodyById', () => {
  test.each(['国家数据局', '北京市人民政府办公厅', '广东省科学技术厅', '深圳市工业和信息化局', '浙江省发展和改革委员会'])(
    'gives the English name that %s has',
    (name) => {
      const found = findIssuer(name);
      expect(bodyById(found?.id ?? '')?.english).toBe(found?.english);
    },
  );

  test.each(['', 'nowhere-government', 'beijing-', 'beijing-nonsense', '-government'])('knows no body of %j', (id) => {
    expect(bodyById(id)).toBeUndefined();
  });
});
