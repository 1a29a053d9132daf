import { describe, expect, test } from 'vitest';
import type { ChainDocument } from '../../shared/model/lineage.ts';
import { placeLists } from '../../shared/pipeline/read/lineage.ts';
import { placeOfBody } from '../../shared/registry/places.ts';
import { chooseCited } from '../../shared/stages/identity/known-acts.ts';
import { citationKeys } from '../../shared/stages/identity/resolve.ts';
import { groupByBody, isBasis, standingOf, standingsOf } from '../../shared/stages/lineage/chain.ts';

import { innerTitle } from '../../shared/stages/text/titles.ts';

const document = (id: string, lead: string, more: Partial<ChainDocument> = {}): ChainDocument => {
  const standing = standingOf({ name: lead });
  return {
    id,
    title: id,
    english: '',
    draft: false,
    issuers: [{ name: lead }],
    relation: 'implements',
    quote: '为贯彻落实…',
    day: '2026-10-01',
    ...standing,
    ...more,
  };
};
const source = (publisher: string, more: object = {}) => ({
  id: publisher,
  publisher,
  names: { zh: publisher, en: publisher },
  level: 'L4' as const,
  kind: 'official' as const,
  every: 'day' as const,
  listing: { format: 'dated-links' as const, url: 'https://www.list.example/' },
  expect: { atLeast: 1, freshWithinDays: 30 },
  rights: { use: 'full-text' as const, reason: 'official acts' },
  ...more,
});
const state = (id: string, more: object = {}) => ({
  ...{
    id,
    condition: 'ok' as const,
    since: '2026-11-01T00:00:00Z',
    checkedAt: '2026-11-20T00:00:00Z',
    lastGoodAt: '2026-11-20T00:00:00Z',
    listed: 20,
    failures: 0,
  },
  ...more,
});

describe('who stands where', () => {
  test.each([
    ['国务院办公厅', 'centre', undefined],
    ['工业和信息化部', 'ministry', undefined],
    ['浙江省人民政府', 'province', 'zhejiang'],
    ['北京市经济和信息化局', 'province', 'beijing'],
    ['杭州市人民政府办公厅', 'city', 'hangzhou'],
    ['北京市海淀区人民政府', 'district', 'beijing-haidian'],
    ['某某公司', 'other', undefined],
  ])('%s: %s', (name, level, place) => {
    expect(standingOf({ name })).toEqual({ level, ...(place && { place }) });
  });
  test('the place of a body is the innermost one that its id begins with', () => {
    expect(['shanghai-drc', 'shanghai-pudong-new-area-government', 'cac'].map((id) => placeOfBody(id)?.id)).toEqual([
      'shanghai',
      'shanghai-pudong-new-area',
      undefined,
    ]);
  });
});

describe('what is held of the places', () => {
  const documents = [
    document('z', '浙江省人民政府'),
    document('h', '杭州市人民政府', { day: '2026-11-01' }),
    document('g', '广州市人民政府'),
    document('m', '工业和信息化部', { day: '2026-11-02' }),
    document('m0', '工业和信息化部'),
  ];
  const sources = [
    {
      source: source('fujian-government'),
      state: state('fujian', { lists: { a: { condition: 'ok', checkedAt: '', listed: 3, oldest: '2026-08-01' } } }),
    },
    { source: source('hunan-government'), state: state('hunan', { condition: 'refused' }) },
    { source: source('hebei-government') },
    { source: source('hubei-government', { needs: 'an address' }), state: state('hubei') },
    { source: source('suzhou-government', { level: 'L5' }), state: state('suzhou') },
    { source: source('shanghai-data-exchange', { kind: 'company' }), state: state('exchange') },
  ];
  const standings = standingsOf(documents, placeLists(sources));
  const of = (place: string) => standings.find((each) => each.place === place);

  test('31 provinces, and the cities that have documents or lists', () => {
    expect(standings.filter(({ level }) => level === 'province')).toHaveLength(31);
    expect(standings.filter(({ level }) => level === 'city').map(({ place }) => place)).toEqual(
      ['suzhou', 'hangzhou', 'guangzhou'].toSorted(
        (a, b) => standings.findIndex((s) => s.place === a) - standings.findIndex((s) => s.place === b),
      ),
    );
  });
  test('held, watched without a finding, not readable now, and never watched are four things', () => {
    expect(of('zhejiang')).toMatchObject({ state: 'held', documents: ['z'], below: ['h'] });
    expect(of('fujian')).toMatchObject({ state: 'none-found', readBackTo: '2026-08-01', lists: [{ id: 'fujian-government' }] });
    expect(of('hunan')).toMatchObject({ state: 'not-readable', lists: [{ unseen: 'refused' }] });
    for (const place of ['hebei', 'hubei', 'shanghai', 'gansu']) expect([place, of(place)?.state]).toEqual([place, 'not-watched']);
    expect(of('guangdong')).toMatchObject({ state: 'not-watched', documents: [], below: ['g'] });
    expect(of('suzhou')).toMatchObject({ state: 'none-found', within: 'jiangsu' });
  });
  test('national documents stand under the body that leads, oldest first', () => {
    expect(groupByBody(documents)).toMatchObject([{ issuer: { name: '工业和信息化部' }, documents: ['m0', 'm'] }]);
  });
});

