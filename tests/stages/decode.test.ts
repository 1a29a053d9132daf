import { describe, expect, test } from 'vitest';
import { decode } from '../../shared/stages/text/decode/decode.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: (Uint8Array | string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? utf8(part) : part)]));

/** 人工智能管理办法 in three charsets. */
const gb = [0xc8, 0xcb, 0xb9, 0xa4, 0xd6, 0xc7, 0xc4, 0xdc, 0xb9, 0xdc, 0xc0, 0xed, 0xb0, 0xec, 0xb7, 0xa8];
const big5 = [0xa4, 0x48, 0xa4, 0x75, 0xb4, 0xbc, 0xaf, 0xe0, 0xba, 0xde, 0xb2, 0x7a, 0xbf, 0xec, 0xaa, 0x6b];
const simplified = '人工智能管理办法';
const traditional = '人工智能管理辦法';
const page = (head: string, body: Uint8Array | readonly number[]) => bytes(`<html><head>${head}</head><body>`, body, '</body></html>');

describe('decode', () => {
  test.each(['gb2312', 'GBK', 'gb18030', 'x-gbk', 'GB_2312-80', 'cp936'])('reads %s in the header as gb18030', (label) => {
    const read = decode(page('', gb), `text/html; charset=${label}`);
    expect(read).toMatchObject({ charset: 'gb18030', lossy: false });
    expect(read.text).toContain(simplified);
  });

  test('keeps characters of four bytes that gb2312 does not have', () => {
    const rare = [0x81, 0x39, 0xef, 0x36];
    const text = new TextDecoder('gb18030').decode(Uint8Array.from(rare));
    expect(decode(page('<meta charset=gb2312>', [...gb, ...rare])).text).toContain(simplified + text);
  });

  test.each([
    ['<meta charset="gbk">', gb, 'gb18030', simplified],
    ['<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />', gb, 'gb18030', simplified],
    ['<meta charset=big5>', big5, 'big5', traditional],
    ['<meta charset="Big5-HKSCS">', big5, 'big5', traditional],
    ['', gb, 'gb18030', simplified],
    ['', big5, 'big5', traditional],
    ['<meta charset="utf-8">', gb, 'gb18030', simplified],
    ['<meta charset="iso-8859-1">', gb, 'gb18030', simplified],
  ])('%s', (head, body, charset, text) => {
    const read = decode(page(head, body));
    expect(read).toMatchObject({ charset, lossy: false });
    expect(read.text).toContain(text);
  });

  test('UTF-8 that proves itself wins over header and meta', () => {
    const body = page('<meta charset="gb2312">', utf8(simplified));
    expect(decode(body)).toMatchObject({ charset: 'utf-8', lossy: false });
    expect(decode(body, 'text/html; charset=GBK').text).toContain(simplified);
    expect(decode(body, 'text/html; charset=iso-8859-1').text).toContain(simplified);
  });

  test('a few Chinese characters that are also valid UTF-8 follow the label', () => {
    // 一 in GBK is a valid two-byte sequence of UTF-8.
    expect(decode(page('<meta charset="gbk">', [0xd2, 0xbb])).text).toContain('一');
  });

  test('the header goes before the meta, the prolog before nothing', () => {
    expect(decode(page('<meta charset="utf-8">', big5), 'text/html; charset=big5').text).toContain(traditional);
    const feed = bytes('<?xml version="1.0" encoding="GB2312"?><rss><title>', gb, '</title></rss>');
    expect(decode(feed, 'application/xml; charset=utf-8')).toMatchObject({ charset: 'gb18030' });
    expect(decode(feed)).toMatchObject({ charset: 'gb18030', lossy: false });
  });

  test('byte-order marks decide and vanish', () => {
    expect(decode(bytes([0xef, 0xbb, 0xbf], simplified), 'text/html; charset=gbk')).toEqual({
      text: simplified,
      charset: 'utf-8',
      lossy: false,
    });
    const wide = bytes([0xff, 0xfe], ...[...simplified].map((char) => [char.charCodeAt(0) & 0xff, char.charCodeAt(0) >> 8]));
    expect(decode(wide)).toEqual({ text: simplified, charset: 'utf-16le', lossy: false });
  });

  test('a last character cut in two is left out without harm', () => {
    expect(decode(utf8(simplified).slice(0, -1))).toEqual({ text: simplified.slice(0, -1), charset: 'utf-8', lossy: false });
    expect(decode(page('', gb).slice(0, 26 + gb.length - 1))).toMatchObject({ charset: 'gb18030', lossy: false });
  });

  test('damage in the middle is marked, and the charset stays', () => {
    const broken = bytes(simplified, [0xe4, 0xb8], simplified);
    expect(decode(broken, 'text/html; charset=gbk')).toMatchObject({ charset: 'utf-8', lossy: true });
    expect(decode(broken).text.startsWith(simplified)).toBe(true);
  });

  test('western text stays western', () => {
    const cafe = bytes('<html>caf', [0xe9], ' cr', [0xe8], 'me ', [0x93], 'x', [0x94], '</html>');
    expect(decode(cafe, 'text/html; charset=ISO-8859-1')).toEqual({
      text: '<html>café crème “x”</html>',
      charset: 'windows-1252',
      lossy: false,
    });
    expect(decode(utf8('plain'))).toEqual({ text: 'plain', charset: 'utf-8', lossy: false });
  });

  test('a forced label overrides everything; labels that nobody knows are passed over', () => {
    expect(decode(bytes(gb), 'text/html; charset=utf-8', 'gb2312').text).toBe(simplified);
    expect(decode(bytes(gb), 'text/html; charset=klingon').text).toBe(simplified);
    expect(decode(new Uint8Array())).toEqual({ text: '', charset: 'utf-8', lossy: false });
  });
});
