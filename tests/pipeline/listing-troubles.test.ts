import { expect, test } from 'vitest';
import type { Reader } from '../../shared/model/ports.ts';
import { readFirst } from '../../shared/pipeline/collect/read-listing.ts';
import { readPage } from '../../shared/stages/read.ts';
import { now, openSite, webFor } from '../net/site.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { roundsOfTests } from '../support/rounds.ts';

const open = roundsOfTests();
const host = 'data.sample.example';
const list = `http://${host}/tz/index.html`;
const pages = Object.fromEntries(notices.map((act) => [`http://${host}${act.path}`, article(act)]));
const inHtml = declaration('sample', host, { listing: { format: 'html', url: list, items: 'ul.u-list > li', link: 'a', date: 'span' } });

test('a declared day that vanishes from all entries makes the list suspect in the same round', async () => {
  const rounds = open(inHtml);
  expect(await rounds.one('2026-11-13', { [list]: listing(notices), ...pages })).toMatchObject({ state: 'ok', listed: 3 });
  const bare = listing(notices).replaceAll(/<span>.*?<\/span>/g, '<em>查看</em>');
  const source = await rounds.one('2026-11-14', { [list]: bare, ...pages });
  expect(source).toMatchObject({ state: 'suspect', listed: 3, status: 3, trouble: { kind: 'suspect', url: list } });
  expect(source.trouble?.detail).toMatch(/^none of its 3 entries bears a day/);
  expect((await rounds.say('2026-11-14', 'alarms')).out).toContain('none of its 3 entries bears a day');
  const [checked] = JSON.parse((await rounds.ask('2026-11-14', { [list]: bare, ...pages }, 'sources', 'check', '--json')).out);
  expect(checked).toMatchObject({ state: 'suspect', listed: 3 });
  expect(await rounds.one('2026-11-15', { [list]: listing(notices), ...pages })).toMatchObject({ state: 'ok' });
});

test('an entry whose address is too long to be asked for is a failure with a name, told once', async () => {
  const rounds = open(declaration('sample', host));
  const long = { ...(notices[0] as Notice), path: `/tz/202611/t20261112_9.html?id=${'7'.repeat(3000)}`, title: '关于长地址的通知' };
  const report = await rounds.run('2026-11-13', { [list]: listing([...notices, long]), ...pages });
  expect(report.sources[0]).toMatchObject({ state: 'partial', listed: 4, new: 3, failed: 1 });
  expect(report.failures).toEqual([
    {
      url: expect.stringMatching(/^http:\/\/data\.sample\.example\/tz\/.{1,200}…$/),
      kind: 'too-large',
      detail: expect.stringContaining('关于长地址的通知'),
    },
  ]);
  const again = await rounds.run('2026-11-14', { [list]: listing([...notices, long]), ...pages });
  expect(again.failures).toEqual([]);
});

test('a listing that moved permanently is reported; a temporary redirect is not', async () => {
  const rounds = open(declaration('sample', host));
  const to = `http://${host}/zwgk/tz/index.html`;
  const led = (status: number) => [
    { url: list, status, headers: { location: '/zwgk/tz/index.html' }, body: '' },
    { url: to, body: listing(notices) },
    ...Object.entries(pages).map(([url, body]) => ({ url, body })),
  ];
  expect(await rounds.one('2026-11-13', led(302))).not.toHaveProperty('movedTo');
  expect(await rounds.one('2026-11-14', led(301))).toMatchObject({ state: 'ok', movedTo: to });
  for (const words of [['list'], ['show', 'sample']]) {
    expect((await rounds.say('2026-11-14', 'sources', ...words)).out).toContain(`moved permanently to ${to}`);
    expect((await rounds.say('2026-11-14', 'sources', ...words, '--json')).out).toContain(`"movedTo": "${to}"`);
  }
  expect((await rounds.ask('2026-11-14', led(308), 'sources', 'check', 'sample')).out).toContain(`moved permanently to ${to}`);
  expect(await rounds.one('2026-11-15', led(307))).not.toHaveProperty('movedTo');
});

test('a truncated list is requested once more, and the report counts both requests', async () => {
  const whole = listing(notices);
  let asked = 0;
  const site = await openSite((request, response) => {
    asked += 1;
    if (request.url === '/short' && asked === 1) {
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.slice(0, 300));
      return void setTimeout(() => response.destroy(), 50);
    }
    response.end(request.url === '/cut' || asked === 1 ? whole.slice(0, whole.lastIndexOf('<li>')) : whole);
  });
  const web = webFor([site]);
  const reader: Reader = {
    read: (job) => readPage(job),
    work: () => Promise.reject(new Error('a list needs no further work')),
    close: async () => {},
  };
  const place = { web, reader, now, snapshots: { save: async () => ({ key: '' }) } };
  const read = (path: string) => {
    asked = 0;
    const listed = { format: 'dated-links' as const, url: `${site.origin}${path}` };
    return readFirst({ source: { ...declaration('sample', host), listing: listed } as never, listing: listed }, {}, place);
  };
  expect(await read('/once')).toMatchObject({ listing: { entries: { length: 3 } }, requests: 3 });
  expect(await read('/short')).toMatchObject({ listing: { entries: { length: 3 } } });
  await expect(read('/cut')).rejects.toMatchObject({ trouble: 'truncated', requests: 2 });
  expect(asked).toBe(2);
});
