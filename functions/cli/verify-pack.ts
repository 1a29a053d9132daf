import { open } from 'node:fs/promises';
import { UsageError } from '../../shared/model/errors.ts';
import { type VerifiedPack, verifyPack } from '../../shared/pipeline/keep/verify-pack.ts';
import { printJson } from './instance.ts';

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

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export async function printVerified(file: string, json: boolean): Promise<void> {
  const verified = await checked(file);
  const { documents, files, quotes, leftOut, findings } = verified;
  if (json) printJson(verified);
  else {
    for (const finding of findings) process.stdout.write(`${finding.file}: ${finding.detail}\n`);
    process.stdout.write(`${counted(documents, 'document')}, ${counted(files, 'file')} checked, ${counted(findings.length, 'finding')}\n`);
    process.stdout.write(
      `${counted(quotes.found, 'quote')} found in the texts; ${quotes.elsewhere} stand in the pages or in what is left out\n`,
    );
    if (leftOut > 0) process.stdout.write(`${counted(leftOut, 'part')} left out, since rights do not allow to pass them on\n`);
  }
  if (findings.length > 0) process.exitCode = 1;
}
