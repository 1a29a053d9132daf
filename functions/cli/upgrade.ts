import { cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import { fileSecrets } from '../../shared/net/secret-files.ts';
import { rebuild, upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
import { isHalfUpgraded, isOlderFolder, upgradeNames } from '../../shared/store/sqlite/older-folder.ts';
import { takeLock } from '../../shared/store/sqlite/presence.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { openContext } from '../open.ts';
import { storeFlags } from './instance.ts';
import { printJson } from './output.ts';

import { progressLine } from './progress.ts';

type Options = { readonly data: string; readonly config?: string; readonly now?: string; readonly json?: boolean };

const beside = ['mail', 'secrets'];

async function makeAnew(folder: string, made: string, options: Options): Promise<{ readonly objects: number; readonly documents: number }> {
  rmSync(made, { recursive: true, force: true });
  const store = openSqliteStore(made);
  const progress = progressLine('objects copied', 500);
  let objects = 0;
  const left: string[] = [];
  try {
    store.takeOver(folder, {
      copied() {
        objects += 1;
        progress.count(objects);
      },
      left: (key, error) => void left.push(`${key}: ${error instanceof Error ? error.message : error}`),
    });
    progress.end();
    const choices = { ...options, cacheDir: join(made, 'cache'), secrets: fileSecrets(join(folder, 'secrets')) };
    const { documents, damaged } = await within(choices, rebuild);
    for (const each of left) console.error(`not copied: ${each}`);
    for (const each of damaged) console.error(`not used: ${each}`);
    if (left.length > 0) {
      console.error('what was not copied could not be read in the folder of before; "hongtou verify" names what needs them');
      process.exitCode = 3;
    }
    await within(choices, upgradeStore);
    return { objects, documents };
  } finally {
    store.close();
  }

  async function within<T>(
    choices: Parameters<typeof openContext>[1],
    work: (context: Awaited<ReturnType<typeof openContext>>) => Promise<T>,
  ) {
    const context = await openContext(store, choices);
    try {
      return await work(context);
    } finally {
      await context.reader.close();
    }
  }
}

/** The old folder goes aside, the new one takes its place. A kill between leaves both, and the next call of this command ends it. */
function exchange({ folder, made, old }: ReturnType<typeof upgradeNames>): void {
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(made, folder);
}

function assertMovable(folder: string): void {
  if (statSync(folder).dev === statSync(dirname(folder)).dev) return;
  throw new UsageError(
    `--data: ${folder} is a disk of its own, which cannot be renamed; copy it into a folder, upgrade that one, and put what comes of it in its place`,
  );
}

/** What every process took that had a folder up to 0.13 open; nothing that it would write then is lost. */
async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'owner.lock');
  const lock = existsSync(path) ? takeLock(path) : { release: () => {} };
  if (!lock) {
    throw new UsageError(
      `--data: another process uses ${folder}: "hongtou start" of the earlier version, or an upgrade; end it and run this again`,
    );
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function upgrade(options: Options): Promise<void> {
  const names = upgradeNames(resolve(options.data));
  const { folder, made, old } = names;
  if (isHalfUpgraded(folder)) exchange(names);
  else if (!isOlderFolder(folder)) {
    if (options.json) return printJson({ upgraded: false });
    return void process.stdout.write(`${folder} needs no upgrade\n`);
  } else if (existsSync(old)) {
    throw new UsageError(`--data: ${old} is there already, from an earlier upgrade; move it away first`);
  } else {
    assertMovable(folder);
    const counts = await alone(folder, async () => {
      const brought = await makeAnew(folder, made, options);
      for (const name of beside) if (existsSync(join(folder, name))) cpSync(join(folder, name), join(made, name), { recursive: true });
      exchange(names);
      return brought;
    });
    if (options.json) return printJson({ upgraded: true, ...counts, kept: old });
    process.stdout.write(`${counts.documents} documents, ${counts.objects} objects were brought over\n`);
  }
  process.stdout.write(`the folder of before is kept as ${old}; delete it when all is well\n`);
}

export function define(command: Command): void {
  command
    .option(...storeFlags.json)
    .option(...storeFlags.data)
    .option(...storeFlags.now)
    .option('--config <file>', 'configuration (default: the one kept with the store)')
    .action(upgrade);
}
