import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';

/** Small files that pages load (docs/decisions/0053-scripts-and-reference-page.md). */

const local = createApp(memory());
const deployed = createApp(memory({ local: false }));
const site = 'https://hongtou.example';
const bearer = { authorization: 'Bearer right-token' };
const scriptsOf = (page: string): string[] => [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, address]) => String(address));

describe('scripts', () => {
  test('are allowed from here alone, and nothing else is loosened', async () => {
    const policy = (await local.request('/')).headers.get('content-security-policy');
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  test('are small, and each is named by an address that a browser keeps', async () => {
    const folder = join(import.meta.dirname, '../../shared/pages/scripts');
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.js')))
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(3072);
    const page = await (await local.request('/documents/doc_register')).text();
    const named = [...scriptsOf(page), /href="(\/hongtou\.css[^"]*)"/.exec(page)?.[1] ?? ''];
    expect(named.length).toBeGreaterThan(1);
    for (const address of named) {
      expect(address).toMatch(/^\/[\w./-]+\?v=[\w-]{12}$/);
      const answer = await local.request(address);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
      const older = await local.request(address.replace(/\?.*/, '?v=older'));
      expect([older.status, older.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
      expect(answer.headers.get('content-type')).toMatch(/^text\/(?:javascript|css); charset=utf-8$/);
    }
  });

  test('of a deployed instance need what the page needs, and what is open to strangers has none', async () => {
    for (const path of ['/signin', '/', '/confirm?token=good', '/choices?token=good', '/nope']) {
      const page = await (await deployed.request(`${site}${path}`, { headers: { accept: 'text/html' } })).text();
      expect([path, page]).toEqual([path, expect.not.stringMatching(/<script|<dialog/)]);
    }
    const page = await (await deployed.request(`${site}/documents`, { headers: bearer })).text();
    const [first = ''] = scriptsOf(page);
    expect((await deployed.request(`${site}${first}`)).status).toBe(401);
    expect((await deployed.request(`${site}${first}`, { headers: bearer })).status).toBe(200);
  });

  test('say nothing of keys where they are not there to act on them', async () => {
    const page = await (await local.request('/documents')).text();
    expect(page).toMatch(/<button id="keys-open"[^>]* hidden>/);
    expect(page).toContain('data-key="/"');
  });
});
