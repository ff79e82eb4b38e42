#!/bin/sh
# usage: import_samples.sh CLAIMBASE DATABASE (at the top of the source tree)
# Imports the sample articles into a new database. The paths are relative, so that the rows are the same everywhere.
set -eu
rm -f "$2" "$2-wal" "$2-shm"
"$1" import -d "$2" import/samples
