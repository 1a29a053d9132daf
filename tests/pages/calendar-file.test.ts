import { expect, test } from 'vitest';
import type { WindowLine, WindowQuery } from '../../shared/model/query.ts';
import { createApp } from '../../shared/pages/app.ts';
import { memory, shown } from '../support/answers.ts';
import { eventsIn } from '../support/calendar.ts';
import { day } from '../support/digests.ts';

/** The calendar file as a maintained library reads it; decision 34. */

const documents = [
  shown({
    id: 'doc_call',
    title: '智能体服务规定（征求意见稿）; 附\\件,一',
    english: { title: 'Provisions on Agent Services; draft, for comment '.repeat(4), by: 'glossary' },
    type: 'draft',
    status: 'draft',
    dates: { commentFrom: day('2026-11-02'), commentBy: day('2026-12-04') },
    issuers: [{ id: 'miit', name: '工业和信息化部' }],
  }),
  shown({ id: 'doc_past', type: 'draft', status: 'draft', dates: { commentBy: day('2026-11-10') } }),
  shown({ id: 'doc_act' }),
];
const asked: WindowQuery[] = [];
const line: WindowLine = {
  kind: 'application',
  from: '2026-11-20',
  until: '2026-12-15',
  time: '17:00',
  quote: '申报截止时间为2026年12月15日17:00',
  n: 0,
  document: { id: 'doc_fund', title: '关于组织申报的通知', english: 'Notice on Applications' },
};
const answers = () => {
  const inMemory = memory({ documents });
  const windows = async (query: WindowQuery) => {
    asked.push(query);
    const items = query.kind === 'application' ? [line] : [];
    return { total: items.length, items, keys: [], more: false };
  };
  return { ...inMemory, register: { ...inMemory.register, windows } };
};
const file = async (search = '') => (await createApp(answers()).request(`http://127.0.0.1:4180/calendar.ics${search}`)).text();
const events = async (search = '') => eventsIn(await file(search));

test('a library reads back every day and window, once each, as whole days', async () => {
  const read = await events();
  expect(read.map(({ uid, from, end }) => [uid, from, end])).toEqual([
    ['doc_past-commentBy@hongtou', '2026-11-10', '2026-11-11'],
    ['doc_call-commentBy@hongtou', '2026-12-04', '2026-12-05'],
    ['doc_call-commentBy-open@hongtou', '2026-11-02', '2026-12-05'],
    ['doc_act-effective@hongtou', '2027-01-01', '2027-01-02'],
    ['doc_fund-0-application@hongtou', '2026-12-15', '2026-12-16'],
    ['doc_fund-0-application-open@hongtou', '2026-11-20', '2026-12-16'],
  ]);
  expect(read.every(({ whole }) => whole)).toBe(true);
  expect(read[1]?.summary).toBe(`Comments close: ${'Provisions on Agent Services; draft, for comment '.repeat(4).trim()}`);
  expect(read[1]?.description).toContain('智能体服务规定（征求意见稿）; 附\\件,一\n');
  expect(read[4]?.description).toContain('17:00 Beijing time');
});

test('reminds 14, 3 and 1 days before each last day and day of effect that is still to come', async () => {
  const read = await events();
  for (const { uid, reminders } of read) expect([uid, reminders]).toEqual([uid, /past|open/.test(uid) ? [] : ['-P14D', '-P3D', '-P1D']]);
});

test('is narrowed by kind, theme, issuer and place; windows too; empty fields of a form are none', async () => {
  expect((await events('?theme=&issuer=miit&place=')).map(({ uid }) => uid)).toEqual([
    'doc_call-commentBy@hongtou',
    'doc_call-commentBy-open@hongtou',
    'doc_fund-0-application@hongtou',
    'doc_fund-0-application-open@hongtou',
  ]);
  expect(asked.at(-1)).toMatchObject({ issuer: 'miit' });
  expect((await events('?kind=effective')).map(({ uid }) => uid)).toEqual(['doc_act-effective@hongtou']);
  expect((await events('?level=L2')).some(({ uid }) => uid.includes('doc_fund'))).toBe(false);
  await events('?theme=compute&place=beijing');
  expect(asked.at(-1)).toMatchObject({ theme: 'compute', place: 'beijing' });
});

test('lines are whole characters in at most 75 octets, ended by CRLF; text is escaped; every event says when it was changed last', async () => {
  const text = await file();
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.split('\r\n');
  expect(lines.filter((each) => Buffer.byteLength(each) > 75 || each.includes('\ufffd'))).toEqual([]);
  expect(lines.filter((each) => !/^(?: |[A-Z-]+[;:]|$)/.test(each))).toEqual([]);
  const whole = text.replaceAll('\r\n ', '');
  expect(whole).toContain('智能体服务规定（征求意见稿）\\; 附\\\\件\\,一\\n');
  const named = (name: string) => whole.match(new RegExp(`^${name}[;:].+$`, 'gm')) ?? [];
  for (const name of ['UID', 'SEQUENCE', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'DTSTART', 'DTEND', 'STATUS', 'SUMMARY'])
    expect([name, named(name).length]).toEqual([name, whole.split('BEGIN:VEVENT').length - 1]);
  expect(named('DTSTAMP').filter((each) => !/^DTSTAMP:20\d{6}T\d{6}Z$/.test(each))).toEqual([]);
});
