/** Charset of two or four bytes a character, told by its byte-order mark or by where the zeros of its ASCII stand. `undefined` for any other. */
export function wideCharset(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length > 4 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return byZeros(bytes.subarray(0, 256));
}

/** Markup and JSON begin with ASCII: in UTF-16 every second byte of it is zero, in UTF-32 three of four. Other charsets have no zeros. */
function byZeros(head: Uint8Array): string | undefined {
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros;
  const quarter = head.length / 4;
  const [even, odd] = [first + third, second + fourth];
  if (head.length < 8 || even + odd < quarter / 3) return undefined;
  if (fourth >= 0.95 * quarter && third >= 0.9 * quarter) return 'utf-32le';
  if (first >= 0.95 * quarter && second >= 0.9 * quarter) return 'utf-32be';
  // A few Chinese characters have a zero on the other side too: 一 is 4E00.
  if (odd >= 3 * even) return 'utf-16le';
  return even >= 3 * odd ? 'utf-16be' : undefined;
}

/** Text of UTF-32, which no decoder of the platform reads; U+FFFD for what is no character. */
export function decodeUtf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    parts.push(code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code));
  }
  return parts.join('');
}
