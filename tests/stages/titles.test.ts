import { describe, expect, test } from 'vitest';
import { innerTitle, titleKey, workKey } from '../../shared/stages/text/titles.ts';

describe('titleKey', () => {
  test('forgets width, script, blanks, quotation marks and punctuation', () => {
    const spellings = [
      '关于推进“海洋智能＋”行动的意见',
      '關於推進「海洋智能+」行動的意見',
      ' 关于推进"海洋 智能+"行动的意见 ',
      '（转载）关于推进“海洋智能+”行动的意见',
      '受权发布丨关于推进“海洋智能+”行动的意见',
    ];
    expect(new Set(spellings.map(titleKey)).size).toBe(1);
  });
  test('keeps what tells titles apart', () => {
    expect(titleKey('海洋智能行动')).not.toBe(titleKey('海洋智能+行动'));
    expect(titleKey('关于公布2026年第一批名单的通知')).not.toBe(titleKey('关于公布2026年第二批名单的通知'));
  });
});

describe('workKey', () => {
  const family = [
    '智能航运管理暂行办法',
    '智能航运管理办法',
    '智能航运管理办法（试行）',
    '智能航运管理办法（征求意见稿）',
    '《智能航运管理办法（草案）》',
    '关于印发《智能航运管理办法（试行）》的通知',
    '岚江省交通运输厅关于印发智能航运管理办法的通知',
    '交通运输部等八部门关于印发《智能航运管理暂行办法》的通知',
    '交通运输部关于《智能航运管理办法（征求意见稿）》公开征求意见的通知',
    '关于公开征求《智能航运管理办法（征求意见稿）》意见的公告',
    '關於轉發《智能航運管理辦法》的通知',
  ];
  test.each(family)('%s', (title) => {
    expect(workKey(title)).toBe(workKey('智能航运管理办法'));
  });
  test.each([
    '《智能航运管理办法》解读',
    '关于贯彻落实《智能航运管理办法》的通知',
    '关于修改《智能航运管理办法》的决定',
    '智能航运管理办法实施细则',
  ])('%s is another work', (title) => {
    expect(workKey(title)).not.toBe(workKey('智能航运管理办法'));
  });
  test('a law with and without the name of the state', () => {
    expect(workKey('中华人民共和国海上数据法')).toBe(workKey('海上数据法'));
  });
  test('is never empty for a title', () => {
    for (const title of ['通知', '（试行）', '《》', '+', '办法（草案）']) expect(workKey(`${title}甲`)).not.toBe('');
  });
});

describe('innerTitle', () => {
  test.each([
    ['关于印发《甲办法》的通知', '甲办法'],
    ['某部关于印发《“智能+”行动方案（2026—2028年）》的通知', '“智能+”行动方案（2026—2028年）'],
    ['国务院关于印发某某发展规划的通知', '某某发展规划'],
    ['關於印發《數據辦法》的通知', '數據辦法'],
    ['某局就《甲办法（征求意见稿）》公开征求意见', '甲办法（征求意见稿）'],
    ['关于公开征求数据流通管理办法意见的通知', '数据流通管理办法'],
    ['《甲办法》解读', '甲办法'],
    ['《〈甲办法〉解读》', '甲办法'],
    ['某部有关负责人就《甲办法》答记者问', '甲办法'],
    ['关于转发《某市关于印发〈甲办法〉的通知》的通知', '某市关于印发〈甲办法〉的通知'],
    ['关于深入推进某某行动的意见', undefined],
    ['关于贯彻落实《甲办法》的通知', undefined],
    ['甲办法', undefined],
    ['', undefined],
  ])('%s', (title, inner) => {
    expect(innerTitle(title)).toBe(inner);
  });
});
