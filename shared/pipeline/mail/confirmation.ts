import type { Alarm } from '../../model/alarm.ts';
import { MailRefused, messageOf } from '../../model/errors.ts';
import type { ConfirmationTask, DeliverContext, Mail, MailContext, WatchContext } from '../../model/ports.ts';
import type { SourceStates } from '../collect/source-states.ts';
import { confirmUrl } from '../read/reader-links.ts';
import { mayConfirm, readTask, suppress } from './subscribers.ts';

const day = 86_400_000;

export const readConfirmation = (body: string): ConfirmationTask | undefined => {
  const { confirm, at } = readTask(body);
  return typeof confirm === 'string' && typeof at === 'string' ? { confirm, at } : undefined;
};

function mailOf(to: string, url: string, { settings }: MailContext): Mail {
  const { from, language } = settings.digest;
  const english = {
    subject: 'Confirm your subscription to Hongtou',
    text: `To receive the weekly digest, open ${url} within seven days and confirm. If you did not ask for it, do nothing.\n`,
    html: `<p>To receive the weekly digest, <a href="${url}">open this page and confirm</a> within seven days. If you did not ask for it, do nothing.</p>`,
  };
  const chinese = {
    subject: '请确认订阅红头摘要',
    text: `如需每周接收摘要，请在七日内打开 ${url} 并确认。如非您本人申请，请忽略。\n`,
    html: `<p lang="zh">如需每周接收摘要，请在七日内<a href="${url}">打开此页并确认</a>。如非您本人申请，请忽略。</p>`,
  };
  const parts = language === 'both' ? [english, chinese] : [language === 'zh' ? chinese : english];
  return {
    to,
    from,
    subject: parts.map(({ subject }) => subject).join(' · '),
    text: parts.map(({ text }) => text).join('\n'),
    html: parts.map(({ html }) => html).join('\n'),
    headers: {},
  };
}

/**
 * Sends a confirmation mail once: it is claimed first and never retried by itself. A reader can sign up again; a failure is in `alarms`.
 */
export async function sendConfirmation({ confirm, at }: ConfirmationTask, context: DeliverContext): Promise<void> {
  const subscriber = await context.digests.subscriber(confirm);
  if (!subscriber || !mayConfirm(subscriber) || !(await context.signUps.claim(confirm, at))) return;
  try {
    await context.mailer.send(mailOf(subscriber.address, await confirmUrl(subscriber, context), context));
  } catch (error) {
    // Whoever signs up may write any address: that one has no mailbox is no trouble of ours.
    if (error instanceof MailRefused && error.bounced) await suppress(subscriber, 'bounce', context);
    else return context.signUps.settle(confirm, 'failed', messageOf(error).slice(0, 300));
  }
  await context.signUps.settle(confirm, 'sent');
}

export async function confirmationAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const now = context.now().getTime();
  const unsent = (await context.signUps.unsent(100)).filter(({ at, state }) => {
    const age = now - Date.parse(at);
    return age < 7 * day && (state === 'failed' || age > day / 96);
  });
  return unsent.map(({ reader, at, state, detail }) => ({
    reader,
    state: state === 'failed' ? 'failed' : 'uncertain',
    since: at,
    detail: `the mail that asks to confirm did not surely go out${detail === undefined ? '' : ` (${detail})`}`,
    remedy: 'mend the cause; its reader can sign up again',
  }));
}
