import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules', '.cache', 'hongtou');

/** The files under some paths of the program, folders with all that lies in them. */
const filesUnder = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .toSorted()
        .flatMap((name) => filesUnder(join(path, name)))
    : [path];

const codes = new Map<string, string>();

/** One number for the content of all files of some paths; it stays the same while the process runs. */
function hashOfCode(paths: readonly string[]): string {
  const known = codes.get(paths.join());
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) hash.update(`\0${file}\0`).update(readFileSync(file));
  const found = hash.digest('hex');
  codes.set(paths.join(), found);
  return found;
}

const fileOf = (name: string, text: string, code: readonly string[]): string =>
  join(
    folder,
    name,
    `${createHash('sha256')
      .update(`${hashOfCode(code)} ${text}`)
      .digest('hex')
      .slice(0, 32)}.json`,
  );

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** So many results of a name are kept; then all but the new one are forgotten. */
const most = 200;

function write(file: string, result: unknown): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (readdirSync(dirname(file)).length >= most) rmSync(dirname(file), { recursive: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, JSON.stringify(result));
    renameSync(draft, file);
  } catch {
    // Where nothing may be written, or the disk is full, it is worked out again each time.
  }
}

/**
 * What `work` makes of a text, kept beside the packages of npm for later processes: the same text is not worked on again by the same `code` (files and folders of the
 * program). A failure is not kept. Results are plain JSON.
 */
export async function keptResult<T>(name: string, text: string, code: readonly string[], work: () => Promise<T>): Promise<T> {
  const file = fileOf(name, text, code);
  const kept = read<T>(file);
  if (kept !== undefined) return kept;
  const result = await work();
  write(file, result);
  return result;
}
