import { describe, expect, test } from 'vitest';
import { readRobots } from '../../shared/net/robots.ts';
import { cpuMs } from '../support/cpu.ts';

const allowed = (lines: string, path: string): boolean => readRobots(`User-agent: *\n${lines}`, 'Hongtou').allows(path);

describe('rules of robots.txt', () => {
  test.each([
    ['Disallow: /a', '/a/b', false],
    ['Disallow: /a', '/b/a', true],
    ['Disallow: /a\nAllow: /a/b', '/a/b', true],
    ['Disallow: /a/b\nAllow: /a/b', '/a/b', true],
    ['Disallow: /*.pdf$', '/a/b.pdf', false],
    ['Disallow: /*.pdf$', '/a/b.pdf?x', true],
    ['Disallow: /a$', '/a', false],
    ['Disallow: /a$', '/ab', true],
    ['Disallow: /a*$', '/ab', false],
    ['Disallow: /ab*ba$', '/aba', true],
    ['Disallow: /*a***b', '/xaxb', false],
    ['Disallow: /*?', '/x?y', false],
    ['Disallow:', '/x', true],
    ['Disallow: /通知', '/%e9%80%9a%e7%9f%a5/1', false],
    ['Disallow: /a # all of it', '/a', false],
    ['no field\n: none\nDisallow: /a', '/a', false],
  ])('%s for %s', (lines, path, expected) => {
    expect(allowed(lines, path)).toBe(expected);
  });

  test('a robot has its own group, whatever its version; several may have one together', () => {
    const text = 'User-agent: other\nUser-agent: HONGTOU/2\nDisallow: /a\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\n';
    const { allows, delay } = readRobots(text, 'Hongtou');
    expect([allows('/a'), allows('/b'), delay]).toEqual([false, true, 3]);
  });

  const rows = (count: number, row: (n: number) => string): string => Array.from({ length: count }, (_, n) => row(n)).join('\n');
  test.each([
    ['stars in one rule again and again', rows(16_000, () => 'Disallow: /*a*a*a*a*a*a*a*a*a*a*b')],
    ['stars in many rules', rows(15_000, (n) => `Disallow: /*a*a*a*a*a*a*a*a*${n}*b`)],
    ['lines of stars', rows(260, (n) => `Disallow: /${'*a'.repeat(940)}*${n}b`)],
    ['words that nearly stand there', rows(22_000, (n) => `Disallow: /*aaaaab${n}`)],
  ])('half a million bytes of %s cost an address milliseconds', async (_name, lines) => {
    const { allows } = readRobots(`User-agent: *\n${lines}`, 'Hongtou');
    const spent = await cpuMs(async () => {
      for (let n = 0; n < 10; n += 1) expect(allows(`/${'a'.repeat(1_900)}`)).toBe(true);
    });
    expect(spent / 10).toBeLessThan(100);
  });
});
