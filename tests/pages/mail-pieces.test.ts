import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileMail } from '../../bench/compile-mail.ts';
import { fillPiece } from '../../shared/pages/mail/items.ts';
import { toMarkup } from '../../shared/pages/words/escape.ts';
import { payloads } from '../support/payloads.ts';

const pieces = readFileSync(new URL('../../shared/pages/mail/mail-pieces.json', import.meta.url), 'utf8');

describe('the pieces of a mail', () => {
  test('are those of its template: else run `npm run build:mail`', async () => expect(pieces).toBe(await compileMail()));

  test('name nothing remote, and only classes that the rules for dark know', () => {
    expect(pieces).not.toMatch(/https?:(?!\/\/www\.w3\.org\/)|url\(|@import|<(?:img|link|script)/);
    const classes = [...pieces.matchAll(/class=\\"([^"\\]*)\\"/g)].flatMap(([, names = '']) => names.split(' '));
    const dark = new Set(classes.filter((name) => !/^(?:bg|mj-)/.test(name)));
    for (const name of dark) expect(pieces).toContain(`.${name} `);
  });

  test.each(payloads)('a slot cannot be left: %s', (payload) => {
    const link = toMarkup(fillPiece('link', { href: payload, text: payload }));
    expect(link.replace(/<a href="[^"<>]*" class="lk" style="[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>"]/);
    expect(link).toMatch(/href="(?:https?:|[#?/])/);
  });

  test('a slot that nothing fills is an error', () => expect(() => fillPiece('link', { href: '#' })).toThrow('text'));
});
