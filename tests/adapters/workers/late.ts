import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The moody worker; of those that start with one folder in the query of their address, the first is there at once, any other after five seconds. */
const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';
try {
  mkdirSync(`${folder}/first`);
} catch {
  await sleep(5_000);
}
await import('./moody.ts');
