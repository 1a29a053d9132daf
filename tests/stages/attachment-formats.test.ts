import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../shared/stages/files/file.ts';
import { ole } from '../support/files/doc.ts';
import { gbk } from '../support/files/gbk.ts';
import { docx, xlsx } from '../support/files/office.ts';
import { pdf, type Word } from '../support/files/pdf.ts';
import { asBoth, asBytes, asNumbers, rtf } from '../support/files/rtf.ts';
import { xls } from '../support/files/xls.ts';
import { zip } from '../support/files/zip.ts';

const assets = { cmaps: fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url)) };
const read = (bytes: Uint8Array, hint = '') => readFile(bytes, hint, assets);
const lines = async (bytes: Uint8Array, hint = ''): Promise<string[]> => (await read(bytes, hint)).lines.map(({ text }) => text);
const said = '第二条 单个单位每年领取的训练券不超过五十万元。';

describe('RTF', () => {
  test.each([
    ['bytes of the code page', rtf(`${asBytes(said)}\\par`)],
    ['numbers', rtf(`\\uc1 ${asNumbers(said)}\\par`, '\\ansi\\ansicpg1252')],
    ['numbers with the bytes behind them', rtf(`\\uc2 ${asBoth(said)}\\par`)],
    ['a western font around Chinese bytes', rtf(`\\f1 ${asBytes(said)}\\par`)],
    ['raw bytes', Buffer.concat([Buffer.from('{\\rtf1\\ansi\\ansicpg936 '), gbk(said), Buffer.from('\\par}')])],
  ])('letters as %s', async (_, bytes) => {
    expect(await read(bytes, 'doc')).toMatchObject({ format: 'rtf', state: 'read', lines: [{ text: said }] });
  });

  test('what nobody sees on the page is no text', async () => {
    const hidden = `{\\info{\\title t}}{\\header ${asBytes('页眉')}}{\\*\\generator G;}{\\pict\\wmetafile8 0a0b}{\\v ${asBytes('隐藏')}}{\\deleted ${asBytes('删去')}}{\\*\\annotation ${asBytes('批注')}}`;
    expect(
      await lines(rtf(`${hidden}${asBytes('正文甲')}\\par{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt ${asBytes('正文乙')}}}`)),
    ).toEqual(['正文甲', '正文乙']);
  });

  test('rows of tables, alignment, notes at the end, western letters of their own font', async () => {
    const row = `\\trowd\\cellx1\\cellx2\\pard\\intbl ${asBytes('序号')}\\par ${asBytes('（号）')}\\cell ${asBytes('单位')}\\cell\\row`;
    const bytes = rtf(
      `\\pard\\qc ${asBytes('登记办法')}{\\footnote ${asBytes('注：见附表。')}}\\par\\pard ${row}\\pard\\qr\\f1 caf\\'e9\\par`,
    );
    expect((await read(bytes)).lines).toEqual([
      { text: '登记办法', align: 'center' },
      { text: '序号 （号）\t单位' },
      { text: 'café', align: 'right' },
      { text: '注：见附表。' },
    ]);
  });

  test('groups without end, bytes that claim to be many and a file without words', async () => {
    expect((await read(Buffer.from(`{\\rtf1 ${'{'.repeat(5_000)}x`))).state).toBe('too-large');
    expect(await lines(Buffer.from('{\\rtf1 before\\bin9 {{{{{}}}}after\\bin999999999 x}'))).toEqual(['beforeafter']);
    expect((await read(Buffer.from('{\\rtf1\\ansi}'))).state).toBe('damaged');
  });
});

