#!/bin/sh
echo s >> $TRACE
