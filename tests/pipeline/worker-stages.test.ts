import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { workerStages } from '../../shared/stages/jobs.ts';

const folder = new URL('../../shared/pipeline/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
/** What works on whole texts: only the worker may call it, where a deadline holds. */
const whole = new Set([
  ...Object.keys(workerStages),
  'normaliseForHash',
  'coreLines',
  'withoutVolatileLines',
  'readArticle',
  'readFigures',
  'readWindows',
]);

test('no stage that works on whole texts is called outside the worker', () => {
  const found = files.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^import \{([^}]*)\} from '[./]*stages\//gm)]
      .flatMap(([, names = '']) => names.split(',').map((each) => each.trim()))
      .filter((each) => whole.has(each))
      .map((each) => `${name}: ${each}`),
  );
  expect(found).toEqual([]);
});
