import { describe, expect, test } from 'vitest';
import { landmarks } from '../../shared/registry/known.ts';
import { figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { findCitedLandmarks, findLandmarks } from '../../shared/stages/facts/entities.ts';
import { areaOf, findFigureEntities, findLandmarkFigures, isLater } from '../../shared/stages/facts/landmark-figures.ts';

const ids = (title: string, text = ''): string[] => findLandmarks(title, text).map(({ id }) => id);

describe('landmarks in texts', () => {
  test.each([
    ['某县推进“东数西算”建设', '', 'east-west'],
    ['某縣推進「東數西算」建設', '', 'east-west'],
    ['某市方案', '按照《生成式人工智能服务管理暂行办法》的要求办理。', 'genai-measures'],
    ['County news', 'It draws on Eastern Data, Western Computing and on EDWC funds.', 'east-west'],
    ['某市算力券申领须知', '', 'compute-vouchers'],
    ['某省通知', '严格执行数据安全法有关规定。', 'data-security-law'],
    ['某公司开源新一代通义千问模型', '', 'product:qwen'],
    ['A port runs Kunpeng servers', '', 'product:kunpeng'],
  ])('%s %s', (title, text, id) => {
    expect(ids(title, text)).toContain(id);
  });

  test.each([
    ['欧盟人工智能法正式生效', '', 'ai-law'],
    ['某会议综述', '与会者谈到人工智能法律问题。', 'ai-law'],
    ['某市年报', `${'本市推进各项工作。'.repeat(200)}会上提到未来产业。`, 'future-industries'],
  ])('not in %s', (title, text, id) => {
    expect(ids(title, text)).not.toContain(id);
  });

  test('an act is known by its number, and by its full title with its issuer', () => {
    const cited = (citation: object) =>
      findCitedLandmarks({ title: '某市通知', citations: [{ relation: 'implements', quote: '', ...citation }] }).map(({ id }) => id);
    expect(cited({ number: '国发［2025］11号' })).toEqual(['ai-plus']);
    expect(cited({ title: '国务院关于深入实施“人工智能+”行动的意见' })).toEqual(['ai-plus']);
    expect(cited({ title: '浙江省人民政府关于深入实施“人工智能+”行动的意见' })).toEqual([]);
  });

  test('every landmark has an id of its own, a name, and a mark', () => {
    expect(new Set(landmarks.map(({ id }) => id)).size).toBe(landmarks.length);
    for (const { id, zh, en, mark } of landmarks)
      expect([id, zh + en !== '', ['V2', 'V1', 'K', '?'].includes(mark)]).toEqual([id, true, true]);
  });
});

describe('figures of the backgrounder', () => {
  test.each([
    ['全国算力总规模达到280 EFLOPS，居世界前列。', 'compute-scale', 280],
    ['新建大型数据中心电能利用效率（PUE）降至1.25以下。', 'pue', 1.25],
    ['到2027年，新一代智能终端、智能体等应用普及率超70%。', 'ai-plus-2027', 70],
    ['全国累计1,050款生成式人工智能服务完成备案。', 'filed', 1050],
  ])('%s', (text, id, value) => {
    expect(findLandmarkFigures(text).map(({ landmark, figure }) => [landmark.id, figure.value])).toContainEqual([id, value]);
  });

  test('a figure of something else is none', () => {
    expect(findFigureEntities('本市新增学位280个，普及率调查仍在进行。今年算力企业座谈会召开3次。')).toEqual([]);
    expect(findFigureEntities('苏州建成近30个OPC社区。').map(({ id }) => id)).not.toContain('figure:opc-count');
    expect(findFigureEntities('全国一人公司已超1700万家。').map(({ id }) => id)).toContain('figure:opc-count');
  });

  const valuesOf = (text: string, id: string) =>
    findLandmarkFigures(text)
      .filter(({ landmark }) => landmark.id === id)
      .map(({ figure }) => figure.value);
  test('the words stand in the clause of the figure itself', () => {
    expect(valuesOf('研发投入年均增长7%以上，数字经济核心产业增加值占比目标12.5%。', 'digital-core')).toEqual([12.5]);
    expect(valuesOf('一人公司受到欢迎，海边“零一方”入驻130家。', 'opc-count')).toEqual([]);
    expect(valuesOf('生成式人工智能服务备案继续推进，累计1050款。', 'filed')).toEqual([1050]);
    expect(valuesOf('算力调度平台上线，接入企业12家，绿电占比达85%。', 'green-power')).toEqual([]);
  });
  test('a value of an earlier year than the last stated one is no latest', () => {
    const filed = figureLandmarks.find(({ id }) => id === 'filed');
    expect(filed && [isLater(filed, { year: 2025 }), isLater(filed, { day: '2025-03-31' }), isLater(filed, { year: 2026 })]).toEqual([
      false,
      false,
      true,
    ]);
  });
  test('where a figure holds is said by its clause before its sentence', () => {
    const of = (clause: string, quote = clause) =>
      areaOf({ clause, quote, title: '新闻', issuers: [{ name: '国家数据局' }], authority: 90 });
    expect(of('广东省人工智能企业超过1500家', '广东省人工智能企业超过1500家，全国占比约四分之一。')).toMatchObject({
      of: 'place',
      english: 'Guangdong',
    });
    expect(of('贵州省算力规模占全国的十分之一')).toMatchObject({ of: 'place' });
    expect(of('全国人工智能企业超过6000家')).toEqual({ of: 'country' });
    expect(of('OPC企业入驻130家')).toEqual({ of: 'place' });
    expect(of('人工智能企业超过6000家')).toEqual({ of: 'country' });
    expect(of('云水县人工智能企业有900家', '云水县人工智能企业有900家，全国超过6000家。')).toEqual({ of: 'place' });
    expect(of('企业上市公司超过60家')).toEqual({ of: 'country' });
  });
});
