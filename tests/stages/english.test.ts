import { describe, expect, test } from 'vitest';
import { englishTitle } from '../../shared/stages/english.ts';

describe('englishTitle', () => {
  test.each([
    [
      '国务院办公厅关于推进算力服务发展的指导意见',
      'Guiding Opinions of the General Office of the State Council on Advancing Computing Services Development',
    ],
    [
      '教育部等五部门关于印发《人工智能教育行动计划（2027—2029年）》的通知',
      'Notice of the Ministry of Education and Four Other Departments on Issuing the Action Plan for AI Education (2027–2029)',
    ],
    ['智能体服务管理暂行办法（征求意见稿）', 'Interim Measures for the Administration of Agent Services (Draft for Comment)'],
    ['《智能体服务管理暂行办法》答记者问', 'Press Q&A on the Interim Measures for the Administration of Agent Services'],
    ['北京市支持开源社区若干措施', 'Several Measures of Beijing for Supporting Open-Source Community'],
    ['國家數據局關於公開徵求《數據標註指引》意見的公告', undefined],
  ])('%s', (zh, en) => {
    const title = englishTitle(zh);
    if (en !== undefined) expect(title.english).toBe(en);
    expect(title.coverage).toBe(1);
    expect(title.pieces.map((piece) => piece.zh).join('')).toBe(zh);
  });

  test('known official renderings win', () => {
    expect(englishTitle('生成式人工智能服务管理暂行办法').english).toBe(
      'Interim Measures for the Administration of Generative AI Services',
    );
  });

  test('what the glossary does not know stays in Chinese and lowers the coverage', () => {
    const title = englishTitle('关于蘑菇云人工智能的通知');
    expect(title.english).toContain('蘑菇');
    expect(title.coverage).toBeLessThan(1);
    expect(title.by).toBe('glossary');
  });

  test('an English title is left as it is', () => {
    expect(englishTitle('China issues rules')).toMatchObject({ english: 'China issues rules', coverage: 1 });
    expect(englishTitle('')).toMatchObject({ english: '', pieces: [] });
  });
});
