import { describe, expect, test } from 'vitest';
import { documentTitle, englishTitle, surelyEnglish } from '../../shared/stages/english/english.ts';
import { isSound } from '../../shared/stages/english/sound.ts';

describe('official names', () => {
  test.each([
    ['中华人民共和国数据安全法', "Data Security Law of the People's Republic of China", 'official'],
    ['数据安全法', 'Data Security Law', 'official'],
    ['《数据安全法》', 'Data Security Law', 'official'],
    ['中华人民共和国数据安全法（草案）', "Data Security Law of the People's Republic of China (Draft)", 'official'],
    [
      '中华人民共和国数据安全法（草案）（征求意见稿）',
      "Data Security Law of the People's Republic of China (Draft for Comment)",
      'official',
    ],
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
  test('as glosses alone: a title of which one word is theirs stays Chinese', () => {
    const title = englishTitle('招牌个人信息保护指南');
    expect(title).toMatchObject({ english: '招牌个人信息保护指南', coverage: 1 });
    expect(title.pieces).toContainEqual({ zh: '招牌', en: 'Signboard', by: 'dictionary' });
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

describe('a title is English only when its sense is sure', () => {
  test.each([
    ['甲类技术应用安全管理办法', 'the security of what is applied is no application security'],
    ['人工智能终端关键设备和网络安全专用产品认证实施规则', 'one of two divisions'],
    ['关于加强智能机器人产品准入、召回及软件在线升级管理的通知', 'whose product access, and whose recall'],
    ['网络数据分类分级要求', 'a term taken apart'],
    ['人工智能产业发展若干措施的通知', 'what is issued runs into what it is about'],
    ['人工智能科技伦理管理服务办法', 'two deeds'],
    ['国家数据局发布高质量数据集建设指引', 'who publishes guidelines has none for publishing'],
    ['关于征集人工智能赋能新型工业化典型应用案例的通知', 'a verb taken for a means'],
    ['关于调整部分算力券政策的通知', 'some of the policies'],
  ])('%s: %s', (zh) => {
    expect(surelyEnglish(zh).english).toBe(zh);
    expect(documentTitle(zh, 'notice')).toEqual({ title: zh, by: 'glossary' });
  });

  test.each([
    ['数据出境负面清单管理办法', 'Measures for Negative List Management of Cross-Border Data Transfer'],
    ['关于促进数据产业和人工智能产业发展的若干措施', 'Several Measures for Promoting the Development of the Data Industry and AI Industry'],
    ['公共数据产品和服务价格管理办法', 'Measures for the Administration of the Prices of Public Data Products and Services'],
    ['国家科学技术奖励条例', 'Regulations on National Science and Technology Awards'],
    ['关于公布第二批数据标注优秀案例的通知', 'Notice on Issuing the Second Batch of Outstanding Cases of Data Labelling'],
    ['数据安全技术 数据安全风险评估方法', 'Data Security Technology — Risk Assessment Methods for Data Security'],
    ['雾灯市发布人工智能新规', 'Wudeng Issues the New Rules on AI'],
    ['雾灯市发布人工智能新规定', '雾灯市发布人工智能新规定'],
  ])('%s stands', (zh, en) => expect(surelyEnglish(zh).english).toBe(en));
});
