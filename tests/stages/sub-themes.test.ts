import { expect, test } from 'vitest';
import { classify } from '../../shared/stages/classify/classify.ts';

/** Sub-themes: the title names one, or a good part of the text is about it; a word in passing is none. */

const of = (title: string, text = ''): readonly string[] => (classify({ title, text }).subThemes ?? []).map(({ theme }) => theme);

test.each([
  ['某省生成式人工智能服务备案信息公告', ['generative-ai']],
  ['A regulator publishes its eleventh list of filed algorithms', ['algorithms']],
  ['人工智能科技伦理审查办法（征求意见稿）', ['ai-safety']],
  ['个人信息出境标准合同备案指南', ['personal-information', 'data-exports']],
  ['工业领域重要数据识别指南', ['important-data']],
  ['法院：用户对人工智能生成图片享有著作权', ['copyright']],
  ['未成年人模式下大模型应用指南', ['minors']],
  ['人形机器人数据采集国家标准发布', ['standards', 'embodied-ai']],
  ['某公司发布企业智能体平台', ['agents']],
  ['A Hangzhou laboratory open-sources its language model', ['open-source']],
  ['機器人企業入駐具身智能產業園', ['embodied-ai']],
])('%s', (title, expected) => {
  expect(of(title)).toEqual(expected);
});

test.each([
  ['某公司扫地机器人618促销', '下单立减三百元。'],
  ['软件著作权登记证书更换样式', '启用电子证书。'],
  ['交通领域优化算法竞赛启动', '高校组织路径规划竞赛。'],
  ['某省人工智能产业政策', '支持算力、模型、具身智能、智能体、语料发展。'],
])('not of a word in passing: %s', (title, text) => {
  expect(of(title, text)).toEqual([]);
});

const filler = '推动算力基础设施建设，支持企业应用人工智能，培育产业生态。'.repeat(6);

test('a numbered heading with a text of its own gives one, an article that names it among others none', () => {
  const plan = `一、总体要求\n${filler}\n二、重点任务\n（一）促进开源生态繁荣。建设开源社区，鼓励企业开放模型。\n（二）强化组织保障。${filler}`;
  expect(of('某市人工智能行动计划', plan)).toEqual(['open-source']);
  const rules = `第一条 ${filler}\n第二条 处理个人信息应当合法，并保护商业秘密。${filler}\n第三条 ${filler}`;
  expect(of('某市人工智能数据管理办法', rules)).toEqual([]);
  const two = `第一条 ${filler}\n第二条 处理个人信息应当告知个人，公开个人信息处理规则。\n第三条 个人信息处理者应当保护个人信息。`;
  expect(of('某市人工智能数据管理办法', two)).toEqual(['personal-information']);
});

test('each has its words where they stand', () => {
  const title = '某省生成式人工智能服务备案信息公告';
  expect(classify({ title }).subThemes?.[0]?.evidence).toEqual([{ term: '生成式人工智能服务', where: 'title', start: 2, end: 11 }]);
});
