#!/usr/bin/env node
// Launcher: of a clone it runs the sources, of the package the bundle. When the running Node is too old it starts the one that came through
// the lock file. Plain JavaScript, since an old Node reads no TypeScript.
// An old Node lacks enableCompileCache; imported by name it would end this file before the first line.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

/** The major version of Node that the program is written for. */
const wanted = 24;

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  nodeModule.enableCompileCache?.();
  const { main } = await import(existsSync(new URL('cli.ts', import.meta.url)) ? './cli.ts' : '../dist/cli.mjs');
  await main(process.argv.slice(2));
} else {
  const [{ spawn }, { fileURLToPath }] = await Promise.all([import('node:child_process'), import('node:url')]);
  const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(node)) {
    console.error(
      `hongtou: this needs Node ${wanted} or newer, and ${process.version} runs; install that (in a clone "npm ci" brings it).`,
    );
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the whole terminal group by itself; a signal sent to this process alone has to be handed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
}
