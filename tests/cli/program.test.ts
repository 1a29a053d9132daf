import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { command } from '../support/command.ts';

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await command('--version')).toMatchObject({ status: 0, out: `${version}\n` });
});

test.each([['no-such-command'], ['no-such-command', '--help']])('%s is no command, whatever follows it', async (...args) => {
  const said = await command(...args.filter((each) => each !== undefined));
  expect(said.status).toBe(2);
  expect(said.err).toContain("unknown command 'no-such-command'");
  expect(said.out).toBe('');
});

test('a search accepts a word to leave out, and refuses an unknown option', async () => {
  const said = await command('search', '算力', '--thme', 'compute');
  expect([said.status, said.err]).toEqual([2, expect.stringContaining("unknown option '--thme'")]);
  for (const args of [['search', '算力'], ['export']]) {
    const { status, err } = await command(...args, '--sort', 'best');
    expect([status, err]).toEqual([2, expect.stringContaining('relevance, newest, authority, deadline')]);
  }
});
