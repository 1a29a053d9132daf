import type { Command } from 'commander';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { countingDocuments, progressLine, totalDocuments } from './progress.ts';
import { printVerified } from './verify-pack.ts';

async function verifyInstance(options: StoreOptions): Promise<void> {
  await withInstance(options, {}, async ({ context, check }) => {
    await check();
    const progress = progressLine('documents read; then objects and index', 500);
    const total = await totalDocuments(context);
    const { documents, findings } = await verify(countingDocuments(context, progress, total)).finally(progress.end);
    if (options.json) printJson({ documents, findings });
    else {
      for (const { kind, key, detail, remedy } of findings) process.stdout.write(`${kind}: ${key}: ${detail}\n  ${remedy}\n`);
      process.stdout.write(`${documents} documents checked, ${findings.length} findings\n`);
    }
    if (findings.length > 0) process.exitCode = 1;
  });
}

export function define(command: Command): void {
  withStore(command)
    .argument('[pack.zip]', 'an evidence pack, which needs no instance (default: the store of this instance)')
    .action((pack: string | undefined, options: StoreOptions) =>
      pack === undefined ? verifyInstance(options) : printVerified(pack, options.json === true),
    );
}
