import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { beijing } from '../../shared/pages/words/days.ts';
import { settleRestored } from '../../shared/pipeline/keep/rebuild.ts';
import { type Finding, verify } from '../../shared/pipeline/keep/verify.ts';
import { megabytes } from '../../shared/pipeline/watch/stack-alarms.ts';
import { countOf } from '../../shared/questions/question.ts';
import { backUpFolder, restoreFolder } from '../../shared/store/sqlite/backup.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { openClock } from '../clock.ts';
import { storeFlags, withInstance } from './instance.ts';
import { reply } from './output.ts';

type Options = { readonly data: string; readonly now?: string; readonly json?: boolean; readonly config?: string };

const withOptions = (command: Command, file: string): Command =>
  command
    .argument('<file>', file)
    .option(...storeFlags.json)
    .option(...storeFlags.data)
    .option(...storeFlags.now);

function backUp(file: string, options: Options): void {
  const at = openClock(options.now)().toISOString();
  const made = backUpFolder(options.data, file, { at, version: String(process.env['HONGTOU_VERSION']) });
  const parts = [`${megabytes(made.bytes)}, of ${beijing(at)}, looked at`, `with ${countOf(made.files, 'file')} of secrets and mails`];
  reply(options, { file, ...made }, () => `${file}: ${parts.join(', ')}: only its owner may read it (0600)`);
  for (const each of made.damaged) console.error(`damaged in the store already: ${each}`);
  if (made.damaged.length === 0) return;
  console.error('"hongtou rebuild" mends what can be mended; then make another backup');
  process.exitCode = 3;
}

const held = 'mails that waited are among the dead letters, and of moments that have passed none is sent: they may have been sent since';

/** What pages that were under way had stored already, and nothing refers to yet: their tasks store it again. */
const isUnderWay = ({ kind, key }: Finding): boolean => kind === 'orphan' && /^(?:text|evidence)\//.test(key);

async function settle(options: Options) {
  const { findings, ...settled } = await withInstance(options, { fills: true }, async ({ context }) => ({
    ...(await settleRestored(context)),
    ...(await verify(context)),
  }));
  const store = openSqliteStore(options.data);
  for (const { key } of findings.filter(isUnderWay)) await store.objects.remove(key);
  store.close();
  return { ...settled, findings: findings.filter((each) => !isUnderWay(each)) };
}

async function restore(file: string, options: Options): Promise<void> {
  const { at, version } = restoreFolder(file, options.data);
  const settled = await settle(options).catch((error: unknown) => {
    for (const name of readdirSync(options.data)) rmSync(join(options.data, name), { recursive: true });
    throw error;
  });
  const wrong = [...settled.damaged, ...settled.findings.map(({ key, detail }) => `${key}: ${detail}`)];
  if (wrong.length > 0) process.exitCode = 3;
  const readers = 'readers who left and tokens that were revoked since are there again: take them out once more';
  reply(options, { at, version, ...settled }, () => [
    `${options.data} is as of ${beijing(at)}; the search index was made anew: ${countOf(settled.documents, 'document')}`,
    `${held}; ${readers}`,
    ...wrong.map((each) => `damaged: ${each}`),
  ]);
}

export const defineBackup = (command: Command): Command =>
  withOptions(command, 'the file to write, which must not be there').action(backUp);
export const defineRestore = (command: Command): Command =>
  withOptions(command, 'a file that "hongtou backup" wrote')
    .option('--config <file>', 'configuration (default: the one kept with the store)')
    .action(restore);
