import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../shared/stages/files/file.ts';
import { doc } from '../support/files/doc.ts';
import { gbk } from '../support/files/gbk.ts';
import { docx, ofd, xlsx } from '../support/files/office.ts';
import { type Coding, pdf, setParagraphs, type Word } from '../support/files/pdf.ts';
import { zip } from '../support/files/zip.ts';

const assets = { cmaps: fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url)) };
const read = (bytes: Uint8Array, hint = '') => readFile(bytes, hint, assets);
const lines = async (bytes: Uint8Array, hint = ''): Promise<string[]> => (await read(bytes, hint)).lines.map(({ text }) => text);

const paragraphs = [
  '第一条　为了规范语料登记活动，保障数据流通安全有序，根据有关法律、行政法规的规定，结合本行业实际，制定本办法。',
  '第二条　在境内从事语料登记的，适用本办法。法律另有规定的，从其规定。',
];
const expected = paragraphs.map((text) => text.replace('　', ' '));

describe('PDF', () => {
  test.each<Coding>(['UniGB-UCS2-H', 'GBK-EUC-H', 'subset'])('lines of a paragraph are joined without blanks (%s)', async (coding) => {
    expect(await lines(pdf([setParagraphs(paragraphs)], { coding }))).toEqual(expected);
  });

  test('a paragraph goes on over the page; heads, feet and page numbers that repeat are no words of it', async () => {
    const furniture = (n: number): Word[] => [
      { x: 80, y: 815, text: '语料登记管理办法（内部排印）', size: 9 },
      { x: 290, y: 30, text: `— ${n} —`, size: 10 },
    ];
    const [first = '', second = ''] = paragraphs;
    const split = setParagraphs([first]);
    const pages = [
      [...furniture(1), ...setParagraphs([second], { top: 760 }), ...split.slice(0, 1).map((word) => ({ ...word, y: 650 }))],
      [...furniture(2), ...split.slice(1)],
      [...furniture(3), ...setParagraphs(['第三条　本办法自2027年1月1日起施行。'])],
    ];
    expect(await lines(pdf(pages))).toEqual([expected[1], expected[0], '第三条 本办法自2027年1月1日起施行。']);
  });

  const edge = (head: string, foot: string, n: number): Word[] => [
    { x: 30, y: 820, text: head, size: 8 },
    { x: 30, y: 20, text: foot.replace('#', String(n)), size: 8 },
  ];
  const link = 'https://www.yunchuan.example.gov.cn/zw/t1.html';

  test.each([
    ['2026/3/18 10:25 云川市语料登记管理办法_云川市人民政府', `${link} #/2`],
    ['2026/3/18 上午10:25 语料登记管理办法', link],
    ['3/18/26, 10:25 AM 语料登记管理办法', `#/2 ${link}`],
    ['云川市人民政府门户网站 2026-03-18 10:25:31', '第#页 共2页'],
    ['打印时间：2026年3月18日星期三 10:25', '#'],
  ])('what a browser prints at the edge of its pages is no word of them: %s', async (head, foot) => {
    const [first = '', second = ''] = paragraphs;
    const both = [first, second].map((paragraph, n) => [...edge(head, foot, n + 1), ...setParagraphs([paragraph])]);
    const joined = async (pages: Word[][]) => (await lines(pdf(pages))).join('');
    expect(await joined(both)).toBe(expected.join(''));
    const alone = [[...edge(head, foot, 1), ...setParagraphs(paragraphs)]];
    if (!head.startsWith('云')) expect(await joined(alone)).toBe(expected.join(''));
  });

  test('the times of a programme stay, and the line that says when a page went up', async () => {
    const programme = ['2026/3/20 09:00 开幕', '2026/3/21 09:00 讨论'];
    const pages = programme.map((line) => [{ x: 80, y: 760, text: line, size: 12 }, ...setParagraphs(['会议安排如下。'], { top: 700 })]);
    expect((await lines(pdf(pages))).filter((line) => line.startsWith('2026'))).toEqual(programme);
    const line = { x: 80, y: 760, text: '发布时间：2026/3/18 10:25 来源：市数据局', size: 12 };
    expect((await lines(pdf([[line, ...setParagraphs(['正文如下。'], { top: 700 })]])))[0]).toContain('发布时间');
  });

  test('two columns are read one after the other', async () => {
    const column = (x: number, letter: string): Word[] =>
      Array.from({ length: 8 }, (_, n) => ({ x, y: 700 - n * 24, text: letter.repeat(n === 7 ? 9 : 14), size: 14 }));
    const text = (await lines(pdf([[{ x: 200, y: 760, text: '行业要闻摘编', size: 20 }, ...column(60, '左'), ...column(310, '右')]]))).join(
      '\n',
    );
    expect(text.lastIndexOf('左')).toBeLessThan(text.indexOf('右'));
  });

  test('a table is rows, and no columns', async () => {
    const rows = [
      ['序号', '任务', '期限'],
      ['1', '建成平台', '2027年'],
      ['2', '发布目录', '2028年'],
      ['3', '开展评估', '2028年'],
      ['4', '完成验收', '2029年'],
      ['5', '总结', '2030年'],
    ];
    const placed = rows.flatMap((row, r) => row.map((text, c) => ({ x: 80 + c * 150, y: 700 - r * 26, text, size: 12 })));
    expect(await lines(pdf([placed]))).toEqual(rows.map((row) => row.join('\t')));
  });

  test('a page that is turned is read as it is shown; what runs across a page is a watermark', async () => {
    const words: Word[] = [
      { x: 100, y: 80, text: '附表一　重点任务分工', turned: true },
      { x: 140, y: 80, text: '一是建设语料登记平台，二是发布语料目录。', turned: true },
    ];
    expect(await lines(pdf([words], { rotate: 90 }))).toEqual(['附表一 重点任务分工', '一是建设语料登记平台，二是发布语料目录。']);
    expect(await lines(pdf([[...setParagraphs(paragraphs), ...words]]))).toEqual(expected);
  });

  test.each([
    ['a scan', pdf([[], []]), 'needs-ocr', /no text/],
    ['a text layer of nothing readable', pdf([setParagraphs(paragraphs)], { coding: 'subset-without-map' }), 'needs-ocr', /readable/],
    [
      'letters that a typesetter put for others',
      pdf([setParagraphs(['犐犆犛３５．０４０犌犕／犜９０３１—２０３４'.repeat(4), '!"#$%&()*+,-./0123456+,789:'])]),
      'needs-ocr',
      /readable/,
    ],
    ['a file under a password', pdf([[{ x: 1, y: 1, text: '密' }]], { encrypt: true }), 'unsupported', /password/],
    ['half a file', pdf([setParagraphs(paragraphs)]).subarray(0, 200), 'damaged', /./],
    ['a page in its place', Buffer.from('<!DOCTYPE html><html><body>请登录</body></html>'), 'unreachable', /page/],
    ['nothing', new Uint8Array(), 'damaged', /empty/],
  ])('%s is told', async (_, bytes, state, reason) => {
    expect(await read(bytes, 'pdf')).toMatchObject({ state, reason: expect.stringMatching(reason) });
  });
});

