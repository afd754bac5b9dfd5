from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = "หน่วยงานและผู้ใช้งาน"

    def ready(self) -> None:
        from organisations.services import webhooks_delivery  # noqa: F401  models are there only now
