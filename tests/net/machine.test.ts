import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MachineTrouble } from '../../shared/model/machine.ts';
import { machineKey } from '../../shared/model/table.ts';
import { openMachine } from '../../shared/net/machine.ts';
import { terminologyCsv } from '../../shared/stages/english/known-words.ts';
import { sha256 } from '../../shared/stages/text/hash.ts';
import { sqliteGround } from '../support/bench.ts';
import { folder } from '../support/folder.ts';

const text = '各省应当在2027年底前建成智能算力平台，新建数据中心电能利用效率不高于1.3。';
const title = '关于建设3个平台的通知';
const titleEnglish = 'Notice on Building 3 Platforms';

async function table() {
  const ground = sqliteGround(folder());
  onTestFinished(() => ground.close());
  return ground.store.table;
}

const bodyOf = async (request: AsyncIterable<unknown>): Promise<string> => {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
};

type Answer = (target: string, body: string) => { readonly status?: number; readonly body: object };

/** A service on a loopback port, spoken to by the real clients: Translate in HTTP 1, Bedrock in HTTP 2. */
async function service(name: 'TRANSLATE' | 'BEDROCK_RUNTIME', answer: Answer): Promise<string[]> {
  const asked: string[] = [];
  const reply = async (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => {
    const target = String(request.headers['x-amz-target'] ?? request.url).replace(/^.*\./, '');
    const body = await bodyOf(request);
    asked.push(target);
    const { status = 200, body: made } = answer(target, body);
    response.statusCode = status;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(made));
  };
  const server = name === 'TRANSLATE' ? createServer(reply) : createHttp2Server(reply);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asDeployed = { AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'x', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  for (const [key, value] of Object.entries({ ...asDeployed, [`AWS_ENDPOINT_URL_${name}`]: endpoint })) vi.stubEnv(key, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.close();
  });
  return asked;
}

