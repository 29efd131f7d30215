#!/bin/sh
echo "$@"; pwd; echo e >&2
