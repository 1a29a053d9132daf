import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Certificates as sites have them, good and bad, in the few forms of DER that they need: no tool of the machine makes an expired one. */
export type Issued = { readonly cert: string; readonly key: string; readonly name: string; readonly signer: KeyObject };

type Wish = {
  readonly name: string;
  /** Who signs; itself where absent. */
  readonly by?: Issued;
  readonly hash?: 'sha256' | 'sha1';
  readonly until?: Date;
  readonly authority?: boolean;
};

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const text = (words: string, tag = 0x0c): Buffer => der(tag, Buffer.from(words));
const time = (date: Date): Buffer => text(`${date.toISOString().slice(0, 19).replace(/\D/g, '')}Z`, 0x18);
const named = (name: string): Buffer => sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), text(name))));
const truth = der(0x01, Buffer.from([255]));

const signatures = {
  sha256: sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05)),
  sha1: sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05), der(0x05)),
} as const;

let serial = 1;

/** Issues a certificate for a name with a key of its own. */
export function issue({ name, by, hash = 'sha256', until = new Date(Date.now() + 86_400_000), authority = false }: Wish): Issued {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signer = by?.signer ?? privateKey;
  serial += 1;
  const extensions = [
    sequence(oid(0x55, 0x1d, 0x11), der(0x04, sequence(text(name, 0x82)))),
    ...(authority ? [sequence(oid(0x55, 0x1d, 0x13), truth, der(0x04, sequence(truth)))] : []),
  ];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    signatures[hash],
    named(by?.name ?? name),
    sequence(time(new Date('2020-01-01T00:00:00Z')), time(until)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const made = sequence(body, signatures[hash], der(0x03, Buffer.from([0]), sign(hash, body, signer)));
  const cert = `-----BEGIN CERTIFICATE-----\n${made.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  return { cert, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), name, signer: privateKey };
}
