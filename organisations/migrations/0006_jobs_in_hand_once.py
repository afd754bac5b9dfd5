from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_letters_and_jobs")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="key",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("by", "kind", "key"),
                name="organisations_job_in_hand_once",
                violation_error_message="ระบบกำลังดำเนินการงานนี้ให้ท่านอยู่แล้ว",
            ),
        ),
    ]
