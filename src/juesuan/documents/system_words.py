"""What the operating system refuses, in the reader's language: it answers in English, or in the machine's."""

from __future__ import annotations

import errno

_ZH = {
    errno.EACCES: "没有权限，或文件正被其他程序打开",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在磁盘是只读的",
    errno.EEXIST: "已有同名文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名称过长",
    errno.EBUSY: "正被其他程序使用",
    errno.EIO: "磁盘读写出错",
    errno.EINVAL: "名称或位置不能用",
    errno.ELOOP: "快捷方式（链接）绕成了圈",
}


def why(error: OSError) -> tuple[str, str]:
    """Why a file cannot be read or written, in Chinese and English.

    Args:
        error: what the operating system answered.
    """
    said = error.strerror or str(error)
    return _ZH.get(error.errno or 0) or f"系统提示 {said}", said
