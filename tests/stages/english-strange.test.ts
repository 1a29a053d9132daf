import { describe, expect, test } from 'vitest';
import { englishTitle } from '../../shared/stages/english/english.ts';
import { TitleText } from '../../shared/stages/english/title-text.ts';
import { findUnknownPlaces } from '../../shared/stages/english/tokens.ts';

describe('places that no table knows', () => {
  test.each([
    ['云州市人工智能产业促进若干措施', 'Several Measures for the Promotion of the AI Industry in Yunzhou'],
    [
      '青溪县人民政府关于印发算力产业规划的通知',
      "Notice of the Qingxi County People's Government on Issuing the Plan for the Computing Industry",
    ],
    [
      '国务院关于同意在滨河等三地开展智能体应用试点的批复',
      'Reply of the State Council on Approving Agent Application Pilots in Binhe and Two Other Places',
    ],
  ])('%s is spelt as it sounds and reads as English', (title, english) => expect(englishTitle(title).english).toBe(english));

  test.each(['城市人工智能应用指引', '全市人工智能产业发展情况', '杭州市算力券管理办法', '推进市场化配置', '《上市公司数据资产指引》'])(
    '%s names none',
    (title) => expect(findUnknownPlaces(new TitleText(title))).toEqual([]),
  );

  test('高等学校 is a word: no 等 parts it', () => {
    expect(englishTitle('关于普通高等学校开设人工智能课程的通知').english).not.toContain('Other');
  });
});
