import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { headlineOf } from '../../shared/pages/words/text-name.ts';
import { memory, shown } from '../support/answers.ts';

/** What stands at the head of a document wherever it is shown: the act, with the notice that brings it behind. */

const notice = {
  title: '国家数据局关于印发《数据流通合规服务指引（试行）》的通知',
  english: 'Notice of the National Data Administration on Issuing the Guidelines for Data Circulation Compliance Services (Trial)',
};
const act = 'Guidelines for Data Circulation Compliance Services (Trial)';

describe('headlineOf', () => {
  test('an issuing notice is called by its act', () =>
    expect(headlineOf({ ...notice, type: 'guideline' })).toEqual({ english: act, chinese: '数据流通合规服务指引（试行）' }));
  test('where only the notice has an English name, that stands', () =>
    expect(headlineOf({ title: '关于印发《蘑菇云鹦鹉办法》的通知', english: 'Notice on Parrots', type: 'notice' }).english).toBe(
      'Notice on Parrots',
    ));
  test('a report of it, and a title of no kind, keep their own', () => {
    expect(headlineOf({ ...notice, type: 'news' }).english).toBe(notice.english);
    expect(headlineOf({ title: '数据局', english: '' }).english).toBe('数据局');
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
