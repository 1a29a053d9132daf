import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Configuration } from '../../shared/model/configuration.ts';
import { InputError, messageOf } from '../../shared/model/errors.ts';
import type { Declaration, Source } from '../../shared/model/source.ts';
import { sources as builtIn } from '../../shared/sources/index.ts';
import { checkConfiguration } from '../../shared/stages/watch/configuration.ts';
import { complete, settingsOf, sourceOf } from '../../shared/stages/watch/settings.ts';
import { requireSource } from './check.ts';
import { type StoreOptions, withInstance } from './instance.ts';
import { objectsOf } from './lines.ts';
import { reply } from './output.ts';

const afterwards = 'a running "hongtou start" reads it when it starts again';

/** Takes the declaration that was drafted for a source whose list no longer reads into the configuration, in place of its own. */
export async function adopt(id: string, options: StoreOptions): Promise<void> {
  await withInstance(options, { threads: 1, fills: true }, async ({ context, deployed }) => {
    requireSource(id, context.settings.sources);
    const draft = (await context.sources.state(id))?.draft;
    if (!draft?.declared)
      throw new InputError(
        `nothing was drafted for ${id}: a round drafts a list that is another page than declared; "hongtou sources check --all" tries all now`,
      );
    const file = options.config ?? 'hongtou.config.json';
    const before = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : (context.configuration ?? {})) as Configuration;
    const others = (before.sources?.extra ?? []).filter((each) => each.id !== id);
    const next = { ...before, sources: { ...before.sources, extra: [...others, draft.declared] } };
    checkConfiguration(next);
    writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`);
    const then = deployed ? '"npm run deploy" brings it to the instance' : afterwards;
    const said = `${id} is declared anew in ${file} (sources.extra), in place of the one before; ${then}`;
    reply(options, { id, file, declared: draft.declared }, () => said);
  });
}

/** One declaration as the configuration takes it, or as the project has it, where publisher and kind imply level and rights. */
function declaredIn(row: object, name: string, fetch: Configuration['fetch']): Source {
  try {
    const { rights } = row as Partial<Declaration>;
    const whole = typeof rights === 'object' ? row : complete(row as Declaration);
    const [source] = checkConfiguration({ ...(fetch && { fetch }), sources: { extra: [whole] } }).sources?.extra ?? [];
    if (source) return sourceOf(source);
    throw new InputError('no declaration');
  } catch (error) {
    throw new InputError(
      `${name}: ${messageOf(error)
        .replaceAll(/sources\.extra\[0\]\.?/g, '')
        .replaceAll('\n', `\n${name}: `)}`,
    );
  }
}

/** Puts declarations of a file into the store, each in place of the one of its id. Where a line is bad nothing is changed. */
export async function take(file: string, options: StoreOptions): Promise<void> {
  const lines: { readonly value: object; readonly n: number }[] = [];
  for await (const line of objectsOf(file)) lines.push(line);
  await withInstance(options, { threads: 1, fills: true }, async ({ context, deployed }) => {
    if (deployed) throw new InputError('a deployed instance goes by what was deployed: write them into "sources.extra" and deploy');
    const configuration = (context.configuration ?? {}) as Configuration;
    const faults: string[] = [];
    const taken = new Map<string, Source>();
    for (const { value, n } of lines) {
      try {
        const source = declaredIn(value, `line ${n}`, configuration.fetch);
        if (taken.has(source.id)) throw new InputError(`line ${n}: id: "${source.id}" stands on another line, too`);
        taken.set(source.id, source);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        faults.push(error.message);
      }
    }
    if (lines.length === 0) faults.push(`${file} holds no declaration; write one a line`);
    if (faults.length > 0) throw new InputError(`${faults.join('\n')}\nnothing was changed`);
    const kept = (await context.journal.read('declarations')) ?? [];
    const declared = [...kept.filter(({ id }) => !taken.has(id)), ...taken.values()];
    // What only all of them together may break: the name of a way, an id in the configuration.
    settingsOf(configuration, builtIn, { declared });
    const before = new Set(context.settings.sources.map(({ id }) => id));
    await context.journal.write('declarations', declared);
    const [fresh, changed] = [[...taken.keys()].filter((id) => !before.has(id)), [...taken.keys()].filter((id) => before.has(id))];
    const named = (ids: readonly string[]): string => `${ids.length}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`;
    reply(options, { new: fresh, changed }, () => `new: ${named(fresh)}; in place of their own: ${named(changed)}; ${afterwards}`);
  });
}
