import { expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { memory, shown } from '../support/answers.ts';
import { day, digest, emptyDigest, item } from '../support/digests.ts';

/** Calls for comment on pages, in the calendar file, the API and mails: by whom, until when, how to take part, and what became of them. */

const quote = '意见请发至 yijian@bu.example.cn，或登录 www.bu.example.cn 提出。';
const ways = [
  { by: 'form', to: 'www.bu.example.cn', quote },
  { by: 'form', to: 'javascript:alert(1)', quote },
  { by: 'email', to: 'yijian@bu.example.cn', quote },
  { by: 'post', to: '某市人民路9号 250001', quote },
] as const;
const call = (id: string, until: string, more: Partial<ShownDocument> = {}) =>
  shown({
    id,
    title: '智能体服务规定（征求意见稿）',
    english: { title: 'Provisions on Agent Services (draft for comment)', by: 'glossary' },
    type: 'draft',
    status: 'draft',
    dates: { published: day('2026-11-01'), commentFrom: day('2026-11-02'), commentBy: day(until, `于${until}前反馈`) },
    participate: ways,
    ...more,
  });
const ministry = (id: string, name: string) => ({ issuers: [{ id, name }] });
const documents = [
  call('doc_open', '2026-12-04', ministry('cac', '国家互联网信息办公室')),
  call('doc_soon', '2026-11-28', ministry('miit', '工业和信息化部')),
  call('doc_ended', '2026-11-15', ministry('cac', '国家互联网信息办公室')),
  call('doc_became', '2026-11-10', ministry('cac', '国家互联网信息办公室')),
];
const named = (id: string, title: string, day: string) => ({ id, title, english: '', day });
const answers = () => {
  const inMemory = memory({ documents });
  const pair = {
    draft: named('doc_became', '规定（征求意见稿）', '2026-11-01'),
    final: named('doc_final', '智能体服务规定', '2026-11-20'),
  };
  return { ...inMemory, register: { ...inMemory.register, pairsOf: async () => [pair] } };
};
const read = async (path: string) => (await createApp(answers()).request(`http://127.0.0.1:4180${path}`)).text();
const plain = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('the calendar stands by ministry, the window that closes first in front, and tells what became of calls that ended', async () => {
  const words = plain(await read('/calendar?kind=comment'));
  const order = [
    'MIIT',
    '3 days left',
    'CAC',
    '9 days left',
    'Closed 10 days ago, no final act seen',
    'Final text:',
    '19 days after the draft',
  ];
  const places = order.map((each) => words.indexOf(each, words.indexOf('Thin line')));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(words).not.toContain('Taking effect 0');
});

test('only the web address of a form is a link; a mail address and what looks like a script are text', async () => {
  const page = await read('/documents/doc_open');
  expect(page).toContain('href="http://www.bu.example.cn/"');
  expect(page).not.toMatch(/href="(?:mailto|javascript|http:\/\/javascript|http:\/\/yijian)/);
  expect(plain(page)).toContain('yijian@bu.example.cn');
  expect(plain(await read('/documents/doc_ended'))).toContain('Closed 10 days ago, no final act seen');
});

test('the API gives windows, ways and final texts, and narrows by kind, issuer and place', async () => {
  const { items } = JSON.parse(await read('/api/v1/calendar?kind=comment&from=2026-11-01'));
  expect(items.map(({ id, day, kind }: Record<string, string>) => [id, day, kind])).toEqual([
    ['doc_became', '2026-11-10', 'comment'],
    ['doc_ended', '2026-11-15', 'comment'],
    ['doc_soon', '2026-11-28', 'comment'],
    ['doc_open', '2026-12-04', 'comment'],
  ]);
  expect(items[0].final).toMatchObject({ id: 'doc_final', days: 19 });
  expect(items[3]).toMatchObject({
    dates: { commentFrom: { value: '2026-11-02' } },
    participate: [{ by: 'form' }, {}, { by: 'email' }, { by: 'post' }],
  });
  const ofMiit = JSON.parse(await read('/api/v1/calendar?kind=comment&issuer=miit'));
  expect(ofMiit.items.map(({ id }: { id: string }) => id)).toEqual(['doc_soon']);
  expect(JSON.parse(await read('/api/v1/calendar?kind=comment&place=beijing')).items).toEqual([]);
});

test('the calendar file takes the same choice, and says how to take part', async () => {
  const file = (await read('/calendar.ics?kind=comment&issuer=miit')).replaceAll('\r\n ', '');
  // The last day, and the time from the first day on.
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(file).toContain('email: yijian@bu.example.cn');
  expect(file).toContain('post: 某市人民路9号 250001');
});

test('mails tell the ways of an open call as text', () => {
  const drafts = [item({ id: 'd', type: 'draft', status: 'draft', dates: { commentBy: day('2026-12-04') }, participate: ways })];
  const { html, text } = digestMail(digest({ sections: { ...emptyDigest.sections, drafts } }), {
    language: 'en',
    today: '2026-11-25',
    baseUrl: '',
  });
  expect(text).toContain('Email: yijian@bu.example.cn');
  expect(html).toContain('Website: www.bu.example.cn');
  expect(html).not.toMatch(/href="(?:mailto|http:\/\/www\.bu)/);
});
