/** The style sheet of the HTML report; it follows the reader's light or dark setting. */
export const htmlStyle = `
:root { color-scheme: light dark; --line: #8884; --ok: #1a7f37; --changed: #9a6700; --failed: #cf222e; --unreachable: #a40e26; --skipped: #57606a; }
@media (prefers-color-scheme: dark) { :root { --ok: #3fb950; --changed: #d29922; --failed: #ff7b72; --unreachable: #ff7b72; --skipped: #8b949e; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; } td.zero { opacity: .35; }
pre { margin: .4rem 0 .8rem; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 4px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } summary { cursor: pointer; padding: .1rem 0; } details div, details pre { margin-left: 1.1rem; }
.place { opacity: .65; } .ok { color: var(--ok); } .changed { color: var(--changed); } .skipped { color: var(--skipped); }
.failed { color: var(--failed); font-weight: 600; } .unreachable { color: var(--unreachable); font-weight: 600; }
`;
