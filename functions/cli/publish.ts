import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { opt } from '../../shared/model/values.ts';
import { type SiteFile, siteFiles } from '../../shared/pages/publish/site.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { makeFolder } from './folder.ts';
import { onInstance, type StoreOptions, withStore } from './instance.ts';
import { reply } from './output.ts';
import { progressLine } from './progress.ts';
import { lastTime } from './release.ts';

/** The files that an earlier publish wrote, and that a later one may take away. */
const listName = '.hongtou-site.json';
const inside = /^(?!\.)[\w-]+(?:\/[\w-]+)*\.\w+$/;

function filesBefore(dir: string): readonly string[] {
  const list = join(dir, listName);
  if (!existsSync(list)) {
    if (existsSync(dir) && readdirSync(dir).length > 0)
      throw new UsageError(`${dir} holds other things: give an empty folder, or one that "hongtou publish" wrote (${listName} lies there)`);
    return [];
  }
  try {
    return z
      .string()
      .regex(inside)
      .array()
      .parse(JSON.parse(readFileSync(list, 'utf8')));
  } catch {
    throw new UsageError(`${list} is no list of files that "hongtou publish" wrote: give an empty folder`);
  }
}

const isThere = (path: string, body: SiteFile['body']): boolean => existsSync(path) && readFileSync(path).equals(Buffer.from(body));

function writeFile(dir: string, { file, body }: SiteFile): void {
  const path = join(dir, file);
  makeFolder(dirname(path));
  writeFileSync(`${path}.part`, body);
  renameSync(`${path}.part`, path);
}

function addressOf(given: string): string {
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new UsageError(`--base-url: "${given}" is no address of a site, as https://policy.example/hongtou/`);
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

type Options = StoreOptions & { readonly baseUrl?: string };

async function publish(dir: string, options: Options, context: Context): Promise<void> {
  const given = options.baseUrl ?? context.settings.server?.baseUrl;
  const baseUrl = addressOf(given ?? 'http://127.0.0.1:4180/');
  if (given === undefined)
    console.error(`feeds, calendar, sitemap and JSON-LD name ${baseUrl}: give --base-url for the address of the site`);
  const at = new Date(await lastTime(context));
  const before = filesBefore(dir);
  const keepList = (files: readonly string[]): void => writeFile(dir, { file: listName, body: `${JSON.stringify(files, undefined, 1)}\n` });
  // An interrupted publish is gone on with.
  keepList(before);
  const made = new Set<string>();
  const secret = await context.secret('cursors');
  const answers = answersOf({ ...context, now: () => at }, { local: true, needsToken: true, https: false, secret });
  const progress = progressLine('files made', 500);
  let written = 0;
  try {
    for await (const each of siteFiles(answers, { baseUrl, sources: context.settings.sources })) {
      made.add(each.file);
      progress.count(made.size);
      if (isThere(join(dir, each.file), each.body)) continue;
      writeFile(dir, each);
      written += 1;
    }
  } finally {
    progress.end();
  }
  const gone = before.filter((file) => !made.has(file));
  for (const file of gone) rmSync(join(dir, file), { force: true });
  keepList([...made].toSorted());
  reply(options, { folder: dir, files: made.size, written, removed: gone.length, ...opt('baseUrl', baseUrl) }, () => [
    `${dir}: ${made.size} files, ${written} written, ${gone.length} removed`,
  ]);
}

export const define = (command: Command): Command =>
  onInstance<Options, [string]>(
    withStore(command)
      .argument('<dir>', 'an empty folder, or one that an earlier publish wrote')
      .option('--base-url <url>', 'where the site will stand, for feeds, calendar and sitemap'),
    ({ context }, options, dir) => publish(dir, options, context),
    { threads: 1 },
  );
