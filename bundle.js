import { build } from 'rolldown';

/** Makes one file of each input, and of what several of them share. */
export async function bundle(dir, input) {
  await build({
    input,
    platform: 'node',
    // Packages stay outside, but `diff` comes in: it is many small files, and every run would wait for them.
    external: /^(?!diff(?:\/|$))[^./]/,
    output: { dir, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', sourcemap: true },
    logLevel: 'warn',
  });
}
