import { afterAll, describe, expect, test } from 'vitest';
import { long, reported } from '../faults/report.ts';
import { cpuMs } from '../support/cpu.ts';
import { kindOf, openSite, type Respond, webFor } from './site.ts';

const say =
  (status: number, body: string | Buffer = '', headers: Record<string, string> = { 'content-type': 'text/plain' }): Respond =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

async function siteWith(robots: Respond) {
  const site = await openSite((_request, response) => response.end('page'), robots);
  const web = webFor([site], { deadlineMs: 400 });
  const outcome = (path: string) =>
    web.get({ url: site.origin + path }).then(
      () => 'read',
      (error: { trouble: string }) => error.trouble,
    );
  return { site, outcome };
}

const tally = { wrong: 0, of: 0, wronglyAsked: 0 };
afterAll(() => reported(11, tally));

/** Holds that rules led to a decision, and that what they bar was not asked for. */
function decided(is: string, wanted: string, site?: { readonly asked: readonly string[] }): void {
  tally.of += 1;
  tally.wrong += is === wanted ? 0 : 1;
  tally.wronglyAsked += (site?.asked ?? []).filter((each) => !each.endsWith('robots.txt')).length;
  expect(is).toBe(wanted);
}

const bars = 'User-agent: *\nDisallow: /closed\nAllow: /closed/open\n';

describe('robots.txt', () => {
  test('rules bar and allow, the longest one wins, and it is asked for once', async () => {
    const { site, outcome } = await siteWith(say(200, bars));
    expect(await outcome('/a')).toBe('read');
    expect(await outcome('/closed/a')).toBe('robots');
    expect(await outcome('/closed/open/a')).toBe('read');
    expect(site.asked).toEqual(['GET /robots.txt', 'GET /a', 'GET /closed/open/a']);
  });

  test.each([
    ['missing', say(404)],
    ['refused', say(403)],
    ['a page with status 200', say(200, `<html>${bars}</html>`, { 'content-type': 'text/html' })],
    ['a page that says it is text', say(200, `\n<!DOCTYPE html>\n${bars}`)],
    ['empty', say(200)],
    ['for others', say(200, 'User-agent: Other\nDisallow: /\n')],
    ['round and round', say(302, '', { location: '/robots.txt' })],
  ])('%s: everything may be read', async (_name, robots) => {
    decided(await (await siteWith(robots)).outcome('/closed'), 'read');
  });

  test.each([
    ['failing', say(503)],
    ['silent', (() => {}) as Respond],
    ['cut off', ((_request, response) => response.destroy()) as Respond],
  ])('%s: nothing may be read', async (_name, robots) => {
    const { site, outcome } = await siteWith(robots);
    decided(await outcome('/a'), 'unreachable', site);
  });

  test.each([
    ['a byte order mark', `\ufeff${bars}`],
    ['our own group', 'User-agent: *\nDisallow:\n\nUser-agent: Hongtou\nDisallow: /closed\n'],
    ['carriage returns', bars.replaceAll('\n', '\r')],
    ['a long tail', bars + '# filler\n'.repeat(600_000)],
    [
      'a flood of stars',
      `User-agent: *\nDisallow: /${'*a'.repeat(50_000)}\n${'Disallow: /*b*c*d*e*f*g*h*i*j*k*l*m*n\n'.repeat(5_000)}Disallow: /closed\n`,
    ],
  ])('with %s it is read in time', async (_name, body) => {
    const { site, outcome } = await siteWith(say(200, body));
    const spent = await cpuMs(async () => {
      decided(await outcome('/closed/a'), 'robots', site);
      expect(await outcome(`/open/${'z'.repeat(2_000)}`)).toBe('read');
    });
    expect(spent).toBeLessThan(3_000);
  });

  test('a redirect to another host is followed, and its rules hold for the host that was asked', async () => {
    const other = await openSite(say(404), say(200, bars));
    const site = await openSite(
      say(200, 'page'),
      (_request, response) => void response.writeHead(301, { location: `${other.origin}/robots.txt` }).end(),
    );
    decided(await kindOf(webFor([site, other]), `${site.origin}/closed`), 'robots', other);
    expect(other.asked).toEqual(['GET /robots.txt']);
  });

  test('each origin has its own: www and bare host are two', async () => {
    const strict = await openSite(say(200, 'page'), say(200, 'User-agent: *\nDisallow: /\n'));
    const open = await openSite(say(200, 'page'));
    const web = webFor([strict, open], {}, { 'www.example.gov.cn': strict.pair, 'example.gov.cn': open.pair });
    expect((await web.get({ url: 'http://example.gov.cn/a' })).status).toBe(200);
    decided(await kindOf(web, 'http://www.example.gov.cn/a'), 'robots', strict);
  });

  test('Crawl-delay slows a real host down, ten seconds at most', async () => {
    const { takingTurns } = await import('../../shared/net/web.ts');
    const { startTrip } = await import('../../shared/net/web.ts');
    const at: number[] = [];
    const turns = takingTurns(
      async () => {
        at.push(performance.now());
        return { status: 200, headers: {}, bytes: new Uint8Array() };
      },
      () => 20,
      () => new Date(),
    );
    const ask = { url: new URL('http://www.example.gov.cn/'), method: 'GET', headers: {} } as const;
    await turns.exchange(ask, startTrip(1_000));
    turns.slowDown('www.example.gov.cn', 0.1);
    await Promise.all([turns.exchange(ask, startTrip(1_000)), turns.exchange(ask, startTrip(1_000))]);
    expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(98);
    // Another function may ask the host as soon as this one has rested.
    await turns.rest();
    expect(performance.now() - (at[2] ?? 0)).toBeGreaterThanOrEqual(98);
    if (!long) return;
    // A day of Crawl-delay is ten seconds.
    turns.slowDown('www.example.gov.cn', 86_400);
    await turns.exchange(ask, startTrip(1_000));
    await turns.exchange(ask, startTrip(1_000));
    decided((at[4] ?? 0) - (at[3] ?? 0) < 11_000 ? 'ten seconds' : 'longer', 'ten seconds');
  });
});
