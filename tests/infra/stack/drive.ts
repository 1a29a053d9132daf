import { createHash } from 'node:crypto';
import type { Context } from '../../../shared/model/ports.ts';
import { schedule } from '../../../shared/pipeline/collect/schedule.ts';
import { addSubscriber, confirmSubscriber, subscriberOf } from '../../../shared/pipeline/mail/subscribers.ts';
import { currentWeek } from '../../../shared/pipeline/read/digest.ts';
import { choicesToken, confirmUrl, unsubscribeUrl } from '../../../shared/pipeline/read/reader-links.ts';
import { bounceBody, sqsEvent, type WebEvent, type WebResponse, webEvent } from '../../support/lambda-events.ts';
import { type Notice, notices } from '../../support/pages.ts';
import { type Sites, siteHost } from './sites.ts';
import type { RunningStack } from './stack.ts';

/** What the run is done with: the stack, the sites, and a person's own access to the store, as from the command line. */
export type Driven = {
  readonly stack: RunningStack;
  readonly sites: Sites;
  within<T>(choices: { readonly now?: string }, work: (context: Context) => Promise<T>): Promise<T>;
};

export type Step = { readonly name: string; readonly run: (driven: Driven) => Promise<void> };

const day = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();
const readerAddress = 'reader@example.org';
const token = 'ht_test';

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

type Form = Readonly<Record<string, string>>;
const bearer = { authorization: `Bearer ${token}` };
const post = (path: string, form: Form, headers: Form = {}): WebEvent =>
  webEvent(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: `${new URLSearchParams(form)}`,
  });

/** Asks the api, and for another status than `status` throws with its words. */
async function ask({ stack }: Driven, event: WebEvent, status: number): Promise<WebResponse> {
  const answer = await stack.ask(event);
  must(answer.statusCode === status, `${event.rawPath}: ${answer.statusCode} ${String(answer.body).slice(0, 300)}`);
  return answer;
}

const collecting: readonly Step[] = [
  {
    name: 'the schedule claims the source, collect reads its list and pages',
    run: async ({ stack }) => {
      await stack.tick('ScheduleSources');
      const { done, failed } = await stack.drain('TasksQueue');
      must(done === 4 && failed === 0, `collect did ${done} tasks, ${failed} failed`);
    },
  },
  {
    name: 'index publishes, watch looks, webhooks begin',
    run: async ({ stack }) => {
      for (const id of ['IndexChanges', 'WatchSources', 'SendWebhooks']) await stack.tick(id);
    },
  },
  {
    name: 'two days later a page has changed, another is new, known ones are visited',
    run: async (driven) => {
      const { stack, sites, within } = driven;
      const [first, ...rest] = notices;
      const changed = { ...first, lines: [...(first?.lines ?? []), '三、本通知自2027年1月1日起施行。'] } as Notice;
      const added: Notice = {
        ...changed,
        path: '/tz/202611/t20261113_4.html',
        title: '国家数据局关于人工智能语料库建设的通知',
        number: '国数资源〔2026〕953号',
      };
      sites.notices = [changed, ...rest, added];
      await within({}, async ({ documents }) => {
        for (const placed of await documents.placed('due', { limit: 1 })) await documents.place(placed, 'due', ago(1));
      });
      await stack.tick('ScheduleSources');
      await within({ now: ago(-2) }, (context) => schedule(context, ['site']));
      const { done, failed } = await stack.drain('TasksQueue');
      must(done > 2 && failed === 0, `collect did ${done} tasks, ${failed} failed`);
      for (const id of ['IndexChanges', 'SendWebhooks']) await stack.tick(id);
      must(sites.received.length > 0, 'no webhook was told');
    },
  },
];

const mailing: readonly Step[] = [
  {
    name: 'a reader signs up, is asked to confirm, and confirms',
    run: async (driven) => {
      await ask(driven, post('/subscribe', { mail: 'new@example.org' }), 200);
      must((await driven.stack.drain('MailQueue')).failed === 0, 'no mail to confirm');
      const link = await driven.within({}, async (context) => {
        const reader = await subscriberOf('new@example.org', context);
        return new URL(await confirmUrl(reader ?? { id: 'none' }, context));
      });
      await ask(driven, post('/confirm', { token: String(link.searchParams.get('token')) }), 200);
    },
  },
  {
    name: 'the digest is composed, mailed, and a bounce ends the mails',
    run: async ({ stack, within }) => {
      await within({ now: ago(8) }, async (context) => confirmSubscriber(await addSubscriber(readerAddress, context), context));
      await stack.tick('WeeklyDigest');
      const { done, failed } = await stack.drain('MailQueue');
      must(done >= 1 && failed === 0, `deliver did ${done} mails, ${failed} failed`);
      await stack.invoke('FeedbackFunction', JSON.parse(bounceBody(readerAddress)));
      const reader = await within({}, (context) => subscriberOf(readerAddress, context));
      must(reader?.state === 'suppressed', `after a bounce the reader is ${reader?.state}`);
    },
  },
];

