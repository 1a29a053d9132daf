/** Parts of a date as written. `text` offsets are UTF-16 units; `year` is missing in 8月21日, `day` in 2025年8月. */
export type DateParts = {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly start: number;
  readonly end: number;
  /** Days or years to count from the base instead (昨日, 去年8月21日). */
  readonly relative?: boolean;
  /** Why the words are no date although they look like one. */
  readonly trouble?: string;
};

export type ClockTime = {
  readonly hour: number;
  readonly minute: number;
  readonly end: number /** Minutes east of UTC; missing = Beijing. */;
  readonly offset?: number;
};
