#!/bin/sh
# Make the environment in this folder from what came along: no internet, no administrator.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
cd "$here"
fail() { echo "$1" >&2; exit 2; }

sha256sum --check --quiet SHA256SUMS || fail "文件不完整，请重新复制整个文件夹。"
if [ -f python.tar.gz ]; then
    [ -x python/bin/python3 ] || tar -xzf python.tar.gz
    python="$here/python/bin/python3"
else
    python=
    for name in python@VERSION@ python3; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "import sys; sys.exit(sys.version_info[:2] != (@VERSION_INFO@))"; then
            python=$(command -v "$name")
            break
        fi
    done
    [ -n "$python" ] || fail "没有找到 Python @VERSION@。请换用自带 Python 的离线包（见 使用说明.txt）。"
fi
rm -rf .venv
"$python" -m venv --without-pip .venv || fail "无法建立运行环境：$python -m venv 失败。"
# pip runs from its own wheel: distributions leave ensurepip out.
.venv/bin/python "$(echo wheels/pip-*.whl)/pip" install --quiet --disable-pip-version-check \
    --no-index --find-links wheels "juesuan[pdf]" || fail "安装失败，原因见上。"
ln -sf .venv/bin/juesuan juesuan
echo "已装好：$(./juesuan --version)。把报告拖到“检查报告.sh”上，或运行 ./juesuan check 报告.pdf"
