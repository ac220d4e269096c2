"""Check the reports that were dropped on 检查报告: a page for each beside it, opened in the browser.

Stands in the offline folder beside 检查报告.cmd or 检查报告.sh and runs with the Python of that folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = ".检查.html"
FOLDER = "检查结果"
OVERVIEW = "index.html"
ONE_BY_ONE = 5
"""More files than this give one folder of pages with an overview, lest the screen be full of windows."""


def main(paths: Sequence[str], show: Callable[[Path], None] | None = None) -> int:
    """Check what was dropped; 0 if all of it could be read, else 2.

    Args:
        paths: files and folders.
        show: opens a page; the system's way by default.
    """
    show = show or open_page
    if not paths:
        print("请把报告文件（或装有报告的文件夹）拖到“检查报告”的图标上。")
        return 2
    dropped = [Path(path).resolve() for path in paths]
    gone = [path for path in dropped if not path.exists()]
    for path in gone:
        print(f"找不到 {path}：文件名中如有 & ^ % 等符号，请改名后再试。")
    dropped = [path for path in dropped if path not in gone]
    files = [path for path in dropped if path.is_file()]
    calls = [([path], path.with_name(f"{path.name}-{FOLDER}")) for path in dropped if path.is_dir()]
    if len(files) > ONE_BY_ONE:
        calls.append((files, files[0].with_name(FOLDER)))
    else:
        calls += [([path], path.with_name(path.name + PAGE)) for path in files]
    results = [check(asked, writable(page), show) for asked, page in calls]
    return 2 if gone or not all(results) else 0


def check(asked: Sequence[Path], page: Path, show: Callable[[Path], None]) -> bool:
    """Check, write the page and open it; whether all could be read. What went wrong, juesuan itself has said."""
    print(f"正在检查 {asked[0].name}{' 等' if len(asked) > 1 else ''} …", flush=True)
    many = page.suffix != ".html"
    if many:
        page.mkdir(exist_ok=True)
    words = ["check", *map(str, asked), "--format", "html", "--lang", "zh", "-o", str(page) + (os.sep if many else "")]
    status = subprocess.run([sys.executable, "-X", "utf8", "-m", "juesuan", *words], check=False).returncode  # noqa: S603
    made = page / OVERVIEW if many else page
    if status in (0, 1) or (many and made.exists()):
        print(f"结果：{made}")
        show(made)
    return status in (0, 1)


def writable(page: Path) -> Path:
    """The page's place, or one in this folder where beside the report nothing can be written (a disc, a share)."""
    try:
        with tempfile.TemporaryFile(dir=page.parent):
            return page
    except OSError:
        (HERE / FOLDER).mkdir(exist_ok=True)
        return HERE / FOLDER / page.name


def open_page(page: Path) -> None:
    """Open a page with the program for such files, if there is a screen."""
    if sys.platform == "win32":
        os.startfile(page)  # noqa: S606 - a page that we wrote
        return
    program = shutil.which("xdg-open")
    if program and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        subprocess.run([program, str(page)], check=False)  # noqa: S603 - a page that we wrote


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
