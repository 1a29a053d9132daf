import { handle } from 'hono/aws-lambda';
import type { Context, Search } from '../../shared/model/ports.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import type { Meter } from './aws-calls.ts';

/** What one request reads: requests to the table with their items, objects of the bucket, questions to the index. */
export type Reads = { readonly table: number; readonly items: number; readonly objects: number; readonly index: number };

/** The same index, whose questions are counted. */
function countingSearch(search: Search, count: () => void): Search {
  return new Proxy(search, {
    get(target, name, self) {
      const value = Reflect.get(target, name, self);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        count();
        return Reflect.apply(value, target, given);
      };
    },
  });
}

export type AskedPage = { readonly path: string; readonly accept?: string };

/** The pages over a store, without the limit of requests, and what a request of them reads. */
export function openPages(context: Context, { local = true }: { readonly local?: boolean } = {}) {
  let questions = 0;
  const failures: unknown[] = [];
  const search = countingSearch(context.search, () => {
    questions += 1;
  });
  const app = createApp(answersOf({ ...context, search }, { secret: 'pages', local }), (error) => failures.push(error));
  const ask = ({ path, accept = 'text/html' }: AskedPage): Promise<Response> =>
    Promise.resolve(app.request(`http://127.0.0.1${path}`, { headers: { accept, 'accept-encoding': 'gzip' } }));
  return {
    app,
    /** The same as the handler of a function. */
    handler: handle(app),
    failures,
    ask,
    /** Two requests of a page, and what the second one reads: what a process remembers of one request to the next is not read again. */
    async count(page: AskedPage, meter: Meter): Promise<Reads & { readonly status: number; readonly bytes: number }> {
      await (await ask(page)).arrayBuffer();
      questions = 0;
      const { bill, result } = await meter.billed(async () => {
        const answer = await ask(page);
        return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
      });
      return { ...result, table: bill.reads, items: bill.items, objects: bill.gets, index: questions };
    },
  };
}
