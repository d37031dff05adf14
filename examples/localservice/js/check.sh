#!/usr/bin/env bash
# Runs localservice and uses it with the JavaScript clients from the npm registry. It needs Go, Node.js and npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

work="$(mktemp -d)"
cp package.json check.mjs session.mjs "${work}"
go build -o "${work}/localservice" ..
(cd "${work}" && npm install --no-audit --no-fund --loglevel=error)

"${work}/localservice" -addr 127.0.0.1:0 >"${work}/log" &
service=$!
trap 'kill "${service}" 2>/dev/null || true; wait "${service}" 2>/dev/null || true; rm -rf "${work}"' EXIT
for _ in $(seq 100); do
  grep -q 'other users' "${work}/log" && break
  sleep 0.1
done

eval "$(grep '^export ' "${work}/log")"
APP_INSTANCE_ARN="$(sed -n 's/^Chime app instance *//p' "${work}/log")"
export APP_INSTANCE_ARN
(cd "${work}" && npm run --silent check)
