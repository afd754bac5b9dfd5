"""What a signature block says, line by line, the same in every format."""

from ita_portal.tables.content import LabelAt, Signature

DOTS = "." * 50  # to sign on, and in place of a name
_ACTING = ("ปฏิบัติราชการแทน", "รักษาราชการแทน", "รักษาการ", "ทำการแทน", "ปฏิบัติหน้าที่แทน", "แทน")


def acting_words(acting_for: str) -> str:
    """For whom a signer acts, with "ปฏิบัติราชการแทน" where nothing of the kind was typed; "" for nobody."""
    acting = acting_for.strip()
    return f"{_ACTING[0]}{acting}" if acting and not acting.startswith(_ACTING) else acting


def signature_lines(signature: Signature) -> list[str]:
    """The lines of a signature block: place to sign, name in brackets, position, acting for, and the duty."""
    name = f"({signature.name})" if signature.name else f"({DOTS})"
    lines = [DOTS, name, signature.position, acting_words(signature.acting_for)]
    if signature.label_at is LabelAt.BESIDE:
        lines[0] = f"{signature.label}{DOTS}"
    else:
        lines.insert(0 if signature.label_at is LabelAt.ABOVE else len(lines), signature.label)
    return [line for line in lines if line]
