/**
 * Text for `/bin/sh -c` that runs as it is written, whatever the environment of the host says. Where `/bin/sh` is bash, functions that were
 * exported (`BASH_FUNC_cd%%`) and options (`SHELLOPTS=xtrace`) would change our own commands: there it starts once more, in the mode that takes
 * neither and hands the functions on to what it runs.
 */
export function ownShell(script: string): string {
  return `${startAgain}${script}`;
}

/** Only bash has the variable; its `$-` has a `p` the second time. `exec` and `case` are the two words that no function can stand in for. */
const startAgain = `case \${BASH_EXECUTION_STRING+$-} in ""|*p*);;*)exec env -u SHELLOPTS "$BASH" -pc "$BASH_EXECUTION_STRING" "$0" "$@";;esac;`;

/**
 * A statement that takes out of the environment what changes how tools print, how long `read` waits and where `cd` goes. For scripts that
 * look, not for those that run what the user wrote.
 */
export const plainTools = `unset TMOUT CDPATH POSIXLY_CORRECT COLUMNS GREP_OPTIONS GREP_COLOR GREP_COLORS LS_COLORS CLICOLOR_FORCE QUOTING_STYLE \
TIME_STYLE BLOCKSIZE BLOCK_SIZE DF_BLOCK_SIZE DU_BLOCK_SIZE LS_BLOCK_SIZE TAR_OPTIONS GZIP PS_FORMAT PS_PERSONALITY IFCONFIG_FORMAT SYSTEMD_COLORS`;
