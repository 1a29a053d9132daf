import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSettings } from '../../functions/settings.ts';
import { command, processOf } from '../support/command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hongtou-init-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

test('the answers make a valid configuration; a bad one is asked again with its reason', async () => {
  const file = join(folder, 'answered.json');
  const answers = [
    'beijng',
    'beijing, guangdong',
    'me:pass@',
    'https://example.org/about',
    'fr',
    'both fri 7:30',
    'nobody',
    'Us <digest@example.org>',
    'moon',
    'https://hongtou.example/path',
    'laptop public',
    'aws public',
    'mail.example.org:587',
    'none',
    'none',
  ];
  const said = await processOf(['init', '--config', file], {}, `${answers.join('\n')}\n`);
  expect([said.status, said.err]).toEqual([0, said.err]);
  for (const reason of [
    '"beijng" is no place',
    'Did you mean "beijing"?',
    '"fr" is no language',
    'digest.from: "nobody"',
    '"moon" is neither laptop nor aws, nor an address',
    'has more than a host',
    'a laptop serves its pages to itself alone',
    'in AWS mails go by SES',
  ])
    expect(said.err.replaceAll(/\s+/g, ' ')).toContain(reason);
  expect(read(file)).toMatchObject({
    digest: { language: 'both', weekday: 'friday', time: '07:30', from: 'Us <digest@example.org>' },
    alarms: { email: 'digest@example.org' },
    signUp: 'invited',
    public: true,
  });
  const ids = (await openSettings(file)).sources.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['cac-rules', 'beijing-drc', 'guangdong', 'shenzhen-drc']));
  expect(ids.filter((id) => id.startsWith('jiangsu'))).toEqual([]);
  expect(said.out).toContain(`npx hongtou deploy --config ${file}`);
});

test('a mail server and a translator are asked for, with the files of their secrets beside the configuration', async () => {
  const file = join(folder, 'mailing.json');
  const answers = [
    'all',
    'none',
    '',
    'digest@example.org',
    'laptop',
    'mail.example.org',
    'mail.example.org:99999',
    'mail.example.org:587 us',
    'chat http://192.0.2.1/v1 small',
    'ollama',
    'chat http://localhost:11434/v1 qwen3:14b key',
  ];
  const said = await processOf(['init', '--config', file], {}, `${answers.join('\n')}\n`);
  expect([said.status, said.err]).toEqual([0, expect.stringContaining('"mail.example.org" is no HOST:PORT')]);
  expect(said.err).toContain('mail.smtp.port');
  expect(said.err).toContain('translator.url');
  expect(said.err).toContain('"ollama" is no FORM URL MODEL');
  const translator = { form: 'chat', url: 'http://localhost:11434/v1', model: 'qwen3:14b', keyFile: 'translator-key' };
  expect(read(file)).toMatchObject({ translate: 'http', translator });
  expect(read(file).mail).toEqual({ smtp: { host: 'mail.example.org', port: 587, user: 'us', passwordFile: 'mail-password' } });
  expect((await openSettings(file)).mail?.smtp.login?.passwordFile).toBe(join(folder, 'mail-password'));
});

test('what is usual needs no answers, and nothing is written over or half', async () => {
  const file = join(folder, 'usual.json');
  expect((await command('init', '--yes', '--config', file)).status).toBe(0);
  expect((await openSettings(file)).digest).toMatchObject({ language: 'en', weekday: 'monday', time: '08:30' });
  const before = readFileSync(file, 'utf8');
  const again = await command('init', '--yes', '--config', file);
  expect([again.status, again.err]).toEqual([2, expect.stringContaining('--force')]);
  expect(readFileSync(file, 'utf8')).toBe(before);
  const forced = await command('init', '--yes', '--force', '--json', '--config', file);
  expect(JSON.parse(forced.out)).toMatchObject({ file, configuration: {}, next: expect.any(Array) });
  const other = join(folder, 'ended.json');
  const ended = await processOf(['init', '--config', other], {}, 'all\n');
  expect([ended.status, existsSync(other), ended.err]).toEqual([2, false, expect.stringContaining('nothing was written')]);
});
