// The little of Lambda's runtime that a function sees: loads the handler, hands it events, sends back what it answers.
const [, , folder, handlerName] = process.argv;
const [file, name] = handlerName.split('.');
const { readdirSync } = await import('node:fs');
const entry = ['mjs', 'js', 'cjs'].map((ending) => `${file}.${ending}`).find((each) => readdirSync(folder).includes(each));
const spentMs = (since) => Object.values(process.cpuUsage(since)).reduce((sum, each) => sum + each) / 1000;
const module = await import(`file://${folder}/${entry}`);
process.on('message', async ({ event, call, milliseconds }) => {
  const start = process.cpuUsage();
  try {
    const result = await module[name](event, { ...call, getRemainingTimeInMillis: () => milliseconds - spentMs(start) });
    process.send({ result, cpuMs: spentMs(start), peakMb: process.resourceUsage().maxRSS / 1024 });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error), cpuMs: spentMs(start), peakMb: process.resourceUsage().maxRSS / 1024 });
  }
});
process.send({ ready: true, cpuMs: spentMs(), peakMb: process.resourceUsage().maxRSS / 1024 });
