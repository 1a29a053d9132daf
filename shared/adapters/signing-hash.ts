import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

type Secret = string | ArrayBuffer | ArrayBufferView;

/** Of keys that were made for the secrets of a signer, which keeps each for a day. */
const keys = new WeakMap<object, KeyObject>();

/** A key of bytes costs Node three times as much as the hash itself, each time, one that was made for it nothing. */
function keyOf(secret: Secret): string | KeyObject {
  if (typeof secret === 'string') return secret;
  const bytes = ArrayBuffer.isView(secret) ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength) : Buffer.from(secret);
  const key = keys.get(secret) ?? createSecretKey(bytes);
  keys.set(secret, key);
  return key;
}

const begin = (secret: Secret | undefined) => (secret ? createHmac('sha256', keyOf(secret)) : createHash('sha256'));

/** SHA-256, or its HMAC where there is a secret, in the form in which the SDK signs with it. */
export class SigningHash {
  private readonly secret: Secret | undefined;
  private hash: ReturnType<typeof begin>;

  constructor(secret?: Secret) {
    this.secret = secret;
    this.hash = begin(secret);
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = begin(this.secret);
  }
}
