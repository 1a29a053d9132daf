import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { serve } from '../../functions/http.ts';
import { createApp, routes } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { command } from '../support/command.ts';

/** `public: true`: reading without a token, and nothing else. */

const app = createApp(memory({ local: false, public: true }));
const site = 'https://hongtou.example';
const bearer = { authorization: 'Bearer right-token' };
const ask = (path: string, init: RequestInit = {}) => app.request(`${site}${path}`, init);
const named = (path: string): string => path.replace(':id', 'doc_register').replace(':week', '2026-W47');
const own = ['/unread', '/metrics'];
const asking = ['/brief', '/api/v1/brief'];
const closed = routes.filter(({ open }) => !open);

test('every page, question and feed answers as to who has a token; what somebody marked as read, and how the machine is, stay closed', async () => {
  for (const { path } of closed.filter(({ method }) => method === 'GET')) {
    const [anybody, reader] = [await ask(named(path)), await ask(named(path), { headers: bearer })];
    expect([path, anybody.status]).toEqual([path, own.includes(path) ? 401 : reader.status]);
  }
  const page = async (headers = {}) => (await ask('/documents', { headers })).text();
  expect([(await page()).includes('Sign out'), (await page(bearer)).includes('Sign out')]).toEqual([false, true]);
});

test('nothing that changes anything is open, nor a token that is wrong; a session that is over reads on', async () => {
  for (const { path } of closed.filter(({ method }) => method === 'POST')) {
    const answer = await ask(named(path), { method: 'POST', body: 'text=x', headers: { 'content-type': 'text/plain' } });
    expect([path, answer.status === 401]).toEqual([path, !asking.includes(path)]);
  }
  for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await ask('/documents', { method })).status).toBe(401);
  expect((await ask('/documents', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await ask('/documents', { headers: { cookie: '__Host-hongtou=over' } })).status).toBe(200);
});

test('an assistant asks without a token', async () => {
  const client = await connectAssistant(app);
  expect((await callTool(client, 'document', { ref: 'doc_register' })).answer['held']).toBe(true);
});

test('pages of other sites may read, and post nothing', async () => {
  const origin = 'https://elsewhere.example';
  const allowed = async (path: string, init: RequestInit = {}, of = app) => {
    const { status, headers } = await of.request(`${site}${path}`, { ...init, headers: { origin, ...init.headers } });
    return [status, headers.get('access-control-allow-origin')];
  };
  expect(await allowed('/api/v1/documents')).toEqual([200, '*']);
  expect(await allowed('/feeds/documents.json')).toEqual([200, '*']);
  expect(await allowed('/mcp', { method: 'POST', body: '{}' })).toEqual([403, null]);
  expect(await allowed('/api/v1/documents', { headers: bearer }, createApp(memory({ local: false })))).toEqual([200, null]);
  for (const open of [true, false]) {
    const server = await serve({ port: 0, open, handler: () => new Response('read') });
    const statuses = ['GET', 'POST'].map(async (method) => (await fetch(server.url, { method, headers: { origin } })).status);
    expect(await Promise.all(statuses)).toEqual([open ? 200 : 403, 403]);
    await server.close();
  }
});

test('doctor says who may read, and that a laptop serves nobody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-public-'));
  const said = async (configuration: object): Promise<string> => {
    writeFileSync(join(folder, 'c.json'), JSON.stringify(configuration));
    return (await command('doctor', '--data', join(folder, 'data'), '--config', join(folder, 'c.json'))).out.replaceAll(/\s+/g, ' ');
  };
  expect(await said({ public: true })).toContain('fail access: public, and served to this machine alone');
  const server = { baseUrl: 'https://hongtou.example' };
  expect(await said({ public: true, server })).toContain('ok access: public: everybody may read; 0 tokens');
  expect(await said({ server })).toContain('note access: by token alone, and none is good: nobody can sign in or ask');
});

/** The fields of the registry's server.schema.json of 2025-12-11 that are used. */
const exact = z.string().regex(/^\d+\.\d+\.\d+$/);
const registered = z.strictObject({
  $schema: z.url(),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: exact,
  remotes: z.strictObject({ type: z.literal('streamable-http'), url: z.url({ protocol: /^https$/ }) }).array(),
  packages: z
    .strictObject({
      registryType: z.literal('npm'),
      identifier: z.string(),
      version: exact,
      runtimeHint: z.string(),
      transport: z.strictObject({ type: z.literal('stdio') }),
      packageArguments: z.strictObject({ type: z.literal('positional'), value: z.string() }).array(),
    })
    .array(),
});

test('the description for the registry of assistants has its fields, and the name and version of the package', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'));
  const [server, { name, version }] = [registered.parse(read('docs/examples/server.json')), read('package.json')];
  expect([server.version, server.packages.map((each) => [each.identifier, each.version])]).toEqual([version, [[name, version]]]);
});
