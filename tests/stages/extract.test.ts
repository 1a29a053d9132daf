import { describe, expect, test } from 'vitest';
import { extract } from '../../shared/stages/facts/extract.ts';

function labels(text: string, title = '') {
  return extract({ id: 'x', text, title }).labels;
}

describe('labels of a sentence', () => {
  test('a citation with its relation, number and span, and the status it says', () => {
    expect(labels('原《算力券细则》（国数资源〔2024〕9号）同时废止。')).toEqual([
      {
        k: 'cite',
        title: '算力券细则',
        number: '国数资源〔2024〕9号',
        relation: 'repeals',
        span: '原《算力券细则》（国数资源〔2024〕9号）',
      },
      { k: 'status', value: 'repealed', by: 'issuer' },
    ]);
  });

  test('the day in front of a cited text belongs to it', () => {
    const all = labels('本办法自2026年3月1日起施行，2019年5月1日公布的《数据备案规定》同时废止。');
    expect(all.filter((each) => 'value' in each && each.k !== 'status')).toEqual([
      { k: 'effective', value: '2026-03-01', span: '2026年3月1日' },
    ]);
  });

  test.each([
    ['意见反馈截止时间为2026年12月12日。', 'commentBy', '2026-12-12'],
    ['申报材料请于12月12日前报送市经信局。', 'applyBy', '2026-12-12'],
    ['公示时间：2026年12月1日—12月7日。', 'objectBy', '2026-12-07'],
    ['投标截止时间为2026年12月9日9时30分。', 'tenderBy', '2026-12-09'],
    ['临泽市数据局 2026年11月3日', 'signed', '2026-11-03'],
    ['发布日期：2026-11-05 来源：科创处', 'published', '2026-11-05'],
    ['10月28日，市人大常委会举行会议。', 'event', '2026-10-28'],
    ['本细则自公布之日起试行。', 'effective', 'on-publication'],
    ['本细则有效期五年。', 'expires', '+5y'],
  ])('%s', (text, k, value) => {
    expect(labels(text, '通知（2026-11-20）')).toContainEqual(expect.objectContaining({ k, value }));
  });

  test.each([
    '京公网安备11010502035627号',
    '收稿日期：2025-11-19；修回日期：2026-02-27',
    '截至2026年6月30日，平台运行平稳。',
    '许可证有效期至2027年12月31日。',
    '到2030年，治理体系更加健全。',
    '科幻小说《星辰之法》畅销。',
  ])('nothing in: %s', (text) => {
    expect(labels(text)).toEqual([]);
  });

  test('quantities in base units with bound and strength', () => {
    expect(labels('到2028年，智能算力规模超过50EFLOPS，投资达到6亿元以上，PUE不高于1.25。').filter((each) => each.k === 'figure')).toEqual([
      expect.objectContaining({ value: 50, unit: 'EFLOPS', year: 2028, bound: 'at-least', strength: 'target' }),
      expect.objectContaining({ value: 600_000_000, unit: 'CNY', bound: 'at-least' }),
      expect.objectContaining({ value: 1.25, unit: 'PUE', bound: 'at-most' }),
    ]);
  });

  test('who issued', () => {
    expect(labels('工业和信息化部、国家数据局等七部门联合印发《算力互联行动计划》。')).toContainEqual({
      k: 'issuer',
      names: ['工业和信息化部', '国家数据局'],
      lead: '工业和信息化部',
      count: 7,
    });
    expect(labels('两办印发《关于数据工作的意见》。')).toContainEqual(
      expect.objectContaining({ names: ['中共中央办公厅', '国务院办公厅'], lead: '中共中央办公厅' }),
    );
  });
});

test('a licence, an approval or a certificate that runs out is no status of an act', () => {
  for (const text of [
    '许可证有效期届满需延续的，应在届满二十日前申请。',
    '本次审批逾期六个月未用的自然失效。',
    '营业执照已于2026年3月31日到期失效。',
    'The vessel’s class certificate expired on 4 May 2026.',
  ])
    expect(extract({ id: 'a', text, date: '2026-11-01' }).labels.filter(({ k }) => k === 'status')).toEqual([]);
  expect(extract({ id: 'a', text: '该细则因施行期已满而自行失效。' }).labels).toMatchObject([{ k: 'status', value: 'expired' }]);
});
