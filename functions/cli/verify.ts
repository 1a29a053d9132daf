import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { type VerifiedPack, verifyPack } from '../../shared/pipeline/keep/verify-pack.ts';
import { countOf } from '../../shared/questions/question.ts';
import { type StoreOptions, withInstance, withStore } from './instance.ts';
import { reply } from './output.ts';
import { countingDocuments, progressLine } from './progress.ts';

async function checked(file: string): Promise<VerifiedPack> {
  const handle = await open(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read; name an evidence pack of hongtou export --format pack`, { cause: error });
  });
  try {
    const { size } = await handle.stat();
    return await verifyPack({
      size,
      async read(at, length) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, Math.min(length, size - at))), { position: at });
        return buffer.subarray(0, bytesRead);
      },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR')
      throw new UsageError(`${file} is a folder; name the ZIP file`, { cause: error });
    throw error;
  } finally {
    await handle.close();
  }
}

async function verifyFile(file: string, options: StoreOptions): Promise<void> {
  const verified = await checked(file);
  const { documents, files, quotes, leftOut, findings } = verified;
  const left = leftOut > 0 ? [`${countOf(leftOut, 'part')} left out, since rights do not allow to pass them on`] : [];
  reply(options, verified, () => [
    ...findings.map((finding) => `${finding.file}: ${finding.detail}`),
    `${countOf(documents, 'document')}, ${countOf(files, 'file')} checked, ${countOf(findings.length, 'finding')}`,
    `${countOf(quotes.found, 'quote')} found in the texts; ${quotes.elsewhere} stand in the pages or in what is left out`,
    ...left,
  ]);
  if (findings.length > 0) process.exitCode = 1;
}

async function verifyInstance(options: StoreOptions): Promise<void> {
  await withInstance(options, {}, async ({ context, check }) => {
    await check();
    const progress = progressLine('documents read; then objects and index', 500);
    const { documents, findings } = await verify(countingDocuments(context, progress)).finally(progress.end);
    reply(options, { documents, findings }, () => [
      ...findings.flatMap(({ kind, key, detail, remedy }) => [`${kind}: ${key}: ${detail}`, `  ${remedy}`]),
      `${documents} documents checked, ${findings.length} findings`,
    ]);
    if (findings.length > 0) process.exitCode = 1;
  });
}

export function define(command: Command): void {
  withStore(command)
    .argument('[pack.zip]', 'an evidence pack, which needs no instance (default: the store of this instance)')
    .action((pack: string | undefined, options: StoreOptions) =>
      pack === undefined ? verifyInstance(options) : verifyFile(pack, options),
    );
}
