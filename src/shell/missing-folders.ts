/** Defines `missing`: prints (with `say`) every folder on the way to a path that is not there, the path first, then an empty field. */
export const missingFunction = `missing() {
_q=$1
while [ -n "$_q" ] && [ ! -e "$_q" ] && [ ! -L "$_q" ]; do
say "$_q"
case $_q in */*) _q=\${_q%/*}; while [ "$_q" != "\${_q%/}" ]; do _q=\${_q%/}; done ;; *) _q= ;; esac
done
say ''
}`;
