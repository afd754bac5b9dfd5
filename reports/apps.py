from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "รายงานและการเผยแพร่"

    def ready(self) -> None:
        import reports.background  # noqa: F401 - declares its work; it needs the models
