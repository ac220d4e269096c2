#!/bin/sh
# Drop reports (or a folder of them) on this file, or name them: each is checked and its page opened.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 2
if [ ! -x "$here/.venv/bin/python" ]; then
    echo "请先运行一次 install-offline.sh。" >&2
    exit 2
fi
exec "$here/.venv/bin/python" -X utf8 "$here/check_dropped.py" "$@"
