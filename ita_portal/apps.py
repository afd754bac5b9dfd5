from django.apps import AppConfig


class ItaPortalConfig(AppConfig):
    name = "ita_portal"
    verbose_name = "ระบบแผนคุณธรรมและความโปร่งใส"

    def ready(self) -> None:
        from ita_portal import checks  # noqa: F401 - registers them
