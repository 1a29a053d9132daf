import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cut, facts, table } from '../../functions/cli/layout.ts';
import { oneLine, paint, toWritten } from '../../functions/cli/paint.ts';
import type { Column } from '../../shared/questions/question.ts';
import { onTerminal } from '../support/terminal.ts';

type Row = { readonly id: string; readonly count: number; readonly title: string; readonly note?: string };
const columns: readonly Column<Row>[] = [
  { head: 'id', cell: ({ id }) => id },
  { head: 'count', cell: ({ count }) => count, align: 'right', yields: 3, least: 'none' },
  { head: 'title', cell: ({ title }) => title, yields: 2, least: 12, wraps: true },
  { head: 'note', cell: ({ note }) => note, yields: 1, least: 6 },
];
const rows: readonly Row[] = [
  { id: 'a', count: 5, title: '生成式人工智能服务管理暂行办法', note: 'short' },
  { id: 'bb', count: 1204, title: 'Interim Measures for the Administration of Generative AI Services', note: '国家互联网信息办公室' },
];
const family = '\u{1f468}‍\u{1f469}‍\u{1f467}';
const combined = `e${'́'.repeat(50)}`;
const wide = [...'國家級新區算力樞紐節點建設'.repeat(4)].join('');
const odd: readonly Row[] = [
  { id: 'x', count: 0, title: `\u001b[31m\u202e${wide}\u001b[0m\ttab\nline`, note: family.repeat(9) },
  { id: 'y', count: -1, title: `${combined.repeat(30)} ${'\u{1f1e8}\u{1f1f3}'.repeat(20)}`, note: 'https://a.example/'.repeat(9) },
];

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => stringWidth(line)));

describe('a table', () => {
  test('without a terminal is whole: no cell is cut, two blanks part columns, numbers stand right', () => {
    const [head, first, second] = table(columns, rows).split('\n');
    expect(head?.split(/ {2,}/)).toEqual(['id', 'count', 'title', 'note']);
    expect(first?.split(/ {2,}/)).toEqual(['a', '5', rows[0]?.title, 'short']);
    expect(second?.split(/ {2,}/)).toEqual(['bb', '1204', rows[1]?.title, '国家互联网信息办公室']);
    expect(first?.indexOf('5')).toBe((second?.indexOf('1204') ?? 0) + 3);
    expect(table(columns, odd)).not.toMatch(/[\t\u001b\u202e]/);
    expect(table(columns, [])).toBe('');
  });

  test.each([40, 48, 60, 80, 140])('fits %s columns, whatever it holds', (width) => {
    for (const each of [rows, odd]) {
      const text = table(columns, each, { width, under: ({ title }) => [title] });
      // What cannot be broken stands whole under a row; in a cell nothing stands out.
      expect(widest(table(columns, each, { width }))).toBeLessThanOrEqual(width);
      expect(text.split('\n').every((line) => line === line.trimEnd())).toBe(true);
    }
  });

  test('narrow, columns give way in their order, and what was left out is said', () => {
    const narrow = table(columns, rows, { width: 40 });
    expect(narrow).toContain('国家…');
    expect(narrow.replace(/\s/g, '')).toContain('生成式人工');
    const least = table(columns, rows, { width: 24 });
    expect(least).toContain('no room for: count');
    expect(table(columns, rows, { width: 200 })).not.toContain('no room');
  });

  test('cuts between letters, never within one', () => {
    expect(cut('国家互联网', 6)).toBe('国家…');
    expect(cut('国家互联网', 7)).toBe('国家互…');
    expect(cut(combined.repeat(5), 3)).toBe(`${combined.repeat(2)}…`);
    expect(cut(family.repeat(4), 5)).toBe(`${family.repeat(2)}…`);
    expect(cut('abc', 3)).toBe('abc');
  });
});

describe('colour', () => {
  const written = (text: string): string => toWritten(text, process.stdout);
  const said = (environment: Readonly<Record<string, string>>) => onTerminal(80, () => written(paint('red', 'x')), environment);

  test('stands on a terminal alone, and goes by NO_COLOR, FORCE_COLOR and TERM', async () => {
    expect(written(paint('red', 'x'))).toBe('x');
    expect(await said({ FORCE_COLOR: '1' })).toBe('\u001b[31mx\u001b[39m');
    expect(await said({ TERM: 'xterm-256color' })).toBe('\u001b[31mx\u001b[39m');
    expect(await said({ NO_COLOR: '1', TERM: 'xterm-256color' })).toBe('x');
    expect(await said({ TERM: 'dumb' })).toBe('x');
    expect(await said({ FORCE_COLOR: '0', TERM: 'xterm-256color' })).toBe('x');
  });

  test('is ours alone: a title that holds the same sequence colours nothing', async () => {
    const [inside, title] = await onTerminal(
      80,
      () => [written(paint('red', '\u001b[32mx\u001b[31;1;1;1;1mz')), oneLine('a\u001b[1m\r\n b')],
      {
        FORCE_COLOR: '1',
      },
    );
    expect(inside).toBe('\u001b[31m[32mx[31;1;1;1;1mz\u001b[39m');
    expect(title).toBe('a[1m b');
  });

  test('takes no room', async () => {
    const [plain, coloured] = await onTerminal(
      60,
      () => [table(columns, rows), table([{ ...(columns[0] as Column<Row>), style: () => 'red' }, ...columns.slice(1)], rows)],
      { FORCE_COLOR: '1' },
    );
    expect(widest(coloured ?? '')).toBe(widest(plain ?? ''));
  });
});

test('facts stand behind their labels, and go on under their first word', async () => {
  const [first, ...more] = await onTerminal(
    50,
    () =>
      facts([
        ['issued by', '国家互联网信息办公室、'.repeat(4)],
        ['none', undefined],
      ]),
    {
      NO_COLOR: '1',
    },
  );
  expect(more).toEqual([]);
  expect(first?.split('\n').map((line) => line.search(/\S/))).toEqual([0, 14, 14]);
});
