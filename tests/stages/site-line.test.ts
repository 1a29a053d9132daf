import { describe, expect, test } from 'vitest';
import type { FieldChange } from '../../shared/model/document.ts';
import { judgeChanges, type Neighbour, type SiteLines, siteLineOf } from '../../shared/stages/identity/merge.ts';

const added = (after: string, field = 'text ¶5') => ({ field, after });

describe('a line that may be its site’s', () => {
  test.each([
    '本网站将于10月20日进行系统维护，届时暂停服务。',
    '【专题】深入学习贯彻重要会议精神',
    '本页面由人工智能助手提供朗读服务，如有误读请以文字为准。',
    '关注我们的公众号，获取更多资讯',
    '平台客服热线工作时间为上午九点至下午五点',
  ])('%s', (line) => expect(siteLineOf(added(line))).toBeDefined());

  test.each([
    '本网站公布的第3号公告自10月20日起废止。',
    '该文件已于2026年10月1日失效。',
    '自10月20日起受理申报。',
    '依据国数综〔2026〕12号执行。',
    '《算力券管理细则》另行公布。',
    '本办法由国家数据局负责解释。',
    '各单位应当按月报送。',
    `${'这是一段很长的正文，'.repeat(14)}`,
  ])('%s states something of the act', (line) => expect(siteLineOf(added(line))).toBeUndefined());

  test('an article, and a line that was changed, are the act’s', () => {
    expect(siteLineOf(added('欢迎使用无障碍浏览', 'text 第五条'))).toBeUndefined();
    expect(siteLineOf({ field: 'text ¶5', before: '欢迎访问', after: '欢迎使用无障碍浏览' })).toBeUndefined();
  });
});

describe('what is told of a page', () => {
  const line = added('欢迎使用无障碍浏览');
  const name = siteLineOf(line) as string;
  const real = { field: 'dates.effective', before: '2026-10-01', after: '2026-11-01' };
  const now = new Date('2026-09-04T01:00:00.000Z');
  const [before, first, today] = ['2026-09-02T01:00:00.000Z', '2026-09-03T01:00:00.000Z', now.toISOString()];
  const page = (checkedAt: string, lines: SiteLines = {}): Neighbour => ({ checkedAt, ...lines });
  const calm = [page(today), page(today), page(today)];
  const waiting: SiteLines = { waits: [name], waitsSince: first };
  const judge = (changes: readonly FieldChange[], known: SiteLines | undefined, others: readonly Neighbour[]) =>
    judgeChanges(changes, { known, others, now });

  test('a line that is new waits for the next visit, and is told then when other pages that were visited since lack it', () => {
    expect(judge([line], {}, calm)).toEqual({ told: [], lines: { waits: [name], waitsSince: today, again: true } });
    expect(judge([line], waiting, calm)).toEqual({ told: [line], lines: waiting });
  });

  test('while no others were visited it waits on, for a week at most', () => {
    const quiet = [page(before), page(before), page(before)];
    expect(judge([line], waiting, quiet)).toEqual({ told: [], lines: { ...waiting, again: true } });
    expect(judge([line], { waits: [name], waitsSince: '2026-08-28T01:00:00.000Z' }, quiet).told).toEqual([line]);
  });

  test('on three pages of its host it is the site’s, and stays so when it goes', () => {
    const others = [page(first, { waits: [name] }), page(first, { furniture: [name] }), page(today)];
    expect(judge([line], waiting, others)).toEqual({ told: [], lines: { furniture: [name] } });
    const taken = { field: 'text ¶5', before: '欢迎使用无障碍浏览' };
    expect(judge([taken], { furniture: [name] }, calm)).toEqual({ told: [], lines: { furniture: [name] } });
  });

  test('beside something else nothing waits, and the site’s line is left out', () => {
    expect(judge([line, real], {}, calm).told).toEqual([line, real]);
    expect(judge([line, real], { furniture: [name] }, calm)).toEqual({ told: [real], lines: { furniture: [name] } });
  });

  test('where no three pages were looked at, or nothing of the page is known, it is told at once', () => {
    expect(judge([line], {}, [page(today)]).told).toEqual([line]);
    expect(judge([line], undefined, calm).told).toEqual([line]);
  });
});
