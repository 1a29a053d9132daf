import { describe, expect, test } from 'vitest';
import { type Digest, type DigestItem, type SilentSource, sectionItems, sections } from '../../shared/model/digest.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { emlOf } from '../../shared/store/sqlite/mail.ts';
import { reported } from '../faults/report.ts';
import { day, digest, emptyDigest, item } from '../support/digests.ts';
import { payloads } from '../support/payloads.ts';

const options = {
  language: 'en',
  baseUrl: 'https://hongtou.example/',
  unsubscribeUrl: 'https://hongtou.example/unsubscribe?token=abc',
} as const;
const links = (text: string): readonly string[] => [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map((found) => found[1] ?? '');
const words = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:quot|#39|lt|gt|amp);/g, ' ')
    .replace(/\s+/g, ' ');

/** `n` items spread over the sections, with hostile titles among them. */
function long(n: number): Digest {
  const all: readonly DigestItem[] = Array.from({ length: n }, (_, index) =>
    item({
      id: `doc_${index}`,
      title: `第${index}号${payloads[index % payloads.length]}办法`,
      english: `Measures ${index} ${payloads[index % payloads.length]}`,
      number: `某发〔2026〕${index + 1}号`,
      dates: { commentBy: day('2026-12-04') },
      quotes: ['甲'.repeat(300), '乙'.repeat(300)],
      url: payloads[index % payloads.length] ?? '',
    }),
  );
  const placed = Object.fromEntries(sections.map((section, at) => [section, all.filter((_, index) => index % sections.length === at)]));
  return digest({ sections: { ...digest().sections, ...placed } });
}

describe('the digest as a mail', () => {
  test.each([
    ['an ordinary week', digest()],
    ['a week without news', emptyDigest],
    ['one item', digest({ sections: { ...emptyDigest.sections, drafts: digest().sections.drafts } })],
    ['200 items with hostile titles', long(200)],
    ['2000 items', long(2000)],
  ])('%s: small, absolute http(s) links, nothing remote, nothing that runs', (_, week) => {
    const mail = digestMail(week, options);
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
    const badLinks = links(mail.html).filter((link) => !/^https?:\/\//.test(link)).length;
    reported(54, { kilobytes: Buffer.byteLength(mail.html) / 1000, badLinks });
    expect(links(mail.html).filter((link) => !/^https?:\/\//.test(link))).toEqual([]);
    expect(mail.html).not.toMatch(/<(?:img|script|iframe|link|svg|object|form)\b|url\(|@import/i);
    // What MJML writes for Outlook is the frame's own.
    const [, body = ''] = mail.html.replace(/<!--\[if mso \| IE\]>.*?<!\[endif\]-->/gs, '').split('</head>');
    expect(body.replace(/<[a-z][a-z0-9]*(?:[ \n][a-z-]+(?:="[^"<>]*")?)*>|<\/[a-z0-9]+>/g, '')).not.toMatch(/[<>]/);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text).toContain(options.unsubscribeUrl);
  });

  test('text and HTML tell the same', () => {
    let differences = 0;
    for (const week of [emptyDigest, digest(), long(1), long(30), long(200)]) {
      const mail = digestMail(week, options);
      const inHtml = sectionItems(week).filter(({ number = '?', id }) => mail.html.includes(number) || mail.html.includes(`/${id}"`));
      const inText = sectionItems(week).filter(({ number = '?', id }) => mail.text.includes(number) || mail.text.includes(`/${id}\n`));
      differences += inHtml.filter((each) => !inText.includes(each)).length + inText.filter((each) => !inHtml.includes(each)).length;
      expect(inHtml.map(({ id }) => id)).toEqual(inText.map(({ id }) => id));
      for (const { names } of week.unseen)
        for (const part of [mail.text.replace(/\n */g, ' '), mail.html]) expect(part).toContain(names.en);
    }
    reported(54, { differences });
    expect(digestMail(long(200), options).text).toContain('某发〔2026〕80号');
  });

  describe('with many sources that were not seen', () => {
    const conditions = ['refused', 'unreachable', 'unrecognised', 'suspect', 'partial'] as const;
    const unseen: readonly SilentSource[] = Array.from({ length: 250 }, (_, n) => ({
      sourceId: `source-${n}`,
      names: { zh: `第${n}号来源的通知公告栏目`, en: `Department of Invented Affairs ${n}, notices and announcements` },
      publisher: n === 5 ? 'shenzhen-drc' : `body-${n}`,
      level: n % 50 === 0 ? 'L2' : 'L5',
      condition: conditions[n % 5] ?? 'refused',
      since: '2026-11-14T02:00:00Z',
      detail: `status 412 at https://www.issuer.example/${'long/'.repeat(20)}${n}`,
    }));
    const broken = (sectionsOf: Digest['sections']): Digest =>
      digest({ sections: sectionsOf, unseen, sources: { total: 264, inOrder: 14 } });
    const size = async ({ subject, html, text }: ReturnType<typeof digestMail>): Promise<number> =>
      (await emlOf({ from: 'a@b.example', to: 'c@d.example', subject, text, html, headers: {} }, 'm', new Date(0))).length;

    test.each([
      ['no documents', emptyDigest.sections],
      ['three documents', digest().sections],
      ['60 documents', long(60).sections],
      ['2000 documents', long(2000).sections],
    ])('%s: at most 100 KB as sent, sources in fewer words than the news, each cause with its number', async (_, sectionsOf) => {
      for (const language of ['en', 'zh', 'both'] as const) {
        const mail = digestMail(broken(sectionsOf), { ...options, language });
        expect(await size(mail)).toBeLessThan(100_000);
        const [news = '', about = ''] = mail.text.split(/SOURCES WITH PROBLEMS|异常来源（264/);
        // A week without news is told in fewer words than how many sources failed, and why.
        expect(about.length).toBeLessThan(Math.max(news.length, 700));
        for (const part of [about, words(mail.html)]) expect(part.match(/[(（]50[)）]/g)).toHaveLength(5);
        for (const part of [mail.text, mail.html]) expect(part).toContain('https://hongtou.example/digests/2026-W47#unseen');
      }
    });

    test('counts them by level, and names those near a headline', () => {
      const local = item({ id: 'doc_near', issuers: [{ id: 'guangzhou-drc', name: '某市发展和改革委员会' }] });
      const highlights = [{ id: local.id, section: 'local', reasons: [{ kind: 'new', quote: '一' }] }] as const;
      const week = { ...broken({ ...long(60).sections, local: [local] }), highlights };
      const mail = digestMail(week, options);
      for (const told of [mail.text.replace(/\n */g, ' '), words(mail.html).replaceAll(' :', ':')])
        expect(told).toContain('Refused (50): Department of Invented Affairs 5, notices and announcements; Ministries 5; Cities 44');
      expect(mail.text).not.toContain('Department of Invented Affairs 0,');
    });
  });

  test('both parts have the same days, numbers and addresses', () => {
    for (const language of ['en', 'zh'] as const)
      for (const week of [digest(), long(60), long(2000)]) {
        const mail = digestMail(week, { ...options, language });
        const addresses = (text: string) => new Set(text.match(/https?:\/\/[^\s"<>]+/g));
        const facts = (text: string) =>
          new Set(
            text.replace(/\s+/g, language === 'en' ? ' ' : '').match(/某发〔\d{4}〕\d+号|\d{1,2} [A-Z][a-z]+ 20\d\d|20\d\d年\d+月\d+日/g),
          );
        expect(facts(mail.text)).toEqual(facts(words(mail.html)));
        expect(addresses(mail.text)).toEqual(new Set(links(mail.html).map((link) => link.replaceAll('&amp;', '&'))));
      }
  });

  test('the line that a list of mails shows says what the subject does not', () => {
    const { html, subject } = digestMail(digest(), options);
    const preview = /<body[^>]*><div style="display:none[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
    expect(preview).toMatch(/^Several Measures on Compute Vouchers Usable across Provinces/);
    expect(preview.length).toBeLessThanOrEqual(141);
    expect(subject).not.toContain(preview);
  });

  test('says what matters', () => {
    const mail = digestMail(digest(), options);
    expect(mail.subject).toBe('Hongtou 红头 2026-W47: 1 binding text; 1 draft, 11 days left; 2 sources with problems');
    const told = words(mail.html);
    for (const each of ['模型语料来源登记办法（试行）', '国信办通字〔2026〕901号', 'comments due 4 December 2026', '科学技术部通知公告'])
      expect(told).toContain(each);
    expect(links(mail.html)).toContain('https://www.issuer.example/2026/doc_register.html');
    expect(links(mail.html)).toContain(options.unsubscribeUrl);
  });

  test('speaks Chinese', () => {
    const mail = digestMail(digest(), { ...options, language: 'zh' });
    expect(mail.subject).toContain('约束性文件1件');
    expect(words(mail.html)).toContain('新的约束性文件');
  });
});
