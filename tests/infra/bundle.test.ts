import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { expect, test } from 'vitest';
import { banner, mainFields, target } from '../../infra/bundle.ts';
import { functionNames } from '../../infra/names.ts';
import { folder, opened } from './support/folder.ts';

const functions = fileURLToPath(new URL('../../functions/', import.meta.url));

/** What a script prints, run by Node as Lambda runs a bundle: elsewhere than in the project, with the environment of a function. */
async function said(script: string, cwd: string, environment: Readonly<Record<string, string>>): Promise<string> {
  writeFileSync(join(cwd, 'script.js'), script);
  const child = spawn(process.execPath, ['script.js'], { cwd, env: { ...environment, PATH: '', AWS_LAMBDA_FUNCTION_NAME: 'test' } });
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  await new Promise((resolve) => child.on('close', resolve));
  return text;
}

test('every function and the parsing worker are bundled whole, and start from their bundles alone', async () => {
  const outdir = folder();
  const entryPoints = [...functionNames, 'reader'].map((name) => join(functions, `${name}.ts`));
  const options: BuildOptions = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    mainFields: [...mainFields],
    banner: { js: banner },
  };
  const { warnings } = await build({ ...options, entryPoints, outdir, keepNames: true, logLevel: 'silent' });
  expect(warnings.filter(({ text }) => /resolve|not found/i.test(text))).toEqual([]);
  writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
  const { environment } = await opened(folder());
  const empty = "{ Records: [], headers: {}, rawPath: '/healthz', requestContext: { http: { method: 'GET' } } }";
  const script = `
    for (const name of ${JSON.stringify(functionNames)}) {
      const { handler } = await import('./' + name + '.js');
      if (['collect', 'deliver', 'feedback'].includes(name)) console.log(name, JSON.stringify(await handler(${empty})));
      else console.log(name, typeof handler);
    }
    const { Worker } = await import('node:worker_threads');
    new Worker(new URL('./reader.js', 'file://' + process.cwd() + '/'), { env: {} }).once('message', (message) => {
      console.log('reader', JSON.stringify(message));
      process.exit(0);
    });`;
  const expected = functionNames.map((name) =>
    /collect|deliver|feedback/.test(name) ? `${name} {"batchItemFailures":[]}` : `${name} function`,
  );
  expect((await said(script, outdir, environment)).trim().split('\n')).toEqual([...expected, 'reader {"ready":true}']);
});
