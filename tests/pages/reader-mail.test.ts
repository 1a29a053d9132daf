import { expect, test } from 'vitest';
import { renderFor } from '../../functions/render.ts';
import type { Digest } from '../../shared/model/digest.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Subscriber } from '../../shared/model/reader.ts';
import { mailTo } from '../../shared/pipeline/mail/deliver.ts';
import { digest, emptyDigest, item } from '../support/digests.ts';

const settings = { digest: { language: 'en', from: 'a@example.org', weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai' } };
const context = {
  settings,
  documents: {},
  baseUrl: 'https://hongtou.example',
  secret: async (purpose: string) => `key of ${purpose}`,
  now: () => new Date('2026-11-23T08:30:00+08:00'),
} as unknown as Context;
const readerOf = (n: number, confirmedAt: string): Subscriber => ({
  id: String(n).padStart(24, '0'),
  address: `reader${n}@example.org`,
  state: 'confirmed',
  since: confirmedAt,
  confirmedAt,
});
const act = item({ id: 'a'.repeat(16), title: '数据标注管理办法', english: 'Measures for data labelling' });
const call = item({
  id: 'b'.repeat(16),
  title: '算力管理办法（征求意见稿）',
  english: 'Draft measures for computing power',
  type: 'draft',
});
const told: Digest = {
  ...digest({ sections: { ...digest({}).sections, binding: [act] } }),
  followed: [{ id: act.id, act: { id: 'c'.repeat(16), relation: 'implements', title: '数据安全法', english: 'Data Security Law' } }],
  reminders: [{ kind: 'comment', until: '2026-11-26', daysLeft: 3, item: call }],
  outside: 12,
};

const mailOf = (one: Digest, reader: Subscriber) => mailTo(reader, { digest: one, key: JSON.stringify(one) }, renderFor(context), context);

test('a mail says first what its reader follows and what closes, and at the end what the choices left out', async () => {
  const { text, html } = await mailOf(told, readerOf(1, '2026-03-03T00:00:00Z'));
  for (const part of [text.replaceAll(/\s+/g, ' '), html.replaceAll(/<[^>]{0,500}>/g, '')]) {
    expect(part).toContain('Measures for data labelling. Based on: Data Security Law');
    expect(part).toContain('3 days left. Comments until 26 November 2026: Draft measures for computing power');
    expect(part).toContain('12 more items outside your choices');
    expect(part).toContain('You receive this because you confirmed on 3 March 2026: everything; weekly, Monday 08:30 in Asia/Shanghai.');
  }
  expect(text.indexOf('WHAT YOU FOLLOW')).toBeLessThan(text.indexOf('DEADLINES'));
});

test('a mail that choices narrowed says to what, and how many items that left out, before its news', async () => {
  const reader: Subscriber = { ...readerOf(1, '2026-03-03T00:00:00Z'), choices: { themes: ['energy'] } };
  const { text, html } = await mailOf(told, reader);
  for (const part of [text.replaceAll(/\s+/g, ' '), html.replaceAll(/<[^>]{0,500}>/g, '')]) {
    expect(part).toContain('Only what you chose: themes Energy and resources; 12 more items outside your choices:');
    expect(part).toContain('Nothing by your choices:');
    expect(part.indexOf('Only what you chose')).toBeLessThan(part.indexOf('Nothing by your choices:'));
    expect(part).not.toContain('Nothing new.');
  }
  const { outside: _, ...whole } = told;
  const all = await mailOf(whole, reader);
  expect(all.text.replaceAll(/\s+/g, ' ')).toContain('Only what you chose: themes Energy and resources; no other item was left out:');
  const open = await mailOf(whole, readerOf(2, '2026-03-03T00:00:00Z'));
  expect(open.text).not.toContain('Only what you chose');
});

test('when the choices leave nothing, the mail does not say that nothing was new', async () => {
  const { text } = await mailOf({ ...digest(), sections: emptyDigest.sections, outside: 15 }, readerOf(1, '2026-03-03T00:00:00Z'));
  expect(text).toContain('Nothing new by your choices this week.');
  expect(text).toContain('15 more items outside your choices');
  expect(text).not.toContain('Nothing new this week');
});

test('two readers of one content have a text that is written once, with links and days of their own', async () => {
  const [one, other] = [await mailOf(told, readerOf(1, '2026-03-03T00:00:00Z')), await mailOf(told, readerOf(2, '2026-11-20T00:00:00Z'))];
  for (const part of ['text', 'html'] as const) {
    expect(one[part].replaceAll(/\s+/g, ' ')).not.toContain('1000');
    expect(other[part].replaceAll(/\s+/g, ' ')).toContain('20 November 2026');
    expect([one[part].includes('token=000000000000000000000001.'), one[part].includes('token=000000000000000000000002.')]).toEqual([
      true,
      false,
    ]);
    expect([other[part].includes('token=000000000000000000000002.'), other[part].includes('token=000000000000000000000001.')]).toEqual([
      true,
      false,
    ]);
    expect(one[part]).not.toContain('token=000000000000000000000000.');
  }
  expect(one.headers['List-Unsubscribe']).toContain('token=000000000000000000000001.');
});

test('a mail of reminders alone holds nothing else', async () => {
  const empty = { ...emptyDigest, sources: { total: 0, inOrder: 0 }, unseen: [], reminders: told.reminders ?? [] };
  const { subject, text, html } = await mailOf(empty, readerOf(1, '2026-03-03T00:00:00Z'));
  expect(subject).toContain('3 days left. Comments until 26 November 2026: Draft measures for computing power');
  for (const part of [text.replaceAll(/\s+/g, ' '), html]) {
    expect(part).toContain('Draft measures for computing power');
    expect(part).not.toContain('Nothing new');
    expect(part).toContain('/choices?token=000000000000000000000001.');
    expect(part).toContain('/unsubscribe?token=000000000000000000000001.');
  }
});
