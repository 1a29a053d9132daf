import { zipSync } from 'fflate';

/** Checked parts as a ZIP file without compression: what the libraries unpack again can be no bomb. */
export function packZip(parts: ReadonlyMap<string, Uint8Array>): ArrayBuffer {
  return zipSync(Object.fromEntries(parts), { level: 0 }).slice().buffer;
}