describe('which act a citation means', () => {
  const act = (id: string, key: string, more: object = {}) => ({
    id,
    key,
    title: '关于甲的意见',
    draft: false,
    issuers: [{ id: 'state-council', name: '国务院' }],
    ...more,
  });
  const choose = (citation: { title?: string; quote: string }, ...candidates: readonly ReturnType<typeof act>[]) =>
    chooseCited(citation, '某省方案', candidates)?.id;
  const named = { title: '国务院关于甲的意见', quote: '为贯彻落实《国务院关于甲的意见》' };
  test('a number decides before a title, a title before a title without its issuer', () => {
    expect(choose(named, act('a', 'n:国发|2026|1', { number: '国发〔2026〕1号' }), act('b', 't:国务院关于甲的意见'))).toBe('a');
    expect(choose(named, act('b', 't:国务院关于甲的意见'), act('c', 'w:甲的意见'))).toBe('b');
  });
  test('a draft is not meant where its final text may be; of two acts that fit none is chosen', () => {
    expect(choose(named, act('d', 't:x', { draft: true }), act('f', 't:x'))).toBe('f');
    expect(choose(named, act('f', 't:x'), act('g', 't:x'))).toBeUndefined();
  });
  test('a title without issuer counts only beside its issuer', () => {
    const bare = { title: '关于甲的意见', quote: '为贯彻落实国务院《关于甲的意见》' };
    expect(choose(bare, act('c', 'w:甲的意见'))).toBe('c');
    expect(choose({ ...bare, quote: '为贯彻落实《关于甲的意见》' }, act('c', 'w:甲的意见'))).toBeUndefined();
  });
});

describe('under which names a cited text may be stored', () => {
  test.each([
    ['网络安全法', 't:中华人民共和国网络安全法'],
    ['个人所得税法实施条例', 't:中华人民共和国个人所得税法实施条例'],
    ['国家数据局关于印发〈公共数据登记规范（试行）〉的通知', 't:公共数据登记规范试行'],
  ])('%s: also %s', (title, key) => {
    expect(citationKeys({ title })).toContain(key);
  });
  test.each(['某某管理办法', '〈某某规定〉解读', '中华人民共和国网络安全法'])('%s: under its own name alone', (title) => {
    expect(citationKeys({ title })).toHaveLength(1);
  });
  test('a notice that prints an act bears its title, with 关于 and without', () => {
    expect(innerTitle('晋城市人民政府办公室印发晋城市试点实施方案的通知')).toBe('晋城市试点实施方案');
    expect(innerTitle('晋城市人民政府办公室关于印发晋城市试点实施方案的通知')).toBe('晋城市试点实施方案');
  });
});

describe('what a document rests on', () => {
  test.each([
    '第一条 为规范登记，根据《甲法》，制定本办法。',
    '为贯彻落实《国务院意见》（国发〔2025〕11号），结合本省实际，提出以下意见。',
    '根据《甲法》第四十八条第一款规定，同意授权你省审批有关事项。',
    '第三条 市政府根据《甲条例》制定实施细则。',
  ])('is said by %s', (quote) => expect(isBasis(quote)).toBe(true));
  test.each([
    '第三十九条 自然人反映行政事业性收费问题的，按照《乙条例》有关规定处理。',
    '运营者采购产品的，应当按照《乙法》的规定，通过安全审查。',
    '处理个人信息，依照《乙法》第五十三条规定设立专门机构。',
    '第二条 依据《乙法》认定的设施，适用本规定。',
  ])('is not said by %s', (quote) => expect(isBasis(quote)).toBe(false));
});
