"""What an own survey needs beside the database: tokens of its links, scales, results, files to hand out."""