/** Pages and answers that anybody with a token may see. */
const views = [
  '/',
  '/documents',
  '/documents?q=数据',
  '/digests',
  '/unread',
  '/calendar',
  '/lineage',
  '/landmarks',
  '/figures',
  '/sources',
  '/sources/site',
  '/scripts/keys.js',
  '/api/v1/documents',
  '/api/v1/stats',
  '/feeds/documents.atom',
  '/calendar.ics',
];

const reading: readonly Step[] = [
  {
    name: 'without a token nothing is shown, with one everything',
    run: async (driven) => {
      await driven.within({}, async (context) => {
        const hash = createHash('sha256').update(token).digest('hex');
        await context.tokens.put({ hash, name: 'test', since: context.now().toISOString(), scope: 'edit' });
      });
      await ask(driven, webEvent('/documents'), 401);
      for (const path of ['/healthz', '/hongtou.css']) await ask(driven, webEvent(path), 200);
      for (const view of views) {
        const [path = '', query = ''] = view.split('?');
        await ask(driven, webEvent(path, { headers: bearer, query: query && `q=${encodeURIComponent(query.slice(2))}` }), 200);
      }
    },
  },
  {
    name: 'a person signs in, sets themes, takes them back, strikes an item of the week, marks as read, signs out',
    run: async (driven) => {
      const { cookies = [] } = await ask(driven, post('/signin', { token, next: '/' }), 303);
      const cookie = String(cookies[0]).split(';')[0] ?? '';
      const { body } = await ask(driven, webEvent('/api/v1/documents', { headers: bearer }), 200);
      const [{ id } = { id: 'none' }] = (JSON.parse(String(body)) as { items: { id: string }[] }).items;
      const page = `/documents/${encodeURIComponent(id)}`;
      await ask(driven, webEvent(page, { headers: { cookie } }), 200);
      await ask(driven, post(`${page}/label`, { 'theme-chips': 'yes', why: 'seen' }, { cookie }), 303);
      await ask(driven, post(`${page}/label`, { 'take-back': 'yes', why: 'not so' }, { cookie }), 303);
      const week = currentWeek(new Date());
      const items = JSON.parse(String((await ask(driven, webEvent(`/api/v1/digests/${week}`, { headers: bearer }), 200)).body)).sections;
      const [item] = Object.values(items).flat() as { id?: string }[];
      await ask(driven, post(`/digests/${week}/edit`, { [`strike.${item?.id}`]: 'yes' }, { cookie }), 303);
      await ask(driven, post('/unread', { 'up-to': '1' }, { cookie }), 303);
      await ask(driven, post('/signout', {}, { cookie }), 303);
    },
  },
  {
    name: 'a reader looks at, exports and erases what is kept of it, and another one leaves',
    run: async (driven) => {
      const of = (address: string, work: (id: string, context: Context) => Promise<string>) =>
        driven.within({}, async (context) => work((await subscriberOf(address, context))?.id ?? 'none', context));
      const kept = await of('new@example.org', (id, context) => choicesToken({ id }, context));
      for (const path of ['/choices', '/choices/unread', '/choices/export'])
        await ask(driven, webEvent(path, { query: `token=${kept}` }), 200);
      await ask(driven, post('/choices', { token: kept, themes: 'chips', do: 'save' }), 303);
      const leaving = new URL(await of(readerAddress, (id, context) => unsubscribeUrl({ id }, context))).searchParams.get('token');
      await ask(driven, post('/unsubscribe', { token: String(leaving) }), 200);
      await ask(driven, post('/choices/erase', { token: kept }), 200);
      must((await driven.stack.drain('MailQueue')).failed === 0, 'the reader was not erased');
      const erased = await driven.within({}, (context) => subscriberOf('new@example.org', context));
      must(erased === undefined, 'the erased reader is still there');
      await driven.stack.tick('IndexChanges');
    },
  },
];

const failing: readonly Step[] = [
  {
    name: 'a message that is no task is given back alone',
    run: async ({ stack }) => {
      const event = sqsEvent(['{"not": "a task"}'], { queue: 'TasksQueue.fifo', group: siteHost });
      const answer = await stack.invoke('CollectFunction', event);
      must(JSON.stringify(answer).includes(String(event.Records[0]?.messageId)), `collect answered ${JSON.stringify(answer)}`);
    },
  },
  {
    name: 'a call that fails for good lies among the dead letters, by the right of the function itself',
    run: async ({ stack }) => {
      for (const id of ['ScheduleFunction', 'IndexFunction', 'WatchFunction', 'DigestFunction', 'WebhooksFunction'])
        stack.way(id).outage = true;
      for (const id of ['ScheduleSources', 'IndexChanges', 'WatchSources', 'WeeklyDigest', 'SendWebhooks'])
        must(
          await stack.tick(id).then(
            () => false,
            () => true,
          ),
          `${id} did not fail in an outage`,
        );
    },
  },
];

/** The whole run, in its order. */
export const steps: readonly Step[] = [...collecting, ...mailing, ...reading, ...failing];
