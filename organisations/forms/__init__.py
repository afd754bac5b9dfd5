"""What people type about organisations and users: read, checked and answered in Thai; never saved here."""
