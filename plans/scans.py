"""What the QR of a signed scan says, and which revision it names."""

from collections.abc import Iterable

from organisations.models import User
from plans.models import Revision, SignedScan
from plans.revisions import TOKEN, check_address


def token_of(text: str) -> str:
    """The token in the text of a QR, "" where it is no address of ours: a forged one names another site."""
    found = TOKEN.search(text)
    return found[0] if found and check_address(found[0]) == text else ""


def named_revisions(user: User, scans: Iterable[SignedScan]) -> dict[int, Revision]:
    """For each scan, by its id, the revision that its QR names, where the person may see that plan."""
    tokens = {scan.pk: token for scan in scans if (token := token_of(scan.found_text))}
    revisions = Revision.objects.visible_to(user).filter(token__in=tokens.values())
    by_token = {revision.token: revision for revision in revisions.select_related("plan__organisation")}
    return {pk: by_token[token] for pk, token in tokens.items() if token in by_token}
