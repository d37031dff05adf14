#!/usr/bin/env bash
# Runs localservice and uses it with the JavaScript clients from the npm registry. It needs Go, Node.js and npm. With
# -update it rewrites docs/operations.md; names of resources limit which operations are called.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root="$(cd ../../.. && pwd)"
update=
if [[ ${1:-} == -update ]]; then
  update=yes
  shift
fi

work="$(mktemp -d)"
cp -r package.json ./*.mjs operations "${work}"
go build -o "${work}/localservice" ..
(cd "${work}" && npm install --no-audit --no-fund --loglevel=error)

address="127.0.0.1:$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')"
"${work}/localservice" -addr "${address}" >/dev/null 2>"${work}/log" &
service=$!
trap 'kill "${service}" 2>/dev/null || true; wait "${service}" 2>/dev/null || true; rm -rf "${work}"' EXIT
export LOCALSERVICE_URL="http://${address}"
for _ in $(seq 100); do
  node -e 'fetch(process.env.LOCALSERVICE_URL + "/health").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' && break
  sleep 0.1
done

eval "$("${work}/localservice" -env -addr "${address}")"
if (($# > 0)); then
  (cd "${work}" && node every.mjs -root "${root}" "$@")
  exit
fi
export APP_INSTANCE_ARN="arn:aws:chime:${AWS_REGION}:123456789012:app-instance/local"
(cd "${work}" && npm run --silent check && node every.mjs -root "${root}" -table operations.md)
if [[ -n ${update} ]]; then
  cp "${work}/operations.md" ../docs/operations.md
fi
diff -u ../docs/operations.md "${work}/operations.md"
if command -v python3 >/dev/null; then
  python3 ../py/control.py
fi
