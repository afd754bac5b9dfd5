"""Captions of pictures and tables: numbers that stand twice, and references that lead nowhere."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.html import strip_tags

from ita_portal.render.captions import pictures_of
from ita_portal.tables.content import PlanContent
from ita_portal.thai.digits import to_arabic
from plans.checks.facts import PlanFacts
from plans.checks.registry import Finding, check

_Caption = tuple[str, int]

_NUMBERED = re.compile(r"(ภาพที่|ตารางที่)\s*([0-9]{1,3})(?![0-9])")
_END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|td|th|figcaption)>|<br\s*/?>")


@check("captions", "เลขภาพและเลขตาราง")
def captions_are_found_once(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """A line that begins with its number is a caption, everywhere else the number is a reference."""
    stated, referred = _in_sections(facts)
    for picture in pictures_of(content):
        if _NUMBERED.match(to_arabic(picture.caption)):
            yield Finding("captions", f"ระบบใส่เลขภาพให้แล้ว โปรดตัดเลขออกจากคำบรรยาย “{picture.caption}”")
    printed = [*_printed(content), *(caption for caption, _ in stated)]
    doubled = {caption for caption, times in Counter(printed).items() if times > 1}
    for caption, section_id in stated:
        if caption in doubled:
            yield Finding("captions", f"{_said(caption)} มีมากกว่าหนึ่งแห่ง", section_id=section_id)
    for caption, section_id in referred:
        if caption not in printed:
            yield Finding("captions", f"อ้างถึง{_said(caption)} แต่ไม่มีในแผนนี้", section_id=section_id)


def _in_sections(facts: PlanFacts) -> tuple[list[tuple[_Caption, int]], list[tuple[_Caption, int]]]:
    """Captions and references typed into the narrative, each with its section."""
    stated: list[tuple[_Caption, int]] = []
    referred: list[tuple[_Caption, int]] = []
    for section in facts.sections:
        for block in _END_OF_BLOCK.split(to_arabic(section.html)):
            text = strip_tags(block).strip()
            for match in _NUMBERED.finditer(text):
                found = referred if match.start() else stated
                found.append(((match[1], int(match[2])), section.pk))
    return stated, referred


def _printed(content: PlanContent) -> Iterator[_Caption]:
    """What is printed with a number: every picture in turn, and the titles of tables that begin with one."""
    yield from (("ภาพที่", number) for number, _ in enumerate(pictures_of(content), start=1))
    for part in content.parts:
        for words in (part.title, *part.lines):
            if match := _NUMBERED.match(to_arabic(words)):
                yield match[1], int(match[2])


def _said(caption: _Caption) -> str:
    return f"{caption[0]} {caption[1]}"
