// The logs in a zip archive, as GitHub offers them: loaded when such a file is given. The browser itself decompresses.

/** @typedef {{ name: string, size: number, packed: number, begin: number, method: number }} Entry */

const END = 0x06054b50; // what the last record of an archive begins with
const ENTRY = 0x02014b50; // what each record of its contents begins with
const TAIL = 65_557; // bytes: no last record begins earlier than so many before the end
const MOST = 200_000_000; // bytes of logs: more would fill the memory
const WHOLE = /^[^/]+\.txt$/; // a job's whole log; its steps' stand in a folder of their own

/**
 * The logs in an archive, one below the other: the jobs' own, or else every text file. Nothing, if there is none.
 * @param {ArrayBuffer} buffer
 */
export async function logsIn(buffer) {
  const entries = contents(new DataView(buffer));
  const whole = entries.filter(({ name }) => WHOLE.test(name));
  const logs = whole.length ? whole : entries.filter(({ name }) => name.endsWith(".txt"));
  if (logs.reduce((sum, { size }) => sum + size, 0) > MOST) return "";
  const texts = [];
  for (const log of logs) texts.push(await unpacked(buffer, log));
  return texts.join("\n");
}

/**
 * What an archive holds: names, methods, sizes, and where each file begins.
 * @param {DataView} view
 */
function contents(view) {
  let end = view.byteLength - 22;
  while (end >= Math.max(0, view.byteLength - TAIL) && view.getUint32(end, true) !== END) end--;
  /** @type {Entry[]} */
  const entries = [];
  if (end < 0 || view.getUint32(end, true) !== END) return entries;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left && view.getUint32(at, true) === ENTRY; left--) {
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, length));
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const start = view.getUint32(at + 42, true);
    const begin = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    entries.push({ name, size, packed, begin, method: view.getUint16(at + 10, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * @param {ArrayBuffer} buffer
 * @param {Entry} entry
 */
function unpacked(buffer, { begin, packed, method }) {
  const bytes = new Blob([buffer.slice(begin, begin + packed)]);
  if (method === 0) return bytes.text();
  return new Response(bytes.stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}
