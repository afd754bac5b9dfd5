"""What a signature block says, line by line, the same in every format."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ita_portal.render.look import Look
from ita_portal.tables.content import LabelAt, Signature

DOTS = "." * 50  # to sign on, and in place of a name
_USUALLY_ACTING = "ปฏิบัติราชการแทน"
# How acting words begin, or what they have in them; a post ("ผู้แทนการค้า") begins and goes on otherwise.
_ACTING = re.compile(r"^(?:ปฏิบัติ|รักษา|ทำการ|กระทำการ|ใช้อำนาจ|ในฐานะ|ในนาม)|(?<!ผู้)(?<!ตัว)แทน")
_ROOM = "\u00a0"  # a line without dots, as high as one with them


def acting_words(acting_for: str) -> str:
    """For whom a signer acts: the typed words, of whatever law, or "ปฏิบัติราชการแทน" before a bare post.

    "" for nobody.
    """
    acting = acting_for.strip()
    return acting if not acting or _ACTING.search(acting) else f"{_USUALLY_ACTING}{acting}"


def signature_lines(signature: Signature) -> list[str]:
    """The lines of a signature block: place to sign, name in brackets, position, acting for, and the duty.

    Where it was signed already, words say so in place of the dots.
    """
    name = f"({signature.name})" if signature.name else f"({DOTS})"
    lines = [_place_to_sign(signature), name, signature.position, acting_words(signature.acting_for)]
    if signature.label_at is not LabelAt.BESIDE:
        lines.insert(0 if signature.label_at is LabelAt.ABOVE else len(lines), signature.label)
    return [line for line in lines if line]


def as_look_says(signatures: Iterable[Signature], look: Look) -> tuple[Signature, ...]:
    """Signatures with their duty where the look has it, and without dots where it has none."""
    return tuple(
        replace(one, label_at=look.sign_label or one.label_at, has_dots=one.has_dots and look.sign_dots)
        for one in signatures
    )


def is_place_to_sign(line: str, signature: Signature) -> bool:
    """Whether that line of the block is the one on which it is signed, or says that it was."""
    return line == _place_to_sign(signature)


def _place_to_sign(signature: Signature) -> str:
    beside = signature.label if signature.label_at is LabelAt.BESIDE else ""
    if signature.signed:
        return f"{beside} {signature.signed}".strip()
    return f"{beside}{DOTS if signature.has_dots else _ROOM}"
