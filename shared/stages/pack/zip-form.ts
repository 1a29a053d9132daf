/**
 * The one form of ZIP in which packs are written, and which alone is read again: members one after the other without gaps, sizes and checksum in both headers,
 * stored or deflated, no extra fields, no comments, the first day that ZIP knows as their time.
 */
export const marks = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
export const lengths = { local: 30, central: 46, end: 22 } as const;
/** 1980-01-01, 00:00. */
export const firstDay = 0x00210000;
export const needed = 20;
/** Names are ASCII, which is UTF-8. */
export const flags = 0x0800;
export const methods = { stored: 0, deflated: 8 } as const;
/** Beyond these ZIP needs its 64-bit form. */
export const mostMembers = 65_534;
export const mostBytes = 0xffff_fffe;
/** One file of a pack: pages and attachments have at most 30 MB, a document's JSON and a manifest stay below this, too. */
export const largestMember = 128 * 1024 * 1024;

/** What is said of a member in both its headers. */
export type Member = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** Names are paths of plain letters, without a way up or out. */
export const isPlainName = (name: string): boolean =>
  name.length <= 200 && /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}$/.test(name);
