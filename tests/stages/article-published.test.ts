import { describe, expect, test } from 'vitest';
import { body, check, page, read } from './article-kit.ts';

describe('an event page', () => {
  const event = (times: string, head = '') =>
    read(page('智能灌溉研讨会', `<h1>智能灌溉研讨会</h1>${times}<div class="content">${body}</div>`).replace('<title>', `${head}<title>`));
  const forms = [
    '<ul><li>开始时间：2026-09-12 09:00</li><li>结束时间：2026-09-13 17:00</li></ul>',
    '<p><span>开始时间</span><span>2026-09-12 09:00</span></p><p><span>结束时间</span><span>2026-09-13 17:00</span></p>',
    '<dl><dt>报名时间</dt><dd class="time">2026-09-01</dd><dt>会议时间</dt><dd class="time">2026-09-12 09:00</dd></dl>',
    '<div><b>开始时间</b><time datetime="2026-09-12T09:00:00+08:00">2026-09-12</time></div>',
  ];
  test.each(forms)('was published on the day of its meta tag: %s', (times) => {
    check(event(times, '<meta name="PubDate" content="2026-08-01 10:00">'), { published: '2026-08-01' });
  });

  test.each(forms)('has no day of publication where nothing states one: %s', (times) => {
    expect(event(times).dates.published).toBeUndefined();
  });
});

describe('a foreign clock', () => {
  const at = (line: string) =>
    read(page('渡轮模型规则说明', `<h1>渡轮模型规则说明</h1><div>${line}</div><div class="content">${body}</div>`));
  test.each([
    ['更新时间：2026年3月4日 格林尼治标准时间 17:10', '2026-03-05'],
    ['更新时间：格林尼治标准时间2026年3月4日17:10', '2026-03-05'],
    ['更新时间：2026-03-04 17:10（格林威治时间）', '2026-03-05'],
    ['更新时间：2026-03-04 17:10 GMT', '2026-03-05'],
    ['更新时间：2026-03-04 GMT 17:10', '2026-03-05'],
    ['发布时间：2026年3月4日 美国东部时间 17:10', '2026-03-05'],
    ['发布时间：2026年3月5日 东京时间 00:20', '2026-03-04'],
    ['发布时间：2026年3月4日 北京时间 17:10', '2026-03-04'],
    ['更新时间：2026年3月4日 格林尼治标准时间 15:10', '2026-03-04'],
  ])('%s is %s in Beijing', (line, published) => check(at(line), { published }));
});

test('dcterms.created counts as a day of a meta tag', () => {
  const html = page('渡轮模型规则说明', `<h1>渡轮模型规则说明</h1><div class="content">${body}</div>`);
  check(read(html.replace('<title>', '<meta name="dcterms.created" content="2026-03-04"><title>')), { published: '2026-03-04' });
});

test('midnight to the second is a time that nobody filled in', () => {
  const html = page('渡轮模型规则说明', `<h1>渡轮模型规则说明</h1><div class="content">${body}</div>`);
  const at = (time: string) => read(html.replace('<title>', `<meta name="PubDate" content="2026-03-04 ${time}"><title>`)).dates.published;
  expect(at('00:00:00')).toMatchObject({ value: '2026-03-04' });
  expect(at('00:00:00')?.time).toBeUndefined();
  expect(at('00:01:00')?.time).toBe('00:01');
});

describe('days that are no publication', () => {
  const between = (...lines: string[]) =>
    read(
      page('云溪市海雾办法', `<h1>云溪市海雾办法</h1>${lines.map((line) => `<p>${line}</p>`).join('')}<div class="content">${body}</div>`),
    );
  test.each([
    ['the foot of a print', ['云溪市海雾办法_云溪市人民政府门户网站 2026/1/13 17:21']],
    ['a print that says so', ['打印于2026年1月13日']],
    ['the counted pages of a print', ['2026年1月13日 17:21 第1页 共3页']],
    ['the count before the day', ['1/3 2026/1/13 17:21']],
    ['the address of a print', ['云溪市人民政府 https://www.yunxi.example.gov.cn/a.html 2026/1/13 17:21']],
    ['an adoption that goes on in the next line', ['（2026年1月22日云溪市第十六届人民代表大会第三次', '会议通过）']],
    [
      'an order signed above its text',
      ['《云溪市海雾办法》已经审议通过，现予公布，自2026年5月1日起施行。', '主任 云某某', '2026 年 2 月 12 日'],
    ],
  ])('%s', (_, lines) => expect(between(...lines).dates.published).toBeUndefined());
  test('a day alone under a title still is', () => check(between('2026年2月12日'), { published: '2026-02-12' }));
});
