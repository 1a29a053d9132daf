import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/stages/classify/classify.ts';
import { isOffTopicTitle } from '../../shared/stages/classify/derived.ts';

describe('titles that say what kind of page it is', () => {
  test.each([
    '收评：数据要素股走强，两市成交放量',
    '算力板块午后异动',
    '智能制造混合基金单位净值公告',
    '某校2026年人工智能专业复试分数线',
    '人工智能培训读后感（通用8篇）',
    '虚拟偶像演唱会门票开售',
    '两家大模型写作哪个更好用',
    'GPU 租赁优惠活动进行中',
    'AI 降重工具软件下载',
    '三步学会用 AI 做海报',
    '2027-2032年中國AI芯片行業趨勢預測與投資報告',
    '数据中心PUE怎么算',
    'Fix tokenizer bug for Ascend',
    'AI算力指数今年累计上涨两成',
    '大模型开发者备案指引',
    '智慧养老平台_厂家_价格',
  ])('%s', (title) => {
    expect(isOffTopicTitle(title)).toBe(true);
  });

  test.each([
    '数据交易所上市首批语料产品',
    '国家集成电路产业投资基金三期成立',
    '算力券最高五折 初创企业优先',
    '板块化推进算力集群建设的实施方案',
    '关于公布人工智能大赛获奖名单的通知',
    '中国算力发展研究报告（2027年）发布',
    '生成式人工智能服务备案公告',
    '加快建设人工智能产业集群行动方案（2027—2029年）',
    'China adds AI to its national plan',
    '综合评测：国家智能算力中心运行报告',
  ])('%s is no such page', (title) => {
    expect(isOffTopicTitle(title)).toBe(false);
  });
});

test('a report of the market is irrelevant however many words of the field it holds', () => {
  const text = '算力、芯片、数据要素概念股走强，人工智能产业政策催化不断，液冷数据中心与国产算力板块领涨，机构给予买入评级。'.repeat(40);
  expect(classify({ id: 'm', title: '收评：算力芯片股领涨 两市成交放量', text }).relevant).toBe(false);
});
