import { type AwsGround, openAwsGround } from '../support/emulated/ground.ts';
import { storeContract } from './contract.ts';

storeContract('AWS', {
  open: openAwsGround,
  words: () => ['aws', ''],
  mailed: async (ground) => (await (ground as AwsGround).emulators.mails()).flatMap(({ destination }) => destination.to),
  ordered: false,
  largest: 8 * 1024 * 1024,
});
