import type { Tasks } from '../model/ports.ts';

export type OutgoingMessage = { readonly group: string; readonly id: string; readonly body: unknown };

/**
 * Tasks as messages. The group of a page is its host, so that there is never more than one connection to a host; that of a mail is its
 * reader. A message of one id is taken once.
 */
export const openSending = (
  send: (queue: 'tasks' | 'mail', messages: readonly OutgoingMessage[]) => Promise<void>,
): Omit<Tasks, 'hide' | 'hideMail'> => ({
  send: (tasks) =>
    send(
      'tasks',
      tasks.map((task) => ({ group: new URL(task.url).host, id: task.id, body: task })),
    ),
  sendConfirmation: (task) => send('mail', [{ group: task.confirm, id: `confirm-${task.confirm}-${Date.parse(task.at)}`, body: task }]),
  sendErasure: (task) => send('mail', [{ group: task.erase, id: `erase-${task.erase}-${Date.parse(task.at)}`, body: task }]),
  sendMail: (deliveries) =>
    send(
      'mail',
      deliveries.map(({ again = '', ...body }) => ({
        group: body.reader,
        id: `${body.period}-${body.reader}-${again}`.replaceAll(/[^\w:.-]/g, ''),
        body,
      })),
    ),
});