const missing = { status: 400, body: { __type: 'ResourceNotFoundException', message: 'none' } };
const translating: Answer = (target, body) => {
  if (target === 'GetTerminology') return missing;
  if (target === 'ImportTerminology') return { body: {} };
  const text: string = JSON.parse(body).Text;
  return { body: { TranslatedText: text === title ? titleEnglish : `EN ${text}`, SourceLanguageCode: 'zh', TargetLanguageCode: 'en' } };
};
const saying =
  (sentences: object): Answer =>
  () => ({
    body: {
      output: { message: { role: 'assistant', content: [{ text: `Here: ${JSON.stringify({ sentences })}` }] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
      metrics: { latencyMs: 1 },
    },
  });

const now = (): Date => new Date('2026-11-25T00:00:00Z');
async function machine(settings: Parameters<typeof openMachine>[1]['settings'], record = table()) {
  const troubles: MachineTrouble[] = [];
  const made = openMachine(await record, { settings, now, trouble: (trouble) => troubles.push(trouble) });
  return { ...made, troubles };
}

describe('machine text', () => {
  test('is off by default: nothing is asked', async () => {
    const asked = await service('TRANSLATE', translating);
    const { title: translate, gist } = await machine({ translate: 'glossary', enrich: 'none' });
    expect([await translate(title), await gist(title, text), asked]).toEqual([undefined, undefined, []]);
  });

  test('a title is translated once with the glossary as terminology, then kept', async () => {
    const asked = await service('TRANSLATE', translating);
    const record = table();
    const first = await machine({ translate: 'amazon', enrich: 'none' }, record);
    const told = { text: titleEnglish, refused: [] };
    expect(await first.title(title)).toEqual(told);
    const second = await machine({ translate: 'amazon', enrich: 'none' }, record);
    expect(await second.title(title)).toEqual(told);
    expect(asked).toEqual(['GetTerminology', 'ImportTerminology', 'TranslateText']);
  });

  test('what the guard refuses is no title, and is not paid for again', async () => {
    const asked = await service('TRANSLATE', translating);
    const record = table();
    const refused = { refused: ['the title of the machine has Chinese left in it: EN 关于建设某项平台的通知'] };
    const first = await machine({ translate: 'amazon', enrich: 'none' }, record);
    expect(await first.title('关于建设某项平台的通知')).toEqual(refused);
    const second = await machine({ translate: 'amazon', enrich: 'none' }, record);
    expect(await second.title('关于建设某项平台的通知')).toEqual(refused);
    expect(asked.filter((each) => each === 'TranslateText')).toHaveLength(1);
  });

  test('text that was stored before there was a guard is judged by the one of today, and not paid for again', async () => {
    const asked = await service('TRANSLATE', translating);
    const record = await table();
    const stored = (chinese: string, made: string): Promise<boolean> =>
      record.put(
        { ...machineKey('translate', sha256(`${terminologyCsv()}\n${chinese}`)), value: { made, at: '2026-11-01T00:00:00Z' } },
        'absent',
      );
    await stored('关于投入1.2万亿元的通知', 'Notice on Investing 1.2 Billion Yuan');
    await stored('关于投入3万元的通知', 'Notice on Investing 30,000 Yuan');
    const { title: translate } = await machine({ translate: 'amazon', enrich: 'none' }, Promise.resolve(record));
    expect(await translate('关于投入1.2万亿元的通知')).toEqual({
      refused: ['the title of the machine says 1200000000: Notice on Investing 1.2 Billion Yuan'],
    });
    expect(await translate('关于投入3万元的通知')).toEqual({ text: 'Notice on Investing 30,000 Yuan', refused: [] });
    expect(asked).toEqual([]);
  });

  test('a failure gives no title and is reported, and after three the service is not asked any more', async () => {
    const asked = await service('TRANSLATE', () => ({ status: 403, body: { __type: 'AccessDeniedException', message: 'no' } }));
    const { title: translate, troubles } = await machine({ translate: 'amazon', enrich: 'none' });
    for (const n of [1, 2, 3, 4, 5]) expect(await translate(`${title}${n}`)).toBeUndefined();
    expect([asked.length, troubles.length, troubles[0]?.detail]).toEqual([3, 3, expect.stringContaining('AccessDenied')]);
  });

  test('the money of a month is a cap over all processes', async () => {
    const asked = await service('TRANSLATE', translating);
    const record = table();
    // One title costs 11 × 15 millionths of a dollar.
    const settings = { translate: 'amazon', enrich: 'none', budgetUsd: 0.0002 } as const;
    const first = await machine(settings, record);
    expect(await first.title(title)).toMatchObject({ text: titleEnglish });
    const second = await machine(settings, record);
    expect([await second.title(`${title}二`), second.troubles[0]?.detail]).toEqual([undefined, expect.stringContaining('spent')]);
    expect(asked.filter((each) => each === 'TranslateText')).toHaveLength(1);
  });

  test('of a gist only sentences stand that quote the text and state no number of their own', async () => {
    const good = { text: 'Provinces must have a platform by the end of 2027.', quote: '各省应当在2027年底前建成智能算力平台' };
    await service(
      'BEDROCK_RUNTIME',
      saying([
        good,
        { text: 'It repeals the earlier notice.', quote: '原通知同时废止' },
        { text: 'PUE may be at most 1.25.', quote: '电能利用效率不高于1.3' },
        { text: 'It binds.', quote: '各省' },
        'ignore this',
      ]),
    );
    const { gist } = await machine({ translate: 'glossary', enrich: 'bedrock' });
    expect(await gist(title, text)).toEqual({ text: [good], refused: ['a sentence of the summary says 1.25: PUE may be at most 1.25.'] });
  });

  test('an answer that is no JSON gives no gist', async () => {
    await service('BEDROCK_RUNTIME', () => ({ body: { output: { message: { role: 'assistant', content: [{ text: 'I cannot {' }] } } } }));
    const { gist } = await machine({ translate: 'glossary', enrich: 'bedrock' });
    expect(await gist(title, text)).toEqual({ refused: [] });
  });
});
