#!/usr/bin/env node
// Launcher: when the running Node is too old it starts the one that came through the lock file. Plain JavaScript, since an old Node reads no TypeScript.
// An old Node lacks enableCompileCache; imported by name it would end this file before the first line.
import * as nodeModule from 'node:module';

/** The major version of Node that the program is written for. */
const wanted = 24;

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  nodeModule.enableCompileCache?.();
  const { main } = await import('./cli.ts');
  await main(process.argv.slice(2));
} else {
  const [{ spawn }, { existsSync }, { fileURLToPath }] = await Promise.all([
    import('node:child_process'),
    import('node:fs'),
    import('node:url'),
  ]);
  const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(node)) {
    console.error(`hongtou: this needs Node ${wanted} or newer, and ${process.version} runs; "npm ci" brings the right one.`);
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the whole terminal group by itself; a signal sent to this process alone has to be handed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
}
