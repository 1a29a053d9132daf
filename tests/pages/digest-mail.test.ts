import { describe, expect, test } from 'vitest';
import { type Digest, type DigestItem, sections } from '../../shared/model/digest.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
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
    expect(links(mail.html).filter((link) => !/^https?:\/\//.test(link))).toEqual([]);
    expect(mail.html).not.toMatch(/<(?:img|script|iframe|link|svg|object|form)\b|url\(|@import/i);
    expect(mail.html.replace(/<[a-z][a-z0-9]*(?:[ \n][a-z-]+="[^"<>]*")*>|<\/[a-z0-9]+>|<!doctype html>/g, '')).not.toMatch(/[<>]/);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text).toContain(options.unsubscribeUrl);
  });

  test('text and HTML tell the same', () => {
    for (const week of [digest(), long(30), long(200)]) {
      const mail = digestMail(week, options);
      const inHtml = sections
        .flatMap((section) => week.sections[section])
        .filter(({ number = '?', id }) => mail.html.includes(number) || mail.html.includes(`/${id}"`));
      const inText = sections
        .flatMap((section) => week.sections[section])
        .filter(({ number = '?', id }) => mail.text.includes(number) || mail.text.includes(`/${id}\n`));
      expect(inHtml.map(({ id }) => id)).toEqual(inText.map(({ id }) => id));
      for (const { sourceId } of week.unseen) expect([mail.text.includes(sourceId), mail.html.includes(sourceId)]).toEqual([true, true]);
    }
    expect(digestMail(long(200), options).text).toContain('某发〔2026〕200号');
  });

  test('says what matters', () => {
    const mail = digestMail(digest(), options);
    expect(mail.subject).toBe('Hongtou 红头 2026-W47: 1 binding text; 1 draft, 11 days left; 2 sources with problems');
    const told = words(mail.html);
    for (const each of [
      '模型语料来源登记办法（试行）',
      '国信办通字〔2026〕901号',
      'comments due 4 December 2026',
      '6 pages',
      'not stated',
      '科学技术部通知公告',
    ])
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
