from django.apps import AppConfig

from plans.checks import register_all


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "แผนปฏิบัติการ"

    def ready(self) -> None:
        from plans import evidence_uses, trail_words  # noqa: F401  models are there only now

        register_all()
        trail_words.register()
