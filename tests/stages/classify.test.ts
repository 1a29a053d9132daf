import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/stages/classify.ts';

const themesOf = (title: string, text = ''): string[] => classify({ title, text }).themes.map(({ theme }) => theme);

describe('classify: themes', () => {
  test.each([
    ['关于加快推进公共数据授权运营的实施意见', 'data-market'],
    ['全市智算中心与算力网建设进入新阶段', 'compute'],
    ['中小学人工智能教育课程将在秋季学期开设', 'education'],
    ['生成式人工智能服务登记管理规定（征求意见稿）', 'regulation'],
    ['人形机器人等未来产业写入“十五五”规划', 'fyp15'],
    ['国产芯片替代提速，半导体出口管制再升级', 'chips'],
    ['數據中心綠電佔比與PUE要求提高', 'energy'],
    ['China approves ethics rules for artificial intelligence', 'regulation'],
    ['Chinese universities lead in AI patents', 'research'],
  ])('%s', (title, theme) => {
    expect(themesOf(title)).toContain(theme);
  });

  test('one to four themes, strongest first, each with words that stand where they are said to stand', () => {
    const title = '关于推进“人工智能+”行动、算力网和数据要素市场的意见';
    const text = '为加快算力基础设施建设，完善数据交易规则，推动人工智慧與製造業融合，制定本意见。';
    const { themes } = classify({ title, text });
    expect(themes.length).toBeGreaterThan(0);
    expect(themes.length).toBeLessThanOrEqual(4);
    expect(themes.map(({ score }) => score)).toEqual(themes.map(({ score }) => score).toSorted((a, b) => b - a));
    for (const { evidence } of themes) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { term, where, start, end } of evidence) expect((where === 'title' ? title : text).slice(start, end)).toBe(term);
    }
  });

  test('the title tells the themes of a long text that names others in passing', () => {
    const filler = '各单位要做好统筹，压实责任，形成合力，确保任务按期完成。'.repeat(150);
    const text = `一、总体要求。${filler}有条件的地方可以使用绿电。${filler}鼓励高校参与。`;
    expect(themesOf('中小学人工智能教育课程指南', text)).not.toContain('energy');
  });
});

describe('classify: relevance', () => {
  test.each([
    '算力概念股午后拉升，多只个股涨停',
    '某县第二中学人工智能教室设备采购项目招标公告',
    '算法备案、大模型备案全程代办，快速下证',
    '2027年小学入学条件及报名时间',
    '四款AI写作工具测评：哪款好用',
    'European Union adopts a code of practice for general-purpose AI',
    '未来三天本市有暴雨，气温下降',
  ])('irrelevant: %s', (title) => {
    expect(classify({ title })).toMatchObject({ relevant: false, themes: [] });
  });

  test('entities are bodies and companies', () => {
    const { entities } = classify({ title: '工业和信息化部约见华为、騰訊，研究人工智能' });
    expect(entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['miit', 'huawei', 'tencent']));
  });

  test('nothing in, nothing claimed', () => {
    expect(classify({ title: '', text: '' })).toMatchObject({ relevant: false, themes: [], entities: [] });
  });
});
