import { describe, expect, test } from 'vitest';
import { decode } from '../../shared/stages/text/decode/decode.ts';
import { reported } from '../faults/report.ts';
import { encode } from '../support/encode.ts';

const simplified = '河湾市人民政府关于印发数据要素市场化配置改革试点方案的通知。各县、区人民政府：现将方案印发给你们，请认真组织实施。';
const traditional = '河灣市人民政府關於印發數據要素市場化配置改革試點方案的通知。各縣、區人民政府：現將方案印發給你們，請認真組織實施。';
const japanese = 'データの利活用に関する指針を公表しました。事業者はこれを参考にして、必要な措置を定めてください。';
const korean = '데이터 산업의 발전을 위하여 필요한 사항을 정합니다. 의견을 제출하여 주시기 바랍니다.';

/** Charset, its name in answers, a text, and labels that stand for it. */
type Family = readonly [string, string, string, readonly string[]];
const families: readonly Family[] = [
  ['gb18030', 'gb18030', simplified, ['gb2312', 'GBK', 'gb18030', 'x-gbk', 'GB_2312-80', 'cp936']],
  ['gb18030', 'gb18030', `试点单位：𠮷田、𫝆川。${simplified}`, ['gb18030', 'gb2312']],
  ['big5', 'big5', traditional, ['big5', 'Big5-HKSCS', 'x-x-big5', 'cp950']],
  ['euc-jp', 'euc-jp', japanese, ['euc-jp']],
  ['shift_jis', 'shift_jis', japanese, ['shift_jis', 'x-sjis', 'cp932']],
  ['euc-kr', 'euc-kr', korean, ['euc-kr', 'ks_c_5601-1987', 'cp949']],
  ['utf-8', 'utf-8', simplified, ['utf-8', 'UTF8']],
];
const lies = ['utf-8', 'iso-8859-1', 'us-ascii'];

const html = (text: string, head = ''): string =>
  `<!DOCTYPE html>\n<html><head>${head}<title>${[...text].slice(0, 10).join('')}</title></head><body>${text}</body></html>`;
const feed = (text: string, label = ''): string =>
  `${label === '' ? '' : `<?xml version="1.0" encoding="${label}"?>`}<rss version="2.0"><channel><item><title>${text}</title></item></channel></rss>`;

type Row = readonly [what: string, text: string, charset: string, name: string, header: string];

function rowsOf([charset, name, text, labels]: Family): Row[] {
  const said = labels.flatMap((label): Row[] => [
    [`${charset}, header ${label}`, html(text), charset, name, `text/html; charset=${label}`],
    [`${charset}, quoted header ${label}`, feed(text), charset, name, `application/rss+xml;charset="${label}"`],
    [`${charset}, meta ${label}`, html(text, `<meta http-equiv="Content-Type" content="text/html; charset=${label}">`), charset, name, ''],
    [`${charset}, prolog ${label}`, feed(text, label), charset, name, ''],
  ]);
  const lied = lies.flatMap((lie): Row[] => [
    [`${charset}, header lies ${lie}`, html(text), charset, name, `text/html; charset=${lie}`],
    [`${charset}, meta lies ${lie}`, html(text, `<meta charset="${lie}">`), charset, name, ''],
    [`${charset}, header lies ${lie}, prolog does not`, feed(text, labels[0] ?? ''), charset, name, `text/xml; charset=${lie}`],
  ]);
  return [
    ...said,
    ...lied,
    [`${charset}, nothing said`, html(text), charset, name, ''],
    [`${charset}, nothing said in a feed`, feed(text), charset, name, ''],
  ];
}

describe('every charset, whatever is said of it', () => {
  test('titles come out byte for byte', () => {
    const read = families.flatMap(rowsOf).map(([, text, charset, , header]) => [text, decode(encode(text, charset), header).text] as const);
    const wrong = read.filter(([text, got]) => text !== got).length;
    reported(6, { wrong, of: read.length, replaced: read.filter(([, got]) => got.includes('\ufffd')).length });
  });

  test.each(families.flatMap(rowsOf))('%s', (_what, text, charset, name, header) => {
    expect(decode(encode(text, charset), header)).toEqual({ text, charset: name, lossy: false });
  });

  test.each([
    ['Big5 said of GBK', simplified, 'gb18030', 'big5'],
    ['GB 2312 said of Big5', traditional, 'big5', 'gb2312'],
  ])('%s', (_what, text, charset, lie) => {
    for (const page of [html(text), html(text, `<meta charset=${lie}>`)]) {
      expect(decode(encode(page, charset), `text/html; charset=${lie}`)).toEqual({ text: page, charset, lossy: false });
    }
  });

  test.each(['<title>算力</title>', '<title>教育部</title>', '<title>关于公开征求意见的公告</title>', '<title>1月1日起施行</title>'])(
    'a few characters are enough: %s',
    (text) => {
      expect(decode(encode(text, 'gb18030')).text).toBe(text);
      expect(decode(encode(text, 'gb18030'), 'text/html; charset=iso-8859-1').text).toBe(text);
    },
  );

  test.each(['<title>Café</title>', '<title>Größe und Maß</title>', '<title>“quoted”</title>', '<title>it’s £5 – €6</title>'])(
    'western: %s',
    (text) => {
      const bytes = encodeWestern(text);
      for (const header of [undefined, 'text/html; charset=iso-8859-1'])
        expect(decode(bytes, header)).toEqual({ text, charset: 'windows-1252', lossy: false });
    },
  );

  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s, with and without a mark', (charset) => {
    for (const text of [
      html(simplified),
      ` \n${feed(simplified, 'utf-16')}`,
      `{"version":"https://jsonfeed.org/version/1","title":"${simplified}"}`,
    ]) {
      const want = { text, charset, lossy: false };
      expect(decode(encode(text, charset))).toEqual(want);
      expect(decode(encode(`\ufeff${text}`, charset), 'text/html; charset=utf-8')).toEqual(want);
      if (charset.startsWith('utf-16')) expect(decode(encode(text, charset), 'application/xml; charset=utf-16')).toEqual(want);
    }
  });

  test('Big5 with the characters of Hong Kong', () => {
    const bytes = Uint8Array.from([
      ...encode('<p>行政長官宣布', 'big5'),
      ...hongKong.flatMap(([, pair]) => pair),
      ...encode('等字。</p>', 'big5'),
    ]);
    const text = `<p>行政長官宣布${hongKong.map(([char]) => char).join('')}等字。</p>`;
    for (const header of ['text/html; charset=big5', 'text/html; charset=big5-hkscs', undefined])
      expect(decode(bytes, header)).toEqual({ text, charset: 'big5', lossy: false });
  });
});

const hongKong: readonly (readonly [string, readonly number[]])[] = [
  ['嘅', [0x9d, 0xef]],
  ['咗', [0x9d, 0xf7]],
  ['啲', [0x9d, 0xf8]],
  ['嚟', [0x91, 0xc1]],
  ['\u00ca\u0304', [0x88, 0x62]],
];

const western = new Map(
  Array.from({ length: 128 }, (_, at) => [new TextDecoder('windows-1252').decode(Uint8Array.of(128 + at)), 128 + at]),
);
const encodeWestern = (text: string): Uint8Array => Uint8Array.from([...text].map((char) => western.get(char) ?? char.charCodeAt(0)));
