import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Resolves after some seconds as another process counts them: a machine that holds up what is measured holds that one up as well. */
export function stopwatch(seconds: number): Promise<string> {
  const child = spawn(process.execPath, ['-e', `setTimeout(() => {}, ${1000 * seconds})`], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  return once(child, 'exit').then(() => `${seconds} seconds passed`);
}