describe('XLS', () => {
  const sheets = [
    {
      name: '第一批',
      rows: [
        ['单位', '券额', '日期', '占比'],
        ['甲方算力服务有限公司', 12.5, { day: 46_185 }, { share: 0.375 }],
        [{ formula: '合计两家' }, 20],
      ],
    },
    { name: '底稿', rows: [['内部数字']], hidden: true },
    { name: '第二批', rows: [['乙方数据科技有限公司']] },
  ];
  const expected = [
    '第一批',
    '单位\t券额\t日期\t占比',
    '甲方算力服务有限公司\t12.5\t2026-06-12\t37.5%',
    '合计两家\t20',
    '第二批',
    '乙方数据科技有限公司',
  ];

  test('sheets that are shown, rows, days, shares and the values of formulas', async () => {
    expect(await lines(xls(sheets), 'xls')).toEqual(expected);
    expect(await lines(xls(sheets, { splitAt: 1 }), 'et')).toEqual(expected);
  });

  test('under a password, and with nothing in it', async () => {
    expect(await read(xls(sheets, { locked: true }))).toMatchObject({ state: 'unsupported', format: 'xls', lines: [] });
    expect((await read(xls([]))).state).toBe('damaged');
  });

  test('every cut ends as a state', async () => {
    const whole = xls(sheets);
    for (let part = 0.1; part < 1; part += 0.1)
      expect(['read', 'damaged', 'unsupported']).toContain((await read(whole.subarray(0, Math.floor(whole.length * part)), 'xls')).state);
  });

  test('what an embedded file is does not say what the file is', async () => {
    const bytes = ole(['Workbook', Buffer.alloc(10)], ['WordDocument', Buffer.alloc(10)]);
    expect((await read(bytes)).format).toBe('xls');
  });
});

describe('tables and texts saved as pages or as XML', () => {
  const table = '<table><tr><td>单位</td><td>券额</td></tr><tr><td>甲方算力服务有限公司</td><td>12</td></tr></table>';
  test.each([
    ['a table alone, as programs fill it', gbk(table), 'xls'],
    [
      'a page of LibreOffice',
      Buffer.from(`<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7"/></head><body>${table}</body></html>`),
      'doc',
    ],
    [
      'Excel 2003 XML',
      Buffer.from(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style>不读</Style></Styles><Table><Row><Cell><Data>单位</Data></Cell><Cell><Data>券额</Data></Cell></Row><Row><Cell><Data>甲方算力服务有限公司</Data></Cell><Cell><Data>12</Data></Cell></Row></Table></Workbook>',
      ),
      'xls',
    ],
    [
      'OpenDocument',
      zip([
        { name: 'META-INF/manifest.xml', data: '<m/>' },
        {
          name: 'content.xml',
          data: '<o:d xmlns:o="o" xmlns:t="t"><o:annotation><t:p>批注</t:p></o:annotation><t:table-row><t:table-cell><t:p>单位</t:p></t:table-cell><t:table-cell><t:p>券额</t:p></t:table-cell></t:table-row><t:table-row><t:table-cell><t:p>甲方算力服务有限公司</t:p></t:table-cell><t:table-cell><t:p>12</t:p></t:table-cell></t:table-row></o:d>',
        },
      ]),
      'odt',
    ],
  ])('%s', async (_, bytes, hint) => {
    expect(await lines(bytes, hint)).toEqual(['单位\t券额', '甲方算力服务有限公司\t12']);
  });

  test.each([
    [
      'an error in XHTML',
      '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "x"><html><body><p>系统维护</p></body></html>',
      'doc',
    ],
    ['an error without a head', '<div class="error">您访问的页面不存在</div>', 'docx'],
    ['a message of an interface', '{"code":500,"msg":"文件不存在"}', 'pdf'],
    ['a page of the site with tables', `<html><body><script src="/a.js"></script>${table}</body></html>`, 'xls'],
    ['a short page for every missing file', `<html><body><p>该文件已被移除</p></body></html>`, 'doc'],
  ])('%s is no file: it is asked for again', async (_, words, hint) => {
    expect(await read(Buffer.from(words), hint)).toMatchObject({ state: 'unreachable', lines: [] });
  });
});

describe('Word and Excel', () => {
  test('hidden words and hidden sheets are not read', async () => {
    const body =
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>';
    expect(
      await lines(
        docx([], {
          extra: [
            {
              name: 'word/document.xml',
              data: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
            },
          ],
        }),
      ),
    ).toEqual(['看得见']);
    expect(await lines(xlsx({ 公开: [['甲']], 底稿: [['乙']] }, [], ['底稿']))).toEqual(['公开', '甲']);
  });
});

