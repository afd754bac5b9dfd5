from django.db import migrations

from organisations import append_only
from plans.frozen import FROZEN


def freeze(apps, schema_editor):
    append_only.protect(schema_editor.connection, FROZEN)


def thaw(apps, schema_editor):
    append_only.unprotect(schema_editor.connection, FROZEN)


class Migration(migrations.Migration):

    dependencies = [
        ("plans", "0011_a_state_is_known_by_one_rule"),
    ]

    operations = [
        migrations.RunPython(freeze, thaw),
    ]
