import { expect, test } from 'vitest';
import { body, page, paragraphs, read, right, sentences } from './article-kit.ts';

const title = '云川市数据局关于做好语料普查工作的通知';
const act = `<p>云数发〔2026〕12号</p>${paragraphs('各县区：', ...sentences)}${right('云川市数据局', '2026年3月16日')}`;
const inPage = (source: string, inner: string, shown = title): string =>
  page(shown, `<h1>${shown}</h1><div>发布时间：2026-03-18 ${source}</div><div class="c">${inner}</div>`);
const wire = paragraphs(`新华社北京3月17日电（记者某某）${sentences[0]}`, ...sentences.slice(1));

test.each<readonly [string, string, string, string | undefined]>([
  ['the act on the site of its issuer', inPage('来源：市数据局', act), 'https://www.yunchuan.gov.cn/1', undefined],
  [
    'an act of a known body on a site that is none of the government',
    inPage('来源：国家数据局', act),
    'https://www.wenjianku.example/1',
    '云数发〔2026〕12号',
  ],
  [
    'news of an agency on a government site',
    inPage('来源：新华网', body, '我国算力规模再上台阶'),
    'https://www.yunchuan.gov.cn/2',
    '我国算力规模再上台阶',
  ],
  ['the agency at home', inPage('来源：新华网', wire, '我国算力规模再上台阶'), 'https://www.news.cn/tech/1', undefined],
  ['a wire without a credit', inPage('', wire, '我国算力规模再上台阶'), 'https://www.yunchuan.gov.cn/3', '我国算力规模再上台阶'],
  [
    'a text that says what it was taken from',
    inPage('', `${body}<p>（本文转自“云川数据”公众号）</p>`, '算力怎么用'),
    'https://www.yunchuan.gov.cn/4',
    '算力怎么用',
  ],
  ['a title marked as a repost', inPage('来源：本站', act, `（转载）${title}`), 'https://www.linyi.gov.cn/5', '云数发〔2026〕12号'],
  [
    'a provincial paper on a government site',
    inPage('来源：云川日报', body, '云川建成新一代算力中心'),
    'https://www.yunchuan.gov.cn/6',
    '云川建成新一代算力中心',
  ],
])('%s', (_, html, url, copy) => {
  expect(read(html, url).copyOf).toBe(copy);
});

test('the credit is what stands behind 来源, else what closes the text', () => {
  expect(read(inPage('来源：市数据局 浏览：3次', act)).credit).toBe('市数据局');
  expect(read(inPage('', `${body}<p>（来源：云川日报）</p>`, '云川建成算力中心')).credit).toBe('云川日报');
});

test('what a reader may press behind the credit is no part of it', () => {
  expect(read(inPage('来源：云川日报 举报', act)).credit).toBe('云川日报');
  expect(read(inPage('来源：云川日报 | 下载 收藏 | 打印', act)).credit).toBe('云川日报');
});

test('what a player says to browsers that cannot play is no text', () => {
  const told = read(
    inPage('', `<p>您的浏览器暂时无法播放此视频.</p><p>当前浏览器不支持video标签</p>${act}<p>浏览器不得播放视频广告，由市数据局监督。</p>`),
  ).text;
  expect(told).not.toMatch(/暂时无法|video/);
  expect(told).toContain('浏览器不得播放视频广告');
});
