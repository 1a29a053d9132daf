import { describe, expect, test } from 'vitest';
import { documentType, typeWeight } from '../../shared/stages/facts/kind.ts';

const gov = 'https://www.example.gov.cn/a.html';
const typeOf = (title: string, more: Partial<Parameters<typeof documentType>[0]> = {}): string =>
  documentType({ title, text: '', issuers: [], url: gov, ...more });

describe('documentType', () => {
  test.each([
    ['国务院办公厅关于支持词元服务的指导意见', 'opinions'],
    ['教育部等三部门关于印发《校园智能体管理办法》的通知', 'measures'],
    ['关于印发《智能语料三年行动计划（2027—2029年）》的通知', 'plan'],
    ['某市人民政府办公室关于印发支持智算若干措施的通知', 'several-measures'],
    ['数据流通指引（试行）', 'guideline'],
    ['关于《模型登记规定（征求意见稿）》公开征求意见的通知', 'draft'],
    ['《模型登记规定》答记者问', 'interpretation'],
    ['一图读懂模型登记规定', 'interpretation'],
    ['2027年智能工厂名单公示', 'public-notice'],
    ['人工智能实验室采购项目招标公告', 'procurement'],
    ['关于组织申报2027年算力券的通知', 'call'],
    ['对十四届全国人大五次会议第1234号建议的答复', 'reply'],
    ['国务院关于同意设立数据试验区的批复', 'reply'],
    ['关于做好智能终端统计工作的通知', 'notice'],
    ['人工智能产业白皮书（2027年）', 'white-paper'],
    ['国务院2027年度立法工作计划', 'legislative-plan'],
    ['杭州市促进词元产业条例', 'local-regulation'],
    ['某领域数据保护法', 'law'],
    ['某类涉外关系法律适用法', 'law'],
  ])('%s is %s', (title, type) => {
    expect(typeOf(title)).toBe(type);
  });

  test('an order of a ministry is a rule', () => {
    const text = '某某部\n令\n第7号\n《模型登记规定》已经审议通过，现予公布，自2027年1月1日起施行。';
    expect(typeOf('模型登记规定', { text })).toBe('rule');
    expect(typeOf('模型登记规定')).toBe('measures');
  });

  test('who publishes decides when the title is no act', () => {
    expect(typeOf('我国将推广智能体服务', { url: 'https://www.news.cn/a.html' })).toBe('news');
    expect(typeOf('星河发布新一代模型', { url: 'https://news.xinghe-ai.example/a.html' })).toBe('company');
    expect(typeOf('What the new rules change', { url: 'https://www.riverside-institute.example/a' })).toBe('analysis');
    expect(typeOf('China drafts rules on agents', { url: 'https://www.chinadaily.com.cn/a.html' })).toBe('news');
  });

  test('weights', () => {
    expect(typeWeight('law')).toBe(5);
    expect(typeWeight('procurement')).toBe(0);
  });
});
