/** Time as the terminal needs it; passed in, so that tests can turn its hands. */
export interface Clock {
  /** Milliseconds since some moment in the past; never goes back. */
  now(): number;
  /** Calls `action` once, `ms` milliseconds from now, unless the function it gives is called before. Keeps no process alive. */
  after(ms: number, action: () => void): () => void;
  /** Calls `action` again and again until the function it gives is called. Keeps no process alive. */
  every(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms).unref();
    return () => clearTimeout(timer);
  },
  every(ms, action) {
    const timer = setInterval(action, ms).unref();
    return () => clearInterval(timer);
  },
};
