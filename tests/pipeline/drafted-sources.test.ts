import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { roundsOfTests } from '../support/rounds.ts';
import { list, ministry } from '../support/sites.ts';
import { declared } from '../support/story.ts';

const open = roundsOfTests();
const home = 'https://www.nda.gov.cn/sample/';
const plain = declared({ id: 'w-nda', publisher: 'nda', url: home });
const source = { ...plain, listing: { format: 'html', url: home, items: 'ul.old li', link: 'a', title: 'a', date: 'span' } };
const titles = ['国家数据局关于开展算力样例调查的通知', '国家数据局关于公布数据样例名单的通知', '国家数据局关于智能体样例工作的通知'];
const entries = titles.map((title, n) => ({ href: `${home}t2026111${n}_${n}.html`, title, day: `2026-11-1${n}` }));
const pages = Object.fromEntries(
  entries.map(({ href, title, day }) => [
    href,
    ministry({
      title,
      number: `国数资源〔2026〕9${day.slice(-1)}号`,
      issuers: ['国家数据局'],
      signed: day,
      published: day,
      lines: ['现就人工智能算力样例工作通知如下。'],
    }),
  ]),
);
const old = `<html><body><ul class="old">${entries.map(({ href, title, day }) => `<li><a href="${href}">${title}</a><span>${day}</span></li>`).join('')}</ul></body></html>`;

describe('a list that no longer reads', () => {
  test('has a declaration drafted beside it, which the alarm bears and adopt takes', async () => {
    const rounds = open(source);
    const before = await rounds.one('2026-11-13', { ...pages, [home]: old });
    expect([before.state, before.listed]).toEqual(['ok', 3]);
    expect((await rounds.say('2026-11-13', 'sources', 'adopt', 'w-nda')).err).toContain('nothing was drafted for w-nda');
    const broken = await rounds.one('2026-11-14', { ...pages, [home]: list(entries) });
    expect(broken.state).toBe('unrecognised');
    const [alarm] = JSON.parse((await rounds.say('2026-11-14', 'alarms', '--json')).out);
    expect(alarm).toMatchObject({
      source: 'w-nda',
      draft: {
        old: [],
        listed: 3,
        declared: { id: 'w-nda', listing: { url: home } },
        entries: [{ title: titles[0], publishedOn: '2026-11-10' }, {}, {}],
      },
      remedy: expect.stringContaining('sources adopt w-nda'),
    });
    const shown = (await rounds.say('2026-11-14', 'sources', 'show', 'w-nda')).out.replaceAll(/\s+/g, ' ');
    expect(shown).toMatch(/reads 3 entries: .*The one in force reads: nothing/);
    expect(JSON.parse((await rounds.say('2026-11-14', 'sources', 'show', 'w-nda', '--json')).out).draft.listed).toBe(3);
    const adopted = await rounds.say('2026-11-14', 'sources', 'adopt', 'w-nda');
    expect([adopted.status, adopted.out]).toEqual([0, expect.stringContaining('is declared anew')]);
    const healed = await rounds.one('2026-11-15', { ...pages, [home]: list(entries) });
    expect([healed.state, healed.listed]).toEqual(['ok', 3]);
    expect(JSON.parse((await rounds.say('2026-11-15', 'sources', 'show', 'w-nda', '--json')).out).draft).toBeUndefined();
  });

  test('says so where nothing is found, and is looked at again after a week alone', async () => {
    const rounds = open(source);
    await rounds.one('2026-11-13', { ...pages, [home]: '<html><body><p>系统维护</p></body></html>' });
    const shown = async (day: string) => JSON.parse((await rounds.say(day, 'sources', 'show', 'w-nda', '--json')).out).draft;
    expect(await shown('2026-11-13')).toMatchObject({ entries: [], listed: 0 });
    await rounds.one('2026-11-14', { ...pages, [home]: list(entries) });
    expect((await shown('2026-11-14')).declared).toBeUndefined();
    await rounds.one('2026-11-20', { ...pages, [home]: list(entries) });
    expect((await shown('2026-11-20')).listed).toBe(3);
  });
});

describe('declarations of a file', () => {
  test('go into the store without a release, each line checked, all or none', async () => {
    const rounds = open(source);
    const file = join(rounds.folder, 'declarations.jsonl');
    const write = (...rows: readonly object[]) => writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    const other = { ...plain, id: 'w-other', listing: { format: 'dated-links', url: 'https://www.nda.gov.cn/other/' } };
    write(plain, { ...other, every: 'hourly' }, { ...other, listing: { format: 'html', url: home } });
    const bad = await rounds.say('2026-11-13', 'sources', 'import', file);
    expect(bad.status).toBe(1);
    expect(bad.err).toMatch(/line 2: every: "hourly" is none of[\s\S]*line 3: listing\.items: missing[\s\S]*nothing was changed/);
    expect((await rounds.say('2026-11-13', 'sources', 'show', 'w-other')).status).toBe(2);

    writeFileSync(join(rounds.folder, 'config.json'), '{}');
    const builtIn = {
      id: 'nda-notices',
      publisher: 'nda',
      names: { zh: '国家数据局样例', en: 'NDA sample' },
      kind: 'official',
      every: 'week',
      listing: plain.listing,
      expect: plain.expect,
    };
    write(plain, builtIn);
    const taken = JSON.parse((await rounds.say('2026-11-13', 'sources', 'import', file, '--json')).out);
    expect(taken.new).toContain('w-nda');
    const shown = JSON.parse((await rounds.say('2026-11-13', 'sources', 'show', 'nda-notices', '--json')).out);
    expect(shown).toMatchObject({ names: { en: 'NDA sample' }, every: 'week', level: 'L2' });
    const report = await rounds.run('2026-11-13', { ...pages, [home]: list(entries) }, '--source', 'w-nda');
    expect(report.sources.find(({ id }) => id === 'w-nda')).toMatchObject({ state: 'ok', listed: 3 });
  });
});
