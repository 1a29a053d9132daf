import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { eraseReader } from '../../shared/pipeline/mail/erase.ts';
import { addSubscriber, confirmSubscriber, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { confirmUrl } from '../../shared/pipeline/read/reader-links.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

async function requireSubscriber(address: string, context: Context) {
  const subscriber = await subscriberOf(address, context);
  if (!subscriber) throw new InputError(`${address} is not a reader; "hongtou subscribers list" names them`);
  return subscriber;
}

async function change(what: 'add' | 'confirm' | 'remove', address: string, context: Context): Promise<string> {
  if (what === 'add') {
    const subscriber = await addSubscriber(address, context);
    if (subscriber.state !== 'pending') return `${address} is ${subscriber.state}`;
    const link = await confirmUrl(subscriber, context);
    return `${address} is pending; confirm it with: hongtou subscribers confirm ${address}, or hand its reader this link, good for seven days: ${link}`;
  }
  const subscriber = await requireSubscriber(address, context);
  if (what === 'remove') await eraseReader(subscriber.id, context);
  else await confirmSubscriber(subscriber, context);
  return `${address} is ${what === 'remove' ? 'no longer a reader' : 'confirmed'}`;
}

export function define(command: Command): void {
  withStore(command.command('list').description('who receives the digest')).action(async (options: StoreOptions) => {
    await withInstance(options, {}, async ({ context }) => {
      const all = await context.digests.subscribers();
      if (options.json) return printJson(all.map(({ token: _token, linkHashes: _hashes, ...rest }) => rest));
      process.stdout.write(
        all.length === 0
          ? 'no readers\n'
          : `${all.map(({ address, state, since }) => `${state.padEnd(10)} ${address}  since ${since.slice(0, 10)}`).join('\n')}\n`,
      );
    });
  });
  for (const what of ['add', 'confirm', 'remove'] as const) {
    withStore(command.command(what).description(`${what} a reader`).argument('<address>')).action(
      async (address: string, options: StoreOptions) => {
        await withInstance(options, {}, async ({ context }) => {
          const said = await change(what, address, context);
          if (options.json) printJson({ address, said });
          else process.stdout.write(`${said}\n`);
        });
      },
    );
  }
}
