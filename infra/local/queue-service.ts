import { changeMessageVisibility } from '../../node_modules/fauxqs/dist/sqs/actions/changeMessageVisibility.js';
import { changeMessageVisibilityBatch } from '../../node_modules/fauxqs/dist/sqs/actions/changeMessageVisibilityBatch.js';
import { createQueue } from '../../node_modules/fauxqs/dist/sqs/actions/createQueue.js';
import { deleteMessage } from '../../node_modules/fauxqs/dist/sqs/actions/deleteMessage.js';
import { deleteMessageBatch } from '../../node_modules/fauxqs/dist/sqs/actions/deleteMessageBatch.js';
import { getQueueAttributes } from '../../node_modules/fauxqs/dist/sqs/actions/getQueueAttributes.js';
import { getQueueUrl } from '../../node_modules/fauxqs/dist/sqs/actions/getQueueUrl.js';
import { listQueues } from '../../node_modules/fauxqs/dist/sqs/actions/listQueues.js';
import { purgeQueue } from '../../node_modules/fauxqs/dist/sqs/actions/purgeQueue.js';
import { receiveMessage } from '../../node_modules/fauxqs/dist/sqs/actions/receiveMessage.js';
import { sendMessage } from '../../node_modules/fauxqs/dist/sqs/actions/sendMessage.js';
import { sendMessageBatch } from '../../node_modules/fauxqs/dist/sqs/actions/sendMessageBatch.js';
import { setQueueAttributes } from '../../node_modules/fauxqs/dist/sqs/actions/setQueueAttributes.js';
import { SqsRouter } from '../../node_modules/fauxqs/dist/sqs/sqsRouter.js';
import type { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { orEmpty } from '../../shared/model/values.ts';
import type { Answering } from './answering.ts';
import type { GroupCommits } from './group-commits.ts';
import { answerOf } from './object-service.ts';

const actions = {
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
};

/** What may be forgotten by a power cut: a message that was received is visible again at the next start in any case. */
const passing = /Receive|Visibility|Get|List/;

/** SQS of fauxqs, as far as the project uses it. */
export function openQueueService(store: SqsStore, commits: GroupCommits): Answering {
  const router = new SqsRouter(store);
  for (const [name, action] of Object.entries(actions)) router.register(name, action as never);
  return ({ headers, body }) =>
    answerOf(async (reply) => {
      const request = { headers, body: JSON.parse(body.toString()) as unknown };
      const said = JSON.stringify(await router.handle(request as never, reply as never));
      if (!passing.test(orEmpty(headers['x-amz-target']))) await commits.durable();
      reply.send(said);
    });
}
