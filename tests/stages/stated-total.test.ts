import { expect, test } from 'vitest';
import { figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { findStatedTotal } from '../../shared/stages/facts/landmark-figures.ts';

test.each<[string, string, number | undefined, number | undefined]>([
  ['filed', '截至2026年11月15日，累计有1204款生成式人工智能服务完成备案，较上月新增61款。', 1204, 61],
  ['filed', '2026年11月新增61款生成式人工智能服务完成备案，累计1204款。', 1204, 61],
  ['filed', '累计已有1204款生成式人工智能服务完成备案，其中32款为端侧服务。', 1204, undefined],
  ['filed', '11月，新增备案61款生成式人工智能服务。', undefined, undefined],
  ['filed', '累计有748款生成式人工智能服务完成备案，435款生成式人工智能应用在地方网信办完成登记，较上月新增13款。', 748, undefined],
  ['registered', '累计有748款生成式人工智能服务完成备案，435款生成式人工智能应用在地方网信办完成登记，较上月新增13款。', 435, 13],
  ['filed', '生成式人工智能服务提供者应当在30日内备案，处10万元以下罚款。', undefined, undefined],
])('%s: %s', (id, text, value, added) => {
  const landmark = figureLandmarks.find((each) => each.id === id);
  const found = landmark && findStatedTotal(text, landmark);
  expect([found?.value, found?.added]).toEqual([value, added]);
});
