#!/bin/sh
echo "script $(basename "$(pwd)")" >> "$TRACE"
