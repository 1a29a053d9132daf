import { describe, expect, test } from 'vitest';
import { readFile } from '../../shared/stages/files/file.ts';
import { ole } from '../support/files/doc.ts';
import { docx, ofd, xlsx } from '../support/files/office.ts';
import { pdf } from '../support/files/pdf.ts';
import { zip } from '../support/files/zip.ts';

/** Files that are made to cost more than they are worth: each ends at once as a state. */
const read = (bytes: Uint8Array, hint = '') => readFile(bytes, hint, undefined);
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const document = (data: string) => docx([], { extra: [{ name: 'word/document.xml', data }] });
const zeros = (n: number) => Buffer.alloc(n);
const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document ${word}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`;

describe('files that are bombs', () => {
  test.each([
    ['declares more than it may hold', () => zip([{ name: 'a.txt', data: 'x', declared: 1_000_000_000 }])],
    ['declares less than it holds', () => zip([{ name: 'a.txt', data: zeros(70_000_000), declared: 10 }])],
    ['holds little many times', () => zip(Array.from({ length: 5_001 }, (_, n) => ({ name: `${n}.txt`, data: '' })))],
    [
      'holds a sheet of a gigabyte',
      () => xlsx({ 表: [['甲']] }, [{ name: 'xl/worksheets/sheet9.xml', data: '<a/>', declared: 1_000_000_000 }]),
    ],
    ['holds a cell far away', () => xlsx({ 表: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' })],
    ['declares entities', () => document(laughs)],
    [
      'nests without end',
      () => document(`<w:document ${word}><w:body>${'<w:p>'.repeat(5_000)}${'</w:p>'.repeat(5_000)}</w:body></w:document>`),
    ],
    ['has letters without end, as OFD', () => ofd(Array.from({ length: 21 }, () => [[10, 10, '字'.repeat(100_000)] as const]))],
    ['has letters without end, as Word', () => docx(Array.from({ length: 21 }, () => ({ text: '字'.repeat(100_000) })))],
    ['has pages without end', () => ofd(Array.from({ length: 1_001 }, () => []))],
    ['is a PDF of pages without end', () => pdf(Array.from({ length: 1_100 }, () => []))],
  ])('one that %s is too large', async (_, make) => {
    const bytes = make();
    expect(await read(bytes)).toMatchObject({ state: 'too-large', lines: [] });
  });
});

describe('files that are broken', () => {
  const good = docx([{ text: '正文' }]);
  const cut = (bytes: Uint8Array, part: number): Uint8Array => bytes.subarray(0, Math.floor(bytes.length * part));
  const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, n) => (n === at ? byte ^ 0xff : byte));

  test.each([
    ['a ZIP cut short', cut(good, 0.7), 'damaged'],
    ['a ZIP with a broken member', flipped(good, 60), 'damaged'],
    ['an empty ZIP', zip([]), 'damaged'],
    ['a locked ZIP', zip([{ name: 'word/document.xml', data: 'x', locked: true }]), 'unsupported'],
    ['an OLE file of another program', ole(['PowerPoint Document', Buffer.alloc(10)], ['x', Buffer.alloc(10)]), 'unsupported'],
    ['a workbook of zeros', ole(['Workbook', Buffer.alloc(10)], ['x', Buffer.alloc(10)]), 'damaged'],
    ['a Word file of zeros', ole(['WordDocument', Buffer.alloc(10)], ['1Table', Buffer.alloc(10)]), 'damaged'],
    ['an Office file under a password', ole(['EncryptedPackage', Buffer.alloc(10)], ['EncryptionInfo', Buffer.alloc(10)]), 'unsupported'],
    ['a RAR archive', Buffer.from('Rar!\x1a\x07\x00'), 'unsupported'],
    ['rubbish', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), 'damaged'],
  ])('%s', async (_, bytes, state) => {
    const { state: found, reason } = await read(bytes, 'docx');
    expect({ found, told: (reason ?? '').length > 5 }).toEqual({ found: state, told: true });
  });
});

test('every cut of a file ends as a state', async () => {
  const files = [
    docx([{ text: '正文' }]),
    xlsx({ 表: [['甲']] }),
    ofd([[[10, 10, '正文正文正文']]]),
    pdf([[{ x: 80, y: 700, text: '正文' }]]),
  ];
  for (const bytes of files)
    for (let part = 1; part < 12; part += 1)
      expect((await read(bytes.subarray(0, Math.floor((bytes.length * part) / 12)), 'pdf')).state).toBeTypeOf('string');
});
