"""Forms for those who cannot sign in."""

from allauth.account.forms import ResetPasswordForm as AllauthForm

from organisations.models import User


class ResetPasswordForm(AllauthForm):
    """Asks for the address of the account, and sends the link to the address as it stands there.

    Whether somebody has the address is not said.
    """

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        self.users = list(User.objects.at_address(typed).filter(is_active=True))
        return self.users[0].email if self.users else typed
