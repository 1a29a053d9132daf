import { openReader, readers } from '../../functions/reading-threads.ts';

/** One reader for all commands and benches of a process, as in a function that stays warm: to start a thread takes a second of processor time. It keeps no process alive. */
const open = readers.open;
const warm = { ...openReader(), close: async () => {} };
readers.open = (options = {}) => (options.glossary ? open(options) : warm);
