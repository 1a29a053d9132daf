import { describe, expect, test } from 'vitest';
import { findNumbers, numberKey, parseNumber } from '../../shared/stages/numbers/numbers.ts';
import { cpuMs } from '../support/cpu.ts';

const same = (spellings: readonly string[]) => new Set(spellings.map(numberKey));

describe('spellings of one number share a key and a canonical form', () => {
  test.each([
    [
      '国发〔2017〕35号',
      [
        '国发[2017]35号',
        '国发【2017】35号',
        '国发（2017）35号',
        '国发〔2017年〕35号',
        '國發〔2017〕35號',
        '国发〔２０１７〕３５号',
        '国发〔2017〕第035号',
        '国发 〔2017〕 35 号',
        '文号：国发〔2017〕35号',
        'Guo Fa [2017] No. 35',
        'Guofa [2017] No. 35',
        'State Council Document [2017] No. 35',
      ],
    ],
    ['工信部信管〔2025〕119号', ['工信部信管 [2025] 119号', '工信部信管【2025】119号']],
    ['教科信〔2026〕1号', ['教科信〔2026〕1', '教科信[2026]1号']],
    ['国数资源〔2026〕25号', ['国数资源[2026]25号', '國數資源〔2026〕25號', 'Guo Shu Zi Yuan [2026] No. 25']],
    ['国能发科技〔2026〕34号', ['NEA Dispatch on Science & Technology [2026] No. 34']],
    [
      '国家互联网信息办公室令第15号',
      [
        '中华人民共和国国家互联网信息办公室令第15号',
        '国家互联网信息办公室令 第 15 号',
        '国家互联网信息办公室令（第15号）',
        '国家网信办令第15号',
        '国家互联网信息办公室、国家发展和改革委员会、教育部令第15号',
        'CAC Order No. 15',
      ],
    ],
    [
      '国令第790号',
      [
        '国务院令第790号',
        '中华人民共和国国务院令第790号',
        '中华人民共和国国务院令（第790号）',
        '国务院令第790號',
        '第790号国务院令',
        '中华人民共和国第790号国务院令',
      ],
    ],
    ['主席令第八十四号', ['主席令第84号', '中华人民共和国主席令第八十四号', '中华人民共和国主席令（第84号）']],
    ['主席令第一百四十二号', ['中华人民共和国主席令 第142号']],
    ['财政部令第172号', ['财政部第172号令', '中华人民共和国财政部令第172号']],
    [
      '国家市场监督管理总局公告2025年第22号',
      ['市场监管总局公告2025年第22号', '国家市场监督管理总局2025年第22号公告', '国家市场监督管理总局公告（2025年第22号）'],
    ],
    ['GB/T 45652-2025', ['GB/T45652-2025', 'GB/T 45652—2025', 'GB/T 45652–2025', 'GBT45652-2025', '—GB/T45652 2025', 'ＧＢ/Ｔ 45652-2025']],
    ['国能发科技〔2026〕52号', ['Guo Neng Fa (Technology) [2026] No. 52', 'Guo Neng Fa (Ke Ji) [2026] No. 52']],
    [
      '广岚省人民代表大会常务委员会公告第二十一号',
      ['广岚省人民代表大会常务委员会公告（第二十一号）', '广岚省人民代表大会常务委员会公告（第21号）'],
    ],
    ['GB 45438-2025', ['GB45438-2025', 'GB 45438—2025']],
    ['公告〔十五届〕第一二七号', ['〔十五届〕第一二七号', '公告〔十五届〕第127号']],
    ['汕岚市第十五届人民代表大会常务委员会公告第七十一号', ['汕岚市第十五届人民代表大会常务委员会公告（第七十一号）']],
  ])('%s', (canonical, spellings) => {
    expect(same([canonical, ...spellings]).size).toBe(1);
    expect(numberKey(canonical)).toBeDefined();
    for (const spelling of [canonical, ...spellings]) expect(parseNumber(spelling).canonical).toBe(canonical);
  });

  test('different numbers keep different keys', () => {
    const spellings = [
      '国发〔2017〕35号',
      '国发〔2018〕35号',
      '国发〔2017〕36号',
      '国办发〔2017〕35号',
      '国家数据局令第15号',
      '国家互联网信息办公室令第15号',
      '令第15号',
      'GB 45652-2025',
      'GB/T 45652-2025',
    ];
    expect(same(spellings).size).toBe(spellings.length);
  });
});

