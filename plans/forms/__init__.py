"""What people type about plans: read, checked, said back in Thai; forms never save."""
