import pytest

from ita_portal.render.file_names import safe_name, whole_words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("แผนปฏิบัติการ 2569", "แผนปฏิบัติการ 2569.pdf"),
        ('ก/ข\\ค:"ง"\r\nจ', "ก ข ค ง จ.pdf"),
        ("../../.ซ่อน. ", "ซ่อน.pdf"),
        ("<>|?*", "file.pdf"),
        ("ก" * 400, "ก" * 150 + ".pdf"),
    ],
)
def test_name_keeps_its_words_without_what_systems_refuse(words: str, name: str) -> None:
    assert safe_name(words, "pdf") == name


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("แผน จริยธรรม", "แผน จริยธรรม"),
        ("แผน จริยธรรม ปี", "แผน จริยธรรม"),
        ("แผน จริยธรรมา", "แผน"),
        ("ก" * 13, "ก" * 12),
    ],
)
def test_long_words_are_cut_between_words(words: str, kept: str) -> None:
    assert whole_words(words, 12) == kept
