import type { Decoded, FileState, Warning } from '../../model/article.ts';

export type FileLine = {
  readonly text: string;
  /** Set as a heading, or larger than the text around it. */
  readonly heading?: boolean;
  readonly align?: 'right' | 'center';
};

export type FileText = {
  readonly lines: readonly FileLine[];
  readonly title?: string;
  readonly pages?: number;
  readonly state: FileState;
  readonly reason?: string;
  readonly warnings?: readonly Warning[];
};

export const unreadableFile = (state: FileState, reason: string): FileText => ({ lines: [], state, reason });

export const encrypted = 'encrypted: it opens with a password only';

const packed = new Set(['rar', '7z', 'gzip', 'tar']);

export const unreadReason = (format: string): string =>
  `${format} files are not read: ${packed.has(format) ? 'unpack it and give each file to `hongtou parse FILE --url URL`' : 'open it at its address'}`;

export const unseenLetters: Warning = {
  field: 'text',
  reason: 'the file holds letters that nobody sees and a machine would read; they are left out',
};

export const doubtsOf = ({ lossy, unseen }: Omit<Decoded, 'text'>): readonly Warning[] => [
  ...(lossy ? [{ field: 'text', reason: 'some bytes fit no character of the charset' }] : []),
  ...(unseen ? [unseenLetters] : []),
];
