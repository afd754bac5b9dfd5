"""Facts of a framework, as a file has them, to a checked plan of rows; pure, with messages in Thai."""
