import type { Diagnostics } from '../source/diagnostic.ts';
import type { Span } from '../source/span.ts';
import { didYouMean, suggest } from '../source/suggest.ts';

/** Reports that go into a file. */
export type FileReportKind = 'json' | 'jsonl' | 'junit' | 'html';

/** A value of `--report`. A `path` of `-` is standard output. */
export type ReportOption = { readonly kind: FileReportKind; readonly path: string } | { readonly kind: 'github' };

const fileKinds: readonly string[] = ['json', 'jsonl', 'junit', 'html'] satisfies FileReportKind[];
const extensions: Readonly<Record<string, FileReportKind>> = {
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  xml: 'junit',
  html: 'html',
};

/** Reads `json=FILE`, `jsonl=FILE`, `junit=FILE`, `html=FILE` or `github`; undefined when it is none of them, which is then said. */
export function parseReportOption(text: string, diagnostics: Diagnostics, span?: Span): ReportOption | undefined {
  const at = span === undefined ? {} : { span };
  const [kind = '', path] = splitOnce(text.trim());
  if (kind === 'github' && path === undefined) return { kind };
  if (kind === 'github') {
    diagnostics.error('bad-report', '`github` writes to standard output and takes no file', {
      ...at,
      help: 'type `--report github`',
    });
  } else if (!isFileKind(kind)) {
    diagnostics.error('bad-report', `\`${kind}\` is no kind of report`, { ...at, ...kindHelp(kind, path) });
  } else if (path === undefined || path === '') {
    const help = `type \`--report ${kind}=FILE\`, or \`${kind}=-\` for standard output`;
    diagnostics.error('bad-report', `the report \`${kind}\` needs a file`, { ...at, help });
  } else return { kind, path };
  return undefined;
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf('=');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function isFileKind(kind: string): kind is FileReportKind {
  return fileKinds.includes(kind);
}

/** Somebody who names a file alone probably wants the kind that its ending says. */
function kindHelp(kind: string, path: string | undefined): { help?: string } {
  const guess = path === undefined ? extensions[/\.(\w+)$/.exec(kind)?.[1] ?? ''] : undefined;
  if (guess !== undefined) return { help: `type \`--report ${guess}=${kind}\`` };
  const near = suggest(kind, fileKinds);
  if (near !== undefined && path !== undefined) return { help: `did you mean \`${near}=${path}\`?` };
  return didYouMean(kind, [...fileKinds, 'github'], 'the kinds are `json`, `jsonl`, `junit`, `html` and `github`');
}
