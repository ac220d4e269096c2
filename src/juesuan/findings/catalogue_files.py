"""What is said in files that go back to a unit: feedback sheet, letter, comments, tracked changes; both languages."""

from __future__ import annotations

FILES: dict[str, tuple[str, str]] = {
    # --- a finding as a remark beside its place
    "remark.head": ("【{severity} {code}】{message}", "[{severity} {code}] {message}"),
    "remark.line": ("{label}：{text}", "{label}: {text}"),
    "remark.separator": ("；", "; "),
    "remark.related": ("对照处：{message}", "compare: {message}"),
}
"""Key → Chinese, English."""
