import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  calendarText,
  headerLine,
  html,
  linkable,
  plainLine,
  removeControls,
  toMarkup,
  webAddress,
} from '../../shared/pages/words/escape.ts';

describe('html', () => {
  test('escapes values and leaves markup of its own alone', () => {
    expect(toMarkup(html`<p title="${'"><b>'}">${['<i>', html`<b>${'&'}</b>`, undefined, false, 3]}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;<b>&amp;</b>3</p>',
    );
  });

  test('no string can open a tag or leave an attribute', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => !/[<>"']/.test(toMarkup(html`${value}`))));
  });

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'vbscript:x',
    'blob:x',
    'ftp://x/',
  ])('the address %j is no link', (value) => expect(toMarkup(html`<a href="${value}">`)).toBe('<a href="#">'));

  test('own paths and web addresses are links', () => {
    expect(linkable('/documents/a?q=b#c')).toBe('/documents/a?q=b#c');
    expect(webAddress('HTTPS://example.org/a b')).toBe('https://example.org/a%20b');
  });
});

describe('text', () => {
  test('control, bidi and zero-width characters and lone surrogates go', () => {
    expect(removeControls('a\u202eb\u0000c\u200bd\u2067e\ufefff\u0085g\ud800h')).toBe('abcdefg\ufffdh');
  });

  test('a header stays one line', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => !/[\r\n\u2028\u2029\u0000]/.test(headerLine(value))));
    expect(headerLine('a\r\nBcc: x')).toBe('a Bcc: x');
  });

  test('calendar values are escaped', () => {
    expect(calendarText('a,b;c\\d\ne')).toBe('a\\,b\\;c\\\\d\\ne');
  });

  test('a plain line is cut by characters, not halves of them', () => {
    expect(plainLine('𠀀𠀁𠀂', 2)).toBe('𠀀𠀁…');
  });
});
