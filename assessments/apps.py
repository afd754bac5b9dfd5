from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "การประเมินคุณธรรมและความโปร่งใส"

    def ready(self) -> None:
        from assessments import evidence_uses  # noqa: F401  models are there only now
