import { describe, expect, test } from 'vitest';
import { endpoints } from '../../shared/pages/api/api.ts';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';

/** The reference of the API for people. */

const site = 'http://127.0.0.1:4180';
const app = createApp(memory());
const read = async (path: string): Promise<string> => (await app.request(`${site}${path}`)).text();
const plain = (words: string): string => words.replaceAll('&amp;', '&').replaceAll('&#39;', "'");

describe('/api', () => {
  test('has every address of the API with its parameters and an example; every example is answered, as a link and as a line for a shell', async () => {
    const page = plain(await read('/api'));
    for (const { path, describes } of endpoints) {
      expect(page).toContain(`<code>${describes.method ?? 'GET'} ${path.replace(/:(\w+)/g, '{$1}')}</code>`);
      for (const name of Object.keys(describes.takes.shape)) expect(page).toContain(`<code>${name}</code>`);
    }
    const links = [...page.matchAll(/<a href="(\/api\/v1\/[^"]*)">Open the answer/g)].map(([, address]) => String(address));
    const lines = [...page.matchAll(/curl '([^']+)'/g)].map(([, address]) => String(address));
    const asked = endpoints.filter(({ describes }) => !describes.method);
    expect(links).toHaveLength(asked.length);
    expect(lines.filter((line) => !line.endsWith('/brief'))).toEqual(links.map((link) => `${site}${link}`));
    const answers = await Promise.all(links.map(async (link) => [link, (await app.request(`${site}${link}`)).status]));
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test('leads only to places that it has', async () => {
    const page = await read('/api');
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const asked = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(asked.length).toBeGreaterThan(endpoints.length);
    expect(asked.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('of a deployed instance says how to send the token', async () => {
    const answer = await createApp(memory({ local: false })).request('https://hongtou.example/api', {
      headers: { authorization: 'Bearer right-token', accept: 'text/html' },
    });
    const page = plain(await answer.text());
    expect(page).toContain(`curl -H &quot;Authorization: Bearer $HONGTOU_TOKEN&quot; 'https://hongtou.example/api/v1/documents`);
  });

  test('a stranger is asked to sign in, as for every page', async () => {
    const stranger = await createApp(memory({ local: false })).request('https://hongtou.example/api', { headers: { accept: 'text/html' } });
    expect([stranger.status, await stranger.text()]).toEqual([401, expect.stringContaining('<h1>Sign in</h1>')]);
    expect(await read('/api?lang=zh')).toContain('<title>接口参考 · Hongtou</title>');
  });
});
