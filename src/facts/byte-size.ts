const UNITS = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const STEP = 1024;

/** A number of bytes as people read it, with two digits and units of 1024: `256.00 GB`. */
export function byteSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / STEP ** power).toFixed(2)} ${UNITS[power]}`;
}
