import { describe, expect, test } from 'vitest';
import { documentTitle, englishTitle } from '../../shared/stages/english/english.ts';
import { isSound } from '../../shared/stages/english/sound.ts';

describe('official names', () => {
  test.each([
    ['中华人民共和国数据安全法', "Data Security Law of the People's Republic of China", 'official'],
    ['数据安全法', 'Data Security Law', 'official'],
    ['《数据安全法》', 'Data Security Law', 'official'],
    ['中华人民共和国数据安全法（草案）', "Data Security Law of the People's Republic of China (Draft)", 'official'],
    ['数据安全法（征求意见稿）', 'Data Security Law (Draft for Comment)', 'official'],
    ['《数据安全法》解读', 'Interpretation of the Data Security Law', 'glossary'],
    ['关于印发《数据安全法》的通知', 'Notice on Issuing the Data Security Law', 'glossary'],
  ])('%s', (zh, en, by) => expect(englishTitle(zh)).toMatchObject({ english: en, by }));

  test('the piece of a title that quotes an act says that its name is official', () => {
    const { pieces } = englishTitle('关于修改《数据安全法》的决定');
    expect(pieces).toContainEqual({ zh: '数据安全法', en: 'Data Security Law', by: 'official' });
  });
});

describe('ordinary words come from the dictionary where the glossary is silent', () => {
  test('and the title says so', () => {
    const title = englishTitle('超市个人信息保护指南');
    expect(title).toMatchObject({ by: 'dictionary', coverage: 1 });
    expect(title.pieces).toContainEqual({ zh: '超市', en: 'Supermarket', by: 'dictionary' });
  });

  test.each(['数据', '人工智能', '智能体', '大模型', '算力', '数据要素', '具身智能', '数据集'])('%s is never split', (word) => {
    for (const frame of [`${word}管理办法`, `超市${word}应用指南`, `关于推进客户${word}应用的通知`]) {
      const pieces = englishTitle(frame).pieces.map(({ zh }) => zh);
      expect(pieces.some((zh) => zh.includes(word))).toBe(true);
    }
  });

  test('the glossary comes first', () => expect(englishTitle('数据安全管理办法').by).toBe('glossary'));
});

describe('a title is English only when it holds together', () => {
  test.each(['数据囧管理办法', '关于囧囧人工智能的通知', '囧法（草案）'])('%s has a word that nobody knows', (zh) => {
    const { english, coverage, pieces } = englishTitle(zh);
    expect({ english, whole: coverage === 1, zh: pieces.map((piece) => piece.zh).join('') }).toEqual({ english: zh, whole: false, zh });
    expect(documentTitle(zh, 'measures')).toEqual({ title: zh, by: 'glossary' });
  });

  test.each([
    'Law on Positions and Rights of Servicemen Ensuring (Draft)',
    'Notice on',
    'Measures for the Administration of',
    'Measures for (Trial)',
    'Rules for of Data',
    'Notice on Supporting Promoting Data',
    'Plan for Promoting',
    'Guidelines for Data Data Centres',
    'Law on 监察',
    'Measures for the Administration of Administration of Data',
    'Methods for Violations Collection',
    'Plan for Smart Cities Building Technology',
    'Notice on Data Centres of Industry on Adjusting Vouchers',
    'Notice on Comprehensive Advancing Data',
    'Requirements for Data of National',
    'Regulations on Ferries (Revision of the 3rd of Order No. 999)',
    'Measures for the Administration of Foreign Country Investor on Ferries',
  ])('%s is refused', (english) => expect(isSound(english)).toBe(false));

  test.each([
    'Interim Measures for the Administration of Generative AI Services',
    'Notice of the State Council on Accelerating, Guiding and Promoting the Healthy Development of AI',
    'Implementation Opinions on Carrying Out Data Labelling Pilots',
    'Several Measures of Liaoning for Further Strengthening Computing Facilities (Trial)',
    'Interpretation of the "AI+" Action',
    "Regulations of Xi'an (Trial)",
    'Notice on Matters Concerning Promoting Data Exchanges',
    'Specifications for Terminals Based on Agents',
  ])('%s is given', (english) => expect(isSound(english)).toBe(true));
});
