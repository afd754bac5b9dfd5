"""A plan keeps how many findings it has, and of which version."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_pictures_stand_below_a_section")]

    operations = [
        migrations.AddField(
            model_name="actionplan",
            name="checked_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="actionplan",
            name="finding_count",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
    ]
