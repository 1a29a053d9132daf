declare module 'opencc-js/dict/*' {
  /** `from to to…|from to…`; the first target is the usual one. */
  const pairs: string;
  export default pairs;
}
