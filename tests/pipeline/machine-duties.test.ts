import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../support/command.ts';
import { folder } from '../support/folder.ts';
import { article, declaration, listing, type Notice } from '../support/pages.ts';
import { type Asked, fail, server } from '../support/translator.ts';
import { writeWarcFile } from '../support/warc.ts';

/** What rules leave Chinese of an act is asked for when it is collected, kept, and shown as machine translation beside the Chinese. */

const duty = '第三条 数据标注企业应当在10个工作日内将囧囧清单报国家数据局备查，并妥善保管厸册。';
const act: Notice = {
  path: '/tz/202611/t20261110_1.html',
  title: '数据标注管理办法',
  number: '国数资源〔2026〕961号',
  signed: '2026-11-16',
  published: '2026-11-17',
  lines: ['第一条 为规范人工智能数据标注，制定本办法。', '第二条 本办法适用于数据标注企业。', duty, '第四条 本办法自2026年12月5日起施行。'],
};
const right =
  'Article 3 Data labelling enterprises shall send the jiong list to the National Data Administration within 10 working days and keep the registers well.';

const tell =
  (english: string) =>
  (response: ServerResponse, { body }: Asked): void => {
    const [, user] = body['messages'] as unknown as [unknown, { content: string }];
    const text = user.content.includes('囧囧') ? english : 'This Article is told.';
    response.end(JSON.stringify({ choices: [{ message: { content: text } }] }));
  };

async function collected(url: string) {
  const data = folder();
  const config = join(data, 'config.json');
  const own = declaration('ex-notices', 'www.samples.gov.cn');
  const translator = { form: 'chat', url, model: 'small' };
  writeFileSync(config, JSON.stringify({ translate: 'http', translator, sources: { only: [own.id], extra: [own] } }));
  const at = '2026-11-18T01:00:00Z';
  const host = 'http://www.samples.gov.cn';
  const warc = writeWarcFile(join(data, 'r.warc.gz'), [
    { url: `${host}/tz/index.html`, at, body: listing([act]) },
    { url: host + act.path, at, body: article(act) },
  ]);
  const run = (day: string, name: string, ...more: readonly string[]) =>
    command(name, ...more, '--data', data, '--config', config, '--now', `${day}T09:00:00+08:00`);
  await run('2026-11-18', 'run', '--replay', warc);
  return (name: string, ...more: readonly string[]) => run('2026-11-25', name, ...more);
}

test('a duty is shown with its machine translation beside the Chinese, in no export of record and in no search', async () => {
  const { asked, url } = await server(tell(right));
  const run = await collected(url);
  expect(asked.length).toBe(1);
  const shown = JSON.parse((await run('show', act.number ?? '', '--json')).out);
  expect(shown.keyFacts).toContainEqual(expect.objectContaining({ english: right, by: 'machine', quote: duty }));
  expect(shown.english.by).not.toBe('machine');
  const { out } = await run('show', act.number ?? '');
  expect(out.replace(/\s+/g, ' ')).toContain(`${right} (machine translation)`);
  for (const format of ['text', 'html']) {
    const digest = await run('digest', '--week', '2026-W47', '--format', format);
    expect(digest.out.replace(/\s+/g, ' ')).toContain(`${right} (machine translation)`);
  }
  for (const told of [await run('export', '--format', 'jsonl'), await run('search', 'jiong registers', '--json')])
    expect(told.out).not.toContain('jiong list');
  // Shown without asking again.
  expect(asked.length).toBe(1);
});

test('what the guard refuses is not shown, kept, and not asked for again', async () => {
  const { asked, url } = await server(tell(right.replace('10 working days', '20 working days')));
  const run = await collected(url);
  const { out } = await run('show', act.number ?? '', '--json');
  expect(out).not.toContain('jiong list');
  expect(JSON.parse(out).keyFacts).toContainEqual(expect.objectContaining({ by: 'rules', quote: duty }));
  expect((await run('show', act.number ?? '', '--translate')).out).toContain('not shown: the sentence of the machine says 20');
  expect(asked.filter(({ body }) => JSON.stringify(body).includes('囧囧')).length).toBe(1);
});

test('an act is translated sentence by sentence on demand, under its articles', async () => {
  const { asked, url } = await server(tell(right));
  const run = await collected(url);
  const { out } = await run('show', act.number ?? '', '--translate');
  expect(out).toContain('第三条');
  expect(out.replace(/\s+/g, ' ')).toContain(right);
  const n = asked.length;
  expect(out).toMatch(/Machine translation: \d+ sentences, \d+ refused\./);
  await run('show', act.number ?? '', '--translate');
  expect(asked.length).toBe(n);
});

test('a translator that fails ends it after three, and says what is left; without one it says where to choose', async () => {
  const { asked, url } = await server(fail(500));
  const run = await collected(url);
  const { out } = await run('show', act.number ?? '', '--translate');
  expect(out).toContain('left, since the translator gave no more');
  expect(asked.length).toBeLessThanOrEqual(3);
  const none = await command('show', act.number ?? '', '--translate', '--data', folder());
  expect(none.status).not.toBe(0);
});