describe('PDF', () => {
  const words = (turned: boolean): Word[] =>
    [said, '第三条 训练券不得转让。'].map((text, n) =>
      turned ? { x: 100 + n * 26, y: 60, text, turned } : { x: 60, y: 700 - n * 26, text },
    );

  test('lines that run up the page are read, on a page that is turned and on one that is not; a stamp across them is not', async () => {
    const stamp: Word = { x: 300, y: 300, text: '云州公开', size: 40 };
    for (const rotate of [0, 90])
      expect(await lines(pdf([[...words(true), ...(rotate === 0 ? [stamp] : [])]], { rotate }))).toEqual([said, '第三条 训练券不得转让。']);
  });

  test('columns that run down are read from right to left, with the marks of ordinary lines', async () => {
    const columns = ['训练券管理办法︵试行︶', '第一条　训练券由市里发放︐不得转让︒', '第二条　本办法自发布之日起施行︒'];
    const page = columns.map((text, n) => ({ x: 500 - n * 40, y: 780, text }));
    expect((await lines(pdf([page], { coding: 'UniGB-UCS2-V' }))).join('|')).toBe(
      '训练券管理办法（试行）|第一条 训练券由市里发放，不得转让。|第二条 本办法自发布之日起施行。',
    );
  });

  test('rows of a list that differ in a number are no furniture; the head of its table stays once', async () => {
    const page = (n: number): Word[] => [
      { x: 60, y: 780, text: `第${n + 1}页 共4页`, size: 9 },
      { x: 60, y: 740, text: '编号' },
      { x: 260, y: 740, text: '单位' },
      ...[0, 1, 2].flatMap((row) => [
        { x: 60, y: 700 - row * 26, text: `Y${n * 3 + row + 100}` },
        { x: 260, y: 700 - row * 26, text: '某单位' },
      ]),
    ];
    const found = await lines(pdf([0, 1, 2, 3].map(page)));
    expect(found).toEqual(['编号\t单位', ...Array.from({ length: 12 }, (_, n) => `Y${n + 100}\t某单位`)]);
  });

  test('other lines may stand before the first of the file; a page that speaks of one is none', async () => {
    expect(await lines(Buffer.concat([Buffer.from('Content-Type: application/pdf\r\n\r\n'), pdf([words(false)])]))).toEqual([
      said,
      '第三条 训练券不得转让。',
    ]);
    expect((await read(Buffer.from('<html><body>%PDF-1.4</body></html>'), 'pdf')).state).toBe('unreachable');
  });
});

test('large words that lie over lines are a stamp; the same above them are a head', async () => {
  const body = [said, '第三条 训练券不得转让。', '第四条 训练券按年清算。'].map((text, n) => ({ x: 60, y: 700 - n * 26, text }));
  const stamp: Word = { x: 150, y: 652, text: '征求意见', size: 80 };
  const head: Word = { x: 100, y: 760, text: '云州文件', size: 60 };
  expect(await lines(pdf([[...body, stamp]]))).toEqual(body.map(({ text }) => text));
  expect(await lines(pdf([[head, ...body]]))).toEqual(['云州文件', ...body.map(({ text }) => text)]);
});

test('letters of an OFD file that step down are columns from right to left', async () => {
  const column = (x: number, text: string): string =>
    `<TextObject Boundary="${x} 30 6 170" Size="5"><TextCode X="0" Y="5" DeltaY="g ${text.length - 1} 5">${text}</TextCode></TextObject>`;
  const file = zip([
    { name: 'OFD.xml', data: '<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>' },
    { name: 'D/Document.xml', data: '<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>' },
    {
      name: 'D/P.xml',
      data: `<Page><Content><Layer>${column(170, '训练券不得转让︒')}${column(180, '训练券由市里发放︐')}</Layer></Content></Page>`,
    },
  ]);
  expect((await lines(file, 'ofd')).join('')).toBe('训练券由市里发放，训练券不得转让。');
});

test('text in UTF-16, and archives that nobody here unpacks', async () => {
  expect(await lines(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(said, 'utf16le')]), 'txt')).toEqual([said]);
  const { state, reason } = await read(Buffer.from('Rar!\x1a\x07\x01\x00'), 'zip');
  expect([state, reason]).toEqual(['unsupported', expect.stringContaining('hongtou parse FILE')]);
});
