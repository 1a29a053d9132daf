import { expect, test } from 'vitest';
import { readPage } from '../../shared/stages/read.ts';

const read = async (note: string) => {
  const html = `<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="清河市智能网联汽车条例"></head><body><h1>清河市智能网联汽车条例</h1><div class="TRS_Editor"><p>${note}</p><p>第一条 为促进智能网联汽车产业发展，根据有关法律，制定本条例。</p><p>第二条 本市行政区域内的道路测试适用本条例。</p></div></body></html>`;
  const page = { url: 'https://www.qhrd.gov.cn/fg/202609/t20260929_1.html', bytes: Buffer.from(html), today: '2026-11-25' };
  const reading = await readPage({ as: 'article', ...page });
  return reading.kind === 'article' ? reading.issuers.map(({ name }) => name) : [];
};

test('the congress of the note under the title issued the act where nothing else names a body', async () => {
  expect(await read('（2026年9月25日清河市第十四届人民代表大会常务委员会第三十八次会议通过）')).toEqual(['清河市人民代表大会常务委员会']);
  expect(await read('（2026年1月20日清河市第十四届人民代表大会第六次会议通过）')).toEqual(['清河市人民代表大会']);
  expect(await read('（2026年1月20日经专家组评审通过）')).toEqual([]);
});
