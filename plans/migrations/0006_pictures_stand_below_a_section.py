import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_authoring_in_full")]

    operations = [
        migrations.AlterModelOptions(
            name="planpicture",
            options={
                "ordering": ["position", "pk"],
                "verbose_name": "ภาพประกอบ",
                "verbose_name_plural": "ภาพประกอบ",
            },
        ),
        migrations.AddField(
            model_name="planpicture",
            name="position",
            field=models.PositiveIntegerField(default=0, verbose_name="ลำดับ"),
        ),
        # No picture has been kept before this field is there.
        migrations.AddField(
            model_name="planpicture",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="plans.plansection",
                verbose_name="ส่วนเนื้อหา",
            ),
        ),
    ]
