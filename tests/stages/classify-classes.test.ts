import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/stages/classify/classify.ts';

const themesOf = (title: string, text = ''): string => {
  const { relevant, themes } = classify({ title, text });
  return relevant
    ? themes
        .map(({ theme }) => theme)
        .toSorted()
        .join(';')
    : 'irrelevant';
};

describe('ethics review, human-like services and labelling are regulation alone', () => {
  test.each([
    '九部门印发基因与脑机研究伦理审查办法（试行）',
    '虚拟陪伴服务管理指引试行',
    'Ethics committees must clear diagnostic AI pilots, ministry says',
  ])('%s', (title) => expect(themesOf(title)).toBe('regulation'));
});

describe('a plan for schools, power or data alone has that theme', () => {
  test.each([
    ['省教育厅计划四年内让村小开设人工智能课', 'education'],
    ['多部门：新建数据中心绿证比例写入考核', 'compute;energy'],
    ['市里推进数据资产登记', 'data-market'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('an order that is only reported is no policy and no regulation', () => {
  test.each(['Sources: state-funded data centers told to stop buying foreign accelerators', '外媒：國資機房停購美製加速卡'])(
    '%s',
    (title) => expect(themesOf(title)).toBe('chips;compute'),
  );
});

describe('equity is social or regional, and no shares', () => {
  test.each([
    ['海岛教学点用上智能批改', 'education;equity'],
    ['戈壁上的算力：风光就地变成收入', 'compute;energy;equity'],
    ['City fund offers equity to users of local chips', 'chips;compute'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('stories of firms have the theme of what is told', () => {
  test.each([
    ['某云称显卡售罄，将加租机房', 'companies;compute'],
    ['某模型公司宣布与国产加速卡适配，称夯实“算力底座”', 'chips;companies'],
    ['Startup unveils own chip for inference', 'chips;companies'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('measures for one-person companies are research and policy, a community is research', () => {
  test.each([
    ['东湖发布一人公司扶持十二条', 'policy;research'],
    ['南湖一人公司社区开园', 'research'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('a national standard is regulation and policy', () => {
  test.each(['两项智能体推荐性国标发布', 'GB/T standard for model evaluation takes effect'])('%s', (title) =>
    expect(themesOf(title)).toBe('policy;regulation'),
  );
});

describe('the English words of the data market, and what only sounds like them', () => {
  test.each([
    ['Beijing drafts basic systems for data and data property rights', 'data-market'],
    ['Province fines unlicensed data brokers', 'data-market;regulation'],
    ['Public data centres told to buy local', 'chips;compute'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('relevant without the usual words', () => {
  test.each([
    ['陸專利局公布AI申請量', '', 'research'],
    ['两所高校与一家芯片厂合办的研究所揭牌', '三年内投入二亿元研究大模型。', 'companies;research'],
    ['本地高校论文数反超硅谷', '人工智能论文数居首。', 'research'],
  ])('%s', (title, text, themes) => expect(themesOf(title, text)).toBe(themes));
});

describe('irrelevant with all the words', () => {
  test.each(['廊坊市算法备案代办多少钱', 'Brokerages lift price targets after AI rally', '芯片概念午后异动'])('%s', (title) =>
    expect(themesOf(title)).toBe('irrelevant'),
  );
});

describe('an essay has the themes of what it is about', () => {
  test.each([
    ['论文估算西部机房的降碳效果', 'compute;energy;equity'],
    ['学者谈数字鸿沟与算力布局', 'compute;equity'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});
