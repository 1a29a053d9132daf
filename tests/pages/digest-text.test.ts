import { describe, expect, test } from 'vitest';
import { sectionNames, sections } from '../../shared/model/digest.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { columns, wrap } from '../../shared/pages/words/wrap.ts';
import { digest, emptyDigest, item } from '../support/digests.ts';

const text = digestText(digest(), 'en', {
  baseUrl: 'https://hongtou.example',
  unsubscribeUrl: 'https://hongtou.example/unsubscribe?token=t',
});

test('a source whose site moved or is down has a line in each language, and none of its acts is called withdrawn', () => {
  const names = { zh: '某局', en: 'Some Bureau' };
  const unseen = [{ sourceId: 'some', names, level: 'L2', condition: 'ok', since: '2026-11-17T01:00:00Z', away: 12 }] as const;
  const told = (language: 'en' | 'zh'): string => digestText({ ...emptyDigest, unseen }, language).replace(/\n */g, ' ');
  expect(told('en')).toContain('Moved or down since 17 November 2026');
  expect(told('en')).toContain('The site moved or is down: 12 of its pages are gone; no act of it is called withdrawn meanwhile.');
  expect(told('zh').replaceAll(' ', '')).toContain('网站迁移或停用：其中12页已无法访问');
});

describe('what the digest tells of an act', () => {
  const flat = (says: readonly string[], language: 'en' | 'zh' = 'en', more = {}): string => {
    const summary = says.map((each, at) => ({ kind: 'sentence' as const, says: each, quote: `第${at}条 企业应当保存${at}号日志。` }));
    const act = item({ id: 'told', summary, ...more });
    const sections = { ...emptyDigest.sections, binding: [act] };
    return digestText({ ...emptyDigest, sections }, language).replace(/\n */g, ' ');
  };

  test('the fact of its headline comes before the others, and after its scope', () => {
    const [scope, first, second] = ['They apply to firms.', 'Firms must keep logs.', 'Firms must register their data.'];
    const told = flat([scope, first, second], 'en', { does: [{ says: second, quote: '登记' }] });
    expect(told).toContain(`${scope} ${second} ${first}`);
  });

  test('aims that a list has are not told beside it, and a list that is too long ends with a whole one', () => {
    const list = 'By 2027: size of the AI industry: 440 billion yuan; build 3 clusters.';
    expect(flat(['It aims to bring the AI industry to 440 billion yuan by 2027.', list])).not.toContain('It aims to');
    const long = `By 2027: build 3 clusters; ${'foster at least 20 leading firms; '.repeat(15)}build 9 parks.`;
    expect(flat([long])).toContain('foster at least 20 leading firms. ');
  });

  test('of support every ceiling is told where one is, of those for the same the highest', () => {
    const of = (sum: string, whom: string): string => `Support: up to ${sum} yuan a year for each ${whom}.`;
    expect(flat([of('300,000', 'entity'), of('200,000', 'dataset'), of('100,000', 'entity')])).toContain(
      'Support: up to 300,000 yuan a year for each entity; up to 200,000 yuan a year for each dataset.',
    );
  });

  test('in Chinese two cuts of a sentence are one, and what a comparison rests on is no quote', () => {
    const summary = (says: string, quote: string) => ({ kind: 'sentence' as const, says, quote });
    const aims = '到2027年，全省人工智能产业规模达到四百亿元以上，建成三个产业集群，培育二十家企业';
    const told = flat([], 'zh', {
      summary: [
        summary('This is the final text of a draft of 1 May 2026.', '某办法（征求意见稿）'),
        summary('By 2027: build 3 clusters.', `${aims}。`),
        summary('Target: size of the AI industry: 40 billion yuan.', `省内${aims}。`),
      ],
    });
    expect(told.replaceAll(' ', '').split(aims)).toHaveLength(2);
    expect(told).not.toContain('某办法（征求意见稿）');
  });

  test('a list of words is no title to a reader of the Chinese edition', () => {
    expect(flat([], 'zh', { english: 'Words: Hebei · Digital' })).not.toContain('Words:');
  });

  test('a quotation mark goes with the word behind it', () => {
    expect(wrap('It implements the “Opinions on Agents”.', 20).split('\n')).toEqual(['It implements the', '“Opinions on', 'Agents”.']);
  });
});

