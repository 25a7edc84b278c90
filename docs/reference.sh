#!/bin/sh
# Writes docs/guide/reference.md: every attribute, property and option that the code knows. Run it after a change of one.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
exec "$root/sipario" test -q -pl docs -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference=write
