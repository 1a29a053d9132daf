import type { LookupContext, MailContext, ReadContext, Reader, Snapshots } from '../model/ports.ts';
import { openArchive } from './archive.ts';
import { openDigests } from './digests.ts';
import { openDocuments } from './documents.ts';
import type { Ground } from './ground.ts';
import { later, once } from './later.ts';
import type { Objects } from './objects.ts';
import type { ReaderOptions } from './reader.ts';
import { openSearchEngine } from './search-engine.ts';
import { openSecret } from './secret.ts';
import { openQueues } from './services.ts';
import { openSignUps } from './sign-ups.ts';
import { openSources } from './sources.ts';

// Ports that several functions open together.

const openEvidence = (objects: Objects): Snapshots =>
  later<Snapshots>({ save: true, load: true, keyOf: true, saveList: true, loadList: true, saveText: true, loadText: true }, async () =>
    (await import('./snapshots.ts')).openSnapshots(objects),
  );

/** The threads that read, whose code is loaded by the first page or text. */
export function laterReader(options: ReaderOptions = {}): Reader {
  let opened = false;
  const open = once(async () => (await import('./reader.ts')).openReader(options));
  const reader = (): Promise<Reader> => {
    opened = true;
    return open();
  };
  return {
    read: async (job) => (await reader()).read(job),
    work: async (job) => (await reader()).work(job),
    close: async () => {
      if (opened) await (await open()).close();
    },
  };
}

export const openLookup = (ground: Ground): LookupContext & Ground['base'] => ({
  ...ground.base,
  documents: openDocuments(ground.table, ground.base.now, ground),
  snapshots: openEvidence(ground.objects),
  search: openSearchEngine(ground),
  reader: laterReader(),
});

export const openReading = (ground: Ground): ReadContext & Ground['base'] => ({
  ...openLookup(ground),
  digests: openDigests(ground.table, ground.objects),
  sources: openSources(ground.table),
});

export const openMailing = (ground: Ground): MailContext & Ground['base'] => ({
  ...openReading(ground),
  tasks: openQueues(ground),
  secret: openSecret(ground.table),
  signUps: openSignUps(ground.table),
  archive: openArchive(ground.objects, ground.records, ground),
});
