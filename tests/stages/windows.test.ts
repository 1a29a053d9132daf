import { describe, expect, test } from 'vitest';
import type { DateFact } from '../../shared/model/article.ts';
import { readWindows } from '../../shared/stages/facts/windows.ts';

const day = (value: string, quote = value): DateFact => ({ value, precision: 'day', from: 'body', quote });

describe('windows', () => {
  test('applications and objections are kept apart, comments and bids are none of them', () => {
    const text = [
      '网上申报时间为2026年3月10日至4月10日。',
      '公示时间：2026年5月11日-5月15日，共5个工作日。',
      '投标截止时间：2026年6月29日9时00分。',
      '意见反馈截止时间为2026年11月17日。',
      '培训时间：2026年9月20日至22日。',
    ].join('\n');
    const found = readWindows({ title: '关于申报示范项目的通知', text, type: 'call', dates: { published: day('2026-03-02') } });
    expect(found.map(({ kind, from, until }) => [kind, from, until])).toEqual([
      ['application', '2026-03-10', '2026-04-10'],
      ['objection', '2026-05-11', '2026-05-15'],
    ]);
    expect(found[0]?.quote).toBe('网上申报时间为2026年3月10日至4月10日。');
  });

  test('a report that is due to a higher body is a duty, and no application', () => {
    const dates = { published: day('2026-03-02') };
    const text = '隐患排查由数据部门牵头，2027年1月底前形成报告并报送上级部门。\n各单位于2026年9月30日前将总结报送市数据局。';
    expect(readWindows({ title: '关于印发行动计划的通知', text, type: 'plan', dates })).toEqual([]);
    const call = { title: '关于组织申报示范项目的通知', text: '请于2026年9月30日前将材料报送市数据局。', type: 'call' as const, dates };
    expect(readWindows(call).map(({ kind, until }) => [kind, until])).toEqual([['application', '2026-09-30']]);
  });

  test('a questionnaire that is sent back is no application', () => {
    const text = '请如实填报调查问卷（见附件），并于2026年12月25日18时前将电子版发送至市数据局。';
    const asked = { title: '关于开展落实情况调研的函', type: 'notice' as const, dates: { published: day('2026-12-02') } };
    expect(readWindows({ ...asked, text })).toEqual([]);
    expect(readWindows({ ...asked, text: text.replace('填报调查问卷', '填报申请表') })).toHaveLength(1);
  });

  test('a page about other texts has no windows of its own', () => {
    expect(readWindows({ title: '申报开始了', text: '申报截止时间：2026年4月10日。', type: 'news', dates: {} })).toEqual([]);
  });
});
