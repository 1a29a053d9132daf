import type { Command } from 'commander';
import type { Resolution } from '../../shared/model/answers.ts';
import { InputError } from '../../shared/model/errors.ts';
import { withoutUserAt } from '../../shared/model/secrets.ts';
import { knownLines } from '../../shared/pages/words/known.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { inverseNames, word } from '../../shared/pages/words/words.ts';
import { resolve } from '../../shared/pipeline/read/resolve.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { fitted, indented } from './layout.ts';
import { paint } from './paint.ts';

/** What a reference names, in words: stored or not, whose number it is, what it may mean, and who cites it. */
function resolutionText(ref: string, found: Resolution): string {
  const { kind, canonical, held, ids, title, issuer, numberKind, year, candidates = [], namedBy = [], known = [] } = found;
  const what = [numberKind ?? kind, issuer && `of ${issuer.name} (${issuer.english})`, year !== undefined && `of ${year}`]
    .filter(Boolean)
    .join(' ');
  const names = title === undefined ? [] : [renderPlainTextName({ title })];
  const state = known.length > 0 ? 'known, not yet read' : 'not collected';
  const named = held ? [`collected: ${ids.join(', ')}`, ...names].join(' ') : [state, ...names].join(': ');
  return [
    fitted(`${paint('bold', canonical ?? ref)}: ${what}, ${named}`, '', '  '),
    ...known.flatMap((act) => indented(knownLines(act))),
    ...candidates.map((each) => fitted(`may be ${each.id} ${renderPlainTextName(each)}`, '  ', '    ')),
    ...namedBy.map((each) => fitted(`${word(inverseNames, each.relation, 'en')} ${each.id} ${renderPlainTextName(each)}`, '  ', '    ')),
  ].join('\n');
}

export function define(command: Command): void {
  withStore(command)
    .argument('<ref>', 'a document id, an address, a title, or any spelling of a number')
    .action(async (ref: string, options: StoreOptions) => {
      if (ref.trim() === '') throw new InputError('REF: give a document id, an address, a title or a number', { usage: true });
      await withInstance(options, {}, async ({ context }) => {
        const found = await resolve(ref, context);
        if (options.json) return printJson({ input: withoutUserAt(ref), ...found });
        process.stdout.write(`${resolutionText(withoutUserAt(ref), found)}\n`);
      });
    });
}
