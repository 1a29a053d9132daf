/** Tenders are told from rules about them, and from news of who won one. */
import { expect, test } from 'vitest';
import { documentType } from '../../shared/stages/facts/kind.ts';

const type = (title: string, url = 'https://www.yunchuan.gov.cn/1.html'): string =>
  documentType({ title, url, text: '为了做好有关工作，现就有关事项通知如下。', issuers: [] });

test('a firm that wins a tender is news', () => {
  expect(type('午间公告：云石股份中标江州汽车项目；海岚股份中标7亿元项目')).toBe('news');
  expect(type('云石科技中标云川市智算中心项目')).toBe('news');
  expect(type('中欧数据流动磋商结果公布')).toBe('news');
  expect(type('云川市智算中心项目中标候选人公示')).toBe('procurement');
  expect(type('云川市智算中心采购项目中标（成交）结果公告')).toBe('procurement');
});

test.each([
  ['关于加强政府采购活动内部控制管理的通知', 'notice'],
  ['关于进一步规范招标投标活动的通知', 'notice'],
  ['关于调整政府采购限额标准的公告', 'announcement'],
  ['政府采购需求管理办法', 'measures'],
  ['关于主流标准应用的通知', 'notice'],
  ['危废标识管理办法', 'measures'],
])('a rule about tenders is none: %s', (title, expected) => expect(type(title)).toBe(expected));

test.each([
  ['关于推行帮办代办服务的通知', 'notice'],
  ['关于促进旅游资源保护利用的意见', 'opinions'],
  ['关于调整考试收费标准的通知', 'notice'],
  ['旅游资源普查规范', 'guideline'],
  ['关于减免行政事业性收费标准的公告', 'announcement'],
])('words of advertisements within an act make it none: %s', (title, expected) => expect(type(title)).toBe(expected));

test.each([
  '关于机房设备采购的公告',
  '关于云平台项目招标文件的更正公告',
  '关于数据中台项目招标的通知',
  '智慧园区项目废标公告',
  '旧楼改造流标',
])('a tender: %s', (title) => expect(type(title)).toBe('procurement'));
