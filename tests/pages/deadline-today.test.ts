import { describe, expect, test } from 'vitest';
import { documentText } from '../../functions/cli/document-text.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { memory, shown } from '../support/answers.ts';
import { day, digest, emptyDigest, item } from '../support/digests.ts';

/** The time left to a deadline reads the same wherever it is shown. The mails are sent two days after their digest was composed. */

const today = '2026-11-25';
const draft = (until: string) => ({ id: 'doc_draft', type: 'draft', status: 'draft', dates: { commentBy: day(until) } }) as const;
const week = (...drafts: readonly string[]) =>
  digest({ sections: { ...emptyDigest.sections, drafts: drafts.map((until) => item(draft(until))) } });
const mailOf = (language: 'en' | 'zh', ...drafts: readonly string[]) =>
  digestMail(week(...drafts), { language, today, baseUrl: 'https://hongtou.example' });
const document = (until: string) => shown(draft(until));
const plain = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function pagesOf(language: 'en' | 'zh', until: string) {
  const answers = { ...memory({ documents: [document(until)] }), digest: async () => week(until) };
  const read = async (path: string): Promise<[string, string]> => [
    path,
    plain(await (await createApp(answers).request(`http://127.0.0.1:4180${path}?lang=${language}`)).text()),
  ];
  return Promise.all(['/documents', '/documents/doc_draft', '/calendar', '/digests/2026-W47'].map(read));
}

const all = ['closes today', 'closes tomorrow', '3 days left', 'closed', '今天截止', '明天截止', '还剩3天', '已截止'];

describe.each([
  ['2026-11-25', 'closes today', '今天截止'],
  ['2026-11-26', 'closes tomorrow', '明天截止'],
  ['2026-11-28', '3 days left', '还剩3天'],
])('a deadline on %s, seen on 25 November', (until, english, chinese) => {
  test.each([
    ['en', english],
    ['zh', chinese],
  ] as const)('%s: pages, mail, text and subject say "%s"', async (language, words) => {
    const { subject, html, text } = mailOf(language, until);
    const places = [...(await pagesOf(language, until)), ['mail', plain(html)], ['text', text], ['subject', subject]] as const;
    const said = places.map(([place, shownWords]) => [place, all.filter((each) => shownWords.toLowerCase().includes(each))]);
    expect(said).toEqual(places.map(([place]) => [place, [words]]));
  });

  test('the command line says it', () => expect(documentText(document(until), { today })).toContain(`${until} (${english})`));
});

describe('the subject', () => {
  test('names the draft that closes first, one of today too, and none that has closed or was withdrawn', () => {
    expect(mailOf('en', '2026-11-28', '2026-11-24', '2026-11-25').subject).toContain('3 drafts, closes today;');
    expect(mailOf('en', '2026-11-24').subject).toContain('1 draft;');
    const withdrawn = digest({ sections: { ...emptyDigest.sections, drafts: [item({ ...draft(today), what: 'withdrawn' })] } });
    expect(digestMail(withdrawn, { language: 'en', today, baseUrl: '' }).subject).toContain('1 draft;');
  });
});

test('a deadline that has passed is closed', async () => {
  const places = (await pagesOf('en', '2026-11-24')).filter(([path]) => /doc_draft|digests/.test(path));
  expect(places.map(([, words]) => /\bclosed\b/i.test(words))).toEqual([true, true]);
  expect(mailOf('zh', '2026-11-24').text).toContain('已截止');
});
