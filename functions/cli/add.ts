import type { Command } from 'commander';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import type { RunNote } from '../../shared/model/run.ts';
import { hasUser, withoutUserAt } from '../../shared/model/secrets.ts';
import type { Source } from '../../shared/model/source.ts';
import { omit, opt } from '../../shared/model/values.ts';
import { openSavedPage } from '../../shared/net/replay.ts';
import { collectPage } from '../../shared/pipeline/collect/page.ts';
import { countFirstStored } from '../../shared/pipeline/collect/source-states.ts';
import { webOf } from '../../shared/pipeline/context.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { showDocument } from '../../shared/pipeline/read/show-document.ts';
import { resolveUrl } from '../../shared/stages/urls/address.ts';
import { documentText } from './document-text.ts';
import { collectOption, type StoreOptions, withInstance, withStore } from './instance.ts';
import { readInput } from './lines.ts';
import { reply } from './output.ts';
import { progressLine } from './progress.ts';

type Options = StoreOptions & { readonly replay?: readonly string[]; readonly file?: string };

const advice = (url: string, file: string | undefined): string =>
  file === undefined
    ? `; open it in a browser, save it as HTML alone, and give it: hongtou add '${url}' --file PAGE.html`
    : `; ${file} holds this: save it once the browser shows the text`;

async function savedPage(file: string): Promise<Uint8Array> {
  const bytes = await readInput(file, '--file');
  if (/^MIME-Version:/m.test(Buffer.from(bytes.subarray(0, 2_000)).toString('latin1')))
    throw new UsageError(`--file: ${file} is an archive (MHTML); save the page as HTML alone`);
  return bytes;
}

/** What opens an address that is refused for where it lies, or nothing for any other trouble. */
export function openedBy({ detail, url }: { readonly detail: string; readonly url: string }): string {
  const { hostname, port, protocol } = new URL(url);
  const pair = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  const named = /^[\d.]+$|^\[/.test(hostname) ? pair : 'ADDRESS:PORT';
  return detail.endsWith(' dialled') ? `; "fetch": { "allow": ["${named}"] } in the configuration opens it on this machine` : '';
}

export function checkUrl(given: string, name = 'URL'): string {
  if (hasUser(given)) {
    const why = 'holds a user name or password; Hongtou signs in nowhere, so give the address without them';
    throw new UsageError(`${name}: "${withoutUserAt(given)}" ${why}`);
  }
  const found = /^https?:\/\//i.test(given) ? resolveUrl(given, given) : undefined;
  if (!found) throw new UsageError(`${name}: "${withoutUserAt(given)}" is no web address; write it with http:// or https://`);
  return found;
}

/** What a browser shows is no answer of the interface from which a declaration reads the page (`article.readAt`). */
const asShown = (sources: readonly Source[]): readonly Source[] =>
  sources.map((source) => (source.article?.readAt ? omit(source, 'article') : source));

export function define(command: Command): void {
  withStore(command)
    .argument('<url>')
    .option('--replay <file>', 'answer from WARC files (repeatable)', collectOption)
    .option('--file <page>', 'read this saved page as that of the address, without asking for it')
    .action(async (given: string, options: Options) => {
      const url = checkUrl(given);
      if (options.file !== undefined && options.replay) throw new UsageError('--file and --replay exclude each other');
      const bytes = options.file === undefined ? undefined : await savedPage(options.file);
      const notes: RunNote[] = [];
      const more = { note: (note: RunNote) => void notes.push(note), fills: true, ...opt('replay', options.replay) };
      await withInstance(options, more, async ({ context }) => {
        const sources = bytes ? asShown(context.settings.sources) : context.settings.sources;
        const source = sources.find(({ listing, more = [] }) =>
          [listing, ...more].some((each) => new URL(each.url).host === new URL(url).host),
        );
        const task = { kind: 'page', id: url, sourceId: source?.id ?? 'added', url } as const;
        const progress = progressLine();
        progress.show(`fetching ${url}`);
        const live = webOf(source, context.web);
        const web = bytes ? openSavedPage(url, bytes, context.now, live) : live;
        const id = await collectPage(task, source, { ...context, web, settings: { ...context.settings, sources } }).finally(progress.end);
        await countFirstStored(
          notes.flatMap(({ firstOf }) => firstOf ?? []),
          context,
        );
        await updateIndex(context);
        const failed = notes.find((note) => note.failure);
        const failure = failed?.failure;
        if (failure && !notes.some(({ saved }) => saved)) {
          const kept = failed.bytes > 0 && failure.kind !== 'robots' ? 'the response is kept as evidence; ' : '';
          const help = ['robots', 'refused'].includes(failure.kind) ? advice(url, options.file) : openedBy(failure);
          throw new InputError(`${failure.kind}: ${failure.detail} (${failure.url}); ${kept}no document was created${help}`);
        }
        const head = await context.documents.head(id);
        if (!head) throw new InputError(`${url} responds that there is no such page; the response is kept as evidence`);
        const document = await showDocument(head, context);
        if (failure) process.exitCode = 3;
        reply(options, document, () => documentText(document));
      });
    });
}
