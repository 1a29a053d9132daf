import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory, shown } from '../support/answers.ts';

const label = { relevant: true, themes: ['equity' as const], why: 'small firms <b>first</b>', at: '2026-11-20T01:00:00.000Z' };
const documents = [
  shown({ id: 'doc_plain' }),
  shown({ id: 'doc_labelled', themesBy: 'person', themes: [{ theme: 'equity', score: 1, evidence: [] }], label }),
  shown({ id: 'doc_back', labelTakenBack: { why: 'mixed up <two>', at: '2026-11-21T01:00:00.000Z', label } }),
];
const site = 'http://127.0.0.1:4180';
const post = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site, host: '127.0.0.1:4180', ...headers },
});
const open = (local = true) => {
  const answers = memory({ documents, local });
  return { answers, ask: (path: string, init: RequestInit = {}) => createApp(answers).request(`${site}${path}`, init) };
};

describe('themes by a person, in the page', () => {
  test('the document shows who chose, when and why, as text', async () => {
    const words = await (await open().ask('/documents/doc_labelled')).text();
    expect(words).toContain('Set manually');
    expect(words).toContain('2026-11-20');
    expect(words).toContain('small firms &lt;b&gt;first');
    expect(await (await open().ask('/documents/doc_plain')).text()).not.toContain('Set manually');
  });

  test('the form keeps what was chosen and leads back', async () => {
    const { answers, ask } = open();
    const answer = await ask(
      '/documents/doc_plain/label',
      post({ 'theme-energy': 'yes', 'theme-compute': 'yes', why: 'it is about power' }),
    );
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/documents/doc_plain#themes']);
    expect(answers.labels).toEqual([
      { id: 'doc_plain', label: { relevant: true, themes: ['compute', 'energy'], why: 'it is about power', at: '2026-11-25T00:00:00Z' } },
    ]);
    await ask('/documents/doc_plain/label', post({ irrelevant: 'yes', why: 'an advertisement' }));
    expect(answers.labels[1]?.label).toMatchObject({ relevant: false, themes: [] });
  });

  test('a choice is taken back with a reason, which the page shows', async () => {
    const { answers, ask } = open();
    const labelled = await (await ask('/documents/doc_labelled')).text();
    expect(labelled).toContain('name="take-back"');
    const answer = await ask('/documents/doc_labelled/label', post({ 'take-back': 'yes', why: 'the wrong document' }));
    expect([answer.status, answers.takenBack, answers.labels]).toEqual([303, [{ id: 'doc_labelled', why: 'the wrong document' }], []]);
    expect((await ask('/documents/doc_labelled/label', post({ 'take-back': 'yes', why: ' ' }))).status).toBe(400);
    const plain = await (await ask('/documents/doc_plain')).text();
    expect(plain).not.toContain('take-back');
    const after = await (await ask('/documents/doc_back')).text();
    expect(after).toContain('Manual themes withdrawn');
    expect(after).toContain('mixed up &lt;two&gt;');
  });

  test.each([
    [{ why: 'x' }, 'at least one theme'],
    [{ 'theme-policy': 'yes', why: ' ' }, 'say why'],
    [{ 'theme-nonsense': 'yes', why: 'x' }, 'unknown theme &quot;nonsense&quot;'],
    [{ 'theme-policy': 'yes', irrelevant: 'yes', why: 'x' }, 'no themes'],
  ])('%j is refused in words, and nothing is kept', async (fields, words) => {
    const { answers, ask } = open();
    const answer = await ask('/documents/doc_plain/label', post(fields as Record<string, string>));
    expect(answer.status).toBe(400);
    expect((await answer.text()).replaceAll('&#34;', '&quot;')).toContain(words);
    expect(answers.labels).toEqual([]);
  });

  test('another site, a stranger, and an unknown document get nothing', async () => {
    const fields = { 'theme-policy': 'yes', why: 'x' };
    const local = open();
    expect((await local.ask('/documents/doc_plain/label', post(fields, { origin: 'https://evil.example' }))).status).toBe(403);
    expect((await local.ask('/documents/doc_none/label', post(fields))).status).toBe(404);
    const deployed = open(false);
    expect((await deployed.ask('/documents/doc_plain/label', post(fields))).status).toBe(401);
    const bearer = { authorization: 'Bearer right-token' };
    expect((await deployed.ask('/documents/doc_plain/label', post(fields, { ...bearer, origin: 'https://evil.example' }))).status).toBe(
      403,
    );
    expect(deployed.answers.labels).toEqual([]);
    expect((await deployed.ask('/documents/doc_plain/label', post(fields, bearer))).status).toBe(303);
    expect([...local.answers.labels, ...deployed.answers.labels]).toHaveLength(1);
  });
});
