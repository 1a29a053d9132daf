import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));
/** Has each program that begins say its process and the variable. */
const saying = '--import=data:text/javascript,console.error(process.pid,process.env.MALLOC_ARENA_MAX)';

/** What a command says first, with what it printed. */
function begun(words: readonly string[], given: NodeJS.ProcessEnv = {}) {
  const { MALLOC_ARENA_MAX: _, ...env } = process.env;
  const { pid, status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words, '--help'], {
    encoding: 'utf8',
    env: { ...env, ...given, NODE_OPTIONS: saying },
  });
  return {
    status,
    usage: stdout.split('\n')[0],
    said: stderr
      .trim()
      .split('\n')
      .map((line) => line.replace(String(pid), 'same')),
  };
}

test.runIf(process.platform === 'linux')(
  'a long command begins anew as the same process, with two arenas of memory; a short one, or one that is told how many, does not',
  () => {
    expect(begun(['run'])).toEqual({ status: 0, usage: expect.stringContaining('hongtou run'), said: ['same undefined', 'same 2'] });
    expect(begun(['run'], { MALLOC_ARENA_MAX: '4' }).said).toEqual(['same 4']);
    expect(begun(['search']).said).toEqual(['same undefined']);
  },
);
