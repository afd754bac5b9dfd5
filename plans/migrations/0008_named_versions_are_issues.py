"""The Thai word of a named version is ฉบับ, as officials call an issue of a document."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_plans_keep_their_number_of_findings")]

    operations = [
        migrations.AlterModelOptions(
            name="planversion",
            options={
                "ordering": ["-created_at", "-pk"],
                "verbose_name": "ฉบับของแผน",
                "verbose_name_plural": "ฉบับของแผน",
            },
        ),
        migrations.AlterField(
            model_name="planversion",
            name="name",
            field=models.CharField(max_length=200, verbose_name="ชื่อฉบับ"),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="plan_version",
            field=models.PositiveIntegerField(editable=False, verbose_name="ฉบับที่"),
        ),
        migrations.AlterConstraint(
            model_name="planversion",
            name="plans_planversion_name_once",
            constraint=models.UniqueConstraint(
                fields=("plan", "name"),
                name="plans_planversion_name_once",
                violation_error_message="แผนนี้มีฉบับชื่อนี้แล้ว โปรดตั้งชื่ออื่น",
            ),
        ),
    ]
