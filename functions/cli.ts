import { CommanderError } from 'commander';
import { isDiskFull } from '../shared/model/errors.ts';
import { didYouMean } from '../shared/model/values.ts';
import { commands } from './cli/commands.ts';
import { guardOutput } from './cli/output.ts';
import { openProgram, version } from './cli/program.ts';
import { exitStatus } from './cli/system-trouble.ts';

export async function main(args: readonly string[]): Promise<void> {
  process.env['HONGTOU_VERSION'] ??= version();
  const unguard = guardOutput();
  const [first = ''] = args;
  const named = first === 'help' ? args[1] : first;
  // A program that closes the pipe early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.on('uncaughtException', (error) => process.exit(exitStatus(error)));
  try {
    const program = await openProgram((name) => name === named);
    if (args.length === 0) program.help();
    // Commander answers `unknown --help` with the general help, as if the command were there.
    if (named !== undefined && named !== '' && !named.startsWith('-') && !(named in commands) && named !== 'help')
      program.error(`error: unknown command '${named}'.${didYouMean(named, Object.keys(commands))}`);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : exitStatus(error);
    // Open handles of the emulators wait for writes that will never be done.
    if (isDiskFull(error)) process.exit();
  } finally {
    unguard();
  }
}