describe('Word', () => {
  test('labels that the word processor counts, tables, and what tracked changes left', async () => {
    const bytes = docx([
      { text: '算力调度管理办法', style: 'Title' },
      { text: '总体要求', list: { id: 2 } },
      { text: '目标明确', list: { id: 2, level: 1 } },
      { text: '分工负责', list: { id: 2, level: 1 } },
      { text: '组织实施', list: { id: 2 } },
      { text: '落实责任', list: { id: 2, level: 1 } },
      { text: '为了规范管理，制定本办法。', style: 'Clause' },
      { text: '本办法自', style: 'Clause', deleted: '2026年1月1日', inserted: '2027年3月1日起施行。' },
      { text: '要点', list: { id: 3 } },
      {
        rows: [
          ['指标', '2026年'],
          ['算力', ''],
        ],
      },
      { text: '2026年11月2日', align: 'right' },
    ]);
    const found = await read(bytes);
    expect(found.lines.map(({ text }) => text)).toEqual([
      '算力调度管理办法',
      '一、总体要求',
      '（一）目标明确',
      '（二）分工负责',
      '二、组织实施',
      '（一）落实责任',
      '第一条 为了规范管理，制定本办法。',
      '第二条 本办法自2027年3月1日起施行。',
      '要点',
      '指标\t2026年',
      '算力',
      '2026年11月2日',
    ]);
    expect(found.lines[0]).toMatchObject({ heading: true });
    expect(found.lines.at(-1)).toMatchObject({ align: 'right' });
  });

  test('Word 97', async () => {
    expect(await read(doc('登记实施细则\n第一条 为规范登记，制定本细则。'), 'wps')).toMatchObject({
      format: 'doc',
      state: 'read',
      lines: [{ text: '登记实施细则' }, { text: '第一条 为规范登记，制定本细则。' }],
    });
  });

  test('the bytes decide, not the name', async () => {
    expect(await read(docx([{ text: '正文' }]), 'pdf')).toMatchObject({ format: 'docx', state: 'read' });
  });
});

test('a workbook is its sheets, each under its name', async () => {
  const sheets = {
    任务清单: [
      ['序号', '任务'],
      [1, '建成平台'],
    ],
    附表: [['甲', '乙']],
  };
  expect(await lines(xlsx(sheets))).toEqual(['任务清单', '序号\t任务', '1\t建成平台', '附表', '甲\t乙']);
});

test('OFD is read in the order of its pages, and its paragraphs are joined', async () => {
  const found = await read(
    ofd(
      [
        [
          [60, 30, '数据标注产业指引'],
          [30, 60, '一、总体要求。推动数据标注产业高质量发展，'],
          [20, 70, '形成规模。'],
          [100, 280, '1'],
        ],
        [[30, 30, '二、主要任务。']],
      ],
      '指引',
    ),
  );
  expect(found).toMatchObject({ format: 'ofd', pages: 2, title: '指引' });
  expect(found.lines.map(({ text }) => text)).toEqual([
    '数据标注产业指引',
    '一、总体要求。推动数据标注产业高质量发展，形成规模。',
    '二、主要任务。',
  ]);
});

test('an archive is its files, two levels deep, under the names that Chinese Windows gives them', async () => {
  const deepest = zip([{ name: '里面.txt', data: '不应打开' }]);
  const inner = zip([
    { name: '细则.txt', data: '细则正文' },
    { name: '深处.zip', data: deepest },
  ]);
  const found = await read(
    zip([
      { name: 'x', rawName: gbk('附件1：登记办法.docx'), data: docx([{ text: '办法正文' }]) },
      { name: '../../etc/附表.xlsx', data: xlsx({ 表: [['甲']] }) },
      { name: '__MACOSX/._x', data: 'x' },
      { name: '内层.zip', data: inner },
    ]),
  );
  expect(found.lines.map(({ text }) => text)).toEqual([
    '附件1：登记办法.docx',
    '办法正文',
    '附表.xlsx',
    '表',
    '甲',
    '内层.zip',
    '细则.txt',
    '细则正文',
    '深处.zip',
  ]);
  expect(found.warnings).toEqual([expect.objectContaining({ field: 'text', quote: '深处.zip' })]);
});
