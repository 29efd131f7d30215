#!/bin/sh
cat <<'X'
{"g1": {"hosts": ["s1", "s2"], "vars": {"gv": "G1"}}, "g2": {"children": ["g1"]}, "g3": ["s3"], "_meta": {"hostvars": {"s1": {"v": 1}, "s2": {"v": [2]}, "s3": {"v": {"k": 3}}}}}
X
