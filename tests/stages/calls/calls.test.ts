import { expect, test } from 'vitest';
import { readParticipation } from '../../../shared/stages/facts/participate.ts';
import { heldOut } from './held-out.ts';
import { type Score, scoreNotices } from './score.ts';
import { tuned } from './tuned.ts';

const share = ({ right, said, read }: Score) => ({ recall: right / said, precision: right / read });

test('windows and ways of the notices that the rules are made with', () => {
  expect(scoreNotices(tuned).misses).toEqual([]);
});

test('windows and ways of the notices held out from whoever makes the rules', () => {
  const { window, ways } = scoreNotices(heldOut);
  expect(share(window).precision).toBe(1);
  expect(share(window).recall).toBeGreaterThanOrEqual(0.94);
  expect(share(ways).precision).toBeGreaterThanOrEqual(0.98);
  expect(share(ways).recall).toBeGreaterThanOrEqual(0.95);
});

test('a quote is the sentence as it stands in the text, of an address with its postcode the lines up to it', () => {
  const text = '意见请发至 a@bu.example.cn。\n来信地址：某市人民路9号\n邮编：250001';
  expect(readParticipation(text)).toEqual([
    { by: 'email', to: 'a@bu.example.cn', quote: '意见请发至 a@bu.example.cn。' },
    { by: 'post', to: '某市人民路9号 250001', quote: '来信地址：某市人民路9号\n邮编：250001' },
  ]);
});

test.each([
  [`雾灯学会 www.lamp.example.com 首页 ${'公告通知 '.repeat(30)}征求意见时间为5月6日至13日。`, 'the head of a page in one line with it'],
  ['举报邮箱：jubao@bu.example.cn，投诉电话12300。', 'a box for reports'],
  ['征求意见稿可登录我部网站（http://www.bu.example.cn）“意见征集”栏目查阅。', 'where to read'],
  ['https://user@evil.example.cn/x', 'a name in an address'],
  ['https://www.bu.example.cn/#a.example.cn', 'the fragment of an address'],
  ['依据国办发〔2025〕11号，请于15日前寄送。', 'a number'],
])('%s is no way to send views: %s', (text) => {
  expect(readParticipation(text)).toEqual([]);
});
