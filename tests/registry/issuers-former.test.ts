import { expect, test } from 'vitest';
import { bodyOn, findIssuer, issuerOfPrefix } from '../../shared/registry/issuers.ts';

test('a body that was founded under another name is called as on the day of the text', () => {
  expect(['2022-01-10', '2022', '2024-01-10', undefined].map((day) => bodyOn('nfra', day)?.english)).toEqual([
    'CBIRC',
    'CBIRC',
    'NFRA',
    'NFRA',
  ]);
  expect(findIssuer('中国银保监会')).toMatchObject({ id: 'nfra', english: 'CBIRC' });
  expect(issuerOfPrefix('银保监办发')).toMatchObject({ id: 'nfra', english: 'CBIRC' });
  expect(findIssuer('国家金融监督管理总局')).toMatchObject({ id: 'nfra', english: 'NFRA' });
});
