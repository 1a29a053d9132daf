import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

type Kind = 'A' | 'AAAA';
/** Addresses that are given, none (there is no such record), the code of a refusal (2 server failure, 3 no such name), or nothing at all. */
export type NameAnswer = readonly string[] | number | 'silence';
export type NameServer = { readonly address: string; readonly asked: string[]; close(): void };

const kinds: Readonly<Record<number, Kind>> = { 1: 'A', 28: 'AAAA' };

function questionOf(packet: Buffer): { name: string; kind: Kind; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = packet.readUInt8(at); length > 0; length = packet.readUInt8(at)) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), kind: kinds[packet.readUInt16BE(at + 1)] ?? 'A', end: at + 5 };
}

const bytesOf = (address: string): Buffer =>
  address.includes(':') ? Buffer.from(address.replaceAll(':', ''), 'hex') : Buffer.from(address.split('.').map(Number));

/** One record: the name of the question, kind, class IN, a lifetime of a second, the address. */
function recordOf(address: string): Buffer {
  const bytes = bytesOf(address);
  const head = Buffer.from([0xc0, 0x0c, 0, address.includes(':') ? 28 : 1, 0, 1, 0, 0, 0, 1, 0, bytes.length]);
  return Buffer.concat([head, bytes]);
}

/** A name server on loopback. Addresses of IPv6 are written in full. */
export async function openNameServer(answer: (name: string, kind: Kind) => NameAnswer | Promise<NameAnswer>): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', async (packet, from) => {
    const { name, kind, end } = questionOf(packet);
    asked.push(`${kind} ${name}`);
    const answered = await answer(name, kind);
    if (answered === 'silence') return;
    const addresses = typeof answered === 'number' ? [] : answered;
    const head = Buffer.from(packet.subarray(0, end));
    head.writeUInt16BE(0x8180 | (typeof answered === 'number' ? answered : 0), 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, ...addresses.map(recordOf)]), from.port, from.address);
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return { address: `127.0.0.1:${(socket.address() as AddressInfo).port}`, asked, close: () => void socket.close() };
}
