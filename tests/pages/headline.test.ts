import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { headlineOf, sureName } from '../../shared/stages/english/headline.ts';
import { memory, shown } from '../support/answers.ts';

/** What stands at the head of a document wherever it is shown: the act, with the notice that brings it behind. */

const notice = {
  title: '国家数据局关于印发《数据流通合规服务指引（试行）》的通知',
  english: 'Notice of the National Data Administration on Issuing the Guidelines for Data Circulation Compliance Services (Trial)',
};
const act = 'Guidelines for Data Circulation Compliance Services (Trial)';

describe('the name of a document', () => {
  test('an issuing notice is called by its act', () =>
    expect(headlineOf({ ...notice, type: 'guideline' })).toEqual({ english: act, chinese: '数据流通合规服务指引（试行）' }));
  test('where only the notice has an English name, that stands', () =>
    expect(headlineOf({ title: '关于印发《蘑菇云鹦鹉办法》的通知', english: 'Notice on Parrots', type: 'notice' }).english).toBe(
      'Notice on Parrots',
    ));
  test('who wrote what a notice forwards did not issue the notice', () => {
    const title = '关于转发《工业和信息化部办公厅关于组织开展蘑菇云未来产业揭榜挂帅工作的通知》的通知';
    expect(headlineOf({ title, type: 'call' }).english).toBe('Call: Open Competition for Future Industries');
    expect(headlineOf({ title: title.slice(5, -4), type: 'call' }).english).toMatch(/^MIIT General Office: call/);
  });
  test('a report of it, and a title of no kind, keep their own', () => {
    expect(headlineOf({ ...notice, type: 'news' }).english).toBe(notice.english);
    expect(sureName({ title: '数据局', english: '' }).english).toBe('数据局');
  });
});

test('lists and the page of the document begin with the act, in the language of each name', async () => {
  const app = createApp(
    memory({ documents: [shown({ ...notice, id: 'doc_notice', type: 'guideline', english: { title: notice.english, by: 'glossary' } })] }),
  );
  const list = await (await app.request('http://127.0.0.1:4180/documents')).text();
  expect(list).toContain(`lang="en">${act}</a></h3><p class="zh" lang="zh-Hans">${notice.title}`);
  const page = await (await app.request('http://127.0.0.1:4180/documents/doc_notice')).text();
  expect(page).toContain(`<h1><span lang="en">${act}</span></h1>`);
  expect(page).toContain(notice.english);
  const chinese = await (await app.request('http://127.0.0.1:4180/documents?lang=zh')).text();
  expect(chinese).toContain('lang="zh-Hans">数据流通合规服务指引（试行）</a>');
});

describe('a title without sure English is told in English wherever it heads something', () => {
  const titles = [
    [
      'news',
      '云端论坛热议《生成式人工智能服务管理暂行办法》落地蘑菇难点',
      'known',
      'News on: Interim Measures for the Administration of Generative AI Services, CAC',
    ],
    ['news', '截至3月31日囧囧生成式人工智能服务备案蘑菇', 'known', 'News on: Generative AI Services'],
    ['notice', '上海市囧囧小镇大模型应用揭榜的函告', 'known', 'Shanghai: notice, Large Model'],
    ['analysis', '蘑菇云时代的数字鸿沟何去何从', 'words', 'Words: Digital Divide'],
    ['regulation', '囧囧医疗纠纷投资蘑菇条例', 'words', 'Regulation: Medical Care, Disputes, Investment'],
    ['regulation', '囧囧医疗纠纷蘑菇条例', 'words', 'Regulation in Chinese'],
    ['notice', '国务院办公厅关于囧囧蘑菇的通知', 'words', 'Notice in Chinese'],
    ['regulation', '囧囧投资蘑菇条例', 'words', 'Regulation in Chinese'],
    ['news', '囧囧开张', 'words', 'News in Chinese'],
    ['news', '第26届囧囧开张', 'words', 'News in Chinese'],
    ['interpretation', '一图读懂囧囧小镇算力券', 'known', 'Interpretation of: Compute Voucher'],
    ['other', '网传囧囧算力券造假？', 'known', 'On: Compute Voucher'],
  ] as const;

  test.each(titles)('%s: %s', (type, title, by, english) =>
    expect(headlineOf({ title, english: title, type })).toEqual({ english, by, chinese: title }),
  );

  const documents = titles.map(([type, title], n) =>
    shown({
      id: `doc_${n}`,
      title,
      type,
      english: { title, by: 'glossary' },
      dates: { effective: { value: '2026-12-09', precision: 'day', from: 'body', quote: '施行' } },
    }),
  );
  const app = createApp(memory({ documents }));
  test.each(['/documents', '/calendar.ics', '/feeds/documents.rss', '/feeds/documents.atom', '/feeds/documents.json', '/api/v1/documents'])(
    '%s',
    async (path) => {
      const body = (await (await app.request(`http://127.0.0.1:4180${path}`)).text()).replaceAll('\r\n ', '');
      for (const [, , , english] of titles) expect(body).toContain(english.split(/[,;]/, 1)[0]);
      expect(body).not.toMatch(/<title>[囧蘑云上网]|SUMMARY:Takes effect: [囧蘑云上网]/);
    },
  );
});

test('a body that another one names is not named beside it', () =>
  expect(headlineOf({ title: '国务院办公厅关于蘑菇云鹦鹉典型经验的通报', type: 'notice' }).english).not.toContain(
    'Council, State Council',
  ));
