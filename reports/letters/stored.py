"""A letter of the register as it is printed, and the files of it."""

from dataclasses import replace

from ita_portal.render.file_names import safe_name, whole_words
from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_docx import letter_docx
from ita_portal.render.letter_pdf import letter_pdf
from ita_portal.tables.content import Signature
from organisations.letters import series_of
from organisations.models import Letter, Organisation
from reports.files import DocumentFile
from reports.formats import CONTENT_TYPES, Format
from reports.sources import emblem_file, mark_picture

_FORMS = {
    Letter.Kind.EXTERNAL: LetterForm.EXTERNAL,
    Letter.Kind.ORDER: LetterForm.ORDER,
    Letter.Kind.ANNOUNCEMENT: LetterForm.ANNOUNCEMENT,
    Letter.Kind.PUBLICATION_FORM: LetterForm.PUBLICATION_FORM,
}
_NAMES = {
    LetterForm.MEMO: "บันทึกข้อความ",
    LetterForm.EXTERNAL: "หนังสือ",
    LetterForm.ORDER: "คำสั่ง",
    LetterForm.ANNOUNCEMENT: "ประกาศ",
    LetterForm.PUBLICATION_FORM: "แบบฟอร์มเผยแพร่ข้อมูล",
    LetterForm.MINUTES: "",  # its subject says what it is
}
_MAKERS = {Format.PDF: letter_pdf, Format.DOCX: letter_docx}
_EMBLEM_WORDS = "ตราหัวหนังสือ"
_SUBJECT_LENGTH = 80


def letter_content(letter: Letter) -> LetterContent:
    """The letter as it is printed; it comes with its organisation."""
    organisation = letter.organisation
    form = _FORMS.get(Letter.Kind(letter.kind), LetterForm.MEMO)
    emblem = mark_picture(emblem_file(organisation))
    return LetterContent(
        form=form,
        subject=letter.subject,
        urgency="" if letter.urgency == Letter.Urgency.NORMAL else letter.get_urgency_display(),
        office=letter.office or organisation.name,
        phone=letter.phone,
        email=organisation.email,
        sender=_sender(organisation) if form is LetterForm.EXTERNAL else (),
        number=letter.number_text or _open_number(letter),
        day=letter.dated_on,
        addressee=letter.addressee,
        through=letter.through,
        references=_references(letter),
        enclosures=tuple(letter.enclosures),
        body=letter.body,
        signer=Signature(
            name=letter.signer_name, position=letter.signer_position, acting_for=letter.signer_acting_for
        ),
        emblem=emblem and replace(emblem, caption=_EMBLEM_WORDS),
    )


def letter_file(letter: Letter, format: Format) -> DocumentFile:
    """The letter as a PDF or a Word file: "บันทึกข้อความ ขออนุมัติแผน.pdf"."""
    return content_file(letter_content(letter), format)


def content_file(content: LetterContent, format: Format) -> DocumentFile:
    """What has the form of a letter, as a PDF or a Word file."""
    words = f"{_NAMES[content.form]} {whole_words(content.subject, _SUBJECT_LENGTH)}".strip()
    name = safe_name(words, format.ending)
    return DocumentFile(_MAKERS[format](content), CONTENT_TYPES[format], name)


def _open_number(letter: Letter) -> str:
    """What stands before a number that is still to be written; orders have the year behind theirs."""
    if not letter.number_prefix or series_of(letter.kind) in (
        Letter.Series.ORDERS,
        Letter.Series.ANNOUNCEMENTS,
    ):
        return ""
    circular = "ว" if series_of(letter.kind) == Letter.Series.CIRCULARS else ""
    return f"{letter.number_prefix}/{circular}"


def _sender(organisation: Organisation) -> tuple[str, ...]:
    """The office in whose name an external letter leaves: the nearest that has an address."""
    upwards = [organisation] if organisation.address else [organisation, *reversed(organisation.above())]
    nearest = next((one for one in upwards if one.address), organisation)
    return (nearest.name, *nearest.address.splitlines())


def _references(letter: Letter) -> tuple[str, ...]:
    """What it refers to; a letter that is only looked at before it is kept has none yet."""
    return tuple(reference.text for reference in letter.references.all()) if letter.pk else ()
