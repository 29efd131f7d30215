/** Seconds that each property of a fuzz test is tried: a second in a usual run of the tests, more where `FUZZ_SECONDS` says so. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 1);

/** For `fc.assert`: as many runs as there is time for. */
export const fuzzRuns = { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 };

/** Milliseconds that vitest gives such a test. */
export const fuzzTimeout = (seconds + 60) * 1000;
