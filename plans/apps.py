from django.apps import AppConfig

from plans.checks import register_all


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "แผนปฏิบัติการ"

    def ready(self) -> None:
        register_all()
