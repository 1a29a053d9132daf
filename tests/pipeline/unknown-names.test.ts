import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { command } from '../support/command.ts';
import { openSampleStore } from '../support/sample-store.ts';

let sample: Awaited<ReturnType<typeof openSampleStore>>;

beforeAll(async () => {
  sample = await openSampleStore();
  await sample.run('20');
});
afterAll(() => sample.bench.close());

/** What is written in a filter, and what is near it. */
const unknown: readonly (readonly [parameter: 'issuer' | 'place' | 'entity', given: string, near: string | undefined])[] = [
  ['issuer', 'ndaa', 'nda'],
  ['issuer', '网信', 'cac'],
  ['issuer', 'zzzzqqqq', undefined],
  ['place', 'beijng', 'beijing'],
  ['place', 'Shenzen', 'shenzhen'],
  ['entity', 'ai-pluss', 'ai-plus'],
  ['entity', 'Huawey', 'huawei'],
];

type Told = {
  readonly total: number;
  readonly unknown?: readonly { readonly parameter: string; readonly given: string; readonly near: readonly string[] }[];
};

test('a name in a filter that nobody has is told of by every face, with what is near, and the answer stays one', async () => {
  await sample.within(async (context) => {
    const app = createApp(answersOf(context, { secret: 'x', local: true }));
    const client = await connectAssistant(app);
    const get = async (path: string) => app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180' } });
    for (const [parameter, given, near] of unknown) {
      const query = new URLSearchParams({ [parameter]: given });
      for (const path of ['documents', 'calendar', 'timeline', 'provinces']) {
        const answer = await get(`/api/v1/${path}?${query}`);
        const told = (await answer.json()) as Told;
        expect([path, answer.status, told.unknown?.map((each) => [each.parameter, each.given])]).toEqual([path, 200, [[parameter, given]]]);
        const found = told.unknown?.[0]?.near ?? [];
        if (near === undefined) expect(found).toEqual([]);
        else expect(found).toContain(near);
      }
      const page = await (await get(`/documents?${query}`)).text();
      expect(page).toContain(`${parameter}: &quot;${given}&quot; is not known`);
      const { answer, error } = await callTool(client, 'search', { [parameter]: given });
      expect(error).toBe(false);
      expect(answer.notHeld.join(' ')).toContain(`${parameter}: "${given}" is not known`);
    }
    await client.close();
  });
  const said = await command('search', '标注', '--issuer', 'ndaa', ...sample.options);
  expect([said.status, said.out]).toEqual([0, expect.stringContaining('issuer: "ndaa" is not known; near it: nda')]);
  const json = JSON.parse((await command('search', '标注', '--issuer', 'ndaa', ...sample.options, '--json')).out) as Told;
  expect(json).toMatchObject({ total: 0, unknown: [{ parameter: 'issuer', given: 'ndaa' }] });
  const exported = await command('export', '--place', 'beijng', ...sample.options);
  expect([exported.status, exported.out, exported.err]).toEqual([
    0,
    '',
    expect.stringContaining('place: "beijng" is not known; near it: beijing'),
  ]);
  expect((await command('calendar', '--place', 'beijng', ...sample.options)).out).toContain('"beijng" is not known');
});

test('a body, place or landmark is found by its names as by its id; one that is known is never called unknown', async () => {
  await sample.within(async (context) => {
    const app = createApp(answersOf(context, { secret: 'x', local: true }));
    const ask = async (asked: Readonly<Record<string, string>>) => {
      const address = `http://127.0.0.1:4180/api/v1/documents?${new URLSearchParams(asked)}`;
      return (await (await app.request(address, { headers: { host: '127.0.0.1:4180' } })).json()) as Told;
    };
    for (const issuer of ['nda', 'NDA', '国家数据局', 'National Data Administration'])
      expect([issuer, (await ask({ issuer })).total]).toEqual([issuer, 2]);
    for (const given of [
      { place: 'Shenzhen' },
      { place: '深圳市' },
      { issuer: 'ndrc-office' },
      { issuer: 'shanghai-drc' },
      { entity: 'DeepSeek' },
    ])
      expect([given, (await ask(given)).unknown]).toEqual([given, undefined]);
  });
});

test('an assistant that names a value nobody knows is told of those there are, the nearest first', async () => {
  await sample.within(async (context) => {
    const client = await connectAssistant(createApp(answersOf(context, { secret: 'x', local: true })));
    const { error, text } = await callTool(client, 'search', { theme: 'chip' });
    await client.close();
    expect([error, text]).toEqual([true, expect.stringMatching(/not a known value\. Did you mean "chips"\? Known are .*compute/)]);
  });
});
