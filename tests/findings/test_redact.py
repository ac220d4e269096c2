"""Scrambled findings: consistent, unrecognisable, and of the same shape."""

from hypothesis import given
from hypothesis import strategies as st

from juesuan.findings.redact import Scrambler


def test_figures_change_consistently_and_keep_their_shape() -> None:
    scramble = Scrambler(b"key")
    first = scramble.text("1,234.56万元，占12.3%；另1234.56万元，2024年，0.00万元")
    numbers = first.replace("万元", " ").replace("，", " ").split()
    assert "1,234.56" not in first
    assert numbers[0].replace(",", "") in first.replace(",", "").replace(numbers[0], "", 1)
    assert "2024年" in first
    assert "0.00万元" in first
    assert scramble.text("12.3") == scramble.text("12.3")
    assert Scrambler(b"other").text("123456.78") != scramble.text("123456.78")


def test_names_go_and_words_of_the_forms_stay() -> None:
    scrambled = Scrambler(b"key").text("青河市档案局本年支出合计")
    assert "青河" not in scrambled
    assert "档案局" not in scrambled
    assert scrambled.endswith("本年支出合计")


def test_files_are_numbered() -> None:
    scramble = Scrambler(b"key")
    assert scramble.source("青河市档案局2024.pdf") == "report-1.pdf"
    assert scramble.source("b.docx") == "report-2.docx"
    assert scramble.source("青河市档案局2024.pdf") == "report-1.pdf"


@given(st.text(max_size=60))
def test_length_is_kept(text: str) -> None:
    assert len(Scrambler(b"key").text(text)) == len(text)
