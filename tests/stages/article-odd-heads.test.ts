import { describe, expect, test } from 'vitest';
import { documentType } from '../../shared/stages/facts/kind.ts';
import { body, page, read, right } from './article-kit.ts';

const act = '云川市人民政府关于加快建设智算高地的实施意见';

describe('heads without headings', () => {
  test('a whole paper in one block of plain lines, its number over its title', () => {
    const lines = [
      '云川市人民政府文件',
      '云政发〔2026〕14号',
      '',
      act,
      '',
      '各区县人民政府，市政府各部门：',
      '　　支持中小企业以租赁方式使用智算资源，降低模型训练与推理成本。',
      '　　本意见自印发之日起施行，有效期5年。',
      '　　　　云川市人民政府',
      '　　　　2026年3月18日',
    ];
    expect(read(page('文件查看', `<pre>${lines.join('\n')}</pre>`))).toMatchObject({
      title: act,
      number: '云政发〔2026〕14号',
      issuers: [{ name: '云川市人民政府' }],
      dates: { signed: { value: '2026-03-18' }, effective: { value: '2026-03-18' } },
    });
  });

  test('the line over a line that begins with a day', () => {
    const inner = `<div><p class="h">${act}</p><p class="sub">2026-04-01 09:00 字体：【大 中 小】</p></div><div>${body}</div>`;
    expect(read(page('详细', inner))).toMatchObject({ title: act, dates: { published: { value: '2026-04-01' } } });
  });
});

describe('days', () => {
  test('in full width, in the cells of a table', () => {
    const table = `<table><tr><td>文　　号：云政发〔２０２６〕８号</td><td>发文日期：２０２６年０２月１１日</td></tr><tr><td>发布机构：云川市人民政府</td><td>公开日期：２０２６－０２－１３</td></tr></table>`;
    expect(read(page(act, `<h1>${act}</h1>${table}<div>${body}</div>`))).toMatchObject({
      number: '云政发〔2026〕8号',
      dates: { signed: { value: '2026-02-11' }, published: { value: '2026-02-13' } },
    });
  });

  test('a signature whose day stands over its name', () => {
    const inner = `<h1>关于语料登记的公示</h1><div>${body}${right('2026年9月1日', '云川市工业和信息化局')}</div>`;
    expect(read(page('关于语料登记的公示', inner))).toMatchObject({
      issuers: [{ name: '云川市工业和信息化局' }],
      dates: { signed: { value: '2026-09-01' } },
    });
  });

  test('a day in brackets under the title is that of signing', () => {
    const inner = `<h1>中共云川市委 ${act}</h1><div>发布时间：2026-01-30</div><div><p>（2026年1月20日）</p>${body}</div>`;
    expect(read(page(`中共云川市委 ${act}`, inner)).dates.signed?.value).toBe('2026-01-20');
  });
});

test('印发关于X的通知 is the work X', () => {
  const type = (title: string): string => documentType({ title, text: '', issuers: [], url: 'https://www.yunchuan.gov.cn/a.html' });
  expect(type('市政府办公室印发关于支持语料产业若干措施的通知（云政办发〔2026〕31号）')).toBe('several-measures');
  expect(type('云川市数据局关于印发语料登记工作方案的通知')).toBe('plan');
});

test('有效性：失效 beside a day of publication is no day of expiry', () => {
  const line = '<p>发布日期：2024-02-01　有效性：失效</p>';
  const article = read(page('云川市语料登记办法', `<h1>云川市语料登记办法</h1>${line}${body}<p>本办法自2024年3月1日起施行。</p>`));
  expect(article.dates).toMatchObject({ published: { value: '2024-02-01' }, effective: { value: '2024-03-01' } });
  expect(article.dates.expires).toBeUndefined();
  expect(article.status).toBe('expired');
});

test('a block called for a title with a figure behind its name', () => {
  expect(read(page('云川信息公开', `<div class="bt1">${act}</div><div>${body}</div>`)).title).toBe(act);
});

test('a title that <title> cuts off is read from the page', () => {
  const whole = '云川市数据局关于开展“数据要素×”典型案例征集活动的通知';
  expect(read(page('云川市数据局关于开展“数据要素×”典型案例…_云川市', `<h2 class="tt">${whole}</h2><div>${body}</div>`)).title).toBe(whole);
});

test('the day of a time element may stand in its attribute alone', () => {
  const time = '<div><time datetime="2026-07-01T08:00:00+08:00">7月1日</time></div>';
  expect(read(page('云川市召开推进会', `<h1>云川市召开推进会</h1>${time}<div>${body}</div>`)).dates.published?.value).toBe('2026-07-01');
});

test('a notice that forwards rules of procurement is no tender', () => {
  const title = '云川市财政局转发《关于规范人工智能采购的通知》的通知';
  expect(documentType({ title, text: '', issuers: [], url: 'https://www.yunchuan.gov.cn/a.html' })).toBe('notice');
});

test('the deadline that a draft sets for applications is not that of the consultation', () => {
  const title = '云川市科技局关于征求《云川市算力券申报指南（征求意见稿）》意见的通知';
  const text = '<p>意见反馈截止日期为2026年11月22日。</p><p>附：申报指南（征求意见稿）：申报截止时间为2026年12月31日。</p>';
  expect(read(page(title, `<h1>${title}</h1><p>2026-11-08</p><div>${body}${text}</div>`)).dates.commentBy?.value).toBe('2026-11-22');
});
