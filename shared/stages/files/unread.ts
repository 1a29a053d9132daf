const packed: ReadonlySet<string> = new Set(['rar', '7z', 'gzip', 'tar']);

export const unreadReason = (format: string): string =>
  `${format} files are not read: ${packed.has(format) ? 'unpack it and give each file to `hongtou parse FILE --url URL`' : 'open it at its address'}`;
