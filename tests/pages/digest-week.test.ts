import { describe, expect, test } from 'vitest';
import { type Digest, sectionItems as items, sectionNames, sections } from '../../shared/model/digest.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { countWords } from '../../shared/pages/mail/digest-parts.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { columns } from '../../shared/pages/words/wrap.ts';
import { memory } from '../support/answers.ts';
import { emptyDigest } from '../support/digests.ts';
import { fullWeek } from '../support/weeks.ts';

const options = {
  language: 'en',
  baseUrl: 'https://hongtou.example',
  digestUrl: 'https://hongtou.example/digests/2026-W47?key=abc',
  unsubscribeUrl: 'https://hongtou.example/unsubscribe?token=abc',
} as const;
const flat = (text: string): string => text.replace(/\n */g, ' ');
const pageOf = async (week: Digest, language = 'en'): Promise<string> =>
  (await createApp({ ...memory(), thisWeek: async () => week }).request(`http://localhost/?lang=${language}`)).text();

/** The lines of each item in a text, by its address on the page. */
const blocks = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(/(?<=#doc_\d+)\n/).flatMap((part) => {
      const id = /#(doc_\d+)$/.exec(part)?.[1];
      return id === undefined ? [] : [[id, part] as const];
    }),
  );

describe('a week of thirty acts', () => {
  const week = fullWeek();
  const mail = digestMail(week, options);
  const [news = ''] = mail.text.split('SOURCES WITH PROBLEMS');

  test('takes at most 900 English words without the list of sources', () => {
    expect(countWords(news)).toBeLessThanOrEqual(900);
    expect(countWords(news)).toBeGreaterThan(500);
  });

  test('names the highlights with their reasons, in two sentences of at most 25 words each', () => {
    const brief = flat(news.split('\n\n')[1] ?? '').split(/(?:^| )- /);
    expect(brief.flatMap((line) => line.split('. ')).filter((sentence) => countWords(sentence) > 25)).toEqual([]);
    for (const said of [
      'Measures for the Labelling of Synthetic Speech (0) (CAC). Replaces Interim Measures.',
      'Final text, 90 days after the draft; binding.',
      'Comments due 5 December 2026, 12 days left.',
      'Deadline moved from January 2027 to June 2027.',
      'Takes effect 1 December 2026.',
      'Expires changed from 31 December 2027 to 31 December 2028.',
      'Generative AI services filed: 1,204 (20 November 2026), +61.',
    ])
      expect(brief.join(' ')).toContain(said);
  });

  test('has its sections in one order on the page, in its counts, in mail and text', async () => {
    const page = await pageOf(week);
    const { html, text } = mail;
    const faces: Readonly<Record<string, (id: (typeof sections)[number], name: string) => number>> = {
      counts: (id) => page.indexOf(`<li><a href="#${id}">`),
      page: (id) => page.indexOf(`<h2 id="${id}"`),
      mail: (_, name) => html.indexOf(`${name} <span`),
      text: (_, name) => text.indexOf(`${name.toUpperCase()} (`),
    };
    for (const [face, placeOf] of Object.entries(faces)) {
      const places = sections.map((id) => placeOf(id, sectionNames[id][0]));
      expect(Math.min(...places), face).toBeGreaterThan(0);
      expect(
        places.toSorted((a, b) => a - b),
        face,
      ).toEqual(places);
    }
  });

  test('tells the five highlights in full and each other act in at most 20 words, its paragraph being on the page', async () => {
    const page = await pageOf(week);
    const full = new Set(week.highlights?.map(({ id }) => id));
    const told = blocks(news);
    expect(told.size).toBe(items(week).length);
    for (const { id, summary = [], act } of items(week)) {
      const block = told.get(id) ?? '';
      expect(block.includes(summary[3]?.says ?? '?')).toBe(full.has(id));
      if (!full.has(id)) {
        const line = block.slice(block.lastIndexOf('\n\n') + 2);
        expect(countWords(line), line).toBeLessThanOrEqual(20);
        expect(line).toContain(act?.title);
      }
      const article = page.split(`<article class="item" id="${id}">`)[1]?.split('</article>')[0] ?? '';
      for (const { says, quote } of summary) for (const words of [says, quote]) expect(article).toContain(words);
    }
  });

  test('tells no sentence twice', async () => {
    for (const { summary = [] } of items(week)) {
      const says = summary[3]?.says ?? '?';
      expect(flat(mail.text).split(says).length).toBeLessThanOrEqual(2);
    }
  });

  test('has the same sentences, days and figures in both parts', () => {
    const inHtml = mail.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    const inText = flat(mail.text).replace(/\s+/g, ' ');
    for (const { says } of items(week).flatMap(({ summary = [] }) => summary)) expect(inHtml.includes(says)).toBe(inText.includes(says));
    for (const said of ['1,204 (20 November 2026)', '1,143 (20 October 2026)', '+61', 'Generative AI services filed'])
      for (const part of [inHtml, inText]) expect(part).toContain(said);
    expect(inText).toContain('2 close within 14 days: 5 December 2026; 6 December 2026.');
    expect(inText).toContain('4 within the next 30 days.');
  });

  test('keeps to 72 columns but for titles and addresses', () => {
    const long = mail.text.split('\n').filter((line) => columns(line) > 72 && !/https:|^(?:On the page: )?\s*\p{Script=Han}/u.test(line));
    expect(long).toEqual([]);
  });

  test.each(['en', 'zh'] as const)('marks each Chinese run as such (%s)', async (language) => {
    const { html } = digestMail(week, { ...options, language });
    const body = html.slice(html.indexOf('</head>')).replace(/ aria-label="[^"]*"/, '');
    expect(body).toContain(`lang="${language === 'zh' ? 'zh-Hans' : 'en'}"`);
    if (language === 'zh') return;
    const unmarked = body
      .replace(/<div style="display:none[^>]*>[^<]*<\/div>/, '')
      .replace(/<(span|p|a)(?= )(?=[^>]* lang="zh-Hans")[^>]*>[^<]*<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ');
    expect(unmarked).not.toMatch(/\p{Script=Han}/u);
  });

  test('opens at the page that needs no token, at the place of each item', () => {
    const addresses = [...mail.html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    for (const { id } of items(week)) expect(addresses).toContain(`${options.digestUrl}#${id}`);
    expect(addresses.filter((href) => href.includes('/documents/'))).toEqual([]);
  });

  test('the subject and the line behind it begin with the first highlight', () => {
    expect(mail.subject).toBe(
      'Hongtou 红头 2026-W47: Measures for the Labelling of Synthetic Speech (0); 4 binding texts; 5 drafts, 12 days left',
    );
    const preview = /<div style="display:none[^>]*>([^<]*)</.exec(mail.html)?.[1];
    expect(preview).toMatch(/^Measures for the Labelling of Synthetic Speech \(0\) \(CAC\)\. Replaces Interim Measures\./);
  });

  test('speaks Chinese, its facts being their quotes', () => {
    const { text, subject } = digestMail(week, { ...options, language: 'zh' });
    expect(subject).toContain('2026-W47：合成语音标识管理办法（0）；');
    expect(flat(text).replaceAll(' ', '')).toContain('（国家互联网信息办公室）：“提供者应当保存0号登记簿”；替代《暂行办法》。');
    expect(flat(text)).toContain('“提供者应当保存记录不少于0个月。”');
    expect(text).not.toContain('issued these measures');
  });
});

test('a line of the brief says what the act does, for whom it binds from when, and which drafts are open besides', () => {
  const does = [{ says: 'Providers must keep records of who used what.', quote: '提供者应当保存使用记录。' }];
  const full = fullWeek();
  const told = (language: 'en' | 'zh') => {
    const named = new Set(full.highlights?.map(({ id }) => id));
    const drafts = full.sections.drafts.filter(({ id }) => !named.has(id));
    const binding = full.sections.binding.map((each) => ({ ...each, does }));
    return { drafts, text: flat(digestMail({ ...full, sections: { ...full.sections, binding } }, { ...options, language }).text) };
  };
  const { drafts, text } = told('en');
  expect(text).toContain('(0) (CAC). Providers must keep records of who used what. Replaces Interim Measures.');
  expect(text).toContain(`- Also open for comment: ${drafts.length}, the next until `);
  expect(told('zh').text.replaceAll(' ', '')).toContain('（国家互联网信息办公室）：“提供者应当保存使用记录”；替代《暂行办法》。');
});

describe('the words of a line', () => {
  type Item = Digest['sections']['binding'][number];
  type Changed = { readonly [Key in keyof Item]?: Item[Key] | undefined };
  const line = (
    more: Changed,
    { language = 'en' as 'en' | 'zh', reasons = [] as NonNullable<Digest['highlights']>[number]['reasons'] } = {},
  ) => {
    const full = fullWeek();
    const [first] = full.sections.binding;
    const binding = first ? [{ ...first, ...more } as Item] : [];
    const highlights = [{ id: 'doc_0', section: 'binding' as const, reasons }];
    const { text, subject } = digestMail(
      { ...emptyDigest, highlights, sections: { ...emptyDigest.sections, binding } },
      { ...options, language },
    );
    return `${subject}\n${flat(text)}`;
  };
  const sentence = (says: string) => ({ kind: 'sentence', says, quote: '某句。' }) as const;
  const label = (says: string, quote: string) => ({ kind: 'label', says, quote }) as const;

  test('the subject names the first headline that has a name', () => {
    const of = (english: readonly string[]) => {
      const [first] = fullWeek().sections.binding;
      const binding = english.flatMap((each, n) =>
        first
          ? [
              {
                ...first,
                id: `doc_${n}`,
                title: /[a-z]/.test(each) ? `云鹦鹉${n}` : each,
                english: each,
                act: undefined,
              } as unknown as Item,
            ]
          : [],
      );
      const highlights = binding.map(({ id }) => ({ id, section: 'binding' as const, reasons: [] }));
      return digestMail({ ...emptyDigest, highlights, sections: { ...emptyDigest.sections, binding } }, options).subject;
    };
    expect(of(['Words: Cloud · Parrots', 'Measures on Agents'])).toContain('W47: Measures on Agents; 2 binding texts');
    expect(of(['囧囧医疗纠纷蘑菇条例', 'Measures on Agents'])).toContain('W47: Measures on Agents; 2 binding texts');
    expect(of(['Regulation in Chinese'])).toContain('W47: 1 binding text');
    expect(of(['Provisions on Services in Chinese Medicine'])).toContain('W47: Provisions on');
  });

  test('two acts that it replaces have one verb', () => {
    const titles = ['甲办法', '乙办法'].map((zh, n) => ({ zh, en: `Measures ${n}` }));
    const reasons = titles.map((title) => ({ kind: 'replaces' as const, title, quote: '同时废止' }));
    expect(line({}, { reasons })).toContain('Replaces Measures 0 and Measures 1.');
    expect(line({ summary: [] }, { reasons, language: 'zh' })).toMatch(/替代《甲办法》和 ?《乙办法》。/);
  });

  test('a headline that begins with the issuer has no issuer behind it', () => {
    const title = '国家互联网信息办公室囧囧小镇大模型应用揭榜的函告';
    const text = line({ title, act: undefined, english: title, type: 'notice' });
    expect(text).toContain('- CAC: notice, Large Model. ');
    expect(text).not.toContain('(CAC)');
  });

  test('an act that replaces one of its own name replaces an earlier text', () => {
    const replaces = (en: string) => ({ reasons: [{ kind: 'replaces' as const, title: { zh: '云办法', en }, quote: '同时废止' }] });
    const own = 'Measures for the Labelling of Synthetic Speech (0)';
    expect(line({}, replaces(own))).toContain('Replaces an earlier text.');
    expect(line({}, replaces(`Interim ${own}`))).toContain(`Replaces Interim ${own}.`);
  });

  test('windows of applications are one sentence, and the day that a sentence tells has no label beside it', () => {
    const until = label('Due by 3 May 2026', '请于5月3日前报送。');
    const windows = ['from 1 to 3 May 2026', 'until 9 June 2026'].map((when) => sentence(`Applications can be handed in ${when}.`));
    expect(line({ summary: windows })).toContain('Applications can be handed in from 1 to 3 May 2026; until 9 June 2026.');
    expect(line({ summary: [sentence('Applications can be handed in until 3 May 2026.'), until] })).not.toContain('Due by');
    expect(line({ summary: [sentence('Applications can be handed in until 9 June 2026.'), until] })).toContain('Due by 3 May 2026');
  });

  test('a sum of support is told with what it is for, or left in its own words', () => {
    const told = sentence('Support: up to 5 million yuan in rewards for large models.');
    const sums = ['at most 100,000 yuan a year', '20,000 to 50,000 yuan', '10,000 yuan a home; 7,500 yuan a month'];
    const bare = sums.map((each) => label(`Support: ${each}`, '给予补贴。'));
    const text = line({ summary: [told, ...bare, sentence('Providers must keep logs.')] });
    expect(text).toContain('Support: up to 5 million yuan in rewards for large models.');
    for (const each of sums) expect(text).not.toContain(each);
    expect(line({ summary: bare.slice(0, 1) })).toContain('Support: at most 100,000 yuan a year: “给予补贴。”');
  });

  test('what is asked for stands before what a breach costs', () => {
    const says = ['Fines: at most 50,000 yuan.', 'Providers must keep logs.', 'Users must label images.'].map(sentence);
    expect(line({ summary: says })).toContain('Providers must keep logs. Fines: at most 50,000 yuan. Users must label images.');
  });

  test('an act about something else is a line: its title, by whom and its day, and what it says of the field', () => {
    const aside = { aside: true, english: 'Measures for Sheep', act: undefined, title: '羊只登记办法', number: '羊发〔2026〕1号' } as const;
    const text = line({ ...aside, does: [] });
    expect(text).toContain('Measures for Sheep (CAC, 17 November 2026) 羊只登记办法 https://');
    expect(text).not.toContain('羊发〔2026〕1号');
    expect(text).not.toContain('Providers must keep register 0.');
    const says = 'Compute centres must report their power use.';
    expect(line({ ...aside, does: [{ says, quote: '算力中心应当报告用电情况。' }] })).toContain(`羊只登记办法 ${says} https://`);
    const chinese = line({ ...aside, does: [{ says, quote: '算力中心应当报告用电情况。' }] }, { language: 'zh' });
    expect(chinese).toContain('羊只登记办法（国家互联网信息办公室，2026年11月17日） “算力中心应当报告用电情况”。');
    const effective = { effective: { value: '2026-12-30', precision: 'day', from: 'body', quote: '' } } as const;
    expect(line({ ...aside, does: [], dates: effective })).toContain('Takes effect 30 December 2026: Measures for Sheep (CAC)');
  });

  test('a body that has no English name stands in the Chinese title alone', () => {
    const text = line({ issuers: [{ name: '云县羊只管理中心' }] });
    expect(text).toContain('- Measures for the Labelling of Synthetic Speech (0). Published');
    expect(text).not.toContain('(云县羊只管理中心');
  });

  test('what views are asked for is named without the notice that asks for them', () => {
    const english = 'Notice of the Committee on Cloud Matters on Soliciting Public Comments on the Cloud Safety Standard';
    expect(line({ english, act: undefined, title: '关于对《云安全》征求意见的通知' })).toContain('W47: Cloud Safety Standard;');
  });

  test('Chinese is set as Chinese: no blanks of a printed page, no bracket left open, a bureau of a place by its place', () => {
    const summary = [label('Must be done', '第五条 提供者应当保存 3 年 ， 并报送“ 记录 ”（含')];
    const text = line({ summary, issuers: [{ name: '市数据局' }], title: '天津市算力办法', act: undefined }, { language: 'zh' });
    expect(text).toContain('天津市算力办法（天津市数据局）：“提供者应当保存3年，并报送“记录””');
    expect(text).toContain('“第五条 提供者应当保存3年，并报送“记录””');
    // What it ends is told as a reason, cells of a table are no sentence, and blanks of a print no part of a name.
    const cells = `${'风险雾灯输出不可靠对抗'.repeat(7)}。`;
    const ends = [label('Repeals', '《旧办法》同时废止。'), label('Must be done', cells), label('Must be done', '提供者应当公示记录。')];
    const named = [{ kind: 'implements', title: { zh: '关于 “ 人工智能 +” 行动的意见', en: 'x' }, quote: '落实' }] as const;
    const told = line({ summary: ends, issuers: [], title: '天津市算力办法', act: undefined }, { language: 'zh', reasons: [...named] });
    expect(told.replaceAll(' ', '')).toContain('“提供者应当公示记录”；落实《关于“人工智能+”行动的意见》');
  });
});

describe('the foot', () => {
  test('says why, and where to change it', () => {
    const reader = {
      choices: 'everything; weekly, Monday 08:30',
      confirmedOn: '2026-03-03',
      url: 'https://hongtou.example/choices?token=x',
    };
    const { text, html } = digestMail(fullWeek(), { ...options, reader });
    for (const part of [flat(text), html.replace(/<[^>]+>/g, '')])
      expect(part).toContain('You receive this because you confirmed on 3 March 2026: everything; weekly, Monday 08:30.');
    for (const part of [text, html]) expect(part).toContain(reader.url);
  });
});

describe('other weeks', () => {
  test('older documents are counted in their section, and folded on the page', async () => {
    const week = fullWeek();
    const older = {
      ...week,
      sections: { ...week.sections, local: week.sections.local.map((item) => ({ ...item, what: 'new' as const, older: true })) },
    };
    const { text } = digestMail(older, options);
    expect(text).toContain('- Older documents, first seen now: 6.');
    expect(text).toContain('#local');
    expect(text).not.toContain('#doc_21');
    expect(await pageOf(older)).toMatch(/<details class="fold"><summary>Older documents, first seen now: 6<\/summary><article/);
  });

  test('a week without highlights says so, and what could not be seen', () => {
    const { text, subject } = digestMail({ ...emptyDigest, highlights: [] }, options);
    expect(subject).toBe('Hongtou 红头 2026-W47: nothing new');
    expect(text).toContain('- Nothing new this week.\n- All 52 sources were read.');
  });

  test('one act is told in full', () => {
    const { sections: all } = fullWeek();
    const one = { ...emptyDigest, highlights: [], sections: { ...emptyDigest.sections, binding: all.binding.slice(0, 1) } };
    expect(flat(digestMail(one, options).text)).toContain('Providers must keep register 0.');
  });

  test('where no page has the rest, all is told in full', () => {
    const text = flat(digestText(fullWeek(), 'en'));
    for (const { summary = [] } of items(fullWeek())) expect(text).toContain(summary[3]?.says);
  });

  test('two hundred acts are lines within 100 KB', () => {
    const many = fullWeek();
    const acts = Array.from({ length: 7 }, (_, round) => items(many).map((each) => ({ ...each, id: `${each.id}${round}` }))).flat();
    const mail = digestMail({ ...many, sections: { ...many.sections, plans: acts } }, options);
    const sent = [mail.text, mail.html].reduce((sum, part) => sum + Buffer.from(part).toString('base64').length * (78 / 76), 4000);
    expect(sent).toBeLessThan(100_000);
    expect(mail.text).toMatch(/And \d+ more: /);
  });
});