describe('readNumber', () => {
  test('gives the parts', () => {
    expect(parseNumber('国发〔2025〕11号')).toEqual({
      canonical: '国发〔2025〕11号',
      kind: 'document',
      prefix: '国发',
      year: 2025,
      number: 11,
    });
    expect(parseNumber('主席令第八十四号')).toMatchObject({ kind: 'order', number: 84 });
    expect(parseNumber('公告2024年第12号')).toEqual({ canonical: '公告2024年第12号', kind: 'announcement', year: 2024, number: 12 });
    expect(parseNumber('公告第六十四号')).toMatchObject({ kind: 'congress', number: 64 });
    expect(parseNumber('YD/T 7073-2026')).toMatchObject({ kind: 'standard', prefix: 'YD/T', year: 2026, number: 7073 });
    expect(parseNumber('SMEITC D (2023) No. 3')).toMatchObject({
      canonical: 'SMEITC D (2023) No. 3',
      kind: 'document',
      year: 2023,
      number: 3,
    });
  });

  test.each(['GB/T 20001.1-2020', 'DB31/T 1234-2024', 'T/CESA 1234-2024', '20262852-T-469', 'TC260-003'])('%s is a standard', (text) => {
    expect(parseNumber(text)).toMatchObject({ canonical: text, kind: 'standard' });
  });

  test.each([
    '沪府办发〔2024〕27号',
    '粤府办〔2025〕6号',
    '深府办规〔2020〕9号',
    '豫政〔2025〕3号',
    '皖政办秘〔2024〕10号',
    '内政发〔2024〕8号',
    '穗府办规〔2025〕8号',
    '赣人社规〔2026〕23号',
    '岚科规〔2022〕15号',
    '云岭财税〔2020〕5号',
    '国办发明电〔2025〕3号',
    '法释〔2025〕1号',
  ])('%s keeps its prefix', (text) => {
    expect(parseNumber(text)).toMatchObject({ canonical: text, kind: 'document' });
  });

  test.each([
    '网信算备310104345710301240019号',
    '京公网安备11010502035627号',
    '京公网安备 11010502035627号',
    '京ICP备2021012345号-1',
    '文章编号:1009—8097(2025)02—0016—10',
    '1001-4403(2023)06-0135-10',
    'XDCG2017-A-030',
    'JH23-210000-49804',
    '600519.SH',
    '9988.HK',
    '10.1000/xyz123',
    '010-65921114',
    '（2025）京01民终123号',
    '苏（2025）不动产权第123号',
    '合同编号〔2025〕12号',
    '项目编号：沪财采〔2025〕12号',
    '某行动计划（2025）12号',
    '2025年第22号',
    '第15号',
    '2025年8月21日',
    'IPv6 2025',
    '国发〔2025〕11号、国办发〔2025〕12号',
    '',
  ])('%s is none', (text) => {
    expect(parseNumber(text)).toEqual({ kind: 'none' });
    expect(numberKey(text)).toBeUndefined();
  });
});

describe('findNumbers', () => {
  test('leaves the words that run into a prefix outside', () => {
    const text = '根据国发〔2025〕11号和此前发布的浙政办发〔2018〕61号，教育部办公厅教基厅函〔2024〕32号另转发岚教信〔2026〕6号。';
    expect(findNumbers(text).map(({ quote }) => quote)).toEqual([
      '国发〔2025〕11号',
      '浙政办发〔2018〕61号',
      '教基厅函〔2024〕32号',
      '岚教信〔2026〕6号',
    ]);
  });

  test('keeps places of the text as written', () => {
    const text = '落實國數政策〔２０２６〕１９２號要求，见GB45438—2025。';
    const found = findNumbers(text);
    expect(found.map(({ canonical }) => canonical)).toEqual(['国数政策〔2026〕192号', 'GB 45438-2025']);
    for (const { start, end, quote } of found) expect(text.slice(start, end)).toBe(quote);
  });

  test('takes the first body of a joint order', () => {
    const text = '《某办法》（工业和信息化部、公安部、国家数据局令第96号）';
    expect(findNumbers(text)).toMatchObject([{ canonical: '工业和信息化部令第96号', kind: 'order' }]);
  });

  test('a sequence without 号 that is a date or a page is no number', () => {
    expect(findNumbers('国发〔2025〕8月')).toEqual([]);
    expect(findNumbers('某学院学报（2025）12页')).toEqual([]);
  });

  test.each(['国', '〔2025〕', '令第', '公告', '委员会', 'Aa ', 'GB/T ', '根据', 'DOI'])('hostile text costs little: %s', async (piece) => {
    expect(await cpuMs(() => findNumbers(piece.repeat(100_000 / piece.length)))).toBeLessThan(1500);
  });
});

test('words between a number and 令 are an issuer only when they name one', () => {
  expect(findNumbers('第3号命令、第5号口令')).toEqual([]);
  const both = findNumbers('依据商务部令第3号和国务院令第5号');
  expect(both.map(({ canonical }) => canonical)).toEqual(['商务部令第3号', '国令第5号']);
  expect(parseNumber('Management Measures (Trial) [2026] No. 5').kind).toBe('none');
});
