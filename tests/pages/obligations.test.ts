import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory, sample, shown } from '../support/answers.ts';

/** The register of obligations, as page, API and table; every act is invented. */

const text = '第一条 平台经营者应当保存日志不少于六个月。\n第二条 平台经营者不得转卖数据。\n第三条 违反本办法第一条的，处一万元以下罚款。';
const documents = [
  ...sample,
  shown({ id: 'doc_logs', text, title: '日志保存办法', status: 'in-force' }),
  shown({
    id: 'doc_logs_draft',
    text: text.replace('六个月', '三个月'),
    title: '日志保存办法（征求意见稿）',
    type: 'draft',
    status: 'draft',
  }),
];
const app = createApp(memory({ documents }));
const asked = async (path: string) => app.request(path, { headers: { accept: path.startsWith('/api') ? '*/*' : 'text/html' } });
const rows = async (query: string) => JSON.parse(await (await asked(`/api/v1/obligations?${query}`)).text()).items;

describe('/obligations', () => {
  test('shows who must do what, with article and sanction, in both languages, in at most 60 KB', async () => {
    const page = await (await asked('/obligations')).text();
    for (const words of ['Platforms', '平台经营者应当保存日志', 'Article 1', 'Article 3', 'must not']) expect(page).toContain(words);
    expect(page.length).toBeLessThan(60_000);
    const chinese = await (await asked('/obligations?lang=zh')).text();
    expect(chinese).toContain('义务清单');
    expect(page).toContain('<br><span lang="en">');
    expect(chinese).not.toContain('<br><span lang="en">');
  });

  test.each([
    ['服务提供者应当保存日志不少于六个月。', 'Service providers<br>'],
    ['省人民政府数据主管部门应当公开目录。', 'The data authorities of the provincial people&#39;s government<br>'],
    ['省人民政府云川主管部门应当公开目录。', 'Local governments<br>'],
  ])('of %s a wide group is told by the own name, where that is known', async (duty, who) => {
    const act = shown({ id: 'doc_own', text: `第一条 ${duty}`, title: '日志办法', status: 'in-force' });
    const page = await createApp(memory({ documents: [act] })).request('/obligations?act=doc_own', { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain(who);
  });

  test('is narrowed by whom it binds; an unknown one is refused with those that are known', async () => {
    expect(await (await asked('/obligations?addressee=schools')).text()).not.toContain('日志保存办法');
    expect((await asked('/obligations?addressee=nobody')).status).toBe(400);
    expect((await asked('/obligations?cursor=forged')).status).toBe(400);
  });
});

describe('as data', () => {
  test('rows of acts in force alone; of one act whatever its status; against its draft what changed', async () => {
    const all = await rows('addressee=platforms');
    expect(all.map((row: { document: { id: string } }) => row.document.id)).toEqual(['doc_logs', 'doc_logs']);
    expect(all[0]).toMatchObject({ who: 'platforms', kind: 'duty', article: '第一条', sanction: '第三条', from: '2027-01-01' });
    expect((await rows('act=doc_logs_draft')).length).toBe(2);
    const changes = await rows('act=doc_logs&against=doc_logs_draft');
    expect(changes.map((row: { change: string }) => row.change)).toEqual(['changed', 'same']);
    expect((await asked('/api/v1/obligations?against=doc_logs')).status).toBe(400);
  });

  test('a table for spreadsheets', async () => {
    const table = await (await asked('/api/v1/obligations?act=doc_logs&format=csv')).text();
    expect(table.split('\r\n')[0]).toContain('who,subject,kind,article');
    expect(table).toContain('平台经营者不得转卖数据。');
  });
});
