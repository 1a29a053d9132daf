import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orEmpty } from '../../../shared/model/values.ts';

/** A name that functions may ask for: it resolves to a public address, where the test's server stands in. */
export type Site = { readonly host: string; readonly address: string; readonly port: number; readonly to: number };

export type FunctionShape = {
  readonly id: string;
  /** Folder of the bundle. */
  readonly folder: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly sites: readonly Site[];
};

/** What one start, or one call, took. */
type Taken = { readonly cpuMs: number; readonly peakMb: number };
type Reply = Taken & { readonly ready?: true; readonly result?: unknown; readonly error?: string };

export type FunctionProcess = {
  readonly start: Taken;
  readonly calls: Taken[];
  /** Lines of its log. */
  readonly log: string[];
  readonly alive: boolean;
  /** Throws when the handler does, and when the process was killed for its memory or its time. */
  invoke(event: unknown): Promise<unknown>;
  close(): Promise<void>;
};

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Flags that Lambda's own start gives to Node: a tenth of the memory for what is new, the rest for the heap. They win over those of NODE_OPTIONS. */
const flags = (memoryMb: number): readonly string[] => {
  const fresh = Math.floor(memoryMb / 10);
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    `--max-semi-space-size=${Math.floor(fresh / 2)}`,
    `--max-old-space-size=${memoryMb - fresh}`,
  ];
};

/** Variables that Lambda sets for every function. TMPDIR stands for a /tmp of its own; the container's own paths are left out. */
const ofLambda = ({ id, memoryMb, handler, folder }: FunctionShape, tmp: string) => ({
  AWS_LAMBDA_FUNCTION_NAME: id,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${id}`,
  AWS_LAMBDA_LOG_STREAM_NAME: '2026/11/25/[$LATEST]0123456789abcdef0123456789abcdef',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: handler,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  TMPDIR: tmp,
});

const ticksASecond = 100;
/** Processor seconds and resident megabytes of a living process, by the kernel. */
function measured(pid: number): { readonly cpuMs: number; readonly residentMb: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return { cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksASecond, residentMb: (pages * 4096) / 1024 / 1024 };
  } catch {
    return undefined;
  }
}

/** A run may wait this many times its timeout on the clock: the machine of the tests is shared, so its time is processor time. */
const patience = 4;

type Limits = Pick<FunctionShape, 'id' | 'memoryMb' | 'timeoutSeconds'>;

/** Kills the process when it takes more memory or time than it has. Returns how to stop watching, and why it was killed. */
function watch(child: ChildProcess, { id, memoryMb, timeoutSeconds }: Limits): { stop(): string | undefined } {
  const pid = child.pid ?? 0;
  const [began, before] = [Date.now(), measured(pid)?.cpuMs ?? 0];
  let why: string | undefined;
  const look = (): void => {
    const now = measured(pid);
    if (!now || why !== undefined) return;
    if (now.residentMb > memoryMb) why = `${id} took ${Math.round(now.residentMb)} MB of ${memoryMb}`;
    else if (now.cpuMs - before > timeoutSeconds * 1000 || Date.now() - began > timeoutSeconds * 1000 * patience)
      why = `${id} took more than its ${timeoutSeconds} s`;
    if (why !== undefined) child.kill('SIGKILL');
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      clearInterval(timer);
      return why;
    },
  };
}

/** Sends what the process is to do, and waits for its answer or its end, whichever comes first. */
async function reply(child: ChildProcess, ended: Promise<Reply>, limits: Limits, ask: () => void): Promise<Reply> {
  const watching = watch(child, limits);
  const listening = new AbortController();
  const answered = once(child, 'message', { signal: listening.signal }).then(([answer]) => answer as Reply);
  answered.catch(() => {});
  ask();
  const answer = await Promise.race([answered, ended]);
  listening.abort();
  const why = watching.stop();
  return why === undefined ? answer : { ...answer, error: why };
}

const invocation = ({ id, memoryMb }: FunctionShape) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: id,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${id}`,
  memoryLimitInMB: String(memoryMb),
  awsRequestId: randomUUID(),
  logGroupName: `/aws/lambda/${id}`,
  logStreamName: '2026/11/25/[$LATEST]0123456789abcdef0123456789abcdef',
});

/** Starts a bundle as Lambda does: a process of its own, in its folder, with the memory, time and environment of the template and nothing of this process. */
export async function startFunction(shape: FunctionShape): Promise<FunctionProcess> {
  const tmp = mkdtempSync(join(tmpdir(), `hongtou-${shape.id}-`));
  const child = fork(here('runtime.mjs'), [shape.folder, shape.handler], {
    cwd: shape.folder,
    env: { ...shape.environment, ...ofLambda(shape, tmp), PATH: '', HONGTOU_TEST_SITES: JSON.stringify(shape.sites) },
    execArgv: [...flags(shape.memoryMb), '--import', `file://${here('network.mjs')}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n').filter(Boolean)));
  const ended = once(child, 'exit').then(
    ([code, signal]): Reply => ({ error: `${shape.id} ended with ${String(code ?? signal)}`, cpuMs: 0, peakMb: 0 }),
  );
  const start = await reply(child, ended, { ...shape, timeoutSeconds: 10 }, () => {});
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(tmp, { recursive: true, force: true });
  };
  if (start.error !== undefined) {
    await close();
    throw new Error(`${start.error}\n${log.join('\n')}`);
  }
  const calls: Taken[] = [];
  return {
    start,
    calls,
    log,
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    close,
    async invoke(event) {
      const ask = (): void => void child.send({ event, call: invocation(shape), milliseconds: shape.timeoutSeconds * 1000 });
      const { error, result, cpuMs, peakMb } = await reply(child, ended, shape, ask);
      calls.push({ cpuMs, peakMb });
      if (error !== undefined) throw new Error(orEmpty(error));
      return result;
    },
  };
}
