import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { importLines, rehearse, type TakenOver, toLine } from '../../shared/pipeline/keep/import.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import type { Row } from '../../shared/questions/release.ts';
import { type StoreOptions, withInstance } from './instance.ts';
import { objectsOf } from './lines.ts';
import { reply } from './output.ts';
import { progressLine } from './progress.ts';
import { sumsName } from './release.ts';

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Throws InputError, with the file, where a file is not the one that the release was made with. */
async function checkHashes(folder: string): Promise<void> {
  const sums = join(folder, sumsName);
  if (!existsSync(sums))
    throw new UsageError(`--from: ${folder} is no release: it holds no ${sumsName}; name a folder that "hongtou release" wrote`);
  for (const [n, text] of readFileSync(sums, 'utf8').trim().split('\n').entries()) {
    const [, hash, name = ''] = /^([0-9a-f]{64}) {2}([\w.-]{1,80})$/.exec(text) ?? [];
    if (hash === undefined) throw new InputError(`${sums}, line ${n + 1}: no hash and name of a file; nothing was taken over`);
    const file = join(folder, name);
    if (!existsSync(file)) throw new InputError(`${file} is missing; nothing was taken over`);
    if ((await hashOf(file)) !== hash)
      throw new InputError(`${file}: it was changed (its hash is another than in ${sumsName}); nothing was taken over`);
  }
}

/** Documents with their rows of the other tables: all files are in the order of the documents, so each is read once, side by side. */
async function* documentsOf(folder: string): AsyncGenerator<TakenOver> {
  const others = ['dates', 'deadlines', 'citations', 'obligations', 'figures'].map((name) => {
    const rows = objectsOf(join(folder, `${name}.jsonl`));
    let next: Promise<IteratorResult<{ value: Record<string, unknown> }>> | undefined;
    const of = async (id: unknown): Promise<Row[]> => {
      const found: Row[] = [];
      for (;;) {
        next ??= rows.next();
        const { value, done } = await next;
        if (done || value.value['document'] !== id) return found;
        found.push(value.value as Row);
        next = undefined;
      }
    };
    return [name, of] as const;
  });
  for await (const { value, n } of objectsOf(join(folder, 'documents.jsonl'))) {
    const rows: Record<string, readonly Row[]> = {};
    for (const [name, of] of others) rows[name] = await of(value['id']);
    yield { n, document: value as Row, rows };
  }
}

function releaseOf(folder: string) {
  const file = join(folder, 'datapackage.json');
  const { version, created } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as Readonly<Record<string, unknown>>;
  const [number, made] = [Number(version), new Date(String(created))];
  if (!Number.isInteger(number) || Number.isNaN(made.getTime()))
    throw new InputError(`${file}: no "version" and "created" of a release; nothing was taken over`);
  return { number, at: made.toISOString(), day: dayOf(made) };
}

type Options = Partial<StoreOptions>;

export async function takeOver(folder: string, { config, data = './data', json, now }: Options): Promise<void> {
  await checkHashes(folder);
  const from = releaseOf(folder);
  const options = { data, ...opt({ now, json, config: config !== undefined && existsSync(config) ? config : undefined }) };
  await withInstance(options, { fills: true }, async ({ context }) => {
    if ((await context.documents.allIds(undefined, 1)).length > 0)
      throw new UsageError(`${data} holds documents already; a release fills a new store: name another folder with --data`);
    const progress = progressLine('documents taken over', 500);
    async function* lines(told: boolean) {
      let count = 0;
      for await (const taken of documentsOf(folder)) {
        yield await toLine(taken, from, context);
        if (told) progress.count(++count);
      }
    }
    // The whole release is read before a document is stored: a bad line changes nothing.
    await rehearse(lines(false), context);
    const { new: taken } = await importLines(lines(true), context).finally(progress.end);
    await updateIndex(context);
    reply(options, { release: from.number, date: from.day, documents: taken }, () => [
      `${taken} documents taken over from release ${from.number} of ${from.day}; each says so, and is read at its source as rounds come to it`,
    ]);
  });
}
