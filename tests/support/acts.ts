import { join } from 'node:path';
import type { ShownDocument } from '../../shared/model/document.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type Bench, openBench } from './bench.ts';
import { command, type Said } from './command.ts';
import { declared, type Teller } from './story.ts';
import { writeWarcFile } from './warc.ts';

/** An invented act as its page shows it. `day`: signed and published (2026-03-05). */
export type InventedAct = {
  readonly title: string;
  readonly number?: string;
  readonly issuers?: readonly string[];
  readonly day: string;
  readonly body: readonly string[];
};

export type ActStore = {
  readonly bench: Bench;
  /** `hongtou add URL` at nine in Beijing on a day. */
  add(day: string, url: string, act: InventedAct): Promise<ShownDocument>;
  /** `hongtou show REF --json`. */
  show(day: string, ref: string, ...options: string[]): Promise<ShownDocument>;
  say(day: string, ...words: string[]): Promise<Said>;
  /** What an address of the instance answers to a browser. */
  page(day: string, path: string, accept?: string): Promise<string>;
  close(): Promise<void>;
};

const han = (day: string): string => day.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日');

const actPage = ({ title, number, issuers = [], day, body }: InventedAct): string =>
  `<html><head><meta charset="utf-8"><title>${title}</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${day}"></head>
<body><h1>${title}</h1><div class="TRS_Editor">${[...(number === undefined ? [] : [number]), ...body, ...issuers, han(day)].map((each) => `<p>${each}</p>`).join('')}</div></body></html>`;

/** A store that takes in one act after the other, as a user adds them. At least one source is declared. */
export async function openActs(tellers: readonly Teller[] = []): Promise<ActStore> {
  const bench = await openBench();
  const config = bench.file('config.json', { sources: { only: tellers.map(({ id }) => id), extra: tellers.map(declared) } });
  let files = 0;
  const at = (day: string): string => `${day}T09:00:00+08:00`;
  const say: ActStore['say'] = (day, ...words) => command(...words, '--data', bench.data, '--config', config, '--now', at(day));
  const asked = async (said: Said): Promise<ShownDocument> => {
    if (said.out === '') throw new Error(said.err);
    return JSON.parse(said.out);
  };
  return {
    bench,
    say,
    async add(day, url, act) {
      files += 1;
      const file = writeWarcFile(join(bench.folder, `${files}.warc.gz`), [{ url, body: actPage(act) }]);
      return asked(await say(day, 'add', url, '--replay', file, '--json'));
    },
    show: async (day, ref, ...options) => asked(await say(day, 'show', ref, '--json', ...options)),
    page: (day, path, accept = 'text/html') =>
      bench.within({ now: at(day), config }, async (context) => {
        const app = createApp(answersOf(context, { secret: 'secret', local: true }));
        const headers = { host: '127.0.0.1:4180', accept };
        return (await app.request(`http://127.0.0.1:4180${path}`, { headers })).text();
      }),
    close: () => bench.close(),
  };
}