describe('the digest as text', () => {
  test.each([
    '模型语料来源登记办法（试行）',
    'Measures for the Registration of Model Corpus Sources',
    '国信办通字〔2026〕901号',
    '国发〔2026〕900号',
    'comments due 4 December 2026',
    '11 DAYS LEFT, comments due 4 December 2026',
    'takes effect 1 January 2027',
    'Cyberspace Administration of China and 某省数据局',
    '一图读懂登记办法',
    'https://www.issuer.example/2026/doc_register.html',
    'was 2027-12-31; now 2028-12-31',
    'https://hongtou.example/unsubscribe?token=t',
  ])('says %s', (words) => expect(text.replace(/\n */g, ' ')).toContain(words));

  test('names every source that was not seen, with its id, state, since when and what', () => {
    const flat = text.replace(/\n */g, ' ');
    expect(flat).toContain('Ministry of Science and Technology, notices 科学技术部通知公告 [most-notices]');
    expect(flat).toContain('Refused since 14 November 2026. Status 412. Last read successfully 13 November 2026, 21:04.');
    expect(flat).toContain('NDRC, document library 国家发展改革委文件库 [ndrc-library]');
    expect(flat).toContain('SOURCES WITH PROBLEMS (2 of 52 sources)');
  });

  test('keeps to 72 columns but for what may not be broken', () => {
    const long = text.split('\n').filter((line) => columns(line) > 72 && !/https:|^[\p{Script=Han}（）]+$/u.test(line));
    expect(long).toEqual([]);
  });

  test('names the sections that have nothing in one line, in their order', () => {
    const empty = digestText(emptyDigest, 'en');
    expect(empty.replace(/\n */g, ' ')).toContain(`Nothing new: ${sections.map((section) => sectionNames[section][0]).join('; ')}.`);
    expect(empty).not.toContain('(0)');
    expect(empty).toContain('Nothing new this week.');
    expect(empty).toContain('All 52 sources were read.');
  });

  test('speaks Chinese, and both', () => {
    expect(digestText(digest(), 'zh')).toContain('意见截止 2026年12月4日');
    expect(digestText(digest(), 'zh').indexOf('模型语料')).toBeLessThan(digestText(digest(), 'zh').indexOf('Measures for'));
    expect(digestText(digest(), 'both')).toContain('NEW BINDING TEXTS 新的约束性文件 (1)');
  });

  test('a title cannot forge lines or turn the direction of reading', () => {
    const hostile = item({ id: 'x', title: 'a\r\n\r\n-- \nBcc: b\u202e', english: 'c\u0007\nd' });
    const shown = digestText(digest({ sections: { ...digest().sections, binding: [hostile] } }), 'en');
    expect(shown).not.toMatch(/^Bcc|\u202e|\u0007/m);
  });
});

test('an act is told in English, each thing once and nothing that stands beside it; in Chinese only where nothing else is told', () => {
  const quote = '提供者应当办理登记。';
  const sentence = (says: string) => ({ kind: 'sentence', says, quote }) as const;
  const label = (says: string) => ({ kind: 'label', says, quote }) as const;
  const told = (...summary: NonNullable<ReturnType<typeof item>['summary']>): string => {
    const one = item({ id: 'x', summary, number: '某发〔2026〕1号', status: 'unknown', type: 'plan' });
    const plans = digestText({ ...emptyDigest, sections: { ...emptyDigest.sections, plans: [one] } }, 'en');
    return plans.slice(plans.indexOf('Plan ·'), plans.indexOf('  Official')).replace(/\n */g, ' ').replace(/ {2,}/g, ' ').trim();
  };
  const foot = 'Number 某发〔2026〕1号 Dates published 17 November 2026';
  const head = 'Plan · Cyberspace Administration of China and 某省数据局';
  const record = sentence('On record: By 2027, more than 70 percent; more than 90 percent by 2030.');
  expect(told(sentence('They expire on 1 May 2028.'), record, sentence('By 2027: use: more than 70%.'), label('Must be done'))).toBe(
    `${head} By 2027, more than 70 percent; more than 90 percent by 2030. ${foot}`,
  );
  expect(told(label('Fines: at most 100,000 yuan'), label('Required: at least 6 months'), label('Due by 1 June 2027'))).toBe(
    `${head} Fines: at most 100,000 yuan. Due by 1 June 2027: “${quote}” ${foot}`,
  );
  expect(told(sentence('They are based on a law.'), label('Must be done'), label('Applies to'), label('Limit'))).toBe(
    `${head} Must be done: “${quote}” Applies to: “${quote}” ${foot}`,
  );
});

describe('wrap', () => {
  test('breaks Han text anywhere but before closing marks, and never inside a number', () => {
    const lines = wrap('根据《关于健全语料治理的意见》（国信办通字〔2026〕901号），提供者应当办理登记。', 30).split('\n');
    expect(lines.every((line) => columns(line) <= 30)).toBe(true);
    expect(lines.join('')).toContain('国信办通字〔2026〕901号');
    expect(lines.some((line) => line.includes('国信办通字〔2026〕901号'))).toBe(true);
    expect(lines.some((line) => /^[，。）》]/.test(line))).toBe(false);
  });
});
