const packed: ReadonlySet<string> = new Set(['rar', '7z', 'gzip', 'tar']);

/** Why a file of a format that nobody here reads stays unread, and what a person can do about it. */
export const unreadReason = (format: string): string =>
  `${format} files are not read: ${packed.has(format) ? 'unpack it and give each file to `hongtou parse FILE --url URL`' : 'open it at its address'}`;
