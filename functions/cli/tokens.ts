import { createHash, randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export function define(command: Command): void {
  withStore(command.command('create').description('a new token, shown once').argument('<name>')).action(
    async (name: string, options: StoreOptions) => {
      await withInstance(options, {}, async ({ context }) => {
        const token = `ht_${randomBytes(24).toString('base64url')}`;
        await context.tokens.put({ hash: hashOf(token), name, since: context.now().toISOString() });
        if (options.json) printJson({ name, token });
        else process.stdout.write(`${token}\nkeep it: it is not shown again\n`);
      });
    },
  );
  withStore(command.command('list').description('names of the tokens')).action(async (options: StoreOptions) => {
    await withInstance(options, {}, async ({ context }) => {
      const all = (await context.tokens.list()).map(({ hash, name, since }) => ({ id: hash.slice(0, 12), name, since }));
      if (options.json) printJson(all);
      else
        process.stdout.write(
          all.length === 0
            ? 'no tokens\n'
            : `${all.map(({ id, name, since }) => `${id}  ${name}  since ${since.slice(0, 10)}`).join('\n')}\n`,
        );
    });
  });
  withStore(command.command('revoke').description('take a token back').argument('<id>')).action(
    async (id: string, options: StoreOptions) => {
      await withInstance(options, {}, async ({ context }) => {
        const found = (await context.tokens.list()).filter(({ hash, name }) => hash.startsWith(id) || name === id);
        if (found.length !== 1 || !found[0])
          throw new InputError(`"${id}" names ${found.length} tokens; "hongtou tokens list" shows their ids`);
        await context.tokens.remove(found[0].hash);
        if (options.json) printJson({ revoked: found[0].name });
        else process.stdout.write(`revoked ${found[0].name}\n`);
      });
    },
  );
}
