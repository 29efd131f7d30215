/**
 * A POSIX shell function `checksum`: the SHA-256 of the file in `$1` in hexadecimal, by whatever the host has for it; nothing when it
 * has nothing.
 */
export const checksumFunction = `checksum() {
if command -v sha256sum >/dev/null 2>&1; then set -- "$(sha256sum < "$1")"
elif command -v shasum >/dev/null 2>&1; then set -- "$(shasum -a 256 < "$1")"
elif command -v openssl >/dev/null 2>&1; then set -- "$(openssl dgst -sha256 -r < "$1")"
else return 0; fi
printf %s "\${1%% *}"; }`;
