import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../functions/cli/commands.ts';
import { didYouMean } from '../../shared/model/values.ts';
import { subThemeIds, themeIds } from '../../shared/model/vocabulary.ts';
import { command } from '../support/command.ts';

/** A shell can be asked only where it is installed: zsh and fish seldom are. */
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const root = join(import.meta.dirname, '../..');

/** The table of commands as commander has it, and the scripts, from a process of its own: the whole program is loaded there in a second, here in ten. */
const walk = `
const { openProgram } = await import('./functions/cli/program.ts');
const rows = [];
const visit = (one, path) => {
  let help = '';
  one.configureOutput({ writeOut: (text) => { help += text; } }).outputHelp();
  const flags = one.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
  rows.push({ path, help, flags, commands: one.commands.map((each) => each.name()) });
  for (const each of one.commands) visit(each, (path + ' ' + each.name()).trim());
};
visit(await openProgram(() => true), '');
console.log(JSON.stringify(rows));`;
type Walked = { readonly path: string; readonly help: string; readonly flags: readonly string[]; readonly commands: readonly string[] };

let folder: string;
let each: readonly Walked[];
const scriptOf = (shell: string): string => join(folder, `hongtou.${shell}`);
const node = (...args: readonly string[]): string => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hongtou-completion-'));
  each = JSON.parse(node('--input-type=module', '-e', walk));
  for (const shell of ['bash', 'zsh', 'fish'])
    if (shell === 'bash' || has(shell)) writeFileSync(scriptOf(shell), node('functions/hongtou.js', 'completion', shell));
  const program = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'functions/hongtou.js')}' "$@"\n`;
  writeFileSync(join(folder, 'hongtou'), program, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What bash offers for each of these lines; the last word is the one that is being written. */
function askBash(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const asked = lines.map(
    (words) =>
      `COMPREPLY=(); COMP_WORDS=(hongtou ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _hongtou; echo "\${COMPREPLY[*]}"`,
  );
  const said = execFileSync('bash', ['--norc', '-c', `. ${scriptOf('bash')}; PATH=${folder}:$PATH; ${asked.join('; ')}`], {
    encoding: 'utf8',
  });
  return said.split('\n').map((line) => line.split(' ').filter((word) => word !== ''));
}

describe('bash', () => {
  test('is offered every command and option of the table', async () => {
    const offered = async (...words: readonly string[]): Promise<readonly string[]> =>
      (await command('completion', 'bash', '--words', '--', ...words)).out.split('\n').map((line) => line.split('\t')[0] ?? '');
    expect(each.length).toBeGreaterThan(Object.keys(commands).length);
    for (const { path, flags, commands: under } of each) {
      const words = path.split(' ').filter(Boolean);
      expect([path, await offered(...words, '')]).toEqual([path, expect.arrayContaining([...under])]);
      expect([path, await offered(...words, '--')]).toEqual([path, expect.arrayContaining([...flags, '--help'])]);
    }
  });

  test.runIf(has('bash'))(
    'is offered values: of a closed list, of the registry, weeks; after a blank and after =; else the shell offers files',
    () => {
      const said = askBash([
        ['search', 'x', '--theme', ''],
        ['search', '--theme', '=', 'che'],
        ['search', '--level', 'L'],
        ['export', '--format', 'j'],
        ['run', '--source', 'cac-r'],
        ['calendar', '--issuer', 'mi'],
        ['calendar', '--place', 'bei'],
        ['sources', 'show', 'cac-d'],
        ['sources', 'l'],
        ['digest', '--week', ''],
        ['run', '--replay', 'hongtou.b'],
        ['completion', ''],
        ['--ver'],
        ['show', '--dat'],
      ]);
      expect(said[0]).toEqual([...themeIds, ...subThemeIds]);
      expect(said[1]).toEqual([]);
      expect(said[2]).toEqual(expect.arrayContaining(['L0', 'L8']));
      expect(said[3]).toContain('jsonl');
      expect(said[4]?.toSorted()).toEqual(['cac-reports', 'cac-rules']);
      expect(said[5]).toContain('miit');
      expect(said[6]).toContain('beijing');
      expect(said[7]?.toSorted()).toEqual(['cac-data', 'cac-drafts']);
      expect(said[8]).toEqual(['list']);
      expect(said[9]?.[0]).toMatch(/^20\d\d-W\d\d$/);
      expect(said[10]).toEqual([]);
      expect(execFileSync('bash', ['--norc', '-c', `. ${scriptOf('bash')}; complete -p hongtou`], { encoding: 'utf8' })).toContain(
        '-o default',
      );
      expect(said[11]).toEqual(['bash', 'zsh', 'fish']);
      expect(said[12]).toEqual(['--version']);
      expect(said[13]).toEqual(['--data']);
    },
  );
});

test.runIf(has('zsh'))('zsh is offered commands with what they do', () => {
  const shown = `_describe() { print -l -- \${(P)2}; }; compdef() { :; }; PATH=${folder}:$PATH`;
  const ask = `. ${scriptOf('zsh')}; words=(hongtou sources ''); CURRENT=3; _hongtou`;
  expect(execFileSync('zsh', ['-f', '-c', `${shown}; ${ask}`], { encoding: 'utf8' })).toContain('check:fetch and read a listing');
});

test.runIf(has('fish'))('fish is offered commands with what they do, and values', () => {
  const ask = (line: string): string =>
    execFileSync('fish', ['--no-config', '-c', `set PATH ${folder} $PATH; source ${scriptOf('fish')}; complete -C '${line}'`], {
      encoding: 'utf8',
    });
  expect(ask('hongtou sea')).toMatch(/^search\tfull text/m);
  expect(
    ask('hongtou sources show cac-d')
      .split('\n')
      .filter((word) => word.startsWith('cac-')),
  ).toEqual(['cac-data', 'cac-drafts']);
  expect(ask('hongtou search --theme chi')).toContain('chips\n');
});

test('every command has an example in its help, with options that it has', () => {
  for (const { path, help, flags } of each.filter(({ commands: under }) => under.length === 0)) {
    const [, example = ''] = /\nExample:\n {2}hongtou (.+)/.exec(help) ?? [];
    expect([path, example]).toEqual([path, expect.stringMatching(`^${path}( |$)`)]);
    const used = [...example.matchAll(/ (--[a-z-]+)/g)].map(([, flag = '']) => flag);
    expect([example, used.filter((flag) => !flags.includes(flag))]).toEqual([example, []]);
  }
});

test.each([
  [['serch', 'x'], 'Did you mean "search"?'],
  [['source', 'list'], 'Did you mean "sources"?'],
  [['completion', 'bsh'], 'Did you mean "bash"?'],
  [['dates', '--bas', '2026-11-25'], 'Did you mean --base?'],
  [['help', 'dats'], 'Did you mean "dates"?'],
] as const)('%s: the nearest right word is named', async (args, says) => {
  const said = await command(...args);
  expect([said.status, said.err]).toEqual([2, expect.stringContaining(says)]);
});

test('the nearest word is near', () => {
  expect(didYouMean('chps', themeIds)).toBe(' Did you mean "chips"?');
  expect(didYouMean('serach', ['search', 'show'])).toBe(' Did you mean "search"?');
  expect(didYouMean('cooking', themeIds)).toBe('');
  expect(didYouMean('x'.repeat(10_000), themeIds)).toBe('');
});
