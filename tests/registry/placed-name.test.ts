import { describe, expect, test } from 'vitest';
import { institutionOf, isSameInstitution } from '../../shared/registry/institutions.ts';
import { findIssuer } from '../../shared/registry/issuers.ts';
import { withPlace } from '../../shared/registry/provinces.ts';

/** Bodies that their own site names without their place. */

const placed = (name: string, ...owners: string[]) => withPlace([{ name }], new Set(owners))[0];

describe('an issuer without its place', () => {
  test.each([
    ['省大数据局', ['guizhou-data'], 'guizhou-data', '贵州省大数据局', 'Guizhou'],
    ['市数据局', ['tianjin-data'], 'tianjin-data', '天津市数据局', 'Tianjin'],
    ['市人民政府办公厅', ['suzhou-government'], undefined, '苏州市人民政府办公厅', 'Suzhou'],
    ['市政府办公室', ['suzhou-government'], undefined, '苏州市政府办公室', 'Suzhou'],
    ['省发展改革委', ['guizhou-data', 'guizhou-government'], 'guizhou-drc', '贵州省发展改革委', 'Guizhou'],
    ['市数据局', ['beijing-haidian-government'], 'beijing-data', '北京市数据局', 'Beijing'],
    ['大数据局', ['guizhou-data'], 'guizhou-data', '贵州省大数据局', 'Guizhou'],
  ])('%s on a site of %j', (name, owners, id, whole, english) => {
    const found = placed(name, ...owners);
    expect(found).toMatchObject({ name: whole, english: expect.stringContaining(english), ...(id && { id }) });
  });

  test.each([
    ['市数据局', ['guizhou-data'], 'the site of a province does not say which city'],
    ['市数据局', ['suzhou-data', 'wuxi-data'], 'two cities share the site'],
    ['市数据局', ['nda'], 'a national site'],
    ['市数据局', [], 'a site that nobody declares'],
    ['市场监督管理局', ['tianjin-data'], 'the market, not the city'],
    ['数据局', ['tianjin-drc'], 'another body’s site'],
    ['区块链协会', ['beijing-haidian-government'], 'no body that is known'],
    ['省样例学会', ['guizhou-data'], 'no body that is known'],
  ])('%s on a site of %j stays as it is: %s', (name, owners) => {
    expect(placed(name, ...owners)).toEqual({ name });
  });

  test('a body that is known stays as written', () => {
    const nda = { id: 'nda', name: '国家数据局', english: 'NDA' };
    expect(withPlace([nda], new Set(['guizhou-data']))).toEqual([nda]);
  });
});

test.each([
  ['全国网络安全标准化技术委员会秘书处', 'tc260-secretariat', 'TC260 Secretariat', '全国网络安全标准化技术委员会'],
  ['网安标委秘书处', 'tc260-secretariat', 'TC260 Secretariat', 'TC260'],
  ['全国数据标准化技术委员会秘书处', 'tc609-secretariat', 'TC609 Secretariat', '全国数标委'],
])('%s is the secretariat of its committee, and one institution with it', (name, id, english, committee) => {
  expect(findIssuer(name)).toMatchObject({ id, english, kind: 'office' });
  expect(isSameInstitution(institutionOf({ name }), institutionOf({ name: committee }))).toBe(true);
});
