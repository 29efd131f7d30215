import { setTimeout as delay } from 'node:timers/promises';

/** Whether it closes within so many milliseconds; no timer stays behind. */
export async function closedWithin(closed: Promise<void>, milliseconds: number): Promise<boolean> {
  const late = new AbortController();
  const wait = delay(milliseconds, false, { signal: late.signal }).catch(() => false);
  const inTime = await Promise.race([closed.then(() => true), wait]);
  late.abort();
  return inTime;
}
